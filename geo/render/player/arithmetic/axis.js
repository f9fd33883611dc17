/**
 * The timeline: its axis with gaps, which events play at a moment, which event is on the card, and where "next" and
 * "previous" lead. Pure arithmetic on typed arrays: no DOM, no imports.
 *
 * geo/playback/timeline_axis.py and timelines.py do the same in Python; tests/playback/cases.json tests both.
 * types.d.ts explains the units of times.
 */

/** Within this many playing seconds after a cue, "previous" leads to the cue before it. */
export const REPLAY_AFTER_S = 1;

/**
 * The number of events for each entry in the table of latest ends. With 100,000 events, at most 1,563 comparisons skip
 * all events that have ended, however long some events last.
 */
const ENDS_BLOCK = 64;

/**
 * @param {ArrayLike<number>} numbers ascending
 * @param {number} x
 * @returns {number} how many of the numbers are not greater than `x`
 */
export function countUpTo(numbers, x) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {Array<{to: number}>} parts one after the other
 * @param {number} seconds
 * @returns {number} the index of the first part that has not ended, or the number of parts
 */
export function firstNotOver(parts, seconds) {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parts[middle].to <= seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The value at `x` of the piecewise linear function through the knots, clamped at both ends. The steps of the
 * computation are those of Python, so that both results are equal to the last bit.
 * @param {Float64Array} xs strictly ascending
 * @param {Float64Array} ys ascending
 * @param {number} x
 * @returns {number}
 */
function valueAlong(xs, ys, x) {
  const last = xs.length - 1;
  // "Not greater", so that NaN gives the start.
  if (!(x > xs[0])) return ys[0];
  if (x >= xs[last]) return ys[last];
  const i = countUpTo(xs, x) - 1;
  const share = (x - xs[i]) / (xs[i + 1] - xs[i]);
  // Rounding could give more than the value at the next knot: the function would not be monotonic.
  return Math.min(ys[i] + (ys[i + 1] - ys[i]) * share, ys[i + 1]);
}

/**
 * @param {Float64Array} ends
 * @returns {Float64Array} by block of events: the latest end
 */
function latestEnds(ends) {
  const latest = new Float64Array(Math.ceil(ends.length / ENDS_BLOCK)).fill(-Infinity);
  for (let k = 0; k < ends.length; k += 1) {
    const block = Math.floor(k / ENDS_BLOCK);
    if (ends[k] > latest[block]) latest[block] = ends[k];
  }
  return latest;
}

/**
 * @param {RawTimeline} raw
 * @returns {Timeline}
 */
export function makeTimeline(raw) {
  const order = Int32Array.from(raw.order);
  const starts = Float64Array.from(raw.starts);
  const ends = Float64Array.from(raw.ends);
  const cues = Float64Array.from(raw.cues);
  const times = Float64Array.from(raw.knots.times);
  const seconds = Float64Array.from(raw.knots.seconds);
  const lastTime = times[times.length - 1];
  const latest = latestEnds(ends);

  /** At the end of the axis, the last events continue to play: the map must not become empty. */
  const isNotOver = (/** @type {number} */ end, /** @type {number} */ time) => end > time || end === lastTime;

  /** @type {Timeline['visibleAt']} */
  function visibleAt(time, into = []) {
    into.length = 0;
    const started = countUpTo(starts, time);
    for (let from = 0, block = 0; from < started; from += ENDS_BLOCK, block += 1) {
      if (!isNotOver(latest[block], time)) continue;
      const to = Math.min(from + ENDS_BLOCK, started);
      for (let k = from; k < to; k += 1) if (isNotOver(ends[k], time)) into.push(k);
    }
    return into;
  }

  return {
    clock: raw.clock,
    order, starts, ends, cues, lastTime,
    duration: raw.duration,
    gaps: raw.gaps,
    labels: raw.labels,
    secondsAt: (time) => valueAlong(times, seconds, time),
    timeAt: (second) => valueAlong(seconds, times, second),
    isOn: (k, time) => starts[k] <= time && isNotOver(ends[k], time),
    visibleAt,
    focusAt: (second) => countUpTo(cues, second) - 1,
    next(second) {
      const k = countUpTo(cues, second);
      return k < cues.length ? cues[k] : raw.duration;
    },
    previous(second) {
      let k = countUpTo(cues, second) - 1;
      if (k >= 0 && second - cues[k] <= REPLAY_AFTER_S) k -= 1;
      return k >= 0 ? cues[k] : 0;
    },
  };
}
