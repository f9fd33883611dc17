// The length of skipped time, in words and in short. No DOM.
import { DAY_S } from './units.js';
import { durationInWords } from '../words/quantities.js';
import { phrase } from '../words/words.js';

const HOUR_S = 3600;
/** The mean Gregorian month and year: 146,097 days in 400 years. */
const YEAR_S = 365.2425 * DAY_S;
const MONTH_S = YEAR_S / 12;

/**
 * Units: length in seconds, the length of a gap from which on it is counted in them, and the entry for the short form. The
 * longest first.
 * @type {Array<{unit: Parameters<typeof durationInWords>[1], size: number, least: number, short: PhraseKey}>}
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
 * @param {number} from story time, in seconds
 * @param {number} to
 * @returns {string} such as "the night passes", "14 hours pass" or "1.5 days pass"
 */
export function gapLabel(from, to) {
  const seconds = to - from;
  if (seconds < ONE_NIGHT_S && containsNight(from, to)) return phrase('nightPasses');
  const { unit, size } = unitOf(seconds);
  const count = countOf(seconds, size);
  return phrase('timePasses', { length: durationInWords(count, unit), count });
}

/** @param {number} seconds @returns {string} such as "2 d" or "1.5 h" */
export function gapLengthInShort(seconds) {
  const { size, short } = unitOf(seconds);
  return phrase(short, { count: countOf(seconds, size) });
}

/** @param {number} seconds 0 or more @returns {typeof UNITS[number]} */
function unitOf(seconds) { return /** @type {typeof UNITS[number]} */ (UNITS.find(({ least }) => seconds >= least)); }

/** @param {number} seconds @param {number} size @returns {number} a whole number, or one and a half */
function countOf(seconds, size) {
  const count = seconds / size;
  return count >= 1.25 && count < 1.75 ? 1.5 : Math.max(1, Math.round(count));
}

/** Whether a night lies between two story times; geo/playback/time_labels.py has the same rule. @param {number} from @param {number} to */
function containsNight(from, to) {
  const night = Math.ceil((from - NIGHT.from) / DAY_S) * DAY_S + NIGHT.from;
  return night + NIGHT.to - NIGHT.from <= to;
}
