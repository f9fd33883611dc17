// How much happens when, for stories with more scenes than the timeline has room for blocks.
// Pure arithmetic: no DOM.
'use strict';

/**
 * Scenes at each pixel of the timeline, by group.
 * @param {Object} timeline see makeTimeline
 * @param {(k: number) => number} rowOf the group of a place in the order, 0 to `rows` - 1, or -1 to leave it out
 * @param {number} rows
 * @param {{from: number, to: number, width: number}} span what is in sight: playing seconds, and pixels
 * @returns {Float64Array[]} one a group: by pixel, how many scenes play there
 */
function densityOf(timeline, rowOf, rows, { from, to, width }) {
  const { starts, ends } = timeline;
  const columns = Math.max(1, Math.round(width));
  // Each scene adds one where it starts and takes one where it ends; summed up, that is how many play.
  const changes = Array.from({ length: rows }, () => new Float64Array(columns + 1));
  const columnOf = (time) => Math.floor(((timeline.secondsAt(time) - from) / (to - from)) * columns);
  for (let k = 0; k < starts.length; k++) {
    const row = rowOf(k);
    if (row < 0) continue;
    const first = columnOf(starts[k]);
    const last = columnOf(ends[k]);
    if (first >= columns || last < 0) continue;
    changes[row][Math.max(0, first)] += 1;
    changes[row][Math.min(columns - 1, last) + 1] -= 1;
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
