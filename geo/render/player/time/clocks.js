// The time scale of the timeline (story time, film time or story order), and how a moment reads on the others. Another
// time scale is another object: nothing in here changes. No DOM.

/** How near to its end an event can be while it still plays, as a share of it. */
const ALMOST_OVER = 1 - 1e-6;

export class Clocks {
  /**
   * @param {Timelines} timelines of the story
   * @param {ClockName} clock one of theirs
   */
  constructor(timelines, clock) {
    this.timelines = timelines;
    this.names = timelines.names;
    this.base = timelines.base;
    this.basePlaces = timelines.placesOn(timelines.base);
    /** The timeline under the map. `strips` are its lanes: of the main people, and of more people where there are more. */
    this.shown = timelines.on(clock) ?? timelines.base;
    /** By event: its place on the timeline under the map. */
    this.places = timelines.placesOn(this.shown);
    this.isTold = timelines.isTold;
  }

  /** @param {ClockName} clock @returns {?ClockTimeline} null: the story has no such time scale */
  on(clock) { return this.timelines.on(clock); }

  /**
   * The same moment on another time scale.
   * @param {ClockName} clock one of `names`
   * @param {number} seconds of the timeline under the map
   * @returns {number} playing seconds of the other timeline
   */
  secondsOn(clock, seconds) {
    return this._secondsOf(this.on(clock) ?? this.base, this._momentAt(this.shown, seconds));
  }

  /**
   * The time on the scale that whereabouts go by. On other scales it is as far into the current event as they
   * are: where they jump, it jumps.
   * @param {number} seconds of the timeline under the map
   */
  baseTimeAt(seconds) {
    const { base, shown } = this;
    if (shown === base) return shown.timeAt(seconds);
    const { event, share } = this._momentAt(shown, seconds);
    return event < 0 ? base.starts[0] ?? 0 : momentIn(base, this.basePlaces[event], share);
  }

  /** @param {number} time on the base time scale @returns {number} playing seconds of the timeline under the map */
  secondsAtBase(time) {
    const { base, shown } = this;
    if (shown === base) return shown.secondsAt(time);
    return this._secondsOf(shown, this._momentAt(base, base.secondsAt(time)));
  }

  /**
   * @param {ClockName} clock
   * @param {number} time on that scale
   * @returns {number} playing seconds of the same moment on the timeline under the map
   */
  secondsAtTime(clock, time) {
    const line = this.on(clock) ?? this.shown;
    if (line === this.shown) return this.shown.secondsAt(time);
    return this._secondsOf(this.shown, this._momentAt(line, line.secondsAt(time)));
  }

  /**
   * The film time of a moment: as far into the event's part of the film as the event has gone.
   * @param {number} seconds of the timeline under the map
   * @returns {?number} seconds of film; null: the story has no film times, or nothing has begun
   */
  filmTimeAt(seconds) {
    const film = this.on('film');
    if (!film || this.shown === film) return film && this.shown.timeAt(seconds);
    const { event, share } = this._momentAt(this.shown, seconds);
    return event < 0 ? null : momentIn(film, this.timelines.placesOn(film)[event], share);
  }

  /** @param {Int32Array} places of events on the base timeline @returns {Int32Array} theirs on the timeline under the map */
  placesShown(places) {
    const { base, shown } = this;
    return shown === base ? places : places.map((k) => this.places[base.order[k]]);
  }

  /**
   * The event on the card, and how far into it the time is: 0 to 1.
   * @param {Timeline} line
   * @param {number} seconds
   * @returns {EventShare}
   */
  _momentAt(line, seconds) {
    const k = line.focusAt(seconds);
    if (k < 0) return { event: -1, share: 0 };
    const share = (line.timeAt(seconds) - line.starts[k]) / (line.ends[k] - line.starts[k]);
    return { event: line.order[k], share: Math.min(Math.max(share, 0), ALMOST_OVER) };
  }

  /** @param {Timeline} line one of the story's @param {EventShare} moment @returns {number} playing seconds of that line */
  _secondsOf(line, { event, share }) {
    if (event < 0) return 0;
    const k = this.timelines.placesOn(line)[event];
    return withinTurn(line, k, line.secondsAt(momentIn(line, k, share)));
  }
}

/** @typedef {{event: number, share: number}} EventShare an event, or -1, and how much of it has passed */

/** @param {Timeline} line @param {number} k a place, or -1 @returns {number} playing seconds when the next event gets the card, or the end */
export function turnEnd({ cues, duration }, k) { return k + 1 < cues.length ? cues[k + 1] : duration; }

/**
 * A moment, moved as little as needed to have a certain event on the card.
 * @param {Timeline} line
 * @param {number} k the event's place
 * @param {number} seconds
 * @returns {number} seconds
 */
export function withinTurn(line, k, seconds) {
  const from = line.cues[k];
  const to = turnEnd(line, k);
  return Math.min(Math.max(seconds, from), from + (to - from) * ALMOST_OVER);
}

/**
 * @param {Timeline} line
 * @param {number} k
 * @param {number} share
 * @returns {number} the time at a share of an event, on the timeline's scale
 */
function momentIn({ starts, ends }, k, share) {
  return starts[k] + (ends[k] - starts[k]) * share;
}
