// The copies of the world: 360 degrees farther east or west, the map shows the same places again. Pure: no DOM, no
// imports.
//
// geo/geodesy.py does the same in Python; tests/world_copies.json tests both.

/**
 * @param {number} lon degrees east
 * @param {number} to degrees east
 * @returns {number} the same meridian in the copy that is nearest to another one: above `to` - 180, at most `to` + 180
 */
export function nearestCopy(lon, to) { return lon + 360 * Math.round((to - lon) / 360); }

/** The map is cut at the antimeridian, as people know it, unless another cut makes it narrower by this. In degrees. */
const SAVED_BY_CUT = 36;

/**
 * @param {readonly number[]} longitudes one or more, in any copy of the world
 * @returns {[number, number]} the western and the eastern end of the part of the map that shows all of them; east may be
 *   above 180. The widest gap is outside, see SAVED_BY_CUT
 */
export function mapRange(longitudes) {
  const sorted = Float64Array.from(longitudes, (lon) => nearestCopy(lon, 0)).sort();
  let [west, east] = [sorted[0], sorted[sorted.length - 1]];
  let widest = west - east + 360 + SAVED_BY_CUT;
  for (let i = 1; i < sorted.length; i++) {
    const gap = sorted[i] - sorted[i - 1];
    if (gap < widest) continue;
    widest = gap;
    [west, east] = [sorted[i], sorted[i - 1] + 360];
  }
  return [west, east];
}
