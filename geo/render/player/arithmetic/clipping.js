// Clips lines to a rectangle. Pure arithmetic: no DOM, no imports.

/**
 * The part of a line within a rectangle (Liang and Barsky, 1984).
 * @param {number[]} from x, y
 * @param {number[]} to x, y
 * @param {number[]} window left, top, right, bottom
 * @returns {?[number, number]} where it starts and ends, as shares of the line; null: no part is within
 */
export function sharesWithin(from, to, [left, top, right, bottom]) {
  let enters = 0;
  let leaves = 1;
  for (const [start, end, low, high] of [[from[0], to[0], left, right], [from[1], to[1], top, bottom]]) {
    const length = end - start;
    if (length === 0) {
      if (start < low || start > high) return null;
      continue;
    }
    const [first, last] = [(low - start) / length, (high - start) / length];
    enters = Math.max(enters, Math.min(first, last));
    leaves = Math.min(leaves, Math.max(first, last));
  }
  return enters < leaves ? [enters, leaves] : null;
}
