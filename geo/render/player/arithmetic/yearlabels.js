// Years, decades and centuries as people read them: "44 BC", "1980s", "19th century". No DOM.
// geo/playback/year_labels.py has the same rules; tests/playback/cases.json tests both.
import { ordinalPhrase, phrase } from '../words/words.js';
import { yearsOf } from './calendar.js';

/** @param {number} year astronomical @returns {string} */
export function yearLabel(year) { return year > 0 ? String(year) : phrase('yearBefore', { year: String(1 - year) }); }

/**
 * @param {number} year astronomical
 * @param {'century'|'decade'} precision
 * @returns {string} the century or decade in which it lies
 */
export function longPeriodLabel(year, precision) {
  if (precision === 'century') {
    if (year > 0) return ordinalPhrase('century', Math.floor(year / 100) + 1);
    return phrase('yearBefore', { year: ordinalPhrase('century', Math.ceil((1 - year) / 100)) });
  }
  const { first, next } = yearsOf(year, 10);
  if (year <= 0) return phrase('yearBefore', { year: `${1 - first}–${2 - next}` });
  return first === 1 ? '1–9' : phrase('decade', { year: String(first) });
}
