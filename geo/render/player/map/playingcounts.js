// How many events play at each marker; those that move by themselves are not there. The same arrays serve every frame.
import { StateReader } from '../statereader.js';
import { markerRadius, PIN } from './markersize.js';
import { movingEvents } from './movers.js';

/** @type {Markers} */
const NO_MARKERS = {
  count: 0, x: new Float64Array(0), y: new Float64Array(0), first: new Float64Array(0), leader: new Int32Array(0),
  total: new Int32Array(0), markerOf: new Int32Array(0),
};

export class PlayingCounts extends StateReader {
  /** @param {PlayerStore} store */
  constructor(store) {
    super(store);
    /** The markers at the zoom of the map. @type {Markers} */
    this.markers = NO_MARKERS;
    /** By marker: how many events play. */
    this.numbers = new Int32Array(0);
    /** By marker: the k of the playing event that started last, or -1. */
    this.latest = new Int32Array(0);
    /** By marker: 1 if the playing events have several colours. */
    this.isMixed = new Uint8Array(0);
    /** The moment that was counted last. @type {?Moment} */
    this._moment = null;
  }

  /** Forget the markers. */
  clear() { this.markers = NO_MARKERS; }

  /**
   * @param {Markers} markers at the zoom of the map
   * @param {Moment} moment
   * @param {Story} story
   */
  count(markers, moment, { events }) {
    // During a flight, the same moment is drawn in every frame.
    if (markers === this.markers && moment === this._moment) return;
    this.markers = markers;
    this._moment = moment;
    const { hue } = events;
    const moving = movingEvents(events);
    const { count, markerOf } = markers;
    const { order } = this.timeline;
    if (this.numbers.length !== count) {
      this.numbers = new Int32Array(count);
      this.latest = new Int32Array(count);
      this.isMixed = new Uint8Array(count);
    }
    const { numbers, latest, isMixed } = this;
    numbers.fill(0);
    latest.fill(-1);
    isMixed.fill(0);
    for (const k of moment.visible) {
      const marker = markerOf[k];
      if (marker < 0 || moving?.[order[k]]) continue;
      // One difference is enough: most markers of a crowd need few comparisons.
      if (!isMixed[marker] && numbers[marker] && hue[order[k]] !== hue[order[latest[marker]]]) isMixed[marker] = 1;
      numbers[marker] += 1;
      latest[marker] = k;
    }
  }

  /** @param {number} marker @returns {number} pixels */
  radiusOf(marker) { return this.numbers[marker] ? markerRadius(this.numbers[marker]) : PIN.past; }

  /**
   * @param {number} _
   * @param {number} distance from the middle of the marker to a point, in pixels
   * @returns {number} of several markers at the point, the one with the least rank is hit
   */
  rankOf(_, distance) { return distance; }
}
