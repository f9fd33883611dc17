// A time as people type it, on any time scale of a story. No DOM.
import { isDay, midnightOf } from './calendar.js';
import { readTypedPeriod, typedMonth, typedYear } from './typedperiods.js';
import { DAY_S } from './units.js';

/** `11:43`, `11:43:05.250`, `11:43 pm`, `11.43`, `9 am`; the groups: hour, minute, second, the letter of am or pm. */
const TIME_OF_DAY = /^(\d{1,2})(?:[:.](\d\d)(?::(\d\d(?:\.\d{1,3})?))?)? ?(?:([ap])\.?m\.?)?$/;

/** Times of day that have a name, as seconds since midnight. */
const NAMED_TIMES = new Map([['midnight', 0], ['noon', DAY_S / 2]]);

/**
 * @param {string} text such as "Day 10 11:43", "11:43", "noon", "11 May 1995 11:43", "May 11 noon", "1995-05-11 11:43",
 *   "film 1:44:10", "1:44:10", "scene 57", "event 57" or "event 5,032", with English words or those of the interface; or a
 *   copied reading, with the other time scales and the doubts after it: "Day 10 · 11:43 hour assumed film 1:44:10, estimated"
 * @param {object} known
 * @param {ClockName} known.clock the time scale under the map: a number without a word is read on it
 * @param {boolean} known.hasStory whether the story has times of its own
 * @param {boolean} known.hasFilm whether it has film times
 * @param {?FurtherScale} [known.further] the further time scale; a time after its name is read on it, and while the timeline has it, any date
 * @param {DayNames} known.dayOne how days are named
 * @param {number} known.now the story time now: a time without a day is of this day
 * @param {number} known.begins the first story time
 * @param {number} known.ends the last story time. A date without a year is in the year in which the story has this date; of
 *   several, the one nearest to now; of none, the current year
 * @param {Vocabulary} known.vocabulary the words of the interface
 * @param {boolean} [known.hasSeconds] whether the times of the story have seconds: then a time with seconds is one of them
 * @returns {?{clock: ClockName, time: number, until?: number}} the moment, which may be outside the story; of a year
 *   or another period longer than a day, its first moment and the first one after it; null: the text is not a time on a scale that
 *   the story has
 */
export function readMoment(text, known) {
  const further = known.further ? readFurtherTime(text, known.further, known) : null;
  if (further) return further;
  // A reading that was copied has those of other time scales after its own.
  const words = inEnglish(text, known.vocabulary).replace(/(\S) (?:film|event|scene|day) -?\d.*$/, '$1');
  const event = /^(?:event |scene |no\.? ?|#)(\d+)(?: .*)?$/.exec(words) ?? (known.clock === 'telling' ? /^(\d+)$/.exec(words) : null);
  if (event) return { clock: 'telling', time: Number(event[1]) - 1 };
  const film = /^(film )?(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(words);
  if (film && known.hasFilm && (film[1] || !known.hasSeconds) && (film[1] || film[4] !== undefined || known.clock === 'film')) {
    const [hours, minutes, seconds] = film.slice(2).map((part) => Number(part ?? 0));
    return minutes < 60 && seconds < 60 ? { clock: 'film', time: hours * 3600 + minutes * 60 + seconds } : null;
  }
  return known.hasStory ? readStoryTime(words, known) : null;
}

/**
 * @param {string} text
 * @param {FurtherScale} scale
 * @param {{clock: ClockName, vocabulary: Vocabulary}} known
 * @returns {?{clock: 'further', time: number, until?: number}} null: the text is no time on this scale
 */
function readFurtherTime(text, { name, ...days }, { clock, vocabulary }) {
  const typed = text.trim().toLowerCase();
  const isNamed = typed.startsWith(`${name.trim().toLowerCase()} `) || typed.startsWith(`${name.trim().toLowerCase()}:`);
  if (!isNamed && clock !== 'further') return null;
  const words = inEnglish(isNamed ? typed.slice(name.trim().length).replace(/^\s*:/, '') : typed, vocabulary);
  const found = readStoryTime(words, { dayOne: null, ...days });
  return found && { ...found, clock: 'further' };
}

/** Invisible marks of the direction of a text. */
const DIRECTION_MARKS = /[\u200e\u200f\u2066-\u2069]/g;

/**
 * @param {string} text
 * @param {Vocabulary} vocabulary
 * @returns {string} in lower case, with English words, single spaces and no doubts
 */
function inEnglish(text, { words, doubts }) {
  let typed = text.toLowerCase().replace(DIRECTION_MARKS, '').replace(/\?|\([^()]*\)/g, '').replace(/(\d)[,\u00a0\u202f](?=\d{3}\b)/g, '$1');
  for (const doubt of [...doubts].sort((one, other) => other.length - one.length)) typed = typed.replaceAll(doubt, ' ');
  typed = typed.replace(/[·,≈\s]+/g, ' ').trim();
  // Words of more than one word, the longest first: "story order 57".
  for (const [word, english] of [...words].filter(([one]) => one.includes(' '))) typed = typed.replaceAll(`${word} `, `${english} `);
  return typed.split(' ').map((word) => words.get(word) ?? words.get(word.replace(/\.$/, '')) ?? word).join(' ');
}

/** @typedef {{dayOne: DayNames, now: number, begins: number, ends: number}} StoryDays */

/**
 * Reads a day, a time of day, or both.
 * @param {string} words
 * @param {StoryDays} known
 * @returns {?{clock: 'story', time: number, until?: number}}
 */
function readStoryTime(words, known) {
  const day = readDay(words, known);
  if (day?.rest === '') return { clock: 'story', time: day.midnight };
  const timeOfDay = readTimeOfDay(day ? day.rest : words, Boolean(day));
  if (timeOfDay === null) return readTypedPeriod(words, known);
  return { clock: 'story', time: (day ? day.midnight : startOfDay(known.now)) + timeOfDay };
}

/** @param {number} time @returns {number} the midnight before, or the same */
function startOfDay(time) { return Math.floor(time / DAY_S) * DAY_S; }

/**
 * @param {string} words
 * @param {StoryDays} known
 * @returns {?{midnight: number, rest: string}} the day at the start of the words, and what follows it
 */
function readDay(words, known) {
  const { dayOne } = known;
  const numbered = /^d(?:ay)? ?(-?\d+)(?: |$)(?:at )?/.exec(words);
  if (numbered) {
    if (typeof dayOne !== 'number') return null;
    return { midnight: dayOne + (Number(numbered[1]) - 1) * DAY_S, rest: words.slice(numbered[0].length) };
  }
  const iso = /^(-?\d{4})-(\d\d)-(\d\d)(?:[t ]|$)/.exec(words);
  if (iso) return dated(Number(iso[1]), Number(iso[2]), Number(iso[3]), words.slice(iso[0].length));
  const dayFirst = /^(\d{1,2})\.? ([a-z]{3,9})\.?(?: (\d{3,4}(?! bc\b)|\d{1,4} bc\b))?(?: |$)/.exec(words);
  const monthFirst = /^([a-z]{3,9})\.? (\d{1,2})\.?(?: (\d{3,4}(?! bc\b)|\d{1,4} bc\b))?(?: |$)/.exec(words);
  const [all, first, second, year] = dayFirst ?? monthFirst ?? [];
  if (!all) return null;
  const [number, name] = dayFirst ? [first, second] : [second, first];
  const month = typedMonth(name);
  if (!month) return null;
  const rest = words.slice(all.length);
  return year === undefined ? datedWithoutYear(month, Number(number), rest, known) : dated(typedYear(year), month, Number(number), rest);
}

/**
 * @param {number} month
 * @param {number} day
 * @param {string} rest
 * @param {StoryDays} known
 * @returns {?{midnight: number, rest: string}} null: there is no such day
 */
function datedWithoutYear(month, day, rest, { now, begins, ends }) {
  const yearOf = (/** @type {number} */ time) => new Date(time * 1000).getUTCFullYear();
  const away = (/** @type {{midnight: number}} */ date) => Math.abs(date.midnight - now);
  const found = [];
  for (let year = yearOf(begins); year <= yearOf(ends); year += 1) {
    const date = dated(year, month, day, rest);
    if (date && date.midnight >= startOfDay(begins) && date.midnight <= ends) found.push(date);
  }
  if (!found.length) return dated(yearOf(now), month, day, rest);
  return found.reduce((nearest, date) => (away(date) < away(nearest) ? date : nearest));
}

/**
 * @param {number} year
 * @param {number} month
 * @param {number} day
 * @param {string} rest
 * @returns {?{midnight: number, rest: string}} null: there is no such day
 */
function dated(year, month, day, rest) {
  return isDay(year, month, day) ? { midnight: midnightOf(year, month, day), rest } : null;
}

/**
 * @param {string} words
 * @param {boolean} isHourEnough whether an hour without minutes and without am or pm is a time
 * @returns {?number} seconds since midnight
 */
function readTimeOfDay(words, isHourEnough) {
  const named = NAMED_TIMES.get(words);
  if (named !== undefined) return named;
  const [all, hours, minutes, seconds, half] = TIME_OF_DAY.exec(words) ?? [];
  if (!all || (minutes === undefined && half === undefined && !isHourEnough)) return null;
  const twelve = half === undefined ? null : (Number(hours) % 12) + (half === 'p' ? 12 : 0);
  if (half !== undefined && (Number(hours) < 1 || Number(hours) > 12)) return null;
  const hour = twelve ?? Number(hours);
  const minute = Number(minutes ?? 0);
  const second = Number(seconds ?? 0);
  return hour < 24 && minute < 60 && second < 60 ? hour * 3600 + minute * 60 + second : null;
}
