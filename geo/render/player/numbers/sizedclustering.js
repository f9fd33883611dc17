// The markers of events whose sizes or colours numbers give: each event has its own, unless others are at nearly the same
// place. Markers that overlap can be told apart, so they are not joined. No DOM.
import { Clustering } from '../map/clustering.js';

/**
 * The side of the squares whose events share a marker, in pixels, by the number of events in the story: the longer the
 * story, the larger, so that all markers of the window can be drawn in every frame.
 */
const SIZED_SQUARE_PX = [{ upTo: 3000, side: 2 }, { upTo: 20_000, side: 16 }, { upTo: Infinity, side: 40 }];

export class SizedClustering extends Clustering {
  /** @param {number} scale pixels to a world pixel @returns {Markers} */
  _make(scale) {
    const { story: { radii, worldX, worldY }, timeline: { order, starts }, shown } = this;
    if (!radii) return super._make(scale);
    const { anchors, markerOf } = this._largestInSquares(radii, scale);
    const { length: count } = anchors;
    /** @type {number[][]} */
    const growth = anchors.map(() => []);
    const markers = {
      count,
      // A large marker shows where its event is.
      x: Float64Array.from(anchors, (event) => worldX[event]),
      y: Float64Array.from(anchors, (event) => worldY[event]),
      first: new Float64Array(count).fill(Infinity),
      leader: new Int32Array(count).fill(-1),
      total: new Int32Array(count),
      markerOf,
      growth,
      bySize: Int32Array.from(anchors.keys()).sort((one, other) => radii[anchors[other]] - radii[anchors[one]]),
    };
    for (let k = 0; k < order.length; k++) {
      const marker = markerOf[k];
      if (marker < 0 || (shown && !shown[k])) continue;
      if (!markers.total[marker]) {
        markers.leader[marker] = k;
        markers.first[marker] = starts[k];
      }
      markers.total[marker]++;
      const largest = growth[marker];
      if (!largest.length || radii[order[largest[largest.length - 1]]] <= radii[order[k]]) largest.push(k);
    }
    return markers;
  }

  /**
   * @param {Float32Array} radii
   * @param {number} scale
   * @returns {{anchors: number[], markerOf: Int32Array}} by marker: its largest event; by k: the marker of the event, or
   *   -1 without a pin
   */
  _largestInSquares(radii, scale) {
    const { story: { worldX, worldY }, timeline: { order } } = this;
    const side = (SIZED_SQUARE_PX.find(({ upTo }) => order.length <= upTo) ?? SIZED_SQUARE_PX[0]).side / scale;
    // A story across the antimeridian reaches into the next copy of the world.
    const columns = Math.ceil(512 / side) + 1;
    const markerAt = new Map();
    const markerOf = new Int32Array(order.length).fill(-1);
    /** @type {number[]} */
    const anchors = [];
    for (let k = 0; k < order.length; k++) {
      const event = order[k];
      if (Number.isNaN(worldX[event])) continue;
      const square = Math.floor(worldY[event] / side) * columns + Math.floor(worldX[event] / side);
      const marker = markerAt.get(square);
      if (marker === undefined) {
        markerOf[k] = anchors.length;
        markerAt.set(square, anchors.length);
        anchors.push(event);
      } else {
        markerOf[k] = marker;
        if (radii[event] > radii[anchors[marker]]) anchors[marker] = event;
      }
    }
    return { anchors, markerOf };
  }
}
