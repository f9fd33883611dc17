// Moments and numbers as a link contains them. Pure: no DOM.
import { isDay, midnightOf } from './calendar.js';

/**
 * @param {LinkedMoment} moment
 * @returns {string} the shortest text that stands for it: to the second, if that is near enough
 */
export function shortestMoment({ clock, time, isNear = (other) => Math.abs(other - time) < 1e-6 }) {
  for (let digits = clock === 'telling' ? 2 : 0; digits <= 6; digits++) {
    const unit = 10 ** digits;
    // Rounded up, too: rounded down, the moment could be before the start of its event.
    const near = [Math.round(time * unit) / unit, Math.ceil(time * unit) / unit].find(isNear);
    if (near !== undefined) return momentText(clock, near, digits);
  }
  return momentText(clock, time, 6);
}

/** @param {ClockName} clock @param {number} time @param {number} digits */
function momentText(clock, time, digits) {
  if (clock === 'telling') return numberText(time + 1, digits);
  // A rounding error below a whole second means that second.
  const whole = Math.floor(time + 1e-7);
  const part = numberText(Math.max(0, time - whole), digits).slice(1);
  if (clock === 'film') {
    const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
    return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${part}`;
  }
  return `${isoText(new Date(whole * 1000))}${part}`;
}

/** @param {Date} when in UTC @returns {string} ISO 8601 to the second, with a year of four digits, signed before 0 */
export function isoText(when) {
  const year = when.getUTCFullYear();
  // `toISOString` writes six digits for a year before 0.
  return (year < 0 ? '-' : '') + String(Math.abs(year)).padStart(4, '0') + when.toISOString().slice(-20, -5);
}

/** A date, or a date and a time of day; no offset. */
const ISO_MOMENT = /^(-?\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d{1,6})?))?)?$/;

/**
 * @param {string} text ISO 8601 in the time zone of the story
 * @returns {?number} wall-clock seconds since 1970; null: the text is not such a time
 */
export function isoSeconds(text) {
  const parts = ISO_MOMENT.exec(text);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || !isDay(year, month, day) || hour > 23 || minute > 59 || second >= 60) return null;
  return midnightOf(year, month, day) + (hour * 60 + minute) * 60 + second;
}

/**
 * @param {number} number
 * @param {number} digits
 * @returns {string} the number with at most `digits` decimals, without trailing zeros
 */
export function numberText(number, digits) { return String(Number(number.toFixed(digits))); }
