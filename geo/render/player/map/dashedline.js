// A dashed line whose dashes keep their places on the ground while the map moves.

/** No dashes. One array for all frames, so that a frame allocates nothing. @type {number[]} */
export const SOLID = [];

/**
 * Add a straight line to the context's path, clipped to the window (Liang and Barsky, 1984): a line that leads far away
 * would have thousands of dashes outside the window. It is clipped at the start of a dash.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {number} x pixels of the window
 * @param {number} y
 * @param {number} toX
 * @param {number} toY
 * @param {number} period of the dashes, in pixels
 */
export function traceDashed(c, view, x, y, toX, toY, period) {
  const wide = toX - x;
  const high = toY - y;
  // Shares of the line at which it passes the edges of the window, one period outside of them.
  const west = (-period - x) / wide;
  const east = (view.width + period - x) / wide;
  const north = (-period - y) / high;
  const south = (view.height + period - y) / high;
  // A horizontal or vertical line is parallel to two edges: these shares are infinite. If both have the same sign, the
  // line is outside the window.
  const enters = Math.max(0, Math.min(west, east), Math.min(north, south));
  const leaves = Math.min(1, Math.max(west, east), Math.max(north, south));
  if (!(enters < leaves)) return;
  const length = Math.hypot(wide, high);
  const begins = enters ? (Math.floor((enters * length) / period) * period) / length : 0;
  c.moveTo(x + wide * begins, y + high * begins);
  c.lineTo(x + wide * leaves, y + high * leaves);
}
