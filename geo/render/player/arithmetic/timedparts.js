/**
 * The parts of a movement with times: where the mover is, and when. Pure arithmetic: no DOM.
 *
 * geo/analysis/timed_parts.py does the same in Python; tests/analysis/pairs.json tests both.
 */
import { thinnedNumbers } from './nearness.js';

/** @typedef {{k: number, start: number, end: number, path: LonLat[]}} TimedPart `start`, `end`: on the timeline */

/**
 * The lines from each position of the path of an event to the next one, in the order of time. A long path is thinned
 * first. Before its first time, the mover is at the first position; after its last time at the last one. An event
 * without times of its path is one part.
 * @param {Pick<Timeline, 'order' | 'starts' | 'ends'>} timeline
 * @param {EventColumns} events
 * @param {number} k an event with a path
 * @returns {TimedPart[]}
 */
export function timedParts({ order, starts, ends }, { paths, pathTimes }, k) {
  const [start, end] = [starts[k], ends[k]];
  const path = /** @type {LonLat[]} */ (paths[order[k]]);
  const times = pathTimes?.[order[k]];
  const last = path.length - 1;
  if (!times || !last || !times[last + 1]) return [{ k, start, end, path }];
  const numbers = thinnedNumbers(path.length);
  const timeAt = (/** @type {number} */ number) => start + (end - start) * (times[number] / times[last + 1]);
  return numbers.slice(1).map((after, n) => {
    const before = numbers[n];
    return {
      k, start: before === 0 ? start : timeAt(before), end: after === last ? end : timeAt(after), path: [path[before], path[after]],
    };
  });
}
