// Arithmetic for the timeline and the map: the histogram, round times, intervals of presence, the projection, and
// clipping.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sharesWithin } from '../../geo/render/player/arithmetic/clipping.js';
import { columnsOf, densityOf } from '../../geo/render/player/arithmetic/density.js';
import { fromWorld, metresToWorld, toWorld } from '../../geo/render/player/arithmetic/mercator.js';
import { roundTimes } from '../../geo/render/player/arithmetic/rounds.js';
import { sharesOf, presenceTimes } from '../../geo/render/player/arithmetic/presencetimes.js';

/** A timeline whose playing seconds are its times. */
const timelineOf = (starts, ends) => ({ starts, ends, secondsAt: (time) => time });

test('each pixel has the number of events in its time, for each group', () => {
  const timeline = timelineOf([0, 2, 5, 20], [4, 3, 6, 30]);
  const layers = densityOf(timeline, (k) => [0, 1, 0, 0][k], 2, { from: 0, to: 10, width: 10 });
  assert.deepEqual(layers.map((layer) => [...layer]), [[1, 1, 1, 1, 0, 1, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]]);
});

test('hidden events do not count, events count by their weight, and the shortest event has a pixel', () => {
  const timeline = timelineOf([0, 1, 1], [9, 1.01, 9]);
  const [layer] = densityOf(timeline, (k) => (k === 2 ? -1 : 0), 1, { from: 0, to: 4, width: 4 }, (k) => k + 1);
  assert.deepEqual([...layer], [1, 3, 1, 1]);
});

test('the height of a column follows the square root of its count, is shared by the groups, and is at least a pixel', () => {
  const layers = [Float64Array.from([100, 3, 0, 0.001]), Float64Array.from([0, 1, 0, 0])];
  const [one, other] = columnsOf(layers, 50).map((layer) => [...layer]);
  assert.deepEqual(one.map((high) => Number(high.toFixed(6))), [50, 7.5, 0, 1]);
  assert.deepEqual(other.map((high) => Number(high.toFixed(6))), [0, 2.5, 0, 0]);
});

test('each round time is listed once, the roundest first', () => {
  const story = { clock: 'story', labels: { precision: 'time' } };
  assert.deepEqual(roundTimes(story, 43_000, 50_500).slice(0, 4), [43_200, 46_800, 50_400, 45_000]);
  assert.deepEqual(roundTimes({ clock: 'telling', labels: {} }, 0, 12).slice(0, 3), [9, 4, 0]);
});

test('a story without hours has no round times, and a long story has only coarse ones', () => {
  assert.deepEqual(roundTimes({ clock: 'story', labels: { precision: 'day' } }, 0, 1e6), []);
  const fine = roundTimes({ clock: 'film', labels: {} }, 0, 43_200);
  assert.ok(fine.includes(300) && !fine.includes(60));
});

test('adjacent and overlapping events are one interval', () => {
  const timeline = timelineOf([0, 4, 5, 20], [5, 6, 9, 30]);
  assert.deepEqual([...presenceTimes(timeline, [3, 0, 2, 1])], [0, 9, 20, 30]);
});

test('the value of a pixel is the share of its time that intervals cover', () => {
  assert.deepEqual([...sharesOf(Float64Array.from([0.5, 2, 3.25, 3.5]), { from: 0, to: 4, width: 4 })], [0.5, 1, 0, 0.25]);
  assert.deepEqual([...sharesOf(Float64Array.from([-5, 50]), { from: 0, to: 4, width: 0 })], [1]);
});

test('the map projection is 256 pixels wide, ends at 85 degrees, and can be inverted', () => {
  assert.deepEqual(toWorld(0, 0), [128, 128]);
  assert.deepEqual(toWorld(180, 0)[0], 256);
  assert.ok(Math.abs(toWorld(0, 90)[1]) < 0.001);
  const [lon, lat] = fromWorld(...toWorld(-118.24, 34.05));
  assert.ok(Math.abs(lon + 118.24) < 1e-9 && Math.abs(lat - 34.05) < 1e-9);
  // At 60 degrees, a metre has twice as many pixels as at the equator.
  assert.ok(Math.abs(metresToWorld(100, 60) / metresToWorld(100, 0) - 2) < 1e-9);
});

const WINDOW = [0, 0, 10, 10];
for (const [name, from, to, expected] of [
  ['inside', [1, 1], [9, 9], [0, 1]],
  ['through the window', [-10, 5], [20, 5], [1 / 3, 2 / 3]],
  ['leaving on the right', [5, 5], [15, 5], [0, 0.5]],
  ['beside the window', [-5, 20], [15, 20], null],
  ['past a corner', [-4, 8], [4, 16], null],
  ['vertical and outside', [11, 0], [11, 10], null],
]) {
  test(`a line is clipped to a window: ${name}`, () => {
    assert.deepEqual(sharesWithin(from, to, WINDOW), expected);
  });
}
