// Replacing the story with a changed one: which values stay, and which get their initial value.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { patchOf } from '../../geo/render/player/arithmetic/linkstore.js';
import { makeState } from '../../geo/render/player/state.js';
import { storyPatch } from '../../geo/render/player/storyswap.js';
import { Playhead } from '../../geo/render/player/time/playhead.js';
import { readPayload } from '../../geo/render/player/unpacking.js';
import { CASES } from './cases.js';

const { heat, small, changed, untimed } = CASES.payloads;

function opened(payload) {
  const store = makeState(readPayload(payload));
  const get = (name) => store.get(name);
  const playhead = new Playhead(store);
  return {
    store, get, playhead,
    change: (to) => store.set(storyPatch(get, readPayload(to)), 'story'),
    choose: (values) => store.set(patchOf(values, get), 'choice'),
    current: () => get('story').events.ids[get('timeline').order[playhead.focus]],
    time: () => get('clocks').baseTimeAt(playhead.seconds),
    goTo: (id) => playhead.seekTo(playhead.placeOf(get('story').indexOf(id))),
    ids: (people) => [...people].map((p) => get('story').people[p].id),
  };
}

for (const clock of ['story', 'telling']) {
  for (const id of ['enter', 'run', 'alarm', 'duel', 'after']) {
    test(`the current event stays, at the same position within it: ${id} on ${clock}`, () => {
      const { playhead, change, current, time, goTo, get } = opened(small);
      playhead.setClock(clock);
      goTo(id);
      playhead.seek(playhead.seconds + 0.3);
      const [before, share] = [time(), playhead.seconds - get('timeline').cues[playhead.focus]];
      change(changed);
      assert.deepEqual([current(), get('clock')], [id, clock]);
      assert.ok(Math.abs(time() - before) < 1e-3, `${time()} and ${before}`);
      assert.ok(share > 0);
    });
  }
}

test('if the current event is removed, the time stays', () => {
  const { playhead, change, current, time, goTo } = opened(small);
  goTo('hiding');
  playhead.seek(playhead.seconds + 0.5);
  const before = time();
  change(changed);
  assert.equal(current(), 'train');
  assert.ok(Math.abs(time() - before) < 1e-3);
});

test('if the current event is removed in story order, the next event begins', () => {
  const { playhead, change, current, goTo, get } = opened(small);
  playhead.setClock('telling');
  goTo('hiding');
  change(changed);
  assert.equal(current(), 'train');
  assert.equal(playhead.seconds, get('timeline').cues[playhead.focus]);
});

test('a playhead at the start or at the end stays there', () => {
  for (const position of [0, 1]) {
    const { playhead, change } = opened(small);
    playhead.seek(position * playhead.duration);
    change(changed);
    assert.equal(playhead.position, position);
  }
});

test('an event whose time has changed stays on the card', () => {
  const { change, current, goTo } = opened(changed);
  goTo('train');
  const later = structuredClone(changed);
  const [line] = later.timelines;
  // All events are an hour later.
  line.startSteps[0] += 3600;
  line.knots.times = line.knots.times.map((time) => time + 3600);
  change(later);
  assert.equal(current(), 'train');
});

test('if the changed story does not have the time scale, its first one is used', () => {
  const player = opened(heat);
  player.playhead.setClock('film');
  player.goTo('s50b-takeover');
  const without = structuredClone(heat);
  without.timelines = without.timelines.filter(({ clock }) => clock !== 'film');
  player.change(without);
  assert.deepEqual([player.get('clock'), player.current()], ['story', 's50b-takeover']);
});

test('if the story loses its times, the current event stays', () => {
  const player = opened(small);
  player.goTo('duel');
  player.change(untimed);
  assert.deepEqual([player.get('clock'), player.current()], ['telling', 'duel']);
  player.change(small);
  assert.equal(player.current(), 'duel');
});

test('a completely different story begins at its start', () => {
  const player = opened(untimed);
  player.goTo('duel');
  const other = structuredClone(heat);
  player.change(other);
  assert.equal(player.playhead.seconds, 0);
});

test('chosen people are found by their ids, and removed people are not chosen any more', () => {
  const { get, change, choose, ids } = opened(small);
  choose({ hidden: ['kelso'], followed: ['hanna', 'kelso'], pair: ['hanna', 'kelso'], kept: true, tail: 'story' });
  const reversed = structuredClone(small);
  reversed.people = reversed.people.toReversed();
  const other = (p) => reversed.people.length - 1 - p;
  for (const column of ['people', 'heard', 'dies']) reversed.events[column] = reversed.events[column]?.map((people) => people.map(other));
  change(reversed);
  assert.deepEqual([ids(get('hidden')), ids(get('followed')), ids(get('pair'))], [['kelso'], ['hanna', 'kelso'], ['hanna', 'kelso']]);
  const fewer = structuredClone(small);
  fewer.people = fewer.people.filter(({ id }) => id !== 'kelso');
  change(fewer);
  assert.deepEqual([ids(get('hidden')), ids(get('followed')), ids(get('pair'))], [[], ['hanna'], ids(fewer.pair)]);
  assert.deepEqual([get('kept'), get('tail')], [true, 'story']);
});

test('a pair that the viewer has not chosen becomes the initial pair of the changed story', () => {
  const { get, change } = opened(small);
  change({ ...structuredClone(small), pair: [1, 2] });
  assert.deepEqual(get('pair'), [1, 2]);
});

test('hidden people stay hidden, even if there are more than a link can name', () => {
  const many = structuredClone(small);
  for (let n = 0; n < 300; n += 1) many.people.push({ ...many.people[0], id: `extra ${n}` });
  many.timelines[0].tracks.push(...Array.from({ length: 300 }, () => []));
  const { get, change, choose, ids } = opened(many);
  const everyone = many.people.map(({ id }) => id);
  choose({ hidden: everyone });
  change(structuredClone(many));
  assert.deepEqual(ids(get('hidden')), everyone);
});

test('a filter keeps the people, groups and days that still exist; an empty list shows everything', () => {
  const { store, get, change } = opened(small);
  store.set({ filter: { people: ['hanna', 'kelso'], groups: ['crew'], days: [3, 99] } });
  const fewer = structuredClone(small);
  fewer.people = fewer.people.filter(({ id }) => id !== 'kelso');
  fewer.groups = [];
  fewer.people.forEach((person) => { person.group = null; });
  fewer.events.group = fewer.events.group?.map(() => null);
  change(fewer);
  assert.deepEqual(get('filter'), { people: ['hanna'], groups: null, days: [3] });
});

test('speed, length, loop, theme and playback stay', () => {
  const { store, get, playhead, change } = opened(small);
  playhead.setLength(2);
  playhead.setLoop(true);
  store.set({ themeChoice: 'light' });
  playhead.play();
  change(changed);
  assert.deepEqual([get('length'), get('loop'), get('themeChoice'), get('playing')], [2, true, 'light', true]);
  playhead.setSpeed(4);
  change(small);
  assert.deepEqual([get('length'), get('speed')], [null, 4]);
});

test('the visible part of the timeline keeps its times', () => {
  const { store, get, change } = opened(heat);
  const { duration } = get('timeline');
  store.set({ spans: new Map([['story', [duration / 4, duration / 2]], ['film', [10, 200]]]) });
  const times = () => [get('span').from, get('span').to].map((second) => get('timeline').timeAt(second));
  const before = times();
  const stretched = structuredClone(heat);
  const [line] = stretched.timelines;
  // The same story with half the speed on its first time scale.
  line.duration *= 2;
  line.knots.seconds = line.knots.seconds.map((second) => second * 2);
  line.cueSteps = line.cueSteps?.map((steps) => steps * 2);
  line.cues = line.cues?.map((cue) => cue * 2);
  change(stretched);
  times().forEach((time, n) => assert.ok(Math.abs(time - before[n]) < 1e-3));
  assert.deepEqual(get('spans').get('film').map((second) => Number(second.toFixed(6))), [10, 200]);
});

test('the Distance tab is closed if the story no longer has two people', () => {
  const { store, get, change } = opened(small);
  store.set({ drawerTab: 'pair' });
  const alone = structuredClone(small);
  alone.people = alone.people.slice(0, 1);
  alone.pair = null;
  change(alone);
  assert.deepEqual([get('drawerTab'), get('pairOf')], ['people', null]);
});

test('watchers are called once for all changes, and the old story object does not change', () => {
  const { store, get, change } = opened(small);
  const before = get('story');
  const calls = [];
  store.watch(['story', 'timeline', 'seconds', 'shownPeople'], (names) => calls.push([...names]));
  change(changed);
  assert.equal(calls.length, 1);
  assert.ok(calls[0].includes('story') && calls[0].includes('timeline'));
  assert.equal(before.events.ids.length, 6);
  assert.notEqual(get('story'), before);
});
