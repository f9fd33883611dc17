// The values of the player's store that are computed from others.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Choice } from '../../geo/render/player/choice.js';
import { makeState } from '../../geo/render/player/state.js';
import { Playhead } from '../../geo/render/player/time/playhead.js';
import { Span } from '../../geo/render/player/time/span.js';
import { readPayload } from '../../geo/render/player/unpacking.js';
import { CASES } from './cases.js';

function opened(name = 'heat') {
  const store = makeState(readPayload(CASES.payloads[name]));
  const playhead = new Playhead(store);
  return { store, playhead, choice: new Choice(store), span: new Span(store), get: (key) => store.get(key), reasons: heard(store) };
}

function heard(store) {
  const reasons = [];
  store.listen((reason) => reasons.push(reason));
  return reasons;
}

const personOf = ({ get }, id) => get('story').people.findIndex((person) => person.id === id);

test('another time scale has another timeline at the same moment; back on the first one, the timeline is the same object', () => {
  const { playhead, get } = opened();
  playhead.seek(300);
  const [story, event, time] = [get('timeline'), get('story').events.ids[get('timeline').order[playhead.focus]], get('clocks').baseTimeAt(300)];
  playhead.setClock('film');
  assert.equal(get('timeline').clock, 'film');
  assert.notEqual(get('timeline'), story);
  assert.equal(get('story').events.ids[get('timeline').order[playhead.focus]], event);
  assert.ok(Math.abs(get('clocks').baseTimeAt(playhead.seconds) - time) < 1);
  playhead.setClock('story');
  assert.equal(get('timeline'), story);
  assert.ok(Math.abs(playhead.seconds - 300) < 1e-3);
});

test('a chosen event that plays is the current one at the same moment, until another begins, it ends or the playhead is moved', () => {
  const { store, playhead, get, reasons } = opened('small');
  const { starts, ends, secondsAt, order } = get('timeline');
  const placeOf = (id) => playhead.placeOf(get('story').indexOf(id));
  const currentId = () => get('story').events.ids[order[playhead.focus]];
  const [run, alarm] = ['run', 'alarm'].map(placeOf);
  const both = secondsAt(starts[alarm] + 60);
  playhead.seek(both);
  assert.equal(currentId(), 'alarm');
  playhead.choose(run);
  assert.deepEqual([playhead.seconds, currentId(), reasons.at(-1)], [both, 'run', 'click']);
  store.setQuietly('seconds', secondsAt(ends[alarm] + 60));
  assert.equal(currentId(), 'run');
  store.setQuietly('seconds', secondsAt(ends[run] + 60));
  assert.equal(currentId(), 'alarm');
  playhead.seek(both);
  assert.equal(currentId(), 'alarm');
  playhead.choose(run);
  playhead.step(-1);
  assert.deepEqual([playhead.time, currentId()], [starts[run], 'run']);
  playhead.choose(alarm);
  assert.deepEqual([playhead.time, currentId()], [starts[alarm], 'alarm']);
});

test('a chosen event that the filter hides is not the current one', () => {
  const { playhead, get } = opened('small');
  const { starts, secondsAt } = get('timeline');
  const [run, alarm] = ['run', 'alarm'].map((id) => playhead.placeOf(get('story').indexOf(id)));
  playhead.seek(secondsAt(starts[alarm] + 60));
  playhead.choose(run);
  playhead.setFilter({ people: ['hanna'], groups: null, days: null });
  assert.equal(playhead.focus, alarm);
});

test('filming locations are separate columns, and set locations stay', () => {
  const { choice, get } = opened();
  const set = get('story');
  const { paths } = set.events;
  choice.set({ ground: 'filmed' });
  const filmed = get('story');
  assert.notEqual(filmed.events.paths, paths);
  assert.equal(filmed.asSet.paths, paths);
  assert.equal(filmed.people, set.people);
  assert.equal(get('locations').ground, 'filmed');
  choice.set({ ground: 'set' });
  assert.equal(get('story'), set);
});

test('the distance between set and filming location is the same in both directions', () => {
  const { choice, get } = opened();
  const here = get('locations');
  const event = here.moved[0];
  const there = here.apart(event);
  choice.set({ ground: 'filmed' });
  const back = get('locations').apart(event);
  assert.deepEqual([back.from, back.to], [there.to, there.from]);
  assert.ok(there.metres >= 2 && back.metres === there.metres);
});

test('a story without known filming locations has one kind of location', () => {
  const { choice, get } = opened('small');
  const before = get('story');
  choice.set({ ground: 'filmed' });
  assert.equal(get('locations').ground, 'set');
  assert.equal(get('story'), before);
});

test('moving markers are between both locations, and the story itself does not change', () => {
  const { store, choice, get } = opened();
  const [event] = get('locations').moved;
  const from = get('story').events.paths[event][0];
  choice.set({ ground: 'filmed' });
  const to = get('story').events.paths[event][0];
  assert.equal(get('storyOnMap'), get('story'));
  store.set({ glide: 0.5 });
  const [[lon, lat]] = get('storyOnMap').events.paths[event];
  assert.ok(Math.abs(lon - (from[0] + to[0]) / 2) < 1e-9 && Math.abs(lat - (from[1] + to[1]) / 2) < 1e-9);
  assert.equal(get('story').events.paths[event][0], to);
  assert.ok(get('storyOnMap').worldX[event] !== get('story').worldX[event]);
});

test('the filter shows the same events on every time scale', () => {
  const { playhead, get } = opened();
  assert.equal(get('shown'), null);
  playhead.setFilter({ people: ['neil'], groups: null, days: null });
  const eventsShown = () => [...get('shown').keys()].filter((k) => get('shown')[k]).map((k) => get('timeline').order[k]).sort((a, b) => a - b);
  const onStory = eventsShown();
  assert.ok(onStory.length > 5 && onStory.length < get('story').events.count);
  playhead.setClock('telling');
  assert.deepEqual(eventsShown(), onStory);
});

test('if a filter hides the current event, the playhead moves to one that it shows, but not during playback', () => {
  const player = opened();
  const { playhead, get, reasons } = player;
  playhead.setFilter({ people: ['eady'], groups: null, days: null });
  assert.deepEqual(reasons, ['filter', 'seek']);
  assert.equal(get('shown')[playhead.focus], 1);
  playhead.setFilter({ people: ['eady'], groups: null, days: null });
  playhead.setFilter({ people: null, groups: null, days: null });
  assert.deepEqual(reasons, ['filter', 'seek', 'filter']);
  playhead.seek(0);
  playhead.play();
  playhead.setFilter({ people: ['eady'], groups: null, days: null });
  assert.equal(playhead.seconds, 0);
});

test('with people in the filter, only these and the followed people are shown', () => {
  const player = opened();
  const { playhead, choice } = player;
  const [neil, hanna, eady] = ['neil', 'hanna', 'eady'].map((id) => personOf(player, id));
  assert.ok([neil, hanna, eady].every((p) => choice.shows(p)));
  playhead.setFilter({ people: ['neil'], groups: null, days: null });
  assert.deepEqual([neil, hanna, eady].map((p) => choice.shows(p)), [true, false, false]);
  choice.set({ followed: new Set([hanna]) });
  assert.deepEqual([neil, hanna, eady].map((p) => choice.shows(p)), [true, true, false]);
  choice.toggle('hidden', neil);
  assert.deepEqual([neil, hanna, eady].map((p) => choice.shows(p)), [false, true, false]);
});

test('a choice with the current values changes nothing', () => {
  const player = opened();
  const { choice, reasons } = player;
  const neil = personOf(player, 'neil');
  choice.toggle('hidden', neil);
  choice.set({ hidden: new Set([neil]), kept: false, pair: [...choice.pair] });
  choice.point(neil);
  assert.deepEqual(reasons, ['choice']);
  choice.toggle('hidden', neil);
  assert.equal(choice.hidden.size, 0);
});

test('the compared people are computed once, and are on the map while the Distance tab is open or the line is kept', () => {
  const { store, playhead, choice, get } = opened();
  const pair = get('pairOf');
  assert.equal(get('pairOnMap'), null);
  store.set({ drawerOpen: true });
  assert.equal(get('pairOnMap'), null);
  store.set({ drawerTab: 'pair' });
  assert.equal(get('pairOnMap'), pair);
  store.set({ drawerOpen: false });
  choice.set({ kept: true });
  assert.equal(get('pairOnMap'), pair);
  playhead.setClock('film');
  assert.equal(get('pairOf'), pair);
  choice.set({ pair: null });
  assert.deepEqual([get('pairOf'), get('pairOnMap')], [null, null]);
});

test('a length sets the speed on every time scale and for every filter, until a speed is chosen', () => {
  const { playhead, get } = opened();
  playhead.setLength(5);
  assert.ok(Math.abs(playhead.speed - get('timeline').duration / 300) < 1e-9);
  playhead.setFilter({ people: ['neil'], groups: null, days: null });
  assert.ok(playhead.playSeconds < get('timeline').duration);
  assert.ok(Math.abs(playhead.speed - playhead.playSeconds / 300) < 1e-9);
  playhead.setSpeed(2);
  assert.deepEqual([playhead.length, playhead.speed], [null, 2]);
});

test('if a length is not possible, the story takes the nearest possible one, and the state says so', () => {
  const { playhead, get } = opened();
  const { duration } = get('timeline');
  playhead.setLength(600);
  assert.equal(playhead.speed, 0.25);
  assert.ok(Math.abs(playhead.length - duration / 0.25 / 60) < 1e-9, `${playhead.length}`);
  assert.equal(playhead.impossibleLength, 600);
  playhead.setLength(duration / 60 / 2);
  assert.deepEqual([playhead.length, playhead.impossibleLength], [duration / 60 / 2, null]);
  playhead.setSpeed(2);
  assert.deepEqual([playhead.length, playhead.impossibleLength], [null, null]);
});

test('with a filter, the story takes exactly its length, however long the frames are', () => {
  const { playhead, get } = opened();
  playhead.setFilter({ people: ['eady'], groups: null, days: null });
  assert.ok(get('shown').includes(0) && get('shown').includes(1));
  for (const frame of [0.016, 0.3, 1.7]) {
    playhead.seek(0);
    playhead.setSpeed(2);
    playhead.play();
    let passed = 0;
    while (playhead.playing) {
      playhead.advance(frame);
      passed += frame;
    }
    assert.ok(passed >= playhead.playSeconds / 2 - 1e-6 && passed < playhead.playSeconds / 2 + frame, `${passed} s in frames of ${frame} s`);
  }
});

test('listeners receive the reason of a command that changes nothing', () => {
  const { playhead, reasons } = opened();
  playhead.seek(0);
  playhead.setSpeed(1);
  playhead.setLoop(false);
  playhead.pause();
  assert.deepEqual(reasons, ['seek', 'speed', 'loop']);
});

test('a drag reports its own reason, and ends with a seek', () => {
  const { playhead, reasons } = opened();
  playhead.grab();
  playhead.seek(5);
  playhead.release();
  assert.deepEqual(reasons, ['dragged', 'seek']);
});

test('playback does not call watchers in each frame, stops at the end, and starts again in a loop', () => {
  const { store, playhead, reasons } = opened('small');
  const calls = [];
  store.watch(['seconds'], () => calls.push(playhead.seconds));
  playhead.play();
  playhead.advance(0.25);
  assert.deepEqual([playhead.seconds, calls], [0.25, []]);
  playhead.advance(1000);
  assert.deepEqual([playhead.position, playhead.playing], [1, false]);
  playhead.play();
  assert.deepEqual([playhead.seconds, calls], [0, [0]]);
  playhead.setLoop(true);
  playhead.advance(playhead.duration + 1);
  assert.ok(Math.abs(playhead.seconds - 1) < 1e-9);
  assert.deepEqual(reasons, ['play', 'end', 'play', 'loop']);
});

test('hidden events pass twelve times faster', () => {
  const { playhead, get } = opened();
  playhead.setFilter({ people: ['eady'], groups: null, days: null });
  const hidden = get('shown').indexOf(0, get('shown').indexOf(1));
  playhead.seekTo(hidden);
  playhead.play();
  const before = playhead.seconds;
  playhead.advance(0.01);
  assert.ok(Math.abs(playhead.seconds - before - 0.12) < 1e-9);
});

test('a step leads to the next shown event; a step back leads first to the start of the current one', () => {
  const { playhead, get } = opened('small');
  playhead.step(1);
  const [, second] = get('timeline').cues;
  assert.equal(playhead.seconds, second);
  playhead.seek(second + 1.5);
  playhead.step(-1);
  assert.equal(playhead.seconds, second);
  playhead.step(-1);
  playhead.step(-1);
  assert.equal(playhead.seconds, 0);
  playhead.setFilter({ people: ['hanna'], groups: null, days: null });
  playhead.step(1);
  assert.equal(get('shown')[playhead.focus], 1);
});

test('runs end before an event that lasts', () => {
  const { playhead } = opened();
  playhead.setSpeed(64);
  const limits = { lasting: 3.5, within: 10, most: 5 };
  assert.equal(playhead.run(0, limits).length, 6);
  playhead.setSpeed(0.25);
  assert.deepEqual(playhead.run(0, limits), []);
  assert.deepEqual(playhead.run(-1, limits), []);
});

for (const [call, argument] of [['setSpeed', 65], ['setSpeed', '2'], ['setSpeed', NaN], ['setLength', 0], ['setLength', 601]]) {
  test(`an invalid argument is an error that says what was expected: ${call}(${argument})`, () => {
    const { playhead } = opened('small');
    assert.throws(() => playhead[call](argument), new RegExp(`^RangeError: ${call}: found ${argument}, expected `));
  });
}

test('the visible part is zoomed around a point, moved within the timeline, and remembered for each time scale', () => {
  const { playhead, span, get } = opened();
  const { duration } = get('timeline');
  span.width = 1000;
  assert.ok(span.isWhole && span.x(duration) === 1000 && span.secondsAt(250) === duration / 4);
  span.zoom(500, 2);
  assert.deepEqual([span.from, span.to], [duration / 4, duration * 0.75]);
  span.pan(1e6);
  assert.ok(Math.abs(span.to - duration) < 1e-6 && !span.isWhole);
  const { from } = span;
  playhead.setClock('film');
  assert.ok(span.isWhole);
  playhead.setClock('story');
  assert.equal(span.from, from);
  span.zoom(0, 1e6);
  assert.ok(Math.abs(span.to - span.from - duration / 60) < 1e-6);
  span.reset();
  assert.ok(span.isWhole);
});

test('the visible part moves on when the playhead leaves it', () => {
  const { span, get } = opened();
  const { duration } = get('timeline');
  span.width = 1000;
  span.zoom(0, 4);
  assert.equal(span.keep(duration / 8), false);
  assert.equal(span.keep(duration / 2), true);
  assert.ok(span.from < duration / 2 && span.to > duration / 2);
  assert.ok(Math.abs(span.x(duration / 2) - 120) < 1e-6);
});
