// The timelines of a story, one for each time scale. No DOM.
import { makeTimeline } from '../arithmetic/axis.js';

/** If at least this share of the events comes after the one before in the file, somebody chose that order. */
const FORWARD = 0.75;

export class Timelines {
  /** @param {RawTimeline[]} raws one for each time scale; whereabouts go by the first */
  constructor(raws) {
    this._raws = new Map(raws.map((raw) => [raw.clock, raw]));
    /** @type {Map<ClockName, ClockTimeline>} made when first needed: most stories are seen on one time scale */
    this._made = new Map();
    /** @type {Map<ClockName, Int32Array>} */
    this._places = new Map();
    this.names = [...this._raws.keys()];
    /** The timeline that whereabouts go by. */
    this.base = /** @type {ClockTimeline} */ (this.on(this.names[0]));
    /** By person: the places of their events on the base timeline. */
    this.sightings = raws[0].tracks;
    /** @type {?boolean} */
    this._isTold = null;
  }

  /** @param {ClockName} clock @returns {?ClockTimeline} null: the story has no such time scale */
  on(clock) {
    const raw = this._raws.get(clock);
    if (raw && !this._made.has(clock)) this._made.set(clock, { ...makeTimeline(raw), strips: raw.strips ?? [] });
    return this._made.get(clock) ?? null;
  }

  /** @param {Timeline} line one of these @returns {Int32Array} see placesIn; computed once for each */
  placesOn(line) {
    let places = this._places.get(line.clock);
    if (!places) this._places.set(line.clock, places = placesIn(line));
    return places;
  }

  /**
   * Whether somebody chose the order of the events in the file. This is so for a film, and if most events come after
   * the one before. Records in another order have no meaningful order.
   */
  get isTold() {
    const { order } = this.base;
    this._isTold ??= this.names.includes('film')
      || order.reduce((sum, event, k) => sum + Number(k > 0 && event > order[k - 1]), 0) >= FORWARD * (order.length - 1);
    return this._isTold;
  }
}

/** @param {{order: Int32Array}} line @returns {Int32Array} by event: its place in the timeline's order */
function placesIn({ order }) {
  const places = new Int32Array(order.length);
  order.forEach((event, k) => { places[event] = k; });
  return places;
}
