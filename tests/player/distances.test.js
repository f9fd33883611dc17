// Distances and encounters of two people, compared with the tables of cases and with the results of Python.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { makeTimeline } from '../../geo/render/player/arithmetic/axis.js';
import { metresApart, separationCurve } from '../../geo/render/player/arithmetic/distances.js';
import { encounters } from '../../geo/render/player/arithmetic/meetings.js';
import { makeTracks } from '../../geo/render/player/arithmetic/tracks.js';
import { CASES } from './cases.js';
import { alike, pairAnswersOf } from './playback.js';

/** Equal to half a metre or 0.1 %; times to a millisecond. As pair_table.alike. */
const same = (one, other) => (Math.abs(one) > 1e8 ? Math.abs(one - other) < 1e-3
  : Math.abs(one - other) <= Math.max(0.5, 1e-3 * Math.max(Math.abs(one), Math.abs(other))));

/** Whether the samples contain the wanted ones in this order. */
function holds(samples, wanted) {
  let from = 0;
  return wanted.every((one) => {
    while (from < samples.length && !alike(one, samples[from], same)) from += 1;
    from += 1;
    return from <= samples.length;
  });
}

/** Whether a curve matches a table, which names some of its samples. */
function isCurve(expected, got) {
  return expected.length === got.length && expected.every(({ from, to, certainty, missing, samples = [] }, n) => {
    const { times, metres, ...stretch } = got[n];
    return alike({ from, to, certainty, missing }, stretch, same)
      && holds(times.map((time, i) => [time, metres[i]]), samples)
      && (certainty === 'unknown') === !times.length;
  });
}

for (const given of CASES.pairs) {
  test(`distances and encounters match the table of cases: ${given.name}`, () => {
    const got = pairAnswersOf(given);
    for (const [key, expected] of Object.entries(given.expected)) {
      const isRight = key === 'curves' ? expected.every((curve, n) => isCurve(curve, got.curves[n])) : alike(expected, got[key], same);
      if (!isRight) assert.deepEqual(got[key], expected, given.why);
    }
  });
}

for (const given of CASES['long pairs']) {
  test(`distances and encounters match the results of Python: ${given.name}`, () => {
    const got = pairAnswersOf(given);
    for (const [key, expected] of Object.entries(given.expected)) {
      if (!alike(expected, got[key], same)) assert.deepEqual(got[key], expected, key);
    }
  });
}

test('the error of a distance is at most half a percent everywhere on Earth', () => {
  for (const [a, b, metres] of CASES.distances) {
    assert.ok(Math.abs(metresApart(a, b) - metres) <= Math.max(1e-3, metres * 5e-3), `${a} to ${b}`);
  }
});

/** A story with many events in one part of a city, half with one person and half with another. */
function crowdedStory(count) {
  const ks = Array.from({ length: count }, (_, k) => k);
  const raw = {
    clock: 'story', order: ks, starts: ks.map((k) => k * 60), ends: ks.map((k) => k * 60 + 90), cues: ks, duration: 900,
    knots: { times: [0, count * 60 + 30], seconds: [0, 900] }, gaps: [], labels: { day_one: null, precision: 'time' },
    tracks: [ks.filter((k) => k % 2 === 0), ks.filter((k) => k % 2 === 1)],
  };
  const people = [[0], [1]];
  let seed = 1;
  // The generator of Park and Miller: the numbers are the same in each run.
  const chance = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const events = {
    paths: ks.map(() => [[-118 + chance() / 5, 34 + chance() / 5]]),
    pinned: ks.map(() => 1),
    people: ks.map((k) => people[k % 2]),
    heard: ks.map(() => []),
  };
  return { raw, events };
}

/** The shortest times to compare two people in a crowded story, in milliseconds, and the numbers of results. */
function comparison(count) {
  const { raw, events } = crowdedStory(count);
  const line = makeTimeline(raw);
  const [one, other] = makeTracks(raw, line, events);
  const quickest = (make) => {
    let best = Infinity;
    let made;
    for (let turn = 0; turn < 3; turn += 1) {
      const began = performance.now();
      made = make();
      best = Math.min(best, performance.now() - began);
    }
    return [best, made];
  };
  const [curveMs, curve] = quickest(() => separationCurve(one, other, line, events));
  const [encountersMs, found] = quickest(() => encounters(one, other, line, events));
  return { curveMs, encountersMs, found: found.length, samples: curve.reduce((sum, { times }) => sum + times.length, 0) };
}

test('the time to compare two people does not grow with the square of the number of events', () => {
  const [some, many] = [comparison(20_000), comparison(100_000)];
  assert.ok(many.samples > 100 && many.samples <= 480, `${many.samples} samples`);
  assert.ok(many.found > 100);
  // There are five times as many events. To compare all with all would be 25 times the work.
  assert.ok(many.encountersMs < some.encountersMs * 15, `${some.encountersMs} and ${many.encountersMs} ms`);
  assert.ok(many.curveMs < Math.max(some.curveMs, 1) * 10, `${some.curveMs} and ${many.curveMs} ms`);
});
