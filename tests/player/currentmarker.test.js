// Where the marker of the current event is.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { toWorld } from '../../geo/render/player/arithmetic/mercator.js';
import { whereabouts } from '../../geo/render/player/arithmetic/tracks.js';
import { placeOfEvent } from '../../geo/render/player/map/currentmarker.js';
import { makeState } from '../../geo/render/player/state.js';
import { readPayload } from '../../geo/render/player/unpacking.js';
import { CASES } from './cases.js';

const store = makeState(readPayload(CASES.payloads.small));
const [story, timeline] = [store.get('story'), store.get('timeline')];
const placeOf = (id) => timeline.order.indexOf(story.indexOf(id));
const WORLD = { x: 0, y: 0, scale: 1, width: 256, height: 256, middle: 128 };

/** Its x and y in world pixels, some minutes after the start of the event. */
function markerAt(id, minutes) {
  const k = placeOf(id);
  return placeOfEvent(WORLD, { time: timeline.starts[k] + minutes * 60 }, k, { story, timeline });
}

const assertNear = (found, expected) => found.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-6));

test('an event with a path and people has its marker where its people are', () => {
  const neil = store.get('tracks')[story.people.findIndex(({ id }) => id === 'neil')];
  const k = placeOf('run');
  for (const minutes of [0, 3, 7]) {
    const { position } = whereabouts(neil, timeline, story.events, timeline.starts[k] + minutes * 60);
    assertNear(markerAt('run', minutes), toWorld(...position));
  }
});

test('after the event, its marker is at the end of the path', () => {
  assertNear(markerAt('run', 30), toWorld(...story.events.paths[story.indexOf('run')].at(-1)));
});

test('an event without a path has its marker at its location, and none if that is unknown', () => {
  assertNear(markerAt('alarm', 2), toWorld(...story.events.paths[story.indexOf('alarm')][0]));
  assert.ok(markerAt('hiding', 0).every(Number.isNaN));
});
