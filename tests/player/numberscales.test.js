// Sizes and colours of events by their numbers.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { registerNumberCode } from '../../geo/render/player/numbercode.js';
import { openNumbers, partOfScale, sizedRadius, stepOnScale } from '../../geo/render/player/numbers/numberscales.js';
import { valueLabel, valueOrNone } from '../../geo/render/player/numbers/numberwords.js';
import { SizedClustering } from '../../geo/render/player/numbers/sizedclustering.js';
import { SizedCounts } from '../../geo/render/player/numbers/sizedcounts.js';
import { nowInWords } from '../../geo/render/player/panels/nowinwords.js';
import { makeState } from '../../geo/render/player/state.js';
import { readPayload } from '../../geo/render/player/unpacking.js';
import { CASES, table } from './cases.js';
import './english.js';

const TABLE = table('number_scales.json');
registerNumberCode({ openNumbers });

for (const [name, value, high, count, radius] of TABLE.radii) {
  test(`the area of a marker is proportional to the number: ${name}`, () => assert.equal(sizedRadius(value, high, count), radius));
}

for (const [name, value, low, high, steps, step] of TABLE.steps) {
  test(`the colour is an even step of the range: ${name}`, () => {
    assert.equal(stepOnScale(value, { low, high, steps: Array(steps) }), step);
  });
}

for (const [value, words] of TABLE.values) {
  test(`a number is written with four digits that count: ${words}`, () => assert.equal(valueLabel(value), words));
}

test('an event without a number has no value', () => assert.equal(valueOrNone(null), 'no value'));

test('a single number is in the middle of its scale', () => assert.equal(partOfScale(8, { low: 8, high: 8 }), 0.5));

const store = makeState(readPayload(CASES.payloads.quakes));
const story = store.get('story');

test('events have the colours of their numbers, and none without a number', () => {
  const first = story.hues.length - 16;
  assert.deepEqual(story.events.hue, [first, null, first + 15, first + 7]);
  assert.deepEqual(story.hues[first], CASES.payloads.quakes.colourScale.steps[0]);
});

test('if numbers give only sizes, events without a colour have one that does not look like "no value"', () => {
  const { colourScale, ...payload } = readPayload(CASES.payloads.quakes);
  assert.ok(colourScale);
  const { hues, events, numbers } = makeState(payload).get('story');
  assert.deepEqual(events.hue.map((hue) => hues[hue]), Array(4).fill(payload.sizeScale.colour));
  assert.deepEqual(numbers.map(({ name }) => name), ['Magnitude']);
});

test('if numbers give only colours, all markers have one size', () => {
  const { sizeScale, ...payload } = readPayload(CASES.payloads.quakes);
  assert.ok(sizeScale);
  assert.deepEqual([...makeState(payload).get('story').radii], [6, 6, 6, 6]);
});

test('the same numbers for size and colour are listed once', () => {
  const payload = readPayload(CASES.payloads.quakes);
  const { sizeValues } = payload.events;
  const both = { ...payload, events: { ...payload.events, colourValues: sizeValues }, colourScale: { ...payload.colourScale, name: 'Magnitude' } };
  assert.equal(makeState(both).get('story').numbers.length, 1);
});

test('numbers without a name have that of their use', () => {
  const payload = readPayload(CASES.payloads.quakes);
  const { sizeScale, colourScale } = payload;
  const unnamed = { ...payload, sizeScale: { ...sizeScale, name: null }, colourScale: { ...colourScale, name: null } };
  assert.deepEqual(makeState(unnamed).get('story').numbers.map(({ name }) => name), ['Size', 'Colour value']);
});

test('a screen reader reads the numbers of the event', () => {
  const words = (focus) => {
    const time = store.get('timeline').starts[focus];
    return nowInWords((name) => store.get(name), { focus, visible: [focus], time, baseTime: time }).map((part) => part.story ?? part).join(' ');
  };
  assert.match(words(0), /Magnitude: 2\.5\. Depth \(km\): 8\./);
  assert.match(words(1), /Magnitude: 6\.1\. Depth \(km\): no value\./);
});

test('a story whose numbers no code reads has no sizes', () => {
  registerNumberCode(null);
  const plain = makeState(readPayload(CASES.payloads.quakes)).get('story');
  registerNumberCode({ openNumbers });
  assert.equal(plain.radii, null);
  assert.deepEqual(plain.numbers, []);
});

/** Events at these places, in world pixels, with these radii; each lasts one second and follows the one before. */
function markersOf(places, radii, { shown = null, scale = 1 } = {}) {
  const count = places.length;
  const made = {
    worldX: Float64Array.from(places, ([x]) => x), worldY: Float64Array.from(places, ([, y]) => y),
    radii: radii && Float32Array.from(radii), events: { hue: Array(count).fill(null), importance: Array(count).fill(2), paths: [], pinned: [], people: [], areas: [] },
  };
  const timeline = { order: Int32Array.from({ length: count }, (_, k) => k), starts: Float64Array.from({ length: count }, (_, k) => k) };
  const clustering = new SizedClustering(made, timeline, shown);
  const counts = new SizedCounts({ get: (name) => ({ story: made, timeline })[name] });
  return {
    markers: clustering._make(scale),
    at: (time, visible) => {
      counts.count(clustering._make(scale), { time, visible }, made);
      return counts;
    },
  };
}

test('events have their own markers, also where these overlap', () => {
  const { markers } = markersOf([[10, 10], [14, 10], [40, 40]], [5, 28, 10]);
  assert.equal(markers.count, 3);
  assert.deepEqual([...markers.bySize], [1, 2, 0]);
});

test('events at one place share a marker, which is where the largest is', () => {
  const { markers } = markersOf([[10, 10], [10.5, 10.5], [NaN, NaN]], [5, 28, 9]);
  assert.equal(markers.count, 1);
  assert.deepEqual([markers.x[0], markers.total[0], markers.markerOf[2]], [10.5, 2, -1]);
});

test('a marker has the size of the largest event that plays, else of the largest that has ended', () => {
  const { at } = markersOf([[10, 10], [10, 10], [10, 10], [10, 10]], [8, 20, 6, 28]);
  assert.equal(at(-1, []).eventAt(0), -1);
  assert.equal(at(0, [0]).eventAt(0), 0);
  assert.equal(at(2.5, [0, 1, 2]).radiusOf(0), 20);
  assert.equal(at(2.5, [2]).radiusOf(0), 6);
  assert.equal(at(2.5, []).radiusOf(0), 20);
});

test('what the filter hides gives no size', () => {
  const { at } = markersOf([[10, 10], [10, 10]], [8, 20], { shown: Uint8Array.of(1, 0) });
  assert.equal(at(5, []).radiusOf(0), 8);
});

test('of several markers at a point, the topmost is hit', () => {
  const { at } = markersOf([[10, 10], [60, 10], [110, 10]], [28, 10, 5]);
  const counts = at(5, [0]);
  const rank = (marker, distance) => counts.rankOf(marker, distance);
  assert.ok(rank(0, 20) < rank(1, 3), 'one that plays lies above one that has ended');
  assert.ok(rank(2, 4) < rank(1, 1), 'a small one lies above a large one');
  assert.ok(rank(1, 9) < rank(2, 6), 'one that covers the point comes before one that is only near');
});

test('the markers of a story without numbers have their usual sizes and order', () => {
  const { at } = markersOf([[10, 10]], null);
  const counts = at(0, [0]);
  assert.equal(counts.radiusOf(0), 7);
  assert.equal(counts.rankOf(0, 3), 3);
});
