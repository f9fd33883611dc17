/**
 * The timeline in the browser: the folded axis, what shows at a moment, which card is up, and where
 * "next" and "previous" lead. Pure arithmetic on typed arrays: no DOM, no imports.
 *
 * The twin of geo/playback/timeline_axis.py and timelines.py; tests/playback/cases.json holds for both.
 * Clock times are in the clock's unit (story: seconds since 1970-01-01 on the story's wall clock;
 * film: seconds of film; telling: events told). Seconds are playing seconds at normal speed.
 */

/** Going back within this many playing seconds of a cue goes to the cue before it. */
export const REPLAY_AFTER_S = 1;

/**
 * How many events share one entry of the table of latest ends. With 100,000 events that makes 1,563
 * comparisons at worst to skip everything that is over, however long some events last.
 */
const REACH_BLOCK = 64;

/**
 * How many of the ascending numbers are not greater than `x`.
 * @param {ArrayLike<number>} numbers
 * @param {number} x
 * @returns {number}
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
 * The first of stretches that is not over.
 * @param {Array<{to: number}>} stretches one after the other
 * @param {number} seconds
 * @returns {number} its place, or how many there are
 */
export function firstNotOver(stretches, seconds) {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle].to <= seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The value at `x` of the piecewise-linear map through the knots, clamped at both ends.
 * The same steps as in Python, so that both get the same last bit.
 * @param {Float64Array} xs strictly ascending
 * @param {Float64Array} ys ascending
 * @param {number} x
 * @returns {number}
 */
function valueAlong(xs, ys, x) {
  const last = xs.length - 1;
  // Written as "not greater" so that NaN lands at the start.
  if (!(x > xs[0])) return ys[0];
  if (x >= xs[last]) return ys[last];
  const i = countUpTo(xs, x) - 1;
  const share = (x - xs[i]) / (xs[i + 1] - xs[i]);
  // Rounding could lift the sum past the next knot, and the map would not be monotone.
  return Math.min(ys[i] + (ys[i + 1] - ys[i]) * share, ys[i + 1]);
}

/**
 * The latest end in each block of events.
 * @param {Float64Array} ends
 * @returns {Float64Array}
 */
function latestEnds(ends) {
  const latest = new Float64Array(Math.ceil(ends.length / REACH_BLOCK)).fill(-Infinity);
  for (let k = 0; k < ends.length; k += 1) {
    const block = Math.floor(k / REACH_BLOCK);
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

  /** At the end of the axis the last events stay: the story stands still, it does not vanish. */
  const isNotOver = (/** @type {number} */ end, /** @type {number} */ time) =>
    end > time || end === lastTime;

  /** @type {Timeline['visibleAt']} */
  function visibleAt(time, into = []) {
    into.length = 0;
    const started = countUpTo(starts, time);
    for (let from = 0, block = 0; from < started; from += REACH_BLOCK, block += 1) {
      if (!isNotOver(latest[block], time)) continue;
      const to = Math.min(from + REACH_BLOCK, started);
      for (let k = from; k < to; k += 1) if (isNotOver(ends[k], time)) into.push(k);
    }
    return into;
  }

  return {
    clock: raw.clock,
    order,
    starts,
    ends,
    cues,
    duration: raw.duration,
    lastTime,
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
