// Where playing stands: the second on the playing axis, the speed, and the scenes to stop at. No DOM.
import { REPLAY_AFTER_S } from '../arithmetic/axis.js';
import { LENGTHS } from '../arithmetic/links.js';
import { placesIn } from './clocks.js';

/** Offered in the list, and the limits of what can be asked for. */
export const SPEEDS = [0.5, 1, 2, 4, 8, 16];
const SLOWEST = 0.25;
const FASTEST = 64;

/** Scenes that the filter leaves out are passed over this many times faster. */
const SKIP_FACTOR = 12;

export class Playhead {
  /** @param {Timeline} timeline */
  constructor(timeline) {
    this.timeline = timeline;
    this._places = placesIn(timeline);
    /** @type {?Uint8Array} one flag an event: shown by the filter */
    this._flags = null;
    this.seconds = 0;
    this.playing = false;
    /** Whether a finger moves it just now. */
    this.dragging = false;
    this.speed = 1;
    /** Minutes that playing all of it takes; the speed follows from it. Null: the speed is free. @type {?number} */
    this.length = null;
    this.loop = false;
    /** @type {?number} see playSeconds */
    this._playSeconds = null;
    /** @type {?Uint8Array} one flag a place in the order: shown by the filter */
    this.shown = null;
    /** @type {(reason: string) => void} */
    this.changed = () => {};
  }

  get duration() { return this.timeline.duration; }

  get position() { return this.duration > 0 ? this.seconds / this.duration : 0; }

  get time() { return this.timeline.timeAt(this.seconds); }

  /** The place in the order whose card is up, or -1. */
  get focus() {
    let k = this.timeline.focusAt(this.seconds);
    while (k >= 0 && this.shown && !this.shown[k]) k--;
    return k;
  }

  /** @param {number} event index in telling order, or -1 @returns {number} its place in the order, or -1 */
  placeOf(event) { return event < 0 ? -1 : this._places[event]; }

  play() {
    if (this.playing || this.duration <= 0) return;
    if (this.seconds >= this.duration) this.seconds = 0;
    this.playing = true;
    this.changed('play');
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.changed('pause');
  }

  /** @param {number} seconds on the playing axis; clamped to it */
  seek(seconds, reason = 'seek') {
    this.seconds = Math.min(this.duration, Math.max(0, seconds));
    this.changed(reason);
  }

  /** @param {number} k a place in the order */
  seekTo(k, reason = 'seek') { this.seek(this.timeline.cues[k], reason); }

  /** If the filter leaves out the scene at hand, go to the next that it shows, or else to the one before. */
  seekShown() {
    const here = this.timeline.focusAt(this.seconds);
    if (!this.shown || here < 0 || this.shown[here]) return;
    const next = this.shown.indexOf(1, here);
    const k = next >= 0 ? next : this.shown.lastIndexOf(1);
    if (k >= 0) this.seekTo(k);
  }

  /** @param {1|-1} direction to the next scene that the filter shows, or back */
  step(direction) {
    const { cues } = this.timeline;
    const count = cues.length;
    const here = this.timeline.focusAt(this.seconds);
    let k = direction > 0 ? here + 1 : here;
    if (direction < 0 && here >= 0 && this.seconds - cues[here] <= REPLAY_AFTER_S) k = here - 1;
    while (k >= 0 && k < count && this.shown && !this.shown[k]) k += direction;
    if (k >= 0 && k < count) this.seekTo(k);
    else if (direction < 0) this.seek(0);
  }

  /** @param {number} speed times the natural pace, 0.25 to 64 */
  setSpeed(speed) {
    if (!(typeof speed === 'number' && speed >= SLOWEST && speed <= FASTEST)) {
      throw new RangeError(`setSpeed: found ${speed}, expected a number from ${SLOWEST} to ${FASTEST}`);
    }
    this.length = null;
    this.speed = speed;
    this.changed('speed');
  }

  /** @param {number} minutes in which all of the story that the filter shows is to play */
  setLength(minutes) {
    if (!(typeof minutes === 'number' && minutes >= LENGTHS.shortest && minutes <= LENGTHS.longest)) {
      throw new RangeError(`setLength: found ${minutes}, expected minutes from ${LENGTHS.shortest} to ${LENGTHS.longest}`);
    }
    this.length = minutes;
    this._keepLength();
    this.changed('speed');
  }

  /**
   * @param {number} minutes
   * @returns {number} the speed at which all that the filter shows plays in that time
   */
  speedFor(minutes) {
    return Math.min(FASTEST, Math.max(SLOWEST, this.playSeconds / (minutes * 60)));
  }

  /** Seconds that playing takes at the natural pace: less than the axis is long where scenes are passed over. */
  get playSeconds() {
    const { cues } = this.timeline;
    if (!this.shown) return this.duration;
    this._playSeconds ??= this.shown.reduce((sum, _, k) => sum + this._secondsOf(k), cues[0] ?? 0);
    return this._playSeconds;
  }

  /**
   * Scenes that pass soon one after the other: from one on all that the filter shows, until one lasts.
   * @param {number} k a place in the order
   * @param {{lasting: number, within: number, most: number}} limits real seconds that a scene has the card to last,
   *   real seconds in which they all come, and the most of them
   * @returns {number[]} places in the order, one more than the most if there are more; none if the first one lasts
   */
  run(k, { lasting, within, most }) {
    const { cues } = this.timeline;
    const found = [];
    let passed = 0;
    for (let n = k; n >= 0 && n < cues.length && passed <= within && found.length <= most;) {
      let dwell = 0;
      let next = n;
      do {
        dwell += this._secondsOf(next) / this.speed;
        next++;
      } while (next < cues.length && this.shown && !this.shown[next]);
      if (dwell >= lasting) break;
      found.push(n);
      passed += dwell;
      n = next;
    }
    return found;
  }

  /** Seconds that playing takes from a scene to the next, at the natural pace. @param {number} k */
  _secondsOf(k) {
    const { cues } = this.timeline;
    const lasts = (k + 1 < cues.length ? cues[k + 1] : this.duration) - cues[k];
    return lasts / (this.shown && !this.shown[k] ? SKIP_FACTOR : 1);
  }

  _keepLength() {
    if (this.length !== null) this.speed = this.speedFor(this.length);
  }

  /** @param {boolean} loop whether it begins again at the end */
  setLoop(loop) {
    this.loop = loop;
    this.changed('loop');
  }

  /** @param {?Uint8Array} flags one an event, in telling order; null: all are shown */
  setShown(flags) {
    this._flags = flags;
    this._markShown();
    this.changed('filter');
  }

  /**
   * The timeline has become another clock's.
   * @param {number} seconds where the same moment is on it
   */
  relay(seconds) {
    this._places = placesIn(this.timeline);
    this._markShown();
    this.seek(seconds, 'clock');
  }

  _markShown() {
    const { _flags: flags } = this;
    this.shown = flags && Uint8Array.from(this.timeline.order, (i) => flags[i]);
    this._playSeconds = null;
    this._keepLength();
  }

  /** @param {number} elapsed seconds of real time since the last call */
  advance(elapsed) {
    if (!this.playing) return;
    const now = this.timeline.focusAt(this.seconds);
    const skipping = this.shown && now >= 0 && !this.shown[now];
    const next = this.seconds + elapsed * this.speed * (skipping ? SKIP_FACTOR : 1);
    if (next < this.duration) {
      this.seconds = next;
    } else if (this.loop) {
      this.seconds = next % this.duration;
    } else {
      this.seconds = this.duration;
      this.playing = false;
      this.changed('end');
    }
  }
}
