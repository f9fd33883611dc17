// Dates of the proleptic Gregorian calendar with astronomical years: 0 is 1 BC. No DOM.
import { DAY_S } from './units.js';

/**
 * @param {number} year astronomical, -9999 to 9999
 * @param {number} [month] 1 to 12, or beyond: 13 is January of the next year
 * @param {number} [day]
 * @returns {number} the midnight at its start, in seconds since 1970 on the story's wall clock
 */
export function midnightOf(year, month = 1, day = 1) {
  // Date.UTC takes a year below 100 for one of the 20th century.
  return new Date(0).setUTCFullYear(year, month - 1, day) / 1000;
}

/**
 * @param {number} year
 * @param {number} month
 * @param {number} day
 * @returns {boolean} whether there is such a day
 */
export function isDay(year, month, day) {
  const date = new Date(midnightOf(year, month, day) * 1000);
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1;
}

/** @param {Date} when in UTC @returns {{year: number, week: number}} of ISO 8601 */
export function isoWeek(when) {
  const days = Math.floor(when.getTime() / 1000 / DAY_S);
  // 1970-01-01 was a Thursday, and a week belongs to the year of its Thursday.
  const thursday = Math.floor((days + 3) / 7) * 7;
  const year = new Date(thursday * DAY_S * 1000).getUTCFullYear();
  return { year, week: Math.floor((thursday - midnightOf(year) / DAY_S) / 7) + 1 };
}

/** @param {number} year @param {number} week of ISO 8601 @returns {number} the midnight at the start of its Monday */
export function startOfWeek(year, week) {
  const monday = Math.floor((midnightOf(year, 1, 4) / DAY_S + 3) / 7) * 7 - 3;
  return (monday + (week - 1) * 7) * DAY_S;
}

/**
 * The years of a century or a decade are those with the same first digits; the first century begins with the year 1.
 * @param {number} year astronomical
 * @param {number} length 100 or 10
 * @returns {{first: number, next: number}} the first year, and the first one after
 */
export function yearsOf(year, length) {
  if (year > 0) {
    const first = Math.floor(year / length) * length;
    return { first: Math.max(first, 1), next: first + length };
  }
  const last = -Math.floor(-year / length) * length;
  return { first: last - length + 1, next: last + 1 };
}
