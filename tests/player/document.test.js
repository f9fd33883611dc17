// What the player reads from its page: the data of the story, and the colours of a theme.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { customProperty, Theme } from '../../geo/render/player/palette.js';
import { isAssumedRoute, openStory, unrolled } from '../../geo/render/player/story.js';
import { readPayload, unpackStory } from '../../geo/render/player/unpacking.js';
import { CASES } from './cases.js';

const { small } = CASES.payloads;

/** The data block of a document, and whether it was removed. */
function block(textContent, dataset = {}) {
  return { textContent, dataset, removed: false, remove() { this.removed = true; } };
}

test('plain and compressed data are read', async () => {
  const expected = readPayload(structuredClone(small));
  assert.deepEqual(await unpackStory(block(JSON.stringify(small))), expected);
  const packed = block(gzipSync(JSON.stringify(small)).toString('base64'), { encoding: 'gzip' });
  assert.deepEqual(await unpackStory(packed), expected);
  assert.ok(packed.removed);
});

test('reading does not change the data', () => {
  const data = structuredClone(small);
  readPayload(data);
  assert.deepEqual(data, small);
});

test('a timeline is the same whether its columns were shortened or not', () => {
  const short = structuredClone(small).timelines[0];
  const [long] = readPayload(small).timelines;
  assert.deepEqual([long.order.length, long.starts.length, long.ends.length, long.cues.length], [6, 6, 6, 6]);
  const { startSteps, lengths, cueSteps, ...rest } = short;
  assert.ok(startSteps && lengths && cueSteps);
  const plain = { ...small, timelines: [{ ...rest, starts: long.starts, ends: long.ends, cues: long.cues }] };
  assert.deepEqual(readPayload(plain).timelines, [long]);
});

test('missing columns have their defaults, and an event is found by its id', () => {
  const story = openStory(readPayload(small));
  assert.equal(story.events.notes.length, 6);
  assert.equal(story.indexOf('duel'), story.events.ids.indexOf('duel'));
  assert.equal(story.indexOf('nothing'), -1);
});

test('an event can have a colour of its own, after those of the groups', () => {
  const data = readPayload(structuredClone(small));
  const [dark, light] = ['#ff8888', '#880000'];
  data.colours = [{ dark, light }];
  data.events.colour = [0, null, null, null, null, null];
  const plain = openStory(readPayload(small));
  const story = openStory(data);
  assert.deepEqual(story.hues, [...plain.hues, { dark, light }]);
  assert.deepEqual(story.events.hue, [plain.hues.length, ...plain.events.hue.slice(1)]);
});

test('a path across the antimeridian goes the short way', () => {
  assert.deepEqual(unrolled([[179, 0], [-179, 1]]), [[179, 0], [181, 1]]);
  assert.deepEqual(unrolled([]), []);
});

test('a route is assumed if its radius is large or its confidence low', () => {
  const events = { radius: [null, 300, 100], confidence: [null, 0.9, 0.4] };
  assert.deepEqual([0, 1, 2].map((event) => isAssumedRoute(events, event)), [false, true, true]);
});

test('a theme reads its colours from the page, and has one colour for everything without a hue', (context) => {
  globalThis.document = { documentElement: {} };
  globalThis.getComputedStyle = () => ({ getPropertyValue: (name) => ` colour of ${name} ` });
  context.after(() => {
    delete globalThis.document;
    delete globalThis.getComputedStyle;
  });
  assert.equal(customProperty('map', 'labelHalo'), 'colour of --map-label-halo');
  const theme = new Theme('light');
  theme.prepare();
  const story = { hues: [{ dark: '#111', light: '#eee' }] };
  assert.deepEqual([0, 7, null].map((hue) => theme.colourOf(story, hue)), ['#eee', 'colour of --stage-lost', 'colour of --stage-lost']);
  assert.equal(theme.map.sea, 'colour of --map-sea');
  assert.equal(theme.stage.inkSoft, 'colour of --stage-ink-soft');
});

test('without groups, people have the colours of the palette in turn, and then the events that move by themselves', () => {
  const payload = readPayload(structuredClone(small));
  const people = payload.events.people.map((indices, i) => (payload.events.ids[i] === 'run' ? [] : indices));
  const palette = ['a', 'b', 'c', 'd'].map((name) => ({ dark: name, light: name }));
  const { events, hues } = openStory({ ...payload, groups: [], palette, colours: [], events: { ...payload.events, people, group: undefined, colour: undefined } });
  const hueOf = (id) => hues[events.hue[events.ids.indexOf(id)]]?.dark;
  assert.deepEqual(['enter', 'alarm', 'run'].map(hueOf), ['a', 'b', 'd']);
  const grouped = openStory({ ...payload, events: { ...payload.events, people } });
  assert.deepEqual(grouped.events.hue, openStory(payload).events.hue);
});
