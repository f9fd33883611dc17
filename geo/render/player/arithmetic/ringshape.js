/**
 * Rings of areas for drawing: in world pixels, with fewer corners the smaller the scale. Pure arithmetic: no DOM. Each
 * ring is ranked once, as paths are (pathshape.js).
 */
import { toWorld } from './mercator.js';
import { boxOf, rankPoints, TOLERANCE_PX } from './pathshape.js';

/** 128 corners, each with x and y, have a common box. Where it is outside the window, only its ends are looked at. */
const BLOCK = 256;

/** The y of the poles as the map draws them, in world pixels. */
const NORTH_POLE_Y = toWorld(0, 90)[1];
const SOUTH_POLE_Y = toWorld(0, -90)[1];

/** By ring: the ranks of its corners, and what is drawn at each zoom level. @type {WeakMap<Float64Array, RingShape>} */
const ringShapes = new WeakMap();

/** @typedef {{ranks: Float64Array, simplified: Map<number, SimpleRing>}} RingShape */

/** @param {Float64Array} ring @returns {boolean} whether it is around a pole: its last two corners are at the pole */
export function isAroundPole(ring) {
  const last = ring[ring.length - 1];
  return last === NORTH_POLE_Y || last === SOUTH_POLE_Y;
}

/**
 * @param {Float64Array} ring in world pixels
 * @param {number} scale pixels to a world pixel
 * @returns {SimpleRing} the corners to draw, made once for each zoom level
 */
export function simpleRingAt(ring, scale) {
  let shape = ringShapes.get(ring);
  if (!shape) ringShapes.set(ring, shape = { ranks: ranksOf(ring), simplified: new Map() });
  const level = Math.ceil(Math.log2(scale));
  let made = shape.simplified.get(level);
  if (!made) shape.simplified.set(level, made = simpleRing(ring, shape.ranks, TOLERANCE_PX / 2 ** level));
  return made;
}

/** @param {Float64Array} ring @returns {Float64Array} by corner: the greatest tolerance at which it is kept, in world pixels */
function ranksOf(ring) {
  const corners = ring.length / 2;
  const ranks = new Float64Array(corners).fill(Infinity);
  // The corners at a pole are always kept.
  rankPoints(ring, ranks, isAroundPole(ring) ? corners - 2 : corners);
  return ranks;
}

/** @param {Float64Array} ring @param {Float64Array} ranks @param {number} tolerance world pixels @returns {SimpleRing} */
function simpleRing(ring, ranks, tolerance) {
  const xy = ring.filter((_, i) => ranks[i >> 1] > tolerance);
  const boxes = [];
  for (let i = 0; i < xy.length; i += BLOCK) boxes.push(boxOf(xy.subarray(i, i + BLOCK)));
  return { xy, boxes };
}

/**
 * Where drawing goes on after a corner. If all corners of its block are on the same side outside the window, so are the
 * lines between them, and the line from the first to the last in their place.
 * @param {SimpleRing} ring
 * @param {number} i of the corner, in `xy`
 * @param {number[]} window west, north, east and south, in world pixels
 * @returns {number} the i of the next corner
 */
export function nextCorner({ xy, boxes }, i, [west, north, east, south]) {
  const box = i % BLOCK ? null : boxes[i / BLOCK];
  const isOutside = box && (box[2] < west || box[3] < north || box[0] > east || box[1] > south);
  return isOutside ? Math.max(i + 2, Math.min(i + BLOCK, xy.length) - 2) : i + 2;
}
