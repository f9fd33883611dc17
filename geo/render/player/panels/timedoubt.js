// How certain the times of an event are, in words. No DOM.
import { phrase } from '../words/words.js';

/** By how day and hour are known. @type {Record<string, {both: PhraseKey, day: PhraseKey, hour: PhraseKey}>} */
const BASIS_PHRASES = {
  stated: { both: 'dayAndHourStated', day: 'dayStated', hour: 'hourStated' },
  implied: { both: 'dayAndHourImplied', day: 'dayImplied', hour: 'hourImplied' },
  assumed: { both: 'dayAndHourAssumed', day: 'dayAssumed', hour: 'hourAssumed' },
};

/**
 * @param {Events} events
 * @param {number} i an event
 * @returns {string} how its day and its hour are known, such as "day stated, hour assumed"; '': the story does not say
 */
export function clockBasisInWords({ dayBasis, clockBasis, timeUnknown }, i) {
  if (timeUnknown[i]) return '';
  const [day, hour] = [BASIS_PHRASES[dayBasis[i] ?? ''], BASIS_PHRASES[clockBasis[i] ?? '']];
  if (day && day === hour) return phrase(day.both);
  return [day?.day, hour?.hour].flatMap((key) => (key ? [phrase(key)] : [])).join(phrase('comma'));
}

/**
 * @param {Events} events
 * @param {number} i an event with a film time
 * @returns {string} that its film time is estimated; '': it is not
 */
export function filmBasisInWords({ filmBasis }, i) { return filmBasis[i] === 'documented' ? '' : phrase('estimated'); }

/**
 * @param {Events} events
 * @param {number} i an event with a film time
 * @param {string} time the film time in words
 * @returns {string} the time, and that it is estimated, if it is
 */
export function filmTimeInWords(events, i, time) {
  return [time, filmBasisInWords(events, i)].filter(Boolean).join(phrase('comma'));
}
