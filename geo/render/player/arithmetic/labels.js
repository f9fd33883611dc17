import { DAY_S } from './units.js';

/**
 * Times in plain words. Every word stands in LABEL_WORDS, so that one place is translated.
 * Pure: no DOM, no imports.
 *
 * The twin of geo/playback/time_labels.py; tests/playback/cases.json holds for both. Seconds are never
 * shown. Story times are seconds since 1970-01-01 on the story's own wall clock: no time zone.
 */

export const LABEL_WORDS = {
  months: [
    'January', 'February', 'March', 'April', 'May', 'June',
    'July', 'August', 'September', 'October', 'November', 'December',
  ],
  dateAndClock: (/** @type {string} */ date, /** @type {string} */ clock) => `${date} · ${clock}`,
  day: (/** @type {number} */ number) => `Day ${number}`,
  scene: (/** @type {number} */ number, /** @type {number} */ count) => `Scene ${countLabel(number)} of ${countLabel(count)}`,
  film: (/** @type {string} */ clock) => `Film ${clock}`,
};

/**
 * A count as people read it: "5,032".
 * @param {number} count
 * @returns {string}
 */
export function countLabel(count) { return String(count).replace(/\B(?=(\d{3})+$)/g, ','); }

/** A time read back from an axis can be some microseconds short of the minute it stands for. */
export const LABEL_SLACK_S = 0.001;

/**
 * What the timeline's clock shows: "Day 1 · 10:58", "2 May 1995", "Film 0:42", "Scene 3 of 98".
 * @param {{clock: ClockName, order: ArrayLike<number>, labels: TimeLabels}} timeline
 * @param {number} time
 * @param {'year'|'month'|'day'|'time'} [precision] how much of a story time is known; left out: as
 *   much as the best known event
 * @returns {string}
 */
export function formatTime(timeline, time, precision) {
  if (timeline.clock === 'telling') {
    const count = timeline.order.length;
    return LABEL_WORDS.scene(
      Math.min(Math.max(Math.floor(time) + 1, Math.min(1, count)), count),
      count,
    );
  }
  if (timeline.clock === 'film') {
    const minutes = Math.floor((Math.max(time, 0) + LABEL_SLACK_S) / 60);
    return LABEL_WORDS.film(`${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}`);
  }
  return formatMoment(time, precision || timeline.labels.precision, timeline.labels.day_one);
}

/**
 * A time on the story clock, as far as it is known.
 * @param {number} time
 * @param {'year'|'month'|'day'|'time'} precision
 * @param {number|null} dayOne midnight of the first story day; null: dates are shown, not days
 * @returns {string}
 */
export function formatMoment(time, precision, dayOne) {
  const when = new Date(Math.floor(time + LABEL_SLACK_S) * 1000);
  const year = String(when.getUTCFullYear());
  const month = LABEL_WORDS.months[when.getUTCMonth()];
  if (precision === 'year') return year;
  if (precision === 'month') return `${month} ${year}`;
  const day =
    dayOne === null
      ? `${when.getUTCDate()} ${month} ${year}`
      : LABEL_WORDS.day(storyDay(time, dayOne));
  if (precision === 'day') return day;
  const clock = `${twoDigits(when.getUTCHours())}:${twoDigits(when.getUTCMinutes())}`;
  return LABEL_WORDS.dateAndClock(day, clock);
}

/**
 * The number of the story day: day one is 1, the day before it 0.
 * @param {number} time
 * @param {number} dayOne midnight of day one, on the story clock
 * @returns {number}
 */
function storyDay(time, dayOne) {
  return Math.floor((time + LABEL_SLACK_S - dayOne) / DAY_S) + 1;
}

/**
 * @param {number} number
 * @returns {string}
 */
export function twoDigits(number) {
  return String(number).padStart(2, '0');
}

/** @param {number} n from 0 @returns {string} A, B, C …; numbers after Z */
export function letter(n) { return n < 26 ? String.fromCharCode(65 + n) : String(n + 1); }
