// The numbers of events in words. No DOM.
import { numberFormat, phrase } from '../words/words.js';

/** @param {'sizeNumber' | 'colourNumber'} kind @param {NumberScale} scale @returns {string} what the numbers are */
export function nameOfNumbers(kind, { name }) { return name ?? phrase(kind); }

/** @param {?number} number null: no value @returns {string} */
export function valueOrNone(number) { return number === null ? phrase('noValue') : valueLabel(number); }

/** @param {number} number @returns {string} with four digits that count, or more before the point: "6.1", "35.27", "1,234,568" */
export function valueLabel(number) {
  const digits = 3 - Math.floor(Math.log10(Math.abs(number) || 1));
  return numberFormat({ maximumFractionDigits: Math.min(20, Math.max(0, digits)) }).format(number);
}
