// Events that lie close together on the screen gather in one mark, and open as the map comes nearer.
// What is drawn is so bounded by the window, not by the story. No DOM. Uses story.js.
'use strict';

/**
 * Events gather within squares of this side, in pixels, by how many there are: where few happen a mark is as
 * good as a pin, where many do it is large enough to carry its number and few enough fit into the window to
 * be drawn in every frame.
 */
const GATHER_PX = [{ upTo: 200, side: 16 }, { upTo: 1500, side: 44 }, { upTo: Infinity, side: 56 }];

/** From how many events on there are many. */
const MANY_EVENTS = 1500;

/** Marks are gathered anew for each half zoom level, and kept for this many levels. */
const KEPT_LEVELS = 8;

/**
 * Marks at one zoom level.
 * @typedef {object} Marks
 * @property {number} count
 * @property {Float64Array} x      by mark: half-way from the middle of its events to the one that matters most, in
 *   world pixels of zoom 0. Of many events spread evenly the middle is always the middle of the square, and marks
 *   would stand in rows and columns; half-way they keep half a square between them, mostly
 * @property {Float64Array} y
 * @property {Float64Array} first  by mark: the start of its earliest event; Infinity where the filter leaves none
 * @property {Int32Array} leader   by mark: its earliest place in the order that the filter leaves, or -1
 * @property {Int32Array} total    by mark: how many events the filter leaves
 * @property {Int32Array} markOf   by place in the order: its mark, or -1 without a pin
 */

class Gathering {
  /**
   * @param {Object} story see openStory
   * @param {Object} timeline see makeTimeline
   */
  constructor(story, timeline) {
    Object.assign(this, { story, timeline });
    /** @type {Map<number, Marks>} */
    this.levels = new Map();
    /** @type {?Uint8Array} */
    this.shown = null;
  }

  /** @param {?Uint8Array} shown one flag a place in the order; null: all are shown */
  setShown(shown) {
    this.shown = shown;
    this.levels.clear();
  }

  /** @param {number} zoom @returns {Marks} */
  at(zoom) {
    const level = Math.round(zoom * 2);
    let marks = this.levels.get(level);
    if (!marks) {
      marks = this._gather(2 ** (level / 2));
      this.levels.set(level, marks);
      if (this.levels.size > KEPT_LEVELS) this.levels.delete(this.levels.keys().next().value);
    }
    return marks;
  }

  _gather(scale) {
    const { order, starts } = this.timeline;
    const { worldX, worldY, events } = this.story;
    const { importance } = events;
    const side = GATHER_PX.find(({ upTo }) => order.length <= upTo).side / scale;
    const columns = Math.ceil(256 / side) + 1;
    const markAt = new Map();
    const markOf = new Int32Array(order.length).fill(-1);
    const counts = [];
    /** By mark: its most important event, the first told of several, on every clock. */
    const anchors = [];
    for (let k = 0; k < order.length; k++) {
      const x = worldX[order[k]];
      if (x !== x) continue; // NaN: no pin
      const square = Math.floor(worldY[order[k]] / side) * columns + Math.floor(x / side);
      let mark = markAt.get(square);
      if (mark === undefined) {
        mark = counts.length;
        markAt.set(square, mark);
        counts.push(0);
        anchors.push(order[k]);
      }
      markOf[k] = mark;
      counts[mark]++;
      const more = importance[order[k]] - importance[anchors[mark]];
      if (more > 0 || (more === 0 && order[k] < anchors[mark])) anchors[mark] = order[k];
    }
    const count = counts.length;
    const marks = {
      count,
      x: Float64Array.from(anchors, (event) => worldX[event] / 2),
      y: Float64Array.from(anchors, (event) => worldY[event] / 2),
      first: new Float64Array(count).fill(Infinity),
      leader: new Int32Array(count).fill(-1),
      total: new Int32Array(count),
      markOf,
    };
    for (let k = 0; k < order.length; k++) {
      const mark = markOf[k];
      if (mark < 0) continue;
      marks.x[mark] += worldX[order[k]] / counts[mark] / 2;
      marks.y[mark] += worldY[order[k]] / counts[mark] / 2;
      if (this.shown && !this.shown[k]) continue;
      marks.total[mark]++;
      if (marks.leader[mark] < 0) {
        marks.leader[mark] = k;
        marks.first[mark] = starts[k];
      }
    }
    return marks;
  }
}
