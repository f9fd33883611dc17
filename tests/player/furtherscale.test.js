// The further time scale of a story, under the name that the story gives it.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readMoment } from '../../geo/render/player/arithmetic/typed.js';
import { roundTimes } from '../../geo/render/player/arithmetic/rounds.js';
import { answerToKey, timeScaleName } from '../../geo/render/player/panels/keyanswers.js';
import { currentValues, initialValues } from '../../geo/render/player/arithmetic/linkstore.js';
import { writeLink } from '../../geo/render/player/arithmetic/links.js';
import { makeState } from '../../geo/render/player/state.js';
import { furtherTimeFor, furtherTimeOf, namedFurtherTimeOf, typedFurtherScale } from '../../geo/render/player/time/furtherscale.js';
import { dayMarks, storyLimits, timeLabelAt } from '../../geo/render/player/time/times.js';
import { readPayload } from '../../geo/render/player/unpacking.js';
import { typedVocabulary } from '../../geo/render/player/words/typedvocabulary.js';
import { CASES } from './cases.js';
import './english.js';

const store = makeState(readPayload(CASES.payloads.diary));
store.set({ clock: 'further' });
const get = (field) => store.get(field);
const story = get('story');
const line = get('timeline');
const seconds = (text) => Date.parse(`${text}Z`) / 1000;

test('the scale is offered beside the others, in the order of its own times', () => {
  assert.deepEqual(get('clocks').names, ['story', 'further', 'telling']);
  assert.deepEqual([...line.order].map((event) => story.events.ids[event]), ['wager', 'train', 'vows', 'club']);
});

test('its name is that of the story, cut where there is little room', () => {
  assert.equal(timeScaleName(story, 'further', 'long'), "Travellers' diary");
  assert.equal(timeScaleName(story, 'further', 'short'), 'Travelle…');
  assert.equal(timeScaleName(story, 'story', 'short'), 'Story');
  assert.equal(answerToKey('timeScale', get, undefined), "Travellers' diary");
});

test('a time is written as precisely as the story says it', () => {
  assert.equal(namedFurtherTimeOf(story, 0), "Travellers' diary: 21 December 1872");
  assert.equal(furtherTimeOf(story, 2), '22 December 1872 · 20:45');
  const small = makeState(readPayload(CASES.payloads.small)).get('story');
  assert.equal(namedFurtherTimeOf(small, 0), '');
});

test('the time stays the same until the next event, because times between events are not known', () => {
  const [from, to] = [line.cues[0], line.cues[1]];
  assert.equal(timeLabelAt(story, line, from + (to - from) * 0.9), '2 October 1872 · 20:00');
  assert.deepEqual(roundTimes(line, line.starts[0], line.lastTime), []);
});

test('the timeline names its days', () => {
  assert.deepEqual(dayMarks(story, line).map(({ text }) => text), ['2 October 1872', '21 December 1872', '22 December 1872']);
  assert.deepEqual(storyLimits(story, line), { start: '2 October 1872 · 20:00', end: '22 December 1872 · 20:45' });
});

const known = (clock) => ({
  clock, hasStory: true, hasFilm: false, dayOne: null, now: seconds('1872-12-20T11:40'), begins: seconds('1872-10-02T20:00'),
  ends: seconds('1872-12-21T20:45'), vocabulary: typedVocabulary(), further: typedFurtherScale(story, line, 1),
});

for (const [text, clock, moment] of [
  ["Travellers' diary 21 Dec", 'story', { clock: 'further', time: seconds('1872-12-21T00:00') }],
  ["travellers' diary: 22 December 1872 · 20:45", 'story', { clock: 'further', time: seconds('1872-12-22T20:45') }],
  ['21 Dec', 'further', { clock: 'further', time: seconds('1872-12-21T00:00') }],
  ['20:45', 'further', { clock: 'further', time: seconds('1872-12-22T20:45') }],
  ['21 Dec', 'story', { clock: 'story', time: seconds('1872-12-21T00:00') }],
  ['event 2', 'further', { clock: 'telling', time: 1 }],
  ["Travellers' diary", 'story', null],
]) {
  test(`a typed time is read on the scale that it names, else on that of the timeline: ${text}, ${clock}`, () => {
    assert.deepEqual(readMoment(text, known(clock)), moment);
  });
}

test('a story without the scale has nothing to type on it', () => assert.equal(typedFurtherScale(story, null), null));

test('a typed day means its first event, and a day outside the scale nothing', () => {
  const on = (text) => furtherTimeFor(line, { time: seconds(text) });
  assert.equal(on('1872-10-02T00:00'), seconds('1872-10-02T20:00'));
  assert.equal(on('1872-11-11T00:00'), seconds('1872-11-11T00:00'));
  assert.equal(on('1872-10-02T10:00'), seconds('1872-10-02T20:00'));
  assert.equal(on('1872-12-23T00:00'), null);
  assert.equal(on('1872-10-01T00:00'), null);
});

test('a typed year means its first event', () => {
  assert.equal(furtherTimeFor(line, { time: seconds('1872-01-01T00:00'), until: seconds('1873-01-01T00:00') }), line.starts[0]);
});

test('a link names the scale, and its moment in story order', () => {
  store.set({ seconds: line.cues[1] });
  const link = writeLink(currentValues(get, null), initialValues(get));
  assert.match(link, /at=1(&|$)/);
  assert.match(link, /clock=further/);
});
