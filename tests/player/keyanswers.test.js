// What a screen reader says after a key has changed a setting.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { answerToKey } from '../../geo/render/player/panels/keyanswers.js';
import { makeState } from '../../geo/render/player/state.js';
import { readPayload } from '../../geo/render/player/unpacking.js';
import { CASES } from './cases.js';
import './english.js';

const store = makeState(readPayload(CASES.payloads.small));
const get = (field) => store.get(field);

for (const [action, patch, answer] of [
  ['playOrPause', { playing: true }, 'Playing'],
  ['playOrPause', { playing: false }, 'Paused'],
  ['loop', { loop: true }, 'Loop on'],
  ['loop', { loop: false }, 'Loop off'],
  ['faster', { freeSpeed: 2 }, 'Speed 2×'],
  ['slower', { freeSpeed: 0.5 }, 'Speed 0.5×'],
  ['timeScale', { clock: 'telling' }, 'Story order'],
  ['timeScale', { clock: 'story' }, 'Story time'],
  ['theme', { themeChoice: 'light' }, 'Light theme'],
  ['theme', { themeChoice: 'dark' }, 'Dark theme'],
  ['follow', {}, 'The camera follows the story'],
  ['zoomIn', {}, 'Map zoomed in'],
  ['panMap', {}, 'Map moved'],
  ['wholeTimeline', {}, 'Whole timeline'],
]) {
  test(`after ${action}, a screen reader says "${answer}"`, () => {
    store.set(patch);
    assert.equal(answerToKey(action, get, undefined), answer);
  });
}

test('the locations are named only in a story that has both', () => {
  assert.equal(answerToKey('ground', get, undefined), '');
  const heat = makeState(readPayload(CASES.payloads.heat));
  const answer = () => answerToKey('ground', (field) => heat.get(field), undefined);
  assert.equal(answer(), 'Set locations');
  heat.set({ ground: 'filmed' });
  assert.equal(answer(), 'Filming locations');
});

test('a key that finds no encounter says so, and is silent when it finds one', () => {
  store.set({ pair: null });
  assert.equal(answerToKey('nextEncounter', get, false), 'Choose two people');
  store.set({ pair: [0, 1] });
  assert.equal(answerToKey('nextEncounter', get, false), 'No later encounter');
  assert.equal(answerToKey('previousEncounter', get, false), 'No earlier encounter');
  assert.equal(answerToKey('nextEncounter', get, true), '');
});

test('zooming the timeline says which part of it is visible', () => {
  const { duration } = get('timeline');
  store.set({ spans: new Map([['story', [0, duration / 2]]]) });
  assert.equal(answerToKey('zoomTimelineIn', get, undefined), 'Day 1 · 11:30–Day 1 · 11:42');
  store.set({ spans: new Map() });
});

test('other keys have no answer', () => {
  assert.equal(answerToKey('nextEvent', get, undefined), '');
});
