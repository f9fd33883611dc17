// The clocks of a story: story time, film time, telling order. One of them is followed; a moment can be read on all.
// No DOM.
import { makeTimeline } from '../arithmetic/axis.js';

/** Of a story that somebody tells in an order of their own, at least this share of the scenes go on from the one before. */
const FORWARD = 0.75;

/** How near to its end a scene can be while it is still on, as a share of it. */
const ALMOST_OVER = 1 - 1e-6;

export class Clocks {
  /** @param {RawTimeline[]} raws one a clock; people's whereabouts go by the first */
  constructor(raws) {
    this._raws = new Map(raws.map((raw) => [raw.clock, raw]));
    /** @type {Map<ClockName, ClockTimeline>} made when first asked for: most stories are seen on one clock */
    this._made = new Map();
    this.names = [...this._raws.keys()];
    this.base = /** @type {ClockTimeline} */ (this.on(this.names[0]));
    this.basePlaces = placesIn(this.base);
    /** By event: its place on the film's clock. @type {?Int32Array} */
    this._filmPlaces = null;
    /** @type {?boolean} */
    this._isTold = null;
    /**
     * The timeline that is followed. It stays the same object when another clock is chosen, so that
     * everything that shows time can hold on to it.
     * `strips` are its storylines: of the principals, and of more people where there are more.
     * @type {ClockTimeline}
     */
    this.shown = { ...this.base };
  }

  /** @param {ClockName} clock @returns {?ClockTimeline} null: the story has no such clock */
  on(clock) {
    const raw = this._raws.get(clock);
    if (raw && !this._made.has(clock)) this._made.set(clock, { ...makeTimeline(raw), strips: raw.strips ?? [] });
    return this._made.get(clock) ?? null;
  }

  /**
   * Follow another clock.
   * @param {ClockName} clock one of `names`
   * @param {number} seconds where playing stands
   * @returns {number} the playing second of the same moment on that clock
   */
  choose(clock, seconds) {
    const moment = this._momentAt(this.shown, seconds);
    Object.assign(this.shown, this.on(clock));
    return this._secondsOf(this.shown, placesIn(this.shown), moment);
  }

  /**
   * When it is, on the clock that people's whereabouts go by. On the others it is as far into the scene
   * at hand as they are: where they jump, it jumps.
   * @param {number} seconds of the timeline that is followed
   */
  baseTimeAt(seconds) {
    const { base, shown } = this;
    if (shown.clock === base.clock) return shown.timeAt(seconds);
    const { event, share } = this._momentAt(shown, seconds);
    return event < 0 ? base.starts[0] ?? 0 : momentIn(base, this.basePlaces[event], share);
  }

  /** @param {number} time on the base clock @returns {number} the playing second of the timeline that is followed */
  secondsAtBase(time) {
    const { base, shown } = this;
    if (shown.clock === base.clock) return shown.secondsAt(time);
    return this._secondsOf(shown, placesIn(shown), this._momentAt(base, base.secondsAt(time)));
  }

  /**
   * The same moment in playing seconds of another clock.
   * @param {ClockName} clock
   * @param {number} time on that clock
   */
  secondsAtTime(clock, time) {
    const line = this.on(clock) ?? this.shown;
    if (line.clock === this.shown.clock) return this.shown.secondsAt(time);
    return this._secondsOf(this.shown, placesIn(this.shown), this._momentAt(line, line.secondsAt(time)));
  }

  /**
   * What the film's clock shows: as far into the scene's stretch of the film as the scene has gone.
   * @param {number} seconds of the timeline that is followed
   * @returns {?number} seconds of film; null: the story has no film times, or nothing has begun
   */
  filmTimeAt(seconds) {
    const film = this.on('film');
    if (!film || this.shown.clock === 'film') return film && this.shown.timeAt(seconds);
    const places = this._filmPlaces ??= placesIn(film);
    const { event, share } = this._momentAt(this.shown, seconds);
    return event < 0 ? null : momentIn(film, places[event], share);
  }

  /**
   * Whether the order in which the scenes stand was chosen by whoever tells them. A film's was; and where most scenes
   * come after the one before. Records in no order of time tell nothing by where they stand.
   */
  get isTold() {
    const { order } = this.base;
    this._isTold ??= this.names.includes('film')
      || order.reduce((sum, event, k) => sum + Number(k > 0 && event > order[k - 1]), 0) >= FORWARD * (order.length - 1);
    return this._isTold;
  }

  /** @param {Int32Array} places of scenes on the base clock @returns {Int32Array} theirs on the clock that is followed */
  placesShown(places) {
    const { base, shown } = this;
    if (shown.clock === base.clock) return places;
    const others = placesIn(shown);
    return places.map((k) => others[base.order[k]]);
  }

  /**
   * The scene that has the card, and how far into it time is: 0 to 1.
   * @param {Timeline} line
   * @param {number} seconds
   * @returns {SceneShare}
   */
  _momentAt(line, seconds) {
    const k = line.focusAt(seconds);
    if (k < 0) return { event: -1, share: 0 };
    const share = (line.timeAt(seconds) - line.starts[k]) / (line.ends[k] - line.starts[k]);
    return { event: line.order[k], share: Math.min(Math.max(share, 0), ALMOST_OVER) };
  }

  /**
   * @param {Timeline} line
   * @param {Int32Array} places by event, on that line
   * @param {SceneShare} moment
   */
  _secondsOf(line, places, { event, share }) {
    if (event < 0) return 0;
    const k = places[event];
    const from = line.cues[k];
    const to = k + 1 < line.cues.length ? line.cues[k + 1] : line.duration;
    // Within its own turn at the card, or it would be another scene's moment.
    return Math.min(Math.max(line.secondsAt(momentIn(line, k, share)), from), from + (to - from) * ALMOST_OVER);
  }
}

/** @typedef {{event: number, share: number}} SceneShare a scene, or -1, and how much of it has passed */

/**
 * @param {Timeline} line
 * @param {number} k
 * @param {number} share
 * @returns {number} the time at a share of an event, on the timeline's clock
 */
function momentIn({ starts, ends }, k, share) {
  return starts[k] + (ends[k] - starts[k]) * share;
}

/** @param {{order: Int32Array}} line @returns {Int32Array} by event, in telling order: its place in the timeline's order */
export function placesIn({ order }) {
  const places = new Int32Array(order.length);
  order.forEach((event, k) => { places[event] = k; });
  return places;
}
