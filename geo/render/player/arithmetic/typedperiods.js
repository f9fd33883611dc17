// Years, months, weeks, decades and centuries as people type them. No DOM.
import { midnightOf, startOfWeek, yearsOf } from './calendar.js';
import { DAY_S } from './units.js';

const TYPED_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** @param {string} name in English and lower case @returns {number} 1 to 12; 0: it is no month */
export function typedMonth(name) { return TYPED_MONTHS.indexOf(name.slice(0, 3)) + 1; }

/** @param {string} text "1066", "-0043" or "44 bc" @returns {number} the astronomical year */
export function typedYear(text) {
  const year = Number.parseInt(text, 10);
  return text.endsWith(' bc') ? 1 - year : year;
}

/** The digits of a year: a short one needs its era, unless the story has it. */
const YEAR = /^(-\d{4}|\d{1,4}(?: bc)?)$/;

/**
 * A period longer than a day.
 * @param {string} words in English and lower case, such as "1066", "44 bc", "1925-06", "sep 1939", "week 5 2020", "1980s" or
 *   "5th century bc"
 * @param {{begins: number, ends: number}} known the first and the last story time
 * @returns {?{clock: 'story', time: number, until: number}} its first moment, and the first one after it; null: it is none
 */
export function readTypedPeriod(words, known) {
  const year = YEAR.exec(words);
  if (year) return yearPeriod(words, typedYear(words), known);
  const month = /^(-?\d{4})-(\d\d)$/.exec(words);
  if (month) return monthPeriod(Number(month[1]), Number(month[2]));
  const named = /^([a-z]{3,9})\.? (\d{1,4}(?: bc)?)$/.exec(words);
  if (named && typedMonth(named[1])) return monthPeriod(typedYear(named[2]), typedMonth(named[1]));
  const week = /^week (\d{1,2}) (\d{1,4}(?: bc)?)$/.exec(words);
  if (week) return weekPeriod(typedYear(week[2]), Number(week[1]));
  return longPeriod(words);
}

/** @param {string} words @returns {?{clock: 'story', time: number, until: number}} a century or a decade */
function longPeriod(words) {
  const century = /^(\d{1,3})(?:st|nd|rd|th)? century( bc)?$/.exec(words);
  if (century) return years(yearsOf(century[2] ? 1 - 100 * Number(century[1]) : 100 * Number(century[1]) - 99, 100));
  const decade = /^(\d{1,4})(?:s|–\d{1,4}( bc)?)$/.exec(words);
  return decade ? years(yearsOf(decade[2] ? 1 - Number(decade[1]) : Number(decade[1]), 10)) : null;
}

/** @param {string} words @param {number} year @param {{begins: number, ends: number}} known */
function yearPeriod(words, year, { begins, ends }) {
  const period = years({ first: year, next: year + 1 });
  const isLong = /\d{3}| bc$/.test(words);
  return isLong || (period.until > begins && period.time <= ends) ? period : null;
}

/** @param {{first: number, next: number}} period @returns {{clock: 'story', time: number, until: number}} */
function years({ first, next }) { return { clock: 'story', time: midnightOf(first), until: midnightOf(next) }; }

/** @param {number} year @param {number} month @returns {?{clock: 'story', time: number, until: number}} */
function monthPeriod(year, month) {
  if (month < 1 || month > 12) return null;
  return { clock: 'story', time: midnightOf(year, month), until: midnightOf(year, month + 1) };
}

/** @param {number} year @param {number} week @returns {?{clock: 'story', time: number, until: number}} */
function weekPeriod(year, week) {
  if (week < 1 || week > 53) return null;
  const time = startOfWeek(year, week);
  return { clock: 'story', time, until: time + 7 * DAY_S };
}
