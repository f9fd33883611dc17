// Points along a line, and parts that are straight enough for a label. Pure arithmetic: no DOM, no imports.

/**
 * @param {Float64Array} xy x and y by turns
 * @returns {MeasuredLine}
 */
export function measureLine(xy) {
  const sums = new Float64Array(xy.length / 2);
  for (let i = 1; i < sums.length; i += 1) {
    sums[i] = sums[i - 1] + Math.hypot(xy[2 * i] - xy[2 * i - 2], xy[2 * i + 1] - xy[2 * i - 1]);
  }
  return { xy, sums, length: sums[sums.length - 1] };
}

/**
 * @param {MeasuredLine} line
 * @param {number} along distance from the line's start
 * @returns {number} the index, from 1, of the first vertex there or farther along
 */
function stepAt(line, along) {
  let low = 1;
  let high = line.sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (line.sums[middle] < along) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {MeasuredLine} line
 * @param {number} along distance from the line's start
 * @returns {[number, number]}
 */
export function pointAlong(line, along) {
  const { xy, sums } = line;
  const i = stepAt(line, along);
  const step = sums[i] - sums[i - 1];
  const share = step > 0 ? Math.min(1, Math.max(0, (along - sums[i - 1]) / step)) : 0;
  return [
    xy[2 * i - 2] + share * (xy[2 * i] - xy[2 * i - 2]),
    xy[2 * i - 1] + share * (xy[2 * i + 1] - xy[2 * i - 1]),
  ];
}

/**
 * A place for a label along a line.
 * @param {MeasuredLine} line
 * @param {number} middle of the label: distance from the line's start
 * @param {number} width of the label, in the units of the line, like all lengths here
 * @param {number} slack how far the line may bend away from the label
 * @returns {?{x: number, y: number, angle: number}} its middle and its angle in radians, never upside down; null: the
 *   line bends too much there, or ends
 */
export function labelPlaceAlong(line, middle, width, slack) {
  const from = middle - width / 2;
  const to = middle + width / 2;
  if (from < 0 || to > line.length) return null;
  const [ax, ay] = pointAlong(line, from);
  const [bx, by] = pointAlong(line, to);
  const reach = Math.hypot(bx - ax, by - ay);
  if (reach < width * 0.97) return null;
  for (let i = stepAt(line, from); line.sums[i] < to; i += 1) {
    const off = ((bx - ax) * (line.xy[2 * i + 1] - ay) - (by - ay) * (line.xy[2 * i] - ax)) / reach;
    if (Math.abs(off) > slack) return null;
  }
  let angle = Math.atan2(by - ay, bx - ax);
  if (angle > Math.PI / 2) angle -= Math.PI;
  if (angle <= -Math.PI / 2 + 0.02) angle += Math.PI;
  return { x: (ax + bx) / 2, y: (ay + by) / 2, angle };
}
