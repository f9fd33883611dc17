/**
 * Where two paths come closest to each other, for distances up to a few kilometres. Pure arithmetic: no DOM.
 *
 * geo/analysis/closest_approach.py does the same in Python; tests/analysis/pairs.json tests both.
 */
import { metresPerDegreeEast, metresPerDegreeNorth, mixedPosition, shortWayEast } from './tracks.js';

/** See closestOf. */
const MOST_POSITIONS = 64;

/**
 * The positions at which two paths come closest; a path can be one point. Each segment is computed in a plane at its
 * start: the error is below 0.5 % if the two are within a few dozen kilometres.
 * @param {Path} one
 * @param {Path} other
 * @param {number} [most] of a path with more positions, only this many are used, evenly spread
 * @returns {[LonLat, LonLat]}
 */
export function closestOf(one, other, most = MOST_POSITIONS) {
  if (one.length === 1 && other.length === 1) return [one[0], other[0]];
  const ours = thinnedPath(one, most);
  const theirs = thinnedPath(other, most);
  /** @type {[LonLat, LonLat]} */
  let best = [ours[0], theirs[0]];
  let least = Infinity;
  for (let i = 0; i < Math.max(1, ours.length - 1); i += 1) {
    const [a, b] = [ours[i], ours[Math.min(i + 1, ours.length - 1)]];
    for (let j = 0; j < Math.max(1, theirs.length - 1); j += 1) {
      const [c, d] = [theirs[j], theirs[Math.min(j + 1, theirs.length - 1)]];
      const { share, otherShare, metres } = closestShares(flatFrom(a, b), flatFrom(a, c), flatFrom(a, d));
      if (metres < least) {
        least = metres;
        best = [mixedPosition(a, b, share), mixedPosition(c, d, otherShare)];
      }
    }
  }
  return best;
}

/**
 * @param {Path} path
 * @param {number} most
 * @returns {Path}
 */
function thinnedPath(path, most) {
  return path.length <= most ? path : thinnedNumbers(path.length, most).map((number) => path[number]);
}

/**
 * @param {number} count of the positions of a path
 * @param {number} [most] see closestOf
 * @returns {number[]} the indices of those that are used
 */
export function thinnedNumbers(count, most = MOST_POSITIONS) {
  const used = Math.min(count, most);
  return Array.from({ length: used }, (_, i) => (count <= most ? i : Math.floor(((count - 1) * i) / (most - 1))));
}

/**
 * @param {LonLat} a
 * @param {LonLat} b
 * @returns {number} metres between two positions, as exact as closestOf
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
 * The points at which the segment from the origin to `b` and the segment from `c` to `d` are closest. Ericson (2005),
 * "Real-Time Collision Detection", section 5.1.9.
 * @param {[number, number]} b metres
 * @param {[number, number]} c
 * @param {[number, number]} d
 * @returns {{share: number, otherShare: number, metres: number}} shares of the two segments, 0 to 1
 */
function closestShares([bx, by], [cx, cy], [fx, fy]) {
  const clamped = (/** @type {number} */ value) => Math.min(Math.max(value, 0), 1);
  const [dx, dy] = [fx - cx, fy - cy];
  const along = bx * bx + by * by;
  const beside = dx * dx + dy * dy;
  const toward = -(dx * cx + dy * cy);
  const back = -(bx * cx + by * cy);
  let share = 0;
  let otherShare = 0;
  if (along === 0) {
    if (beside > 0) otherShare = clamped(toward / beside);
  } else if (beside === 0) {
    share = clamped(-back / along);
  } else {
    const both = bx * dx + by * dy;
    const cross = along * beside - both * both;
    if (cross > 0) share = clamped((both * toward - back * beside) / cross);
    otherShare = (both * share + toward) / beside;
    if (otherShare < 0) {
      otherShare = 0;
      share = clamped(-back / along);
    } else if (otherShare > 1) {
      otherShare = 1;
      share = clamped((both - back) / along);
    }
  }
  return { share, otherShare, metres: Math.hypot(bx * share - cx - dx * otherShare, by * share - cy - dy * otherShare) };
}
