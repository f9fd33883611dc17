// Numbers with a unit, and the names of months, in the language of the interface. No DOM.
import { englishMonths } from './english.js';
import { dateFormat, interfaceLanguage, isEnglish, numberFormat, phrase } from './words.js';

/** By language and form: the names of the twelve months. @type {Map<string, string[]>} */
const monthNames = new Map();

/**
 * A distance that can be read at a glance.
 * @param {number} metres
 * @returns {string} such as "90 m", "1.3 km" or "24 km"
 */
export function distanceInWords(metres) {
  if (metres < 1000) return withUnit(Math.round(metres / 10) * 10 || Math.round(metres), 'meter');
  return withUnit(metres / 1000, 'kilometer', metres < 10_000 && metres % 1000 ? 1 : 0);
}

/** A smaller area is written in square metres. */
const LEAST_IN_KM2 = 1e5;

/**
 * @param {?RawAreas} areas of an event
 * @returns {string} their size in three digits, such as "area, 12.3 km²" or "area, 850 m²"; '': there are none
 */
export function areaInWords(areas) {
  if (!areas) return '';
  const isSmall = areas.size < LEAST_IN_KM2;
  const number = numberFormat({ maximumSignificantDigits: 3 }).format(isSmall ? areas.size : areas.size / 1e6);
  return phrase(isSmall ? 'areaInSquareMetres' : 'areaInSquareKilometres', { number });
}

/**
 * @param {number} count
 * @param {'minute'|'hour'|'day'|'week'|'month'|'year'} unit
 * @returns {string} such as "1 minute", "1.5 hours" or "6 days"
 */
export function durationInWords(count, unit) {
  return numberFormat({ style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 }).format(count);
}

/** @param {number} minutes @returns {string} such as "2.5 min" or "8 sec" */
export function lengthInShort(minutes) {
  const [unit, number] = minutes < 1 ? ['second', minutes * 60] : ['minute', minutes];
  return numberFormat({ style: 'unit', unit, maximumFractionDigits: readDigits(number) }).format(number);
}

/** @param {number} factor @returns {string} as precise as it is worth reading: "0.25", "12.5" */
export function factorLabel(factor) { return numberFormat({ maximumFractionDigits: readDigits(factor) }).format(factor); }

/** @param {number} share 0 to 1 @returns {string} such as "75%" */
export function percentLabel(share) { return numberFormat({ style: 'percent', maximumFractionDigits: 0 }).format(share); }

/**
 * The name of a month as it is written in a date with or without a day: in some languages these differ.
 * @param {Date} date in UTC
 * @param {{hasDay: boolean, isShort?: boolean}} how
 * @returns {string}
 */
export function monthName(date, { hasDay, isShort = false }) {
  if (isEnglish()) return englishMonths(isShort)[date.getUTCMonth()];
  const form = `${interfaceLanguage()} ${hasDay} ${isShort}`;
  let names = monthNames.get(form);
  if (!names) {
    const format = dateFormat({ month: isShort ? 'short' : 'long', ...(hasDay ? { day: 'numeric' } : { year: 'numeric' }) });
    monthNames.set(form, names = MONTHS.map((month) => monthPart(format.formatToParts(Date.UTC(2000, month, 1)))));
  }
  return names[date.getUTCMonth()];
}

const MONTHS = Array.from({ length: 12 }, (_, month) => month);

/** @param {Intl.DateTimeFormatPart[]} parts */
function monthPart(parts) { return parts.find(({ type }) => type === 'month')?.value ?? ''; }

/** @param {number} number */
function readDigits(number) { return number < 10 ? 2 : 1; }

/**
 * @param {number} number
 * @param {'meter'|'kilometer'|'foot'|'mile'} unit
 * @param {number} [digits] after the point
 * @returns {string} such as "500 ft"
 */
export function withUnit(number, unit, digits = 0) {
  return numberFormat({ style: 'unit', unit, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(number);
}
