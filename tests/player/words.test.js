// The words of the interface: which table has an entry, plurals, numbers, months, lists, and the direction of names.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { gapLabel, gapLengthInShort } from '../../geo/render/player/arithmetic/gaplabels.js';
import { formatMoment, formatTime } from '../../geo/render/player/arithmetic/labels.js';
import { readMoment } from '../../geo/render/player/arithmetic/typed.js';
import { distanceInWords, durationInWords, factorLabel, lengthInShort, monthName, percentLabel } from '../../geo/render/player/words/quantities.js';
import { typedVocabulary } from '../../geo/render/player/words/typedvocabulary.js';
import {
  capitalised, choiceInWords, countLabel, numberFormat, isWrittenFromRight, listInWords, openWords, phrase, phraseNodes, setEventNoun,
} from '../../geo/render/player/words/words.js';
import { CASES } from './cases.js';
import { ENGLISH } from './english.js';

const WITH_ENGLISH = { language: 'en', phrases: ENGLISH.phrases };

/** Open a language whose missing entries come from English. */
function open(language, phrases, direction = 'ltr') {
  openWords({ direction, tables: [{ language, phrases }, WITH_ENGLISH] });
}

afterEach(() => {
  openWords({ direction: 'ltr', tables: [WITH_ENGLISH] });
  setEventNoun('scene');
});

test('an entry that the language does not have is English', () => {
  open('de', { more: 'Mehr' });
  assert.deepEqual([phrase('more'), phrase('less')], ['Mehr', 'Less']);
  assert.throws(() => phrase('nothing'), { message: 'words: found no entry "nothing", expected one in the English table' });
});

test('an event is called a scene in a film', () => {
  assert.equal(phrase('eventNumber', { number: 1204 }), 'Scene 1,204');
  setEventNoun('event');
  assert.equal(phrase('eventNumber', { number: 1204 }), 'Event 1,204');
});

test('plurals follow the rules of the language of the entry', () => {
  open('pl', { nearMissCount: { one: '{count} jedno', few: '{count} kilka', many: '{count} wiele', other: '{count} inne' } });
  assert.deepEqual([1, 2, 5, 22].map((count) => phrase('nearMissCount', { count })), ['1 jedno', '2 kilka', '5 wiele', '22 kilka']);
  // French counts 0 as one, English does not: the entry is English.
  open('fr', {});
  assert.equal(phrase('nearMissCount', { count: 0 }), '0 near misses');
});

test('a missing form of a plural is the general form', () => {
  open('pl', { nearMissCount: { one: 'jedno', other: 'inne' } });
  assert.equal(phrase('nearMissCount', { count: 5 }), 'inne');
});

test('the word for an event and a plural can be combined', () => {
  open('en-x-test', { showAll: { scene: { one: 'a scene', other: '{count} scenes' }, event: 'events' } });
  assert.deepEqual([1, 3].map((count) => phrase('showAll', { count })), ['a scene', '3 scenes']);
});

test('values are inserted once and as they are', () => {
  assert.equal(phrase('personStatus', { name: '{status} $& {{1}}', status: 'dead' }), '{status} $& {{1}}, dead');
  const node = { name: 'an element' };
  assert.deepEqual(phraseNodes('source', { title: node }), ['Source: ', node]);
  assert.deepEqual(phraseNodes('found', { count: 1000, total: node }), ['1,000', ' of ', node]);
});

test('numbers, lengths and distances are written as the language writes them', () => {
  assert.deepEqual([999, 1000, 1_234_567].map(countLabel), ['999', '1,000', '1,234,567']);
  assert.deepEqual([3, 94, 999, 1300, 2000, 24_400, 1_234_000].map(distanceInWords), ['3 m', '90 m', '1,000 m', '1.3 km', '2 km', '24 km', '1,234 km']);
  assert.deepEqual([durationInWords(1, 'minute'), durationInWords(1.5, 'day'), durationInWords(2, 'year')], ['1 minute', '1.5 days', '2 years']);
  assert.deepEqual([lengthInShort(2.5), lengthInShort(0.135), factorLabel(0.25), factorLabel(12.345), percentLabel(0.745)], ['2.5 min', '8.1 sec', '0.25', '12.3', '75%']);
  open('de', {});
  assert.deepEqual([countLabel(1234.5), distanceInWords(1300), durationInWords(1.5, 'day')], ['1.234,5', '1,3 km', '1,5 Tage']);
});

test('numbers have the digits of clock times, and dates the calendar of the story, in every language', () => {
  open('ar-EG', {});
  assert.match(countLabel(1234), /^1.?234$/);
  open('fa', {});
  assert.match(monthName(new Date(Date.UTC(1995, 4, 2)), { hasDay: true }), /^مه/);
});

test('months have the form that a date needs, and lists their conjunction', () => {
  const may = new Date(Date.UTC(1995, 4, 2));
  assert.deepEqual([monthName(may, { hasDay: true }), monthName(may, { hasDay: false, isShort: true })], ['May', 'May']);
  assert.equal(listInWords(['A', 'B', 'C']), 'A, B, and C');
  assert.equal(choiceInWords(['A', 'B']), 'A or B');
  open('pl', {});
  assert.equal(monthName(may, { hasDay: true }), 'maja');
  assert.equal(monthName(may, { hasDay: false }), 'maj');
  assert.equal(listInWords(['A', 'B']), 'A i B');
});

test('a sentence begins with a capital of its language', () => {
  assert.equal(capitalised('film'), 'Film');
  assert.equal(capitalised(''), '');
  open('tr', {});
  assert.equal(capitalised('ilk'), 'İlk');
});

test('a name that reverses its direction leaves the sentence as it is', () => {
  const reversed = '\u202eNeil';
  assert.equal(phrase('followPerson', { name: reversed }), `Follow \u2068${reversed}\u2069`);
  assert.equal(phrase('followPerson', { name: `\u2068${reversed}` }), `Follow \u2068\u2068${reversed}\u2069`);
});

test('a name in a script of the other direction is isolated from the sentence', () => {
  assert.equal(phrase('followPerson', { name: 'דוד' }), 'Follow \u2068דוד\u2069');
  assert.equal(phrase('followPerson', { name: 'Neil' }), 'Follow Neil');
  assert.equal(phrase('resumePeople', { names: listInWords(['דוד', 'Neil']) }), 'Resume: follow \u2068דוד\u2069 and Neil again');
  assert.equal(isWrittenFromRight(), false);
  open('he', { followPerson: 'לעקוב {name}' }, 'rtl');
  assert.deepEqual(['דוד', 'Neil', '12:30'].map((name) => phrase('followPerson', { name })), ['לעקוב דוד', 'לעקוב \u2068Neil\u2069', 'לעקוב 12:30']);
  assert.equal(isWrittenFromRight(), true);
});

test('a table without browser help has the months and the separators that the browser gives', () => {
  const { months, thousandsSeparator, decimalSeparator } = ENGLISH.list;
  assert.deepEqual(months.map((_, month) => monthName(new Date(Date.UTC(2000, month, 1)), { hasDay: true })), months);
  assert.equal(countLabel(1000), `1${thousandsSeparator}000`);
  assert.equal(numberFormat().format(1.5), `1${decimalSeparator}5`);
});

const DAY_ONE = 799_372_800;
const TIME = DAY_ONE + 9 * 86_400 + 11 * 3600 + 43 * 60;
const KNOWN = { clock: 'story', hasStory: true, hasFilm: true, dayOne: DAY_ONE, now: DAY_ONE };

for (const [language, phrases, direction] of [
  ['de', { day: 'Tag {number}', typedDay: 'Tag', filmTime: 'Film {time}', typedFilm: 'Film', eventNumber: { scene: 'Szene {number}', event: 'Ereignis {number}' },
    typedEvent: { scene: 'Szene', event: 'Ereignis' }, hourAssumed: 'Stunde angenommen', storyOrderOfAll: 'Reihenfolge {number} von {total}',
    storyOrder: 'Reihenfolge {number}' }, 'ltr'],
  ['he', CASES['pseudo language'].phrases, 'rtl'],
]) {
  test(`what the readings show can be typed in the language of the interface: ${language}`, () => {
    open(language, phrases, direction);
    const read = (text, more = {}) => readMoment(text, { ...KNOWN, ...more, vocabulary: typedVocabulary() });
    const at = { clock: 'story', time: TIME };
    assert.deepEqual(read(formatMoment(TIME, 'time', DAY_ONE)), at);
    assert.deepEqual(read(`${formatMoment(TIME, 'time', DAY_ONE)} ${phrase('hourAssumed')}`), at);
    assert.deepEqual(read(formatMoment(TIME, 'time', null), { dayOne: null }), at);
    assert.deepEqual(read(phrase('filmTime', { time: '1:44:10' })), { clock: 'film', time: 6250 });
    const order = { clock: 'telling', order: Array(5000), labels: {} };
    assert.deepEqual(read(phrase('eventNumber', { number: 57 })), { clock: 'telling', time: 56 });
    assert.deepEqual(read(formatTime(order, 5)), { clock: 'telling', time: 5 });
    assert.deepEqual(read(phrase('storyOrderOfAll', { number: 57, total: 119 })), { clock: 'telling', time: 56 });
    assert.deepEqual(read('scene 57'), { clock: 'telling', time: 56 });
    assert.deepEqual(read('11 May 1995 11:43'), at);
  });
}

test('gaps in another language have its words and units', () => {
  open('he', CASES['pseudo language'].phrases, 'rtl');
  const skipped = (hours) => ({ times: [0, hours * 3600], precision: 'time' });
  assert.doesNotMatch(gapLabel(skipped(40)) + gapLabel(skipped(14)) + gapLengthInShort(skipped(2)), /[A-Za-z]/);
});
