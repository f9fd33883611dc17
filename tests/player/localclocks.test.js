// A night in Rome in which clocks go forward, a flight to Tokyo, and a day there, on a timeline in UTC.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { makeState } from '../../geo/render/player/state.js';
import { shiftOfLocalTime } from '../../geo/render/player/time/localclocks.js';
import { spanLabel, timeInEvent } from '../../geo/render/player/time/times.js';
import { readPayload } from '../../geo/render/player/unpacking.js';
import { CASES } from './cases.js';
import './english.js';

const store = makeState(readPayload(CASES.payloads.flight));
const [STORY, LINE] = [store.get('story'), store.get('clocks').base];
const [NIGHT, FLIGHT, ARRIVAL] = [0, 1, 2];
const HOUR_S = 3600;
const utc = (...units) => Date.UTC(2024, ...units) / 1000;

test('an event lasts as long as it takes, and is read from start to end on its local clock', () => {
  assert.equal(LINE.ends[NIGHT] - LINE.starts[NIGHT], 5 * HOUR_S);
  assert.equal(spanLabel(STORY, LINE, NIGHT), '31 March 2024 · 00:00–06:00 (Rome)');
});

for (const [time, reading] of [
  [utc(2, 31, 0, 59), '31 March 2024 · 01:59 (Rome)'],
  [utc(2, 31, 1, 0), '31 March 2024 · 03:00 (Rome)'],
  [utc(2, 31, 3, 30), '31 March 2024 · 05:30 (Rome)'],
  [utc(2, 31, 4, 0), '31 March 2024 · 06:00 (Rome)'],
]) {
  test(`the clock goes forward during an event: ${reading}`, () => {
    assert.equal(timeInEvent(STORY, LINE, NIGHT, time), reading);
  });
}

for (const [local, ahead, why] of [
  [utc(2, 31, 1, 30), 1, 'before clocks change in Rome'],
  [utc(2, 31, 5, 30), 2, 'after they have changed'],
  [utc(2, 31, 2, 30), 1, 'in the hour that is left out'],
  [utc(2, 31, 16, 0), 2, 'on the flight, on the clock of its start'],
  [utc(3, 1, 11, 0), 9, 'after it, in Tokyo'],
  [utc(3, 1, 12, 30), 9, 'while the day there has the card'],
  [utc(2, 30, 12, 0), 1, 'before the story, in the zone of its start'],
]) {
  test(`a typed date is on the clock of the event that it finds: ${why}`, () => {
    assert.equal(shiftOfLocalTime(STORY, LINE, local), ahead * HOUR_S);
  });
}

test('the events are in the order of their instants', () => assert.deepEqual(Array.from(LINE.order), [NIGHT, FLIGHT, ARRIVAL]));
