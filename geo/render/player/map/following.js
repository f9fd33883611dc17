// Keeps the people whom the viewer follows in view, instead of the current event.
import { StateReader } from '../statereader.js';
import { unrolled } from '../story.js';
import { listInWords, phrase } from '../words/words.js';

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
    /** What these people did when hasTurned was called last. */
    this._known = '';
  }

  get isOn() { return this.choice.followed.size > 0; }

  /** @returns {string} what the button *Resume* does */
  get resumeLabel() {
    const names = [...this.choice.followed].map((p) => this.story.people[p].name);
    if (!names.length) return phrase('resumeStory');
    return names.length > 2 ? phrase('resumeManyPeople', { count: names.length }) : phrase('resumePeople', { names: listInWords(names) });
  }

  /**
   * @param {{people: Whereabouts[]}} moment
   * @returns {boolean} whether one of these people has arrived or left since the last call
   */
  hasTurned({ people }) {
    if (!this.isOn) return false;
    const known = this._people().map((p) => `${people[p].status} ${people[p].event} ${people[p].line}`).join();
    if (known === this._known) return false;
    this._known = known;
    return true;
  }

  /**
   * Bring these people into view, as far as their locations are known. If all of them are in the current event, the
   * camera shows the event.
   * @param {{focus: number, people: Whereabouts[]}} moment
   * @param {import('./camera.js').CameraMove} move
   */
  show({ focus, people }, move) {
    const { clocks, story, camera } = this;
    const event = clocks.shown.order[focus];
    const known = this._people().filter((p) => people[p].position);
    const isThere = (/** @type {number} */ p) => people[p].status === 'seen' && story.events.people[event].includes(p);
    if (focus >= 0 && known.length && known.every(isThere) && story.events.pinned[event]) camera.show(focus, move);
    else camera.keep(this._pointsNow(focus, people), move);
  }

  /**
   * While events pass too quickly for a flight to each: show where these people are now and in the next events. Then
   * stay as long as they are in view.
   * @param {{focus: number, people: Whereabouts[]}} moment
   * @param {number[]} run the k, see Playhead.run
   */
  showRun({ focus, people }, run) {
    this.camera.keepRun(this._pointsNow(focus, people), () => this._pointsOf(run));
  }

  /** @returns {number[]} the followed people, at most MOST_KEPT */
  _people() { return [...this.choice.followed].slice(0, MOST_KEPT); }

  /**
   * For each of these people the event where they are present; between two sightings both locations, because only these
   * are known; otherwise the last known location.
   * @param {number} focus
   * @param {Whereabouts[]} people
   */
  _pointsNow(focus, people) {
    const { camera, clocks } = this;
    /** @type {LonLat[]} */
    const points = [];
    for (const p of this._people()) {
      const { status, event, line, position } = people[p];
      if (status === 'seen') points.push(...camera.pointsOf(clocks.base.order[event]));
      else points.push(...unrolled(line ?? (position ? [position] : [])));
    }
    const current = clocks.shown.order[focus];
    if (focus >= 0 && this._hasFollowed(current)) points.push(...camera.pointsOf(current));
    return points;
  }

  /** The locations of those events of a run that have followed people. @param {number[]} run */
  _pointsOf(run) {
    return run.map((k) => this.clocks.shown.order[k]).filter((event) => this._hasFollowed(event))
      .flatMap((event) => this.camera.pointsOf(event));
  }

  /** @param {number} event @returns {boolean} whether one of the followed people is in it */
  _hasFollowed(event) { return this.story.events.people[event].some((p) => this.choice.followed.has(p)); }
}
