// Moments on the time scales of a story.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Clocks, withinTurn } from '../../geo/render/player/time/clocks.js';
import { Timelines } from '../../geo/render/player/time/timelines.js';
import { readPayload } from '../../geo/render/player/unpacking.js';
import { CASES } from './cases.js';

const timelinesOf = (name) => new Timelines(readPayload(CASES.payloads[name]).timelines);
const HEAT = timelinesOf('heat');
const on = (clock) => new Clocks(HEAT, clock);

test('each timeline is made once, and is null if the story does not have that time scale', () => {
  assert.equal(HEAT.on('film'), on('story').on('film'));
  assert.equal(HEAT.base, HEAT.on('story'));
  assert.equal(timelinesOf('small').on('film'), null);
  assert.deepEqual(HEAT.names, ['story', 'film', 'telling']);
});

for (const clock of ['story', 'film', 'telling']) {
  test(`a moment has the same event on the other time scales: ${clock}`, () => {
    const clocks = on(clock);
    const { duration } = clocks.shown;
    for (let n = 0; n <= 60; n += 1) {
      const seconds = (duration * n) / 60;
      const event = clocks.shown.order[clocks.shown.focusAt(seconds)];
      for (const other of HEAT.names) {
        const there = on(other);
        const second = clocks.secondsOn(other, seconds);
        assert.equal(there.shown.order[there.shown.focusAt(second)], event, `${clock} ${seconds} on ${other}`);
      }
    }
  });

  test(`a story time is converted to a moment that has this story time: ${clock}`, () => {
    const clocks = on(clock);
    for (const start of clocks.base.starts) {
      const seconds = clocks.secondsAtBase(start);
      assert.ok(clocks.baseTimeAt(seconds) - start < 3600 * 24 && seconds >= 0 && seconds <= clocks.shown.duration);
    }
    const [first] = clocks.base.starts;
    assert.ok(Math.abs(clocks.baseTimeAt(clocks.secondsAtTime('story', first)) - first) < 1 || clock !== 'story');
  });
}

test('on every time scale, the film time is within the current event', () => {
  for (const clock of ['story', 'telling']) {
    const clocks = on(clock);
    const film = HEAT.on('film');
    for (let k = 0; k < film.order.length; k += 7) {
      const event = film.order[k];
      const seconds = clocks.shown.cues[clocks.places[event]] + 1e-3;
      const time = clocks.filmTimeAt(seconds);
      assert.ok(time >= film.starts[k] && time <= film.ends[k]);
    }
  }
  const film = on('film');
  assert.equal(film.filmTimeAt(10), film.shown.timeAt(10));
  assert.equal(new Clocks(timelinesOf('small'), 'story').filmTimeAt(1), null);
});

test('before the first event, the time is that of its start', () => {
  const early = new Clocks(new Timelines([{
    clock: 'story', order: [0], starts: [10], ends: [20], cues: [5], duration: 15, knots: { times: [0, 20], seconds: [0, 15] }, gaps: [],
    labels: { day_one: null, precision: 'time' }, tracks: [],
  }, {
    clock: 'film', order: [0], starts: [0], ends: [5], cues: [5], duration: 15, knots: { times: [0, 5], seconds: [0, 15] }, gaps: [],
    labels: { day_one: null, precision: 'time' }, tracks: [],
  }]), 'film');
  assert.equal(early.baseTimeAt(1), 10);
  assert.equal(early.secondsOn('story', 1), 0);
  assert.equal(new Clocks(early.timelines, 'story').filmTimeAt(1), null);
});

test('indices of events on the first time scale are converted to another one', () => {
  const film = on('film');
  const places = Int32Array.of(0, 5, 10);
  assert.deepEqual([...film.placesShown(places)].map((k) => film.shown.order[k]), [...places].map((k) => film.base.order[k]));
  assert.equal(on('story').placesShown(places), places);
});

test('timelines tell whether the author has chosen the order of the events', () => {
  assert.equal(HEAT.isTold, true);
  const shuffled = structuredClone(CASES.payloads.untimed);
  assert.equal(new Timelines(readPayload(shuffled).timelines).isTold, true);
  const raw = readPayload(CASES.payloads.small).timelines[0];
  assert.equal(new Timelines([{ ...raw, order: [5, 4, 3, 2, 1, 0] }]).isTold, false);
});

test('a moment is moved into the time of an event on the card, as little as needed', () => {
  const line = { cues: [0, 10, 20], duration: 30 };
  assert.equal(withinTurn(line, 1, 12), 12);
  assert.equal(withinTurn(line, 1, 5), 10);
  assert.ok(withinTurn(line, 1, 25) < 20 && withinTurn(line, 1, 25) > 19.99);
  assert.ok(withinTurn(line, 2, 40) < 30);
});
