// Events that lie close together on the screen gather in one mark, and open as the map comes nearer. What is drawn is
// so bounded by the window, not by the story. No DOM.
import { markerRadius } from './markersize.js';

/**
 * Events gather within squares of this side, in pixels, by how many there are: where few happen a mark is as
 * good as a pin, where many do it is large enough to carry its number and few enough fit into the window to
 * be drawn in every frame.
 */
const GATHER_PX = [{ upTo: 200, side: 16 }, { upTo: 1500, side: 44 }, { upTo: 20_000, side: 72 }, { upTo: Infinity, side: 96 }];

/** Of a crowd, two marks may lie over each other by so many pixels, at their largest; else they become one. */
const LAPPING_PX = 4;

/** The squares around a square: columns and rows from it. */
const AROUND = [[-1, -1], [0, -1], [1, -1], [-1, 0], [1, 0], [-1, 1], [0, 1], [1, 1]];

/** Marks are gathered anew for each half zoom level, and kept for this many levels. */
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
    /** Made when first asked for. @type {Map<number, Marks>} */
    this._levels = new Map();
  }

  /** @param {number} zoom @returns {Marks} */
  at(zoom) {
    const level = Math.round(zoom * 2);
    let marks = this._levels.get(level);
    if (!marks) {
      marks = this._gather(2 ** (level / 2));
      this._levels.set(level, marks);
      if (this._levels.size > KEPT_LEVELS) this._levels.delete(Number(this._levels.keys().next().value));
    }
    return marks;
  }

  /** @param {number} scale */
  _gather(scale) {
    const { order, starts } = this.timeline;
    const squares = this._squares(scale);
    const { counts, markOf, x, y } = squares;
    // Few are pins, and stand where they stand.
    if (order.length > GATHER_PX[0].upTo) join(squares, scale);
    const marks = {
      count: counts.length,
      x,
      y,
      first: new Float64Array(counts.length).fill(Infinity),
      leader: new Int32Array(counts.length).fill(-1),
      total: new Int32Array(counts.length),
      markOf,
    };
    for (let k = 0; k < order.length; k++) {
      const mark = markOf[k];
      if (mark < 0 || (this.shown && !this.shown[k])) continue;
      marks.total[mark]++;
      if (marks.leader[mark] < 0) {
        marks.leader[mark] = k;
        marks.first[mark] = starts[k];
      }
    }
    return marks;
  }

  /** @param {number} scale @returns {Squares} marks by square, whatever the filter */
  _squares(scale) {
    const { order } = this.timeline;
    const { worldX, worldY, events } = this.story;
    const { importance } = events;
    const side = (GATHER_PX.find(({ upTo }) => order.length <= upTo) ?? GATHER_PX[0]).side / scale;
    const columns = Math.ceil(256 / side) + 1;
    const markAt = new Map();
    const markOf = new Int32Array(order.length).fill(-1);
    /** @type {number[][]} */
    const [squareOf, counts, sumX, sumY] = [[], [], [], []];
    /** By mark: its most important event, the first told of several, on every clock. */
    const anchors = [];
    for (let k = 0; k < order.length; k++) {
      const x = worldX[order[k]];
      if (x !== x) continue; // NaN: no pin
      const y = worldY[order[k]];
      const square = Math.floor(y / side) * columns + Math.floor(x / side);
      let mark = markAt.get(square);
      if (mark === undefined) {
        mark = counts.length;
        markAt.set(square, mark);
        squareOf.push(square);
        counts.push(0);
        sumX.push(0);
        sumY.push(0);
        anchors.push(order[k]);
      }
      markOf[k] = mark;
      counts[mark]++;
      sumX[mark] += x;
      sumY[mark] += y;
      const more = importance[order[k]] - importance[anchors[mark]];
      if (more > 0 || (more === 0 && order[k] < anchors[mark])) anchors[mark] = order[k];
    }
    return {
      columns, markAt, squareOf, counts, markOf,
      x: Float64Array.from(anchors, (event, mark) => (worldX[event] + sumX[mark] / counts[mark]) / 2),
      y: Float64Array.from(anchors, (event, mark) => (worldY[event] + sumY[mark] / counts[mark]) / 2),
    };
  }
}

/**
 * Marks by square, whatever the filter leaves.
 * @typedef {object} Squares
 * @property {number} columns       how many squares a row of them has
 * @property {Map<number, number>} markAt  by square (row times columns, and column): its mark
 * @property {number[]} squareOf    by mark: its square
 * @property {number[]} counts      by mark: how many events
 * @property {Float64Array} x       by mark, see Marks
 * @property {Float64Array} y
 * @property {Int32Array} markOf    by place in the order: its mark, or -1 without a pin
 */

/**
 * Of marks that would lie over each other, the largest takes in what its neighbours stand for, and stays where it
 * is: so those that are left keep apart. Marks that were taken in stand for nothing.
 * @param {Squares} squares its `markOf` is changed
 * @param {number} scale pixels by world pixel of zoom 0
 */
function join({ columns, markAt, squareOf, counts, markOf, x, y }, scale) {
  const into = Int32Array.from(counts, (_, mark) => mark);
  const settled = new Uint8Array(counts.length);
  const several = counts.map((_, mark) => mark).filter((mark) => counts[mark] > 1)
    .sort((one, other) => counts[other] - counts[one] || squareOf[one] - squareOf[other]);
  for (const mark of several) {
    if (into[mark] !== mark) continue;
    settled[mark] = 1;
    for (const [across, down] of AROUND) {
      const other = markAt.get(squareOf[mark] + down * columns + across);
      if (other === undefined || settled[other] || into[other] !== other) continue;
      const apart = Math.hypot(x[other] - x[mark], y[other] - y[mark]) * scale;
      if (apart < markerRadius(counts[mark]) + markerRadius(counts[other]) - LAPPING_PX) into[other] = mark;
    }
  }
  for (let k = 0; k < markOf.length; k++) if (markOf[k] >= 0) markOf[k] = into[markOf[k]];
}
