// When a person is present, and how much of each pixel of the timeline that is. Pure arithmetic: no DOM, no imports.

/**
 * The intervals of some events. Intervals that touch or overlap become one.
 * @param {{starts: ArrayLike<number>, ends: ArrayLike<number>, secondsAt: (time: number) => number}} timeline
 * @param {Iterable<number>} places the k of the events
 * @returns {Float64Array} playing seconds, ascending: start and end of each interval by turns
 */
export function presenceTimes({ starts, ends, secondsAt }, places) {
  const sorted = Int32Array.from(places).sort();
  /** @type {number[]} */
  const intervals = [];
  for (const k of sorted) {
    const [from, to] = [secondsAt(starts[k]), secondsAt(ends[k])];
    const last = intervals.length - 1;
    if (last > 0 && from <= intervals[last]) intervals[last] = Math.max(intervals[last], to);
    else intervals.push(from, to);
  }
  return Float64Array.from(intervals);
}

/**
 * @param {Float64Array} intervals see presenceTimes
 * @param {{from: number, to: number, width: number}} span the visible part: playing seconds, and pixels
 * @returns {Float64Array} by pixel: the share of its time that intervals cover, 0 to 1
 */
export function sharesOf(intervals, { from: start, to: end, width }) {
  const shares = new Float64Array(Math.max(1, Math.round(width)));
  const xOf = (/** @type {number} */ seconds) => Math.min(shares.length, Math.max(0, ((seconds - start) / (end - start)) * shares.length));
  for (let i = 0; i < intervals.length; i += 2) {
    const [from, to] = [xOf(intervals[i]), xOf(intervals[i + 1])];
    for (let x = Math.floor(from); x < to; x++) shares[x] += Math.min(to, x + 1) - Math.max(from, x);
  }
  return shares;
}
