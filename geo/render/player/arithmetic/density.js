// The histogram of stories that have too many events for blocks in the timeline: how much plays at each pixel. Pure
// arithmetic: no DOM, no imports.

/**
 * @param {Timeline} timeline
 * @param {(k: number) => number} rowOf the group of an event, 0 to `rows` - 1; -1 leaves the event out
 * @param {number} rows
 * @param {{from: number, to: number, width: number}} span the visible part: playing seconds, and pixels
 * @param {(k: number) => number} [weightOf] the weight of an event
 * @returns {Float64Array[]} by group and pixel: how much plays there
 */
export function densityOf(timeline, rowOf, rows, { from: start, to: end, width }, weightOf = () => 1) {
  const { starts, ends } = timeline;
  const columns = Math.max(1, Math.round(width));
  // Each event adds its weight where it starts and subtracts it where it ends. The sum up to a pixel is what plays
  // there.
  const changes = Array.from({ length: rows }, () => new Float64Array(columns + 1));
  const columnOf = (/** @type {number} */ time) => Math.floor(((timeline.secondsAt(time) - start) / (end - start)) * columns);
  for (let k = 0; k < starts.length; k++) {
    const row = rowOf(k);
    if (row < 0) continue;
    const first = columnOf(starts[k]);
    const last = columnOf(ends[k]);
    if (first >= columns || last < 0) continue;
    const from = Math.max(0, first);
    changes[row][from] += weightOf(k);
    changes[row][Math.max(from + 1, Math.min(columns, last))] -= weightOf(k);
  }
  return changes.map((change) => {
    const sums = new Float64Array(columns);
    let sum = 0;
    for (let x = 0; x < columns; x++) {
      sum += change[x];
      sums[x] = sum;
    }
    return sums;
  });
}

/**
 * The heights of the histogram's columns, stacked by group. A height is the square root of how much plays, so that
 * quiet hours are visible beside the busiest. If anything plays, the column is at least one pixel high.
 * @param {Float64Array[]} layers see densityOf
 * @param {number} height of the highest column, in pixels
 * @returns {Float64Array[]} by group and pixel: the height of its part of the column
 */
export function columnsOf(layers, height) {
  const totals = layers[0].map((_, x) => layers.reduce((sum, layer) => sum + layer[x], 0));
  const most = totals.reduce((highest, total) => Math.max(highest, total), 1);
  // The height of one unit of what plays at a pixel: the groups share the column in proportion.
  const units = totals.map((total) => (total > 0 ? Math.max(1, height * Math.sqrt(total / most)) / total : 0));
  return layers.map((layer) => layer.map((number, x) => number * units[x]));
}
