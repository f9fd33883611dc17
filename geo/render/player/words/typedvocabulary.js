// What the interface's language calls the parts of a typed time. No DOM.
import { monthName } from './quantities.js';
import { phrase } from './words.js';

/** What the time readings may say beside the time. @type {PhraseKey[]} */
const DOUBTS = [
  'dayAndHourStated', 'dayAndHourImplied', 'dayAndHourAssumed', 'dayStated', 'dayImplied', 'dayAssumed', 'hourStated', 'hourImplied',
  'hourAssumed', 'estimated',
];

/** The words that arithmetic/typed.js knows for the months. */
const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * @returns {Vocabulary} in lower case: the words of the interface with the English ones, and what is left out
 */
export function typedVocabulary() {
  /** @type {Map<string, string>} */
  const words = new Map();
  ENGLISH_MONTHS.forEach((english, month) => {
    const date = new Date(Date.UTC(2000, month, 1));
    for (const hasDay of [true, false]) {
      for (const isShort of [true, false]) words.set(bare(monthName(date, { hasDay, isShort })).replace(/\.$/, ''), english);
    }
  });
  words.set(bare(phrase('yearBefore', { year: '' })), 'bc');
  words.set(bare(phrase('week', { number: 1, year: 1 }).split('1')[0]), 'week');
  words.set(bare(phrase('typedDay')), 'day');
  words.set(bare(phrase('typedFilm')), 'film');
  words.set(bare(phrase('typedEvent')), 'event');
  const inStoryOrder = [phrase('storyOrder', { number: 1 }), phrase('storyOrderOfAll', { number: 1, total: 1 })];
  for (const reading of inStoryOrder) words.set(bare(reading.split('1')[0]), 'event');
  return { words, doubts: [...DOUBTS.map((doubt) => phrase(doubt)), phrase('timeApproximate', { time: '' })].map(bare) };
}

/** @param {string} text */
function bare(text) { return text.trim().toLowerCase(); }
