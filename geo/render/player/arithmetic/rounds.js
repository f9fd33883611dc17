// Round times between two moments, the roundest first. Pure: no DOM, no imports.

/** What is round, from coarse to fine: seconds of story and of film. */
const ROUND_SECONDS = [43_200, 21_600, 10_800, 3600, 1800, 900, 300, 60];

/** The same of scenes. */
const ROUND_SCENES = [100_000, 50_000, 10_000, 5000, 1000, 500, 100, 50, 10, 5, 1];

/** Where there are more of a kind than these, none has room. */
const MOST_ROUND = 400;

/**
 * @param {Timeline} timeline
 * @param {number} from on its clock
 * @param {number} to
 * @returns {number[]} moments on its clock, the roundest first; none where the story does not know hours
 */
export function roundTimes(timeline, from, to) {
  const isCount = timeline.clock === 'telling';
  if (timeline.clock === 'story' && timeline.labels.precision !== 'time') return [];
  // The first scene is number 1, and stands at 0.
  const offset = isCount ? 1 : 0;
  const steps = isCount ? ROUND_SCENES : ROUND_SECONDS;
  /** @type {number[]} */
  const found = [];
  steps.forEach((step, n) => {
    if ((to - from) / step > MOST_ROUND) return;
    for (let at = Math.ceil((from + offset) / step) * step; at <= to + offset; at += step) {
      // Said already, of a rounder kind.
      if (!steps.slice(0, n).some((coarser) => at % coarser === 0)) found.push(at - offset);
    }
  });
  return found;
}
