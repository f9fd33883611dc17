/**
 * Where two ways come closest to each other, on the ground within a few kilometres. Pure arithmetic:
 * no DOM.
 *
 * The twin of geo/analysis/closest_approach.py; tests/analysis/pairs.json holds for both.
 */
import { metresPerDegreeEast, metresPerDegreeNorth, mixedPosition, shortWayEast } from './tracks.js';

/** A way of more positions than this is looked at through so many of them, evenly spread. */
const MOST_POSITIONS = 64;

/**
 * The position of each way at which the two come closest; a point is a way of its own. Flat at each
 * step's start: good to half a percent as long as the two are within some dozen kilometres.
 * @param {LonLat[]} one
 * @param {LonLat[]} other
 * @returns {[LonLat, LonLat]}
 */
export function closestOf(one, other) {
  if (one.length === 1 && other.length === 1) return [one[0], other[0]];
  const ours = thinnedWay(one);
  const theirs = thinnedWay(other);
  /** @type {[LonLat, LonLat]} */
  let best = [ours[0], theirs[0]];
  let least = Infinity;
  for (let i = 0; i < Math.max(1, ours.length - 1); i += 1) {
    const [a, b] = [ours[i], ours[Math.min(i + 1, ours.length - 1)]];
    for (let j = 0; j < Math.max(1, theirs.length - 1); j += 1) {
      const [c, d] = [theirs[j], theirs[Math.min(j + 1, theirs.length - 1)]];
      const { share, across, metres } = closestShares(flatFrom(a, b), flatFrom(a, c), flatFrom(a, d));
      if (metres < least) {
        least = metres;
        best = [mixedPosition(a, b, share), mixedPosition(c, d, across)];
      }
    }
  }
  return best;
}

/**
 * @param {LonLat[]} way
 * @returns {LonLat[]}
 */
function thinnedWay(way) {
  if (way.length <= MOST_POSITIONS) return way;
  const last = way.length - 1;
  return Array.from({ length: MOST_POSITIONS }, (_, i) => way[Math.floor((last * i) / (MOST_POSITIONS - 1))]);
}

/**
 * Metres between two positions, flat: as good as closestOf.
 * @param {LonLat} a
 * @param {LonLat} b
 * @returns {number}
 */
export function flatMetres(a, b) {
  return Math.hypot(...flatFrom(a, b));
}

/**
 * @param {LonLat} origin
 * @param {LonLat} position
 * @returns {[number, number]} metres east and north of the origin
 */
function flatFrom(origin, position) {
  const latitude = (origin[1] * Math.PI) / 180;
  return [
    shortWayEast(origin[0], position[0]) * metresPerDegreeEast(latitude),
    (position[1] - origin[1]) * metresPerDegreeNorth(latitude),
  ];
}

/**
 * The shares of the step from the origin to `b` and of that from `c` to `d` at which the two are
 * closest. Ericson (2005), "Real-Time Collision Detection", section 5.1.9.
 * @param {[number, number]} b metres
 * @param {[number, number]} c
 * @param {[number, number]} d
 * @returns {{share: number, across: number, metres: number}}
 */
function closestShares([bx, by], [cx, cy], [fx, fy]) {
  const clamped = (/** @type {number} */ value) => Math.min(Math.max(value, 0), 1);
  const [dx, dy] = [fx - cx, fy - cy];
  const along = bx * bx + by * by;
  const beside = dx * dx + dy * dy;
  const toward = -(dx * cx + dy * cy);
  const back = -(bx * cx + by * cy);
  let share = 0;
  let across = 0;
  if (along === 0) {
    if (beside > 0) across = clamped(toward / beside);
  } else if (beside === 0) {
    share = clamped(-back / along);
  } else {
    const both = bx * dx + by * dy;
    const cross = along * beside - both * both;
    if (cross > 0) share = clamped((both * toward - back * beside) / cross);
    across = (both * share + toward) / beside;
    if (across < 0) {
      across = 0;
      share = clamped(-back / along);
    } else if (across > 1) {
      across = 1;
      share = clamped((both - back) / along);
    }
  }
  return { share, across, metres: Math.hypot(bx * share - cx - dx * across, by * share - cy - dy * across) };
}
