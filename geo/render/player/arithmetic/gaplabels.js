// The length of skipped time, in words and in short. No DOM.
import { DAY_S, MONTHS_OF_YEAR } from './units.js';
import { durationInWords } from '../words/quantities.js';
import { phrase } from '../words/words.js';

/** @typedef {Parameters<typeof durationInWords>[1]} LengthUnit */

/**
 * What a gap is measured between (GapLength in geo/playback/gap_lengths.py): story times, in seconds. With another
 * precision than 'time', the days, months or years between the two are counted.
 * @typedef {{times: number[], precision: Precision}} SkippedTime
 */

const HOUR_S = 3600;
/** The mean Gregorian month and year: 146,097 days in 400 years. */
const YEAR_S = 365.2425 * DAY_S;
const MONTH_S = YEAR_S / 12;

/**
 * Units: length in seconds, the length of a gap from which on it is counted in them, and the entry for the short form. The
 * longest first.
 * @type {Array<{unit: LengthUnit, size: number, least: number, short: PhraseKey}>}
 */
const UNITS = [
  { unit: 'year', size: YEAR_S, least: 11.5 * MONTH_S, short: 'yearsShort' },
  { unit: 'month', size: MONTH_S, least: 60 * DAY_S, short: 'monthsShort' },
  { unit: 'week', size: 7 * DAY_S, least: 14 * DAY_S, short: 'weeksShort' },
  { unit: 'day', size: DAY_S, least: 20 * HOUR_S, short: 'daysShort' },
  { unit: 'hour', size: HOUR_S, least: HOUR_S, short: 'hoursShort' },
  { unit: 'minute', size: 60, least: 0, short: 'minutesShort' },
];

/** A gap that contains all hours from two to five contains a night. */
const NIGHT = { from: 2 * HOUR_S, to: 5 * HOUR_S };

/** A gap of this length or more, in seconds, is more than a night. */
const ONE_NIGHT_S = 20 * HOUR_S;

/**
 * @param {SkippedTime} skipped
 * @param {boolean} [isElapsed] whether times count from the start of the story, so that they are no times of day
 * @returns {string} such as "the night passes", "14 hours pass", "1.5 days pass" or "331 years pass"
 */
export function gapLabel(skipped, isElapsed = false) {
  if (!isElapsed && isNight(skipped)) return phrase('nightPasses');
  const { unit, count } = lengthOf(skipped);
  return phrase('timePasses', { length: durationInWords(count, unit), count });
}

/** @param {SkippedTime} skipped @returns {string} such as "2 d" or "1.5 h" */
export function gapLengthInShort(skipped) {
  const { short, count } = lengthOf(skipped);
  return phrase(short, { count });
}

/** @param {SkippedTime} skipped */
function isNight({ times: [from, to], precision }) {
  // After a day whose hours are unknown, the night is the one before the next event.
  const begins = precision === 'day' ? midnightBefore(to) : from;
  if (precision === 'day' && daysBetween(from, to) !== 1) return false;
  return (precision === 'day' || precision === 'time') && to - begins < ONE_NIGHT_S && containsNight(begins, to);
}

/**
 * As exact as the times are known: between two years their difference, however many days are between the two events.
 * @param {SkippedTime} skipped
 * @returns {{unit: LengthUnit, short: PhraseKey, count: number}}
 */
function lengthOf({ times: [from, to], precision }) {
  const seconds = precision === 'time' ? to - from : daysBetween(from, to) * DAY_S;
  const months = monthsBetween(from, to);
  if (precision === 'month' && months > 0 && months < MONTHS_OF_YEAR) return { unit: 'month', short: 'monthsShort', count: months };
  const years = precision === 'month' ? months / MONTHS_OF_YEAR : yearOf(to) - yearOf(from);
  if (isCoarse(precision) && years >= 1) return { unit: 'year', short: 'yearsShort', count: roundedCount(years) };
  // Two times in one month or year, although it is not known better.
  const { unit, size, short } = unitOf(seconds || to - from);
  return { unit, short, count: roundedCount((seconds || to - from) / size) };
}

/** @param {Precision} precision @returns {boolean} whether it is a month or more */
function isCoarse(precision) { return precision !== 'time' && precision !== 'day' && precision !== 'week'; }

/** @param {number} time @returns {number} the midnight before, or the same */
function midnightBefore(time) { return Math.floor(time / DAY_S) * DAY_S; }

/** @param {number} from @param {number} to */
function daysBetween(from, to) { return (midnightBefore(to) - midnightBefore(from)) / DAY_S; }

/** @param {number} time */
function yearOf(time) { return new Date(Math.floor(time) * 1000).getUTCFullYear(); }

/** @param {number} from @param {number} to */
function monthsBetween(from, to) {
  const monthOf = (/** @type {number} */ time) => new Date(Math.floor(time) * 1000).getUTCMonth();
  return (yearOf(to) - yearOf(from)) * MONTHS_OF_YEAR + monthOf(to) - monthOf(from);
}

/** @param {number} seconds 0 or more @returns {typeof UNITS[number]} */
function unitOf(seconds) { return /** @type {typeof UNITS[number]} */ (UNITS.find(({ least }) => seconds >= least)); }

/** @param {number} count @returns {number} a whole number from 1, or one and a half */
function roundedCount(count) {
  return count >= 1.25 && count < 1.75 ? 1.5 : Math.max(1, Math.round(count));
}

/** Whether a night lies between two story times; geo/playback/time_labels.py has the same rule. @param {number} from @param {number} to */
function containsNight(from, to) {
  const night = Math.ceil((from - NIGHT.from) / DAY_S) * DAY_S + NIGHT.from;
  return night + NIGHT.to - NIGHT.from <= to;
}
