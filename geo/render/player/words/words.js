// The words of the interface, in the language of the document. The tables are in geo/words, one file for each language;
// the document has those that it needs. No DOM.
import { englishList, englishNumberFormat, englishPlural } from './english.js';

/** The best table first; the last one is English, with the entries that the others do not have. @type {WordTable[]} */
let wordTables = [];

/** English as in the United States. */
const ENGLISH = 'en';

/** Whether the interface is written from right to left. */
let isRightToLeft = false;

/** What the story calls an event. @type {EventNoun} */
let eventNoun = 'event';

/** @type {Map<string, Intl.PluralRules>} */
const pluralRules = new Map();

/** By text of an entry, split once. @type {Map<string, string[]>} */
const textPieces = new Map();

/** Stands for a value. */
const PLACEHOLDER = /\{(\w+)\}/;

/** A letter of a script that is written from right to left: Hebrew, Arabic and their neighbours. */
const RIGHT_TO_LEFT_LETTER = /[\u0591-\u08ff\ufb1d-\ufdfd\ufe70-\ufefc]/;

/** A letter of any other script. */
const LEFT_TO_RIGHT_LETTER = /(?![\u0591-\u08ff\ufb1d-\ufdfd\ufe70-\ufefc])\p{L}/u;

/** @param {DocumentWords} words of the document, called once before anything is written */
export function openWords({ direction, tables }) {
  wordTables = tables;
  formats.clear();
  isRightToLeft = direction === 'rtl';
}

/** @param {EventNoun} noun what the story calls an event from now on */
export function setEventNoun(noun) { eventNoun = noun; }

/** @returns {string} the language of the interface, as a BCP 47 tag */
export function interfaceLanguage() { return wordTables[0].language; }

/** @returns {boolean} whether its formats are those of english.js */
export function isEnglish() { return interfaceLanguage() === ENGLISH; }

/** @returns {boolean} whether the interface is written from right to left */
export function isWrittenFromRight() { return isRightToLeft; }

/** @returns {'ltr'|'rtl'} the same for a canvas, which has no direction of its own */
export function writingDirection() { return isRightToLeft ? 'rtl' : 'ltr'; }

/**
 * An entry of the table, with its values.
 * @param {PhraseKey} key
 * @param {Record<string, string | number>} [values] by name; `count` decides between the forms of a plural. A text in a
 *   script of the other direction is isolated, so that it does not change the order of the words around it.
 * @returns {string}
 * @throws {Error} if no table has the entry
 */
export function phrase(key, values = {}) {
  const pieces = piecesOf(key, values);
  let [text] = pieces;
  for (let n = 1; n < pieces.length; n += 2) text += isolated(writtenValue(values[pieces[n]])) + pieces[n + 1];
  return text;
}

/**
 * An entry with a text for each ordinal category of the language: "1st", "2nd", "3rd", "4th".
 * @param {PhraseKey} key
 * @param {number} number
 * @returns {string}
 */
export function ordinalPhrase(key, number) {
  const table = tableWith(key);
  const forms = /** @type {Record<string, string>} */ (table.phrases[key]);
  const category = madeOnce('ordinal', {}, () => new Intl.PluralRules(table.language, { type: 'ordinal' })).select(number);
  return (forms[category] ?? forms.other).replace('{number}', String(number));
}

/**
 * The same with elements for some of the values.
 * @param {PhraseKey} key
 * @param {Record<string, string | number | Node>} values
 * @returns {Array<string | Node>} to be appended to an element
 */
export function phraseNodes(key, values) {
  return piecesOf(key, values).map((piece, n) => {
    const value = n % 2 ? values[piece] : piece;
    return value instanceof Object ? value : n % 2 ? isolated(writtenValue(value)) : piece;
  }).filter((piece) => piece !== '');
}

/** @param {number} number @returns {string} such as "5,032" */
export function countLabel(number) {
  // Most numbers are small and need no format, which takes longer.
  return Number.isInteger(number) && number >= 0 && number < LEAST_GROUPED ? String(number) : numberFormat().format(number);
}

/** @param {Intl.NumberFormatOptions} [options] @returns {NumberWriter} of the interface's language, made once */
export function numberFormat(options = {}) {
  return madeOnce('number', options, (language) => (
    (isEnglish() && englishNumberFormat(options)) || new Intl.NumberFormat(language, { numberingSystem: DIGITS, ...options })));
}

/** @param {Intl.DateTimeFormatOptions} options @returns {Intl.DateTimeFormat} of the interface's language, for UTC, made once */
export function dateFormat(options) {
  return madeOnce('date', options, (language) => (
    new Intl.DateTimeFormat(language, { calendar: 'gregory', numberingSystem: DIGITS, timeZone: 'UTC', ...options })));
}

/** @param {string[]} names @returns {string} such as "A, B, and C" */
export function listInWords(names) {
  if (isEnglish()) return englishList(names.map(isolated));
  return madeOnce('list', {}, (language) => new Intl.ListFormat(language)).format(names.map(isolated));
}

/** @param {string[]} names @returns {string} such as "A, B, or C" */
export function choiceInWords(names) {
  return madeOnce('choice', {}, (language) => new Intl.ListFormat(language, { type: 'disjunction' })).format(names.map(isolated));
}

/** @param {string} text @returns {string} with a capital at its beginning */
export function capitalised(text) { return text.charAt(0).toLocaleUpperCase(interfaceLanguage()) + text.slice(1); }

/** What reverses or embeds a text, and reaches beyond it if it is not closed. */
const DIRECTION_CONTROL = /[\u202a-\u202e\u2066\u2067]/;

/** First strong isolate, and pop directional isolate (Unicode Standard Annex 9). */
const ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';

/** Smaller whole numbers are written the same in every language. */
const LEAST_GROUPED = 1000;

/** Clock times have these digits in every language, so all numbers have them. */
const DIGITS = 'latn';

/** By kind and options. @type {Map<string, unknown>} */
const formats = new Map();

/**
 * @template Format
 * @param {string} kind
 * @param {object} options
 * @param {(language: string) => Format} make
 * @returns {Format}
 */
function madeOnce(kind, options, make) {
  let name = kind;
  for (const [option, value] of Object.entries(options)) name += ` ${option} ${value}`;
  if (!formats.has(name)) formats.set(name, make(interfaceLanguage()));
  return /** @type {Format} */ (formats.get(name));
}

/**
 * @param {PhraseKey} key
 * @param {Record<string, unknown>} values
 * @returns {string[]} texts and the names of values by turns
 */
function piecesOf(key, values) {
  const table = tableWith(key);
  const text = chosenText(table.phrases[key], values, table.language);
  let pieces = textPieces.get(text);
  if (!pieces) textPieces.set(text, pieces = text.split(PLACEHOLDER));
  return pieces;
}

/** @param {PhraseKey} key @returns {WordTable} the best one that has it @throws {Error} if none has it */
function tableWith(key) {
  const table = wordTables.find(({ phrases }) => phrases[key] !== undefined);
  if (!table) throw new Error(`words: found no entry "${key}", expected one in the English table`);
  return table;
}

/**
 * @param {PhraseEntry} entry
 * @param {Record<string, unknown>} values
 * @param {string} language of its table, which decides between the forms of a plural
 * @returns {string}
 */
function chosenText(entry, values, language) {
  if (typeof entry === 'string') return entry;
  if (entry[eventNoun] !== undefined) return chosenText(entry[eventNoun], values, language);
  return chosenText(entry[pluralCategory(Number(values.count), language)] ?? entry.other, values, language);
}

/** @param {number} count @param {string} language */
function pluralCategory(count, language) {
  if (language === ENGLISH) return englishPlural(count);
  let rules = pluralRules.get(language);
  if (!rules) pluralRules.set(language, rules = new Intl.PluralRules(language));
  return rules.select(count);
}

/** @param {unknown} value */
function writtenValue(value) { return typeof value === 'number' ? countLabel(value) : String(value); }

/** @param {string} text a value, or a phrase in which values are isolated already */
function isolated(text) {
  if (DIRECTION_CONTROL.test(text)) return `${ISOLATE}${text}${END_OF_ISOLATE}`;
  if (text.includes(ISOLATE)) return text;
  const isOther = isRightToLeft ? LEFT_TO_RIGHT_LETTER : RIGHT_TO_LEFT_LETTER;
  return isOther.test(text) ? `${ISOLATE}${text}${END_OF_ISOLATE}` : text;
}
