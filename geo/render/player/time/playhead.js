// Playing: the playhead, the speed, and the events to stop at. No DOM.
import { REPLAY_AFTER_S } from '../arithmetic/axis.js';
import { LENGTH_LIMITS, SPEED_LIMITS } from '../arithmetic/limits.js';
import { haveSameContent } from '../samecontent.js';
import { passingSeconds, SKIP_FACTOR, speedFor } from '../state.js';
import { StateReader } from '../statereader.js';
import { turnEnd } from './clocks.js';

/** The speeds in the list. */
export const SPEEDS = [0.5, 1, 2, 4, 8, 16];

export class Playhead extends StateReader {
  /** Its position on the timeline, in playing seconds at normal speed. */
  get seconds() { return this.store.get('seconds'); }

  get playing() { return this.store.get('playing'); }

  /** Whether the viewer drags it now. */
  get dragging() { return this.store.get('dragging'); }

  get speed() { return this.store.get('speed'); }

  /** Minutes that the whole story takes: the chosen ones, or the nearest possible; null: the speed was chosen instead. */
  get length() {
    const wanted = this.store.get('length');
    const possible = this.playSeconds / this.speed / 60;
    return wanted && possible && Math.abs(possible / wanted - 1) > 1e-9 ? possible : wanted;
  }

  /** The chosen minutes, if the speed that they need is not possible; else null. */
  get impossibleLength() {
    const wanted = this.store.get('length');
    return wanted === this.length ? null : wanted;
  }

  get loop() { return this.store.get('loop'); }

  get duration() { return this.timeline.duration; }

  /** 0 to 1 along the timeline. */
  get position() { return this.duration > 0 ? this.seconds / this.duration : 0; }

  get time() { return this.timeline.timeAt(this.seconds); }

  /** Seconds that playing takes at normal speed: fewer than the timeline has where events are passed over. */
  get playSeconds() { return this.store.get('playSeconds'); }

  /**
   * The place of the current event, whose card is shown, or -1: the last one that has begun, or one that the viewer has
   * chosen since then, as long as it plays.
   */
  get focus() {
    const { shown } = this;
    let k = this._chosen;
    if (k >= 0) return k;
    k = this.timeline.focusAt(this.seconds);
    while (k >= 0 && shown && !shown[k]) k--;
    return k;
  }

  /** The place of the event that the viewer has chosen, or -1 if it has ended or another one has begun. */
  get _chosen() {
    const { timeline } = this;
    const chosen = this.store.get('chosen');
    return chosen?.timeline === timeline && chosen.turn === timeline.focusAt(this.seconds) && timeline.isOn(chosen.k, this.time) ? chosen.k : -1;
  }

  /** @param {number} event or -1 @returns {number} its place on the timeline, or -1 */
  placeOf(event) { return event < 0 ? -1 : this.clocks.places[event]; }

  play() {
    if (this.playing || this.duration <= 0) return;
    this.store.set({ playing: true, seconds: this.seconds >= this.duration ? 0 : this.seconds }, 'play');
  }

  pause() { this.store.set({ playing: false }, 'pause'); }

  /**
   * @param {number} seconds on the playing axis; clamped to it
   * @param {string} [reason] heard even if it is there already: who asks for a moment wants to see it
   */
  seek(seconds, reason = this.dragging ? DRAGGED : 'seek') {
    const wanted = Math.min(this.duration, Math.max(0, seconds));
    this._set({ seconds: wanted, chosen: null }, reason);
  }

  /** @param {number} k a place of the timeline @param {string} [reason] as for seek */
  seekTo(k, reason) { this.seek(this.timeline.cues[k], reason); }

  /**
   * Show an event that the viewer has clicked on the map. If it plays now, the moment stays; else go to its start. On a further
   * time scale, the moment is that of the current event, so it goes to its start there, too.
   * @param {number} k a place of the timeline
   */
  choose(k) {
    const { timeline } = this;
    if (timeline !== this.clocks.base || !timeline.isOn(k, this.time)) this.seekTo(k, 'click');
    else this._set({ chosen: { k, timeline, turn: timeline.focusAt(this.seconds) } }, 'click');
  }

  /** The viewer takes hold of it. */
  grab() { this.store.set({ dragging: true }); }

  /** The viewer lets go of it. */
  release() {
    this.store.set({ dragging: false });
    this.store.tell('seek');
  }

  /** @param {ClockName} clock the time scale of the timeline; the moment stays the same */
  setClock(clock) {
    if (clock === this.timeline.clock) return;
    this.store.set({ clock, seconds: this.clocks.secondsOn(clock, this.seconds) }, 'clock');
  }

  /** @param {Filter} filter */
  setFilter(filter) {
    // The page around sends its filter again and again.
    if (haveSameContent(filter, this.store.get('filter'))) return;
    this.store.set({ filter, chosen: null }, 'filter');
    this.leaveHidden();
  }

  /** If the filter leaves out the current event, go to the next one that it shows, or else to the one before; not while playing. */
  leaveHidden() {
    const { shown } = this;
    const here = this.timeline.focusAt(this.seconds);
    if (this.playing || !shown || here < 0 || shown[here]) return;
    const next = shown.indexOf(1, here);
    const k = next >= 0 ? next : shown.lastIndexOf(1);
    if (k >= 0) this.seekTo(k);
  }

  /** @param {1|-1} direction to the next event that the filter shows, or back */
  step(direction) {
    const { shown, timeline: { cues } } = this;
    const count = cues.length;
    const here = this.timeline.focusAt(this.seconds);
    const chosen = this._chosen;
    let k = direction > 0 ? here + 1 : chosen >= 0 ? chosen : here;
    if (direction < 0 && chosen < 0 && here >= 0 && this.seconds - cues[here] <= REPLAY_AFTER_S) k = here - 1;
    while (k >= 0 && k < count && shown && !shown[k]) k += direction;
    if (k >= 0 && k < count) this.seekTo(k);
    else if (direction < 0) this.seek(0);
  }

  /** @param {number} speed times the normal speed, 0.25 to 64 @throws {RangeError} */
  setSpeed(speed) {
    checkWithin('setSpeed', speed, SPEED_LIMITS, 'a number');
    this._set({ freeSpeed: speed, length: null }, 'speed');
  }

  /** @param {number} minutes in which all that the filter shows is to play @throws {RangeError} */
  setLength(minutes) {
    checkWithin('setLength', minutes, LENGTH_LIMITS, 'minutes');
    this._set({ length: minutes }, 'speed');
  }

  /** @param {boolean} loop whether it begins again at the end */
  setLoop(loop) { this._set({ loop }, 'loop'); }

  /** Listeners hear the reason although nothing has changed. @param {Partial<PlayerFields>} patch @param {string} reason */
  _set(patch, reason) {
    if (!this.store.set(patch, reason)) this.store.tell(reason);
  }

  /**
   * @param {number} minutes
   * @returns {number} the speed at which all that the filter shows plays in that time
   */
  speedFor(minutes) { return speedFor(minutes, this.playSeconds); }

  /**
   * Events that pass soon one after the other: from one on all that the filter shows, until one lasts.
   * @param {number} k a place of the timeline
   * @param {{lasting: number, within: number, most: number}} limits real seconds that an event has the card to last,
   *   real seconds in which they all come, and the most of them
   * @returns {number[]} places of the timeline, one more than the most if there are more; none if the first one lasts
   */
  run(k, { lasting, within, most }) {
    const { timeline, shown, speed } = this;
    const { length } = timeline.cues;
    const found = [];
    let passed = 0;
    for (let n = k; n >= 0 && n < length && passed <= within && found.length <= most;) {
      let dwell = 0;
      let next = n;
      do {
        dwell += passingSeconds(timeline, shown, next) / speed;
        next++;
      } while (next < length && shown && !shown[next]);
      if (dwell >= lasting) break;
      found.push(n);
      passed += dwell;
      n = next;
    }
    return found;
  }

  /** @param {number} elapsed seconds of real time since the last call */
  advance(elapsed) {
    if (!this.playing) return;
    const { seconds, duration } = this;
    const next = this._after(seconds, elapsed * this.speed);
    const isOver = next >= duration && !this.loop;
    // Each frame shows it, so no watcher needs to hear of it.
    this.store.setQuietly('seconds', isOver ? duration : next < duration ? next : next % duration);
    if (isOver) this.store.set({ playing: false }, 'end');
  }

  /**
   * Events that the filter hides pass faster, from their start to the start of the next one.
   * @param {number} seconds
   * @param {number} played seconds of playing
   * @returns {number} where the playhead is after them; beyond the end, as far as the story would go on
   */
  _after(seconds, played) {
    const { shown, timeline } = this;
    let at = seconds;
    let left = played;
    while (shown && at < timeline.duration) {
      const now = timeline.focusAt(at);
      const factor = now >= 0 && !shown[now] ? SKIP_FACTOR : 1;
      const end = turnEnd(timeline, now);
      if (at + left * factor <= end) return at + left * factor;
      left -= (end - at) / factor;
      at = end;
    }
    return at + left;
  }
}

/** The reason of a seek while the viewer drags: the player reports it as `drag`, once a frame. */
export const DRAGGED = 'dragged';

/**
 * @param {string} name of the method
 * @param {number} value
 * @param {{least: number, most: number}} limits
 * @param {string} what
 */
function checkWithin(name, value, { least, most }, what) {
  if (typeof value === 'number' && value >= least && value <= most) return;
  throw new RangeError(`${name}: found ${value}, expected ${what} from ${least} to ${most}`);
}
