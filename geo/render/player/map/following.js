// Keeps the people who are followed in view, instead of the current event.
import { StateReader } from '../statereader.js';
import { unrolled } from '../story.js';

/** The camera keeps at most this number of people in view: with more, the map would be too small. */
const MOST_KEPT = 12;

export class Following extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Choice} choice
   * @param {Camera} camera
   */
  constructor(store, choice, camera) {
    super(store);
    this.choice = choice;
    this.camera = camera;
    this._known = '';
  }

  get isOn() { return this.choice.followed.size > 0; }

  /** @returns {string} what the button *Resume* does */
  get words() {
    const names = [...this.choice.followed].map((p) => this.story.people[p].name);
    if (!names.length) return 'follow the story';
    return names.length > 2 ? `follow ${names.length} people` : `follow ${names.join(' and ')}`;
  }

  /**
   * Whether someone who is followed has come somewhere, or left, since this was asked last.
   * @param {{people: Whereabouts[]}} moment
   */
  hasTurned({ people }) {
    if (!this.isOn) return false;
    const known = this._whom().map((p) => `${people[p].status} ${people[p].event} ${people[p].line}`).join();
    if (known === this._known) return false;
    this._known = known;
    return true;
  }

  /**
   * Bring the followed into sight, as far as anybody knows where they are: all in the scene at hand, or
   * else wherever each of them is.
   * @param {{focus: number, people: Whereabouts[]}} moment
   * @param {{dragging?: boolean, dwell?: number, visible?: number[], atOnce?: boolean}} how see Camera.show
   */
  show({ focus, people }, how) {
    const { clocks, story, camera } = this;
    const scene = clocks.shown.order[focus];
    const known = this._whom().filter((p) => people[p].position);
    const isThere = (/** @type {number} */ p) => people[p].status === 'seen' && story.events.people[scene].includes(p);
    if (focus >= 0 && known.length && known.every(isThere) && story.events.pinned[scene]) camera.show(focus, how);
    else camera.keep(this._pointsNow(focus, people), how);
  }

  /**
   * While scenes pass too soon for a flight to each: one look at where the followed are soon, and then rest as
   * long as they stay in sight.
   * @param {{focus: number, people: Whereabouts[]}} moment
   * @param {number[]} run places in the order, see Playhead.run
   */
  showRun({ focus, people }, run) {
    this.camera.keepRun(this._pointsNow(focus, people), () => this._pointsOf(run));
  }

  /** Of many, the first. @returns {number[]} */
  _whom() { return [...this.choice.followed].slice(0, MOST_KEPT); }

  /**
   * The scene they are in; between two sightings the last and the next, as that line is all that is
   * known; else where they were last.
   * @param {number} focus
   * @param {Whereabouts[]} people
   */
  _pointsNow(focus, people) {
    const { camera, clocks } = this;
    /** @type {LonLat[]} */
    const points = [];
    for (const p of this._whom()) {
      const { status, event, line, position } = people[p];
      if (status === 'seen') points.push(...camera.pointsOf(clocks.base.order[event]));
      else points.push(...unrolled(line ?? (position ? [position] : [])));
    }
    const scene = clocks.shown.order[focus];
    if (focus >= 0 && this._isIn(scene)) points.push(...camera.pointsOf(scene));
    return points;
  }

  /** The scenes of a run that the followed are in. @param {number[]} run */
  _pointsOf(run) {
    return run.map((k) => this.clocks.shown.order[k]).filter((event) => this._isIn(event))
      .flatMap((event) => this.camera.pointsOf(event));
  }

  /** @param {number} event */
  _isIn(event) { return this.story.events.people[event].some((p) => this.choice.followed.has(p)); }
}
