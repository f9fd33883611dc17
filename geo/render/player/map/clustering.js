// Events that are close together on the screen share one marker (a cluster), which splits when the map zooms in. The
// number of markers in the window is then limited, however long the story is. No DOM.
import { markerRadius } from './markersize.js';

/**
 * The side of the squares whose events share a marker, in pixels, by the number of events in the story. In a short
 * story, a marker is little more than a pin. In a long one, a marker has room for its number, and the window for few
 * enough markers to draw all of them in every frame.
 */
const SQUARE_PX = [{ upTo: 200, side: 16 }, { upTo: 1500, side: 44 }, { upTo: 20_000, side: 72 }, { upTo: Infinity, side: 96 }];

/** Two clusters are joined if they could overlap by more than this when all of their events play: pixels. */
const OVERLAP_PX = 4;

/** The neighbours of a square: columns and rows from it. */
const NEIGHBOUR_SQUARES = [[-1, -1], [0, -1], [1, -1], [-1, 0], [1, 0], [-1, 1], [0, 1], [1, 1]];

/** Markers are computed for each half zoom level, and kept for this number of levels. */
const KEPT_LEVELS = 8;

export class Clustering {
  /**
   * @param {Story} story
   * @param {Timeline} timeline
   * @param {?Uint8Array} [shown] by place of the timeline: whether the filter shows it; null: it shows all
   */
  constructor(story, timeline, shown = null) {
    this.story = story;
    this.timeline = timeline;
    this.shown = shown;
    /** By half zoom level; each is made when it is first needed. @type {Map<number, Markers>} */
    this._levels = new Map();
  }

  /** @param {number} zoom @returns {Markers} */
  at(zoom) {
    const level = Math.round(zoom * 2);
    let markers = this._levels.get(level);
    if (!markers) {
      markers = this._make(2 ** (level / 2));
      this._levels.set(level, markers);
      if (this._levels.size > KEPT_LEVELS) this._levels.delete(Number(this._levels.keys().next().value));
    }
    return markers;
  }

  /** @param {number} scale pixels to a world pixel @returns {Markers} */
  _make(scale) {
    const { order, starts } = this.timeline;
    const squares = this._squares(scale);
    const { counts, markerOf, x, y } = squares;
    // In a short story, every marker stays at its own place.
    if (order.length > SQUARE_PX[0].upTo) joinOverlapping(squares, scale);
    const markers = {
      count: counts.length,
      x,
      y,
      first: new Float64Array(counts.length).fill(Infinity),
      leader: new Int32Array(counts.length).fill(-1),
      total: new Int32Array(counts.length),
      spots: new Uint8Array(counts.length),
      markerOf,
    };
    for (let k = 0; k < order.length; k++) {
      const marker = markerOf[k];
      if (marker < 0 || (this.shown && !this.shown[k])) continue;
      markers.total[marker]++;
      if (!this.story.events.areas[order[k]]) markers.spots[marker] = 1;
      if (markers.leader[marker] < 0) {
        markers.leader[marker] = k;
        markers.first[marker] = starts[k];
      }
    }
    return markers;
  }

  /** @param {number} scale @returns {Squares} */
  _squares(scale) {
    const { order } = this.timeline;
    const { worldX, worldY, events } = this.story;
    const { importance } = events;
    const side = (SQUARE_PX.find(({ upTo }) => order.length <= upTo) ?? SQUARE_PX[0]).side / scale;
    // A story across the antimeridian reaches into the next copy of the world.
    const columns = Math.ceil(512 / side) + 1;
    const markerAt = new Map();
    const markerOf = new Int32Array(order.length).fill(-1);
    /** @type {number[][]} */
    const [squareOf, counts, sumX, sumY] = [[], [], [], []];
    /**
     * By marker: its most important event; of several, the first in story order, so that it is the same on all time
     * scales.
     */
    const anchors = [];
    for (let k = 0; k < order.length; k++) {
      const x = worldX[order[k]];
      if (x !== x) continue; // NaN: no pin
      const y = worldY[order[k]];
      const square = Math.floor(y / side) * columns + Math.floor(x / side);
      let marker = markerAt.get(square);
      if (marker === undefined) {
        marker = counts.length;
        markerAt.set(square, marker);
        squareOf.push(square);
        counts.push(0);
        sumX.push(0);
        sumY.push(0);
        anchors.push(order[k]);
      }
      markerOf[k] = marker;
      counts[marker]++;
      sumX[marker] += x;
      sumY[marker] += y;
      const more = importance[order[k]] - importance[anchors[marker]];
      if (more > 0 || (more === 0 && order[k] < anchors[marker])) anchors[marker] = order[k];
    }
    return {
      columns, markerAt, squareOf, counts, markerOf,
      x: Float64Array.from(anchors, (event, marker) => (worldX[event] + sumX[marker] / counts[marker]) / 2),
      y: Float64Array.from(anchors, (event, marker) => (worldY[event] + sumY[marker] / counts[marker]) / 2),
    };
  }
}

/**
 * One marker for each square with events, for all events: the filter does not matter.
 * @typedef {object} Squares
 * @property {number} columns       the number of squares in a row
 * @property {Map<number, number>} markerAt  by square (row × columns + column): its marker
 * @property {number[]} squareOf    by marker: its square
 * @property {number[]} counts      by marker: the number of its events
 * @property {Float64Array} x       by marker, see Markers
 * @property {Float64Array} y
 * @property {Int32Array} markerOf  by k: the marker of the event, or -1 without a pin
 */

/**
 * Where clusters would overlap, the largest takes over the events of its neighbours and stays where it is, so that the
 * remaining clusters do not overlap. The neighbours have no events then.
 * @param {Squares} squares its `markerOf` is changed
 * @param {number} scale pixels to a world pixel
 */
function joinOverlapping({ columns, markerAt, squareOf, counts, markerOf, x, y }, scale) {
  const joinedTo = Int32Array.from(counts, (_, marker) => marker);
  const isDone = new Uint8Array(counts.length);
  const clusters = counts.map((_, marker) => marker).filter((marker) => counts[marker] > 1)
    .sort((one, other) => counts[other] - counts[one] || squareOf[one] - squareOf[other]);
  for (const cluster of clusters) {
    if (joinedTo[cluster] !== cluster) continue;
    isDone[cluster] = 1;
    for (const [across, down] of NEIGHBOUR_SQUARES) {
      const other = markerAt.get(squareOf[cluster] + down * columns + across);
      if (other === undefined || isDone[other] || joinedTo[other] !== other) continue;
      const distance = Math.hypot(x[other] - x[cluster], y[other] - y[cluster]) * scale;
      if (distance < markerRadius(counts[cluster]) + markerRadius(counts[other]) - OVERLAP_PX) joinedTo[other] = cluster;
    }
  }
  for (let k = 0; k < markerOf.length; k++) if (markerOf[k] >= 0) markerOf[k] = joinedTo[markerOf[k]];
}
