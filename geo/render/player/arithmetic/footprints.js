/**
 * Where people and events are on the ground, as a path or as areas, and where two come closest. Pure arithmetic: no
 * DOM.
 *
 * geo/analysis/footprints.py does the same in Python; tests/analysis/areas.json tests both.
 */
import { covers, polygonsOf } from './areas.js';
import { closestOf, flatMetres } from './nearness.js';

/** Of a ring with more corners, only this many are compared with a point, and with other lines. */
const MOST_CORNERS_TO_POINT = 4096;
const MOST_CORNERS_TO_LINE = 256;

/** By two areas or paths: where they come closest. @type {WeakMap<object, WeakMap<object, [LonLat, LonLat]>>} */
const knownClosest = new WeakMap();

/**
 * The positions at which two footprints come closest, as exact as closestOf; the same position twice if one is in the
 * areas of the other.
 * @param {Footprint} one
 * @param {Footprint} other
 * @returns {[LonLat, LonLat]}
 */
export function closestFootprints(one, other) {
  if (!one.areas && !other.areas) return closestOf(one.path, other.path);
  const [here, there] = [one, other].map(({ path, areas }) => areas ?? path);
  const known = knownClosest.get(here) ?? new WeakMap();
  knownClosest.set(here, known);
  const closest = known.get(there) ?? computeClosest(one, other);
  known.set(there, closest);
  return closest;
}

/** @param {Footprint} one @param {Footprint} other @returns {[LonLat, LonLat]} */
function computeClosest(one, other) {
  const [ours, theirs] = [linesOf(one), linesOf(other)];
  const within = ours.find((line) => isIn(line, other)) ?? theirs.find((line) => isIn(line, one));
  if (within) return [within[0], within[0]];
  const most = ours[0].length > 1 && theirs[0].length > 1 ? MOST_CORNERS_TO_LINE : MOST_CORNERS_TO_POINT;
  return ours.flatMap((line) => theirs.map((otherLine) => closestOf(line, otherLine, most)))
    .reduce((best, pair) => (flatMetres(...pair) < flatMetres(...best) ? pair : best));
}

/** @param {Path} line @param {Footprint} footprint @returns {boolean} whether the line begins in its areas */
function isIn([first], { areas }) { return Boolean(areas && covers(areas, first)); }

/** By areas, see linesOf. @type {WeakMap<RawAreas, Path[]>} */
const ringsOfAreas = new WeakMap();

/** @param {Footprint} footprint @returns {Path[]} its path, or the rings of its areas */
function linesOf({ path, areas }) {
  if (!areas) return [path];
  const rings = ringsOfAreas.get(areas) ?? polygonsOf(areas).flat().map((ring) => {
    const line = Array.from(ring.subarray(ring.length / 2), (_, i) => /** @type {LonLat} */ ([ring[2 * i] - 360 * Math.round(ring[2 * i] / 360), ring[2 * i + 1]]));
    return [...line, line[0]];
  });
  ringsOfAreas.set(areas, rings);
  return rings;
}
