// How much happens when, for stories with more scenes than the timeline has room for blocks.
// Pure arithmetic: no DOM.

/**
 * Scenes at each pixel of the timeline, by group.
 * @param {Timeline} timeline
 * @param {(k: number) => number} rowOf the group of a place in the order, 0 to `rows` - 1, or -1 to leave it out
 * @param {number} rows
 * @param {{from: number, to: number, width: number}} span what is in sight: playing seconds, and pixels
 * @param {(k: number) => number} [weightOf] what a scene counts
 * @returns {Float64Array[]} one a group: by pixel, how much plays there
 */
export function densityOf(timeline, rowOf, rows, { from: start, to: end, width }, weightOf = () => 1) {
  const { starts, ends } = timeline;
  const columns = Math.max(1, Math.round(width));
  // Each scene adds its weight where it starts and takes it where it ends; summed up, that is what plays.
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
 * How high a histogram's columns stand, stacked by group: the square root of how much plays there, so that quiet
 * hours are still seen beside the fullest. Where anything plays, a column is at least a pixel high.
 * @param {Float64Array[]} layers see densityOf
 * @param {number} height pixels, of the highest column
 * @returns {Float64Array[]} one a group: by pixel, how high its part of the column is
 */
export function columnsOf(layers, height) {
  const totals = layers[0].map((_, x) => layers.reduce((sum, layer) => sum + layer[x], 0));
  const most = totals.reduce((highest, total) => Math.max(highest, total), 1);
  // Pixels for each unit of what plays there: the groups share a column as they share its time.
  const units = totals.map((total) => (total > 0 ? Math.max(1, height * Math.sqrt(total / most)) / total : 0));
  return layers.map((layer) => layer.map((number, x) => number * units[x]));
}
