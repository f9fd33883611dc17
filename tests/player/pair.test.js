// Two people who are compared: their distance and their encounters in a whole story.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { patchOf } from '../../geo/render/player/arithmetic/linkstore.js';
import { makeState } from '../../geo/render/player/state.js';
import { Playhead } from '../../geo/render/player/time/playhead.js';
import { readPayload } from '../../geo/render/player/unpacking.js';
import { CASES } from './cases.js';

function opened(pair, name = 'heat') {
  const store = makeState(readPayload(CASES.payloads[name]));
  const get = (key) => store.get(key);
  store.set(patchOf({ pair }, get));
  return { store, get, playhead: new Playhead(store), pair: get('pairOf') };
}

test('the two people are in the order in which they were chosen', () => {
  const { pair } = opened(['hanna', 'neil']);
  assert.deepEqual([pair.nameOf(0), pair.nameOf(1)], ['Vincent Hanna', 'Neil McCauley']);
});

test('an encounter is current from its start on, and none is before the story', () => {
  const { pair, get } = opened(['neil', 'hanna']);
  assert.ok(pair.encounters.length > 3);
  pair.encounters.forEach(({ from, to }, n) => {
    const current = pair.encounterAt(from);
    assert.ok(current >= n && pair.encounters[current].from <= from && pair.encounters[current].to >= Math.min(to, from));
  });
  assert.equal(pair.encounterAt(get('timeline').starts[0] - 1), -1);
});

test('the event of an encounter has one of the two people', () => {
  const { pair, get } = opened(['neil', 'hanna']);
  const { people, heard, watched } = get('story').events;
  for (const encounter of pair.encounters) {
    const event = pair.eventOf(encounter);
    assert.ok([...people[event], ...heard[event], ...watched[event]].some((p) => pair.people.includes(p)));
  }
});

test('a distance is not sharp if the uncertainty of both locations is too large for it', () => {
  const { pair, get } = opened(['neil', 'hanna']);
  const { base } = get('clocks');
  let [sharp, within] = [0, 0];
  for (const start of base.starts) {
    const { certainty, metres } = pair.apartAt(start);
    const most = pair.withinAt(start);
    if (certainty !== 'known') assert.equal(most, null);
    else if (most === null) sharp += 1;
    else {
      within += 1;
      assert.ok(most > metres && Math.abs(most - metres - pair.blurOf(pair.whereaboutsAt(start))) < 1e-9);
    }
  }
  assert.ok(sharp + within > 0);
});

test('at the same place the distance has no uncertainty', () => {
  const { pair, get } = opened(['neil', 'hanna']);
  const { place } = get('story').events;
  const one = place.findIndex((at) => at !== null);
  assert.equal(pair.blurBetween(one, one), 0);
  const other = place.findIndex((at, event) => event > one && at === place[one]);
  if (other >= 0) assert.equal(pair.blurBetween(one, other), 0);
});

test('two people are in contact if one is heard in the event of the other', () => {
  const { pair, get } = opened(['neil', 'hanna'], 'small');
  const start = get('timeline').starts[0];
  assert.equal(pair.areInContact(pair.whereaboutsAt(start)), true);
  const other = opened(['neil', 'kelso'], 'small').pair;
  assert.equal(other.areInContact(other.whereaboutsAt(start)), false);
});

for (const clock of ['story', 'film', 'telling']) {
  test(`the curve covers the whole timeline: ${clock}`, () => {
    const { pair, get, playhead } = opened(['neil', 'hanna']);
    playhead.setClock(clock);
    const curve = pair.curve(get('clocks'));
    const { duration } = get('timeline');
    assert.ok(curve[0].from <= 1e-6 && Math.abs(curve[curve.length - 1].to - duration) < 1e-6);
    curve.forEach(({ certainty, times, metres, from, to }, n) => {
      if (n) assert.ok(Math.abs(from - curve[n - 1].to) < duration / 700);
      assert.equal(times.length, metres.length);
      assert.equal(certainty === 'unknown', times.length === 0);
      times.forEach((second) => assert.ok(second >= from - 1e-6 && second <= to + 1e-6));
    });
    assert.ok(new Set(curve.map(({ certainty }) => certainty)).size > 1);
  });
}

test('the distance to a person in areas is a lower bound, and ends at their nearest point', () => {
  const { pair } = opened(['neil', 'hanna']);
  const { order, starts } = pair.base;
  const time = Array.from(starts).find((start) => {
    const two = pair.whereaboutsAt(start);
    return pair.apartAt(start).certainty === 'known' && two[0].event !== two[1].event && pair.apartAt(start).metres > 1000;
  });
  const [one, other] = pair.whereaboutsAt(time);
  assert.equal(pair.isInAreas([one, other]), false);
  assert.deepEqual(pair.endsAt(time), [one.position, other.position]);
  const [lon, lat] = one.position;
  const metres = pair.apartAt(time).metres;
  pair.events.areas[order[one.event]] = {
    size: 1, box: [[lon - 0.001, lat - 0.001], [lon + 0.001, lat + 0.001]],
    rings: [[[Math.round(lon * 1e5) - 100, Math.round(lat * 1e5) - 100, 200, 0, 0, 200, -200, 0]]],
  };
  assert.equal(pair.isInAreas([one, other]), true);
  assert.equal(pair.withinAt(time), null);
  assert.ok(pair.apartAt(time).metres < metres && pair.apartAt(time).metres > metres - 150);
  assert.notDeepEqual(pair.endsAt(time)[0], one.position);
  assert.deepEqual(pair.endsAt(time)[1], other.position);
  pair.events.areas[order[one.event]] = null;
});
