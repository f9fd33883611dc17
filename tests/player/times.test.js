// Times as the player writes them, in a story whose times are known to the year, to the day, to the minute, or not at all.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventInWords } from '../../geo/render/player/panels/nowinwords.js';
import { makeState } from '../../geo/render/player/state.js';
import { matching } from '../../geo/render/player/story.js';
import {
  dayMarks, endLabel, isTimeUnknown, RULER_LEVELS, spanLabel, startLabel, storyLimits, timeInEvent, timeLabelAt,
} from '../../geo/render/player/time/times.js';
import { readPayload } from '../../geo/render/player/unpacking.js';
import { CASES } from './cases.js';
import './english.js';

const store = makeState(readPayload(CASES.payloads.centuries));
const get = (key) => store.get(key);
const [STORY, LINE] = [get('story'), get('clocks').base];
const [HASTINGS, PLAGUE, SIEGE, ARMISTICE, NOW] = [0, 1, 2, 3, 4];

test('an event without a time plays between its neighbours, and says that its time is unknown', () => {
  assert.deepEqual(Array.from(LINE.order), [HASTINGS, PLAGUE, SIEGE, ARMISTICE, NOW]);
  assert.deepEqual(LINE.order.map((event) => Number(isTimeUnknown(STORY, LINE, event))), Int32Array.of(0, 1, 0, 0, 0));
  for (const label of [startLabel, endLabel, spanLabel]) assert.equal(label(STORY, LINE, PLAGUE), 'time unknown');
  assert.equal(timeLabelAt(STORY, LINE, LINE.cues[PLAGUE] + 0.1), 'time unknown');
  assert.deepEqual(eventInWords(get, PLAGUE), ['time unknown,', { story: 'Plague' }]);
});

test('a year is that year until the event ends, and the end of the story is in it', () => {
  for (const share of [0, 0.5, 0.999999]) {
    const time = LINE.starts[HASTINGS] + (LINE.ends[HASTINGS] - LINE.starts[HASTINGS]) * share;
    assert.equal(timeInEvent(STORY, LINE, HASTINGS, time), '1066');
  }
  assert.equal(timeLabelAt(STORY, LINE, LINE.duration), '2023');
  assert.deepEqual(storyLimits(STORY, LINE), { start: '1066', end: '2023' });
});

test('an end that is a date is written as given, and one that is not given is not written', () => {
  assert.deepEqual([HASTINGS, SIEGE, ARMISTICE].map((k) => spanLabel(STORY, LINE, k)), ['1066', '4–17 August 1914', '11 November 1918 · 11:00']);
  assert.equal(endLabel(STORY, LINE, SIEGE), '17 August 1914');
});

test('the ruler names an event as precisely as it is known, and no event whose time is unknown', () => {
  const days = dayMarks(STORY, LINE);
  assert.deepEqual(days.map(({ text }) => text), ['1066', '4 August 1914', '11 November 1918', '2023']);
  assert.deepEqual(RULER_LEVELS[1](days).map(({ text }) => text), ['1066', 'August 1914', 'November 1918', '2023']);
  assert.equal(RULER_LEVELS[2](days)[0].text, '1066');
});

test('in story order, the number of the event is its time', () => {
  const order = get('clocks').on('telling');
  assert.equal(startLabel(STORY, order, PLAGUE), 'Scene 2 of 5');
});

test('an event whose time is unknown is on no day, not even on day 0', () => {
  assert.equal(STORY.events.days[PLAGUE], null);
  assert.deepEqual(matching(STORY, { days: [0] }), new Uint8Array(5));
});

test('events at the same moment all have its time while their cards follow one after another', () => {
  const state = makeState(readPayload(CASES.payloads['one moment']));
  const [story, line] = [state.get('story'), state.get('clocks').base];
  const clock = (seconds) => timeLabelAt(story, line, seconds).split(' · ')[1];
  assert.deepEqual(Array.from(line.cues, clock), ['09:59:30', '10:00:00', '10:00:00', '10:00:00', '10:00:05']);
  const [, second, third, fourth, last] = line.cues;
  for (const share of [0.3, 0.99]) {
    for (const [from, to] of [[second, third], [third, fourth], [fourth, last]]) assert.equal(clock(from + (to - from) * share), '10:00:00');
  }
});
