// The distance and the encounters of two people, in words.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { patchOf } from '../../geo/render/player/arithmetic/linkstore.js';
import {
  apartAtGlance, apartInWords, encounterInWords, encountersCounted, roughlyInWords,
} from '../../geo/render/player/panels/distancewords.js';
import { makeState } from '../../geo/render/player/state.js';
import { readPayload } from '../../geo/render/player/unpacking.js';
import { CASES } from './cases.js';
import './english.js';

/** Two people of *Heat*, and the starts of all events. */
function opened(one, other) {
  const store = makeState(readPayload(CASES.payloads.heat));
  store.set(patchOf({ pair: [one, other] }, (key) => store.get(key)));
  return { pair: store.get('pairOf'), starts: Array.from(store.get('timelines').base.starts) };
}

for (const [metres, words] of [
  [null, ''], [0, ''], [49, ''], [64, '60 m'], [268, '300 m'], [293, '300 m'], [970, '1 km'], [7600, '8 km'], [9700, '10 km'], [22_900, '20 km'],
]) {
  test(`an estimated distance has one digit, so that it does not change constantly: ${metres} m`, () => {
    assert.equal(roughlyInWords(metres), words);
  });
}

test('every kind of distance has a headline, a reason and a short form', () => {
  const { pair, starts } = opened('neil', 'hanna');
  const told = new Map();
  for (const time of [starts[0] - 60, ...starts, starts[starts.length - 1] + 9e6]) {
    const { figure, how } = apartInWords(pair, time);
    const { certainty, figure: short } = apartAtGlance(pair, time);
    assert.match(how, /\.$/);
    assert.ok(short);
    told.set(certainty, [...told.get(certainty) ?? [], `${figure}. ${how} ${short}`]);
  }
  const some = (certainty, pattern) => assert.ok(told.get(certainty).some((words) => pattern.test(words)), `${certainty}: ${told.get(certainty)}`);
  some('together', /^In the same scene\. (Both locations are known|Both are in this scene\. Its location is unknown)\. together$/);
  some('unknown', /^Unknown\. .*(has not appeared yet|has not been seen since Day \d)/);
  some('assumed', /^About [\d,.]+ k?m apart\. Assumed: .* was last seen Day \d+ · \d\d:\d\d\. ≈ /);
  assert.ok(told.size >= 4);
});

/** A pair at one moment: only what the words ask for. */
function pairOf({ certainty = 'known', metres = 0, within = null, statuses = ['seen', 'seen'], position = [0, 0], contact = false, inAreas = false }) {
  return {
    people: [0, 1], nameOf: (n) => ['Ann', 'Bob'][n], tracks: [], events: {}, base: {},
    whereaboutsAt: () => statuses.map((status, n) => ({ status, position: status === 'seen' ? position : null, event: n })),
    apartAt: () => ({ certainty, metres }), withinAt: () => within, areInContact: () => contact, isInAreas: () => inAreas, blurBetween: () => 0,
  };
}

test('the distance to a person in an area is the least possible one', () => {
  const how = 'The distance to the nearest point of the area.';
  assert.deepEqual(apartInWords(pairOf({ metres: 1300, inAreas: true }), 0), { figure: 'At least 1.3 km apart', how, label: 'at least 1.3 km' });
  assert.deepEqual(apartInWords(pairOf({ metres: 0, inAreas: true }), 0), { figure: 'Perhaps in the same area', how, label: '' });
  assert.deepEqual(apartAtGlance(pairOf({ metres: 1300, inAreas: true }), 0), { certainty: 'known', figure: 'at least 1.3 km' });
  assert.deepEqual(apartAtGlance(pairOf({ metres: 0, inAreas: true }), 0), { certainty: 'known', figure: 'perhaps near' });
});

test('a known distance is as exact as its locations', () => {
  assert.deepEqual(apartInWords(pairOf({ metres: 1300 }), 0), { figure: '1.3 km apart', how: 'Both locations are known.', label: '1.3 km' });
  assert.deepEqual(apartInWords(pairOf({ metres: 0 }), 0), { figure: 'At the same location', how: 'Both locations are known.', label: '' });
  assert.deepEqual(apartInWords(pairOf({ within: 1800 }), 0), { figure: 'At most 1.8 km apart', how: 'Both locations are approximate.', label: 'at most 1.8 km' });
  assert.equal(apartAtGlance(pairOf({ metres: 0 }), 0).figure, 'same location');
  assert.deepEqual(apartAtGlance(pairOf({ within: 1800 }), 0), { certainty: 'within', figure: 'at most 1.8 km' });
  assert.equal(apartAtGlance(pairOf({ contact: true }), 0).figure, 'in contact');
});

test('people who are near each other by assumption are perhaps in the same area', () => {
  const near = pairOf({ certainty: 'assumed', metres: 10 });
  assert.deepEqual(apartInWords(near, 0), { figure: 'Perhaps in the same area', how: 'Assumed: ', label: '' });
  assert.equal(apartAtGlance(near, 0).figure, 'perhaps near');
});

test('an unknown distance says why', () => {
  const why = (...statuses) => apartInWords(pairOf({ certainty: 'unknown', statuses }), 0).how;
  assert.equal(why('unseen', 'dead'), 'Ann has not appeared yet. Bob is dead.');
  assert.equal(why('unlocated', 'seen'), 'Ann is at an unknown location.');
});

test('encounters are named by their kind, with the distance and the time between', () => {
  const words = (encounter) => encounterInWords(pairOf({}), { gap: 0, watcher: -1, metres: null, events: [0, 1], from: 0, ...encounter });
  assert.equal(words({ kind: 'face to face', metres: 0 }), 'face to face');
  assert.equal(words({ kind: 'watching', watcher: 1 }), 'Bob watches Ann');
  assert.equal(words({ kind: 'watching', watcher: 0 }), 'Ann watches Bob');
  assert.equal(words({ kind: 'in contact' }), 'in contact');
  assert.equal(words({ kind: 'in contact', metres: 18_000 }), 'in contact, 18 km apart');
  assert.equal(words({ kind: 'near miss', metres: 460 }), 'near miss: 460 m apart');
  assert.equal(words({ kind: 'near miss', metres: 460, gap: 60 }), 'near miss: 460 m apart, 1 minute between');
  const blurred = { ...pairOf({}), blurBetween: () => 900 };
  assert.equal(encounterInWords(blurred, { kind: 'near miss', gap: 0, watcher: -1, metres: 460, events: [0, 1], from: 0 }), 'near miss: at most 1.4 km apart');
});

test('encounters are counted by kind, and missing near misses are mentioned', () => {
  assert.equal(encountersCounted([]), '');
  const kinds = ['face to face', 'face to face', 'watching'].map((kind) => ({ kind }));
  assert.equal(encountersCounted(kinds).replaceAll('\u00a0', ' '), '2 face to face · 1 watching · no near misses');
  assert.equal(encountersCounted([{ kind: 'near miss' }]).replaceAll('\u00a0', ' '), '1 near miss');
});
