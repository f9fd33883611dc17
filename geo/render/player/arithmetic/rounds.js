// Round times between two moments, the roundest first. Pure: no DOM, no imports.

/** Round steps of story time and film time, the roundest first, in seconds. */
const ROUND_SECONDS = [43_200, 21_600, 10_800, 3600, 1800, 900, 300, 60];

/** The same for story order, in events. */
const ROUND_EVENTS = [100_000, 50_000, 10_000, 5000, 1000, 500, 100, 50, 10, 5, 1];

/** A step with more round times than these is left out: they would have no room. */
const MOST_ROUND = 400;

/**
 * @param {Timeline} timeline
 * @param {number} from on its time scale
 * @param {number} to
 * @returns {number[]} times on its time scale, the roundest first; none if the story has no hours
 */
export function roundTimes(timeline, from, to) {
  const isCount = timeline.clock === 'telling';
  // On a further time scale only the times of events are facts.
  if (timeline.clock === 'further') return [];
  if (timeline.clock === 'story' && timeline.labels.precision !== 'time') return [];
  // The first event has the number 1 and the time 0.
  const offset = isCount ? 1 : 0;
  const steps = isCount ? ROUND_EVENTS : ROUND_SECONDS;
  /** @type {number[]} */
  const times = [];
  steps.forEach((step, n) => {
    if ((to - from) / step > MOST_ROUND) return;
    for (let at = Math.ceil((from + offset) / step) * step; at <= to + offset; at += step) {
      // Multiples of a rounder step are in the list already.
      if (!steps.slice(0, n).some((coarser) => at % coarser === 0)) times.push(at - offset);
    }
  });
  return times;
}
