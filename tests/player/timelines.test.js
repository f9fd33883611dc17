// The timeline, the locations of people and the labels of times, compared with the tables of cases and with the results
// of Python.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { firstNotOver, makeTimeline } from '../../geo/render/player/arithmetic/axis.js';
import { gapLabel, gapLengthInShort } from '../../geo/render/player/arithmetic/gaplabels.js';
import {
  formatMoment, formatSpan, formatTime, formatTimeInShort, letter, shortDay, withDoubt,
} from '../../geo/render/player/arithmetic/labels.js';
import { makeTracks, sightingOf, whereabouts } from '../../geo/render/player/arithmetic/tracks.js';
import { calendarMarks, dayMarks, steppedMarks } from '../../geo/render/player/time/times.js';
import { CASES } from './cases.js';
import './english.js';
import { alike, answersOf } from './playback.js';

const near = (within) => (one, other) => Math.abs(one - other) <= within;

for (const given of [...CASES.timelines, ...CASES['long timelines'].flat()]) {
  test(`a timeline matches the table of cases: ${given.name}`, () => {
    const got = answersOf(given);
    for (const [key, expected] of Object.entries(given.expected)) {
      if (key === 'knots_at_most') assert.ok(got.knot_count <= expected, `${got.knot_count} knots`);
      else if (!alike(expected, got[key], near(given.within[key]))) assert.deepEqual(got[key], expected, `${key}: ${given.why}`);
    }
  });
}

for (const [time, precision, dayOne, words, unit] of CASES.moments) {
  test(`a moment is written with its precision: ${words}`, () => {
    assert.equal(formatMoment(time, precision, dayOne, unit), words);
  });
}

for (const [text, doubt, words] of CASES.doubts) {
  test(`the doubt about a date is written: ${words}`, () => {
    assert.equal(withDoubt(text, doubt), words);
  });
}

for (const [start, precision, end, endPrecision, doubt, endDoubt, words] of CASES['doubted spans']) {
  test(`the doubts about a start and an end are written at each: ${words}`, () => {
    assert.equal(formatSpan(start, precision, { time: end, precision: endPrecision }, null, 'minute', [doubt, endDoubt]), words);
  });
}

for (const [start, precision, end, endPrecision, dayOne, words] of CASES.spans) {
  test(`the end of a span is inclusive and written as given: ${words} (${endPrecision} to ${end})`, () => {
    assert.equal(formatSpan(start, precision, { time: end, precision: endPrecision }, dayOne), words);
  });
}

for (const [from, to, words, precision] of CASES.gaps) {
  test(`a gap label names the length of the gap: ${words} (${precision}, from ${from})`, () => {
    assert.equal(gapLabel({ times: [from, to], precision }), words);
    assert.notEqual(gapLabel({ times: [from, to], precision }, true), 'the night passes');
  });
}

test('a short gap label has the same unit and number', () => {
  const hour = 3600;
  const lengths = [0.9 * hour, hour, 1.5 * hour, 19 * hour, 20 * hour, 15 * 24 * hour, 70 * 24 * hour, 400 * 24 * hour];
  assert.deepEqual(lengths.map((length) => gapLengthInShort({ times: [0, length], precision: 'time' })), ['54 min', '1 h', '1.5 h', '19 h', '1 d', '2 wk', '2 mo', '1 y']);
});

test('the ruler shows a time without its day, and a day without its year or its word', () => {
  const [time, dayOne] = [799_411_080, 799_372_800];
  const line = (clock, precision) => ({ clock, order: [0, 1], labels: { day_one: dayOne, precision } });
  assert.equal(formatTimeInShort(line('story', 'time'), time), '10:38');
  assert.equal(formatTimeInShort(line('story', 'day'), time), 'Day 1');
  assert.equal(formatTimeInShort(line('film', 'time'), 6250), '1:44');
  assert.equal(formatTimeInShort(line('telling', 'time'), 1203.5), 'Scene 1,204');
  assert.deepEqual([dayOne, null].map((day) => shortDay(time, 'day', day)), ['1', '2 May']);
  assert.deepEqual(['month', 'year'].map((precision) => shortDay(time, precision, null)), ['May 1995', '1995']);
});

test('claims have letters up to Z', () => {
  assert.deepEqual([0, 25, 26].map(letter), ['A', 'Z', '27']);
});

test('film time is shown in hours and minutes, and story order as the number of the scene', () => {
  const labels = { day_one: null, precision: 'time' };
  assert.equal(formatTime({ clock: 'film', labels, order: [] }, 6250), 'Film 1:44');
  assert.equal(formatTime({ clock: 'telling', labels, order: [0, 1, 2] }, 1.5), 'Scene 2 of 3');
});

test('the search for the first part that has not ended returns the number of parts if all have ended', () => {
  const parts = [{ to: 1 }, { to: 3 }, { to: 5 }];
  assert.deepEqual([0, 1, 2.9, 5].map((seconds) => firstNotOver(parts, seconds)), [0, 1, 1, 3]);
});

/** The shortest time of several runs, in milliseconds: a busy machine only adds time. */
function quickest(run) {
  let best = Infinity;
  for (let turn = 0; turn < 5; turn += 1) {
    const began = performance.now();
    for (let n = 0; n < 100; n += 1) run(n);
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

/** One person, present from 0 to 10 and from 20 to 30, who dies in the second event. */
function lifeOf() {
  const raw = {
    clock: 'story', order: [0, 1, 2], starts: [0, 20, 40], ends: [10, 30, 50], cues: [0, 1, 2], duration: 3,
    knots: { times: [0, 50], seconds: [0, 3] }, gaps: [], labels: { day_one: null, precision: 'time' }, tracks: [[0, 1]],
  };
  const events = { paths: [[[0, 0]], [[1, 1]], [[2, 2]]], pinned: [1, 1, 1], dies: [[], [0], []] };
  const line = makeTimeline(raw);
  return { line, events, track: makeTracks(raw, line, events)[0] };
}

test('the sighting of a person is the latest one, and none before the first event', () => {
  const { line, events, track } = lifeOf();
  const at = (time) => sightingOf(track, line, time, whereabouts(track, line, events, time));
  assert.deepEqual([-1, 5, 15, 25, 45].map(at), [-1, 0, 0, 1, 1]);
  assert.equal(whereabouts(track, line, events, 45).status, 'dead');
});

test('finding the visible events is fast among 100,000 events, even if one lasts to the end', () => {
  const count = 100_000;
  const starts = Array.from({ length: count }, (_, k) => k);
  // The first event lasts to the end: its block has never ended.
  const ends = starts.map((start) => (start ? start + 5 : count + 10));
  const line = makeTimeline({
    clock: 'telling', order: starts, starts, ends, cues: starts, duration: 900, gaps: [], tracks: [],
    knots: { times: [0, count + 10], seconds: [0, 900] }, labels: { day_one: null, precision: 'time' },
  });
  const shown = [];
  let most = 0;
  const search = quickest((n) => {
    line.visibleAt(line.timeAt((line.duration * n) / 100), shown);
    most = Math.max(most, shown.length);
  });
  const scan = quickest((n) => starts.filter((start, k) => start <= n * 1000 && ends[k] > n * 1000));
  assert.equal(most, 6);
  assert.ok(search < scan / 10, `${search} ms for a search, ${scan} ms to look at every event`);
});

test('months and years on the ruler begin with the first event in each', () => {
  const at = (...date) => Date.UTC(...date) / 1000;
  const days = [at(1914, 7, 4), at(1914, 7, 9), at(1914, 10, 1), at(1915, 0, 3), at(1917, 2, 8), at(1917, 2, 9)]
    .map((time) => ({ time, text: '', short: '', precision: 'day' }));
  const marked = (unit) => calendarMarks(days, unit).map(({ time, text }) => [days.findIndex((day) => day.time === time), text]);
  assert.deepEqual(marked('month'), [[0, 'August 1914'], [2, 'November 1914'], [3, 'January 1915'], [4, 'March 1917']]);
  assert.deepEqual(marked('year'), [[0, '1914'], [3, '1915'], [4, '1917']]);
});

test('stepped marks begin with the first event and go on in round steps', () => {
  const at = (year, month) => new Date(0).setUTCFullYear(year, month, 1) / 1000;
  const between = (first, last) => [first, last].map((time) => ({ time, text: '', short: '', precision: 'day' }));
  const texts = (days, months) => steppedMarks(days, months).map(({ text }) => text);
  assert.deepEqual(texts(between(at(2001, 1), at(2002, 0)), 3), ['February 2001', 'April 2001', 'July 2001', 'October 2001', 'January 2002']);
  assert.deepEqual(texts(between(at(1903, 5), at(1937, 2)), 120), ['1903', '1910', '1920', '1930']);
  assert.deepEqual(texts(between(at(24, 0), at(410, 7)), 1200), ['24', '100', '200', '300', '400']);
  assert.deepEqual(texts(between(at(-252, 0), at(150, 7)), 1200), ['253 BC', '200 BC', '100 BC', '1', '100']);
  assert.deepEqual(steppedMarks([], 12), []);
});

test('days without names have no marks', () => {
  const story = { events: { precision: ['time'], timeUnknown: [0] } };
  const line = (dayOne) => ({ clock: 'story', order: [0], starts: [978307203], labels: { day_one: dayOne, precision: 'time' } });
  assert.deepEqual([null, 'clock', 'counter'].map((dayOne) => dayMarks(story, line(dayOne)).length), [1, 0, 0]);
  assert.equal(shortDay(978307203, 'day', 'clock'), '');
});
