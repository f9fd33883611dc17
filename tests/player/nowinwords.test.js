// What a screen reader reads of a moment: the event, its place and people, where they came from, and other events.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventInWords, nowInWords } from '../../geo/render/player/panels/nowinwords.js';
import { makeState } from '../../geo/render/player/state.js';
import { readPayload } from '../../geo/render/player/unpacking.js';
import { CASES } from './cases.js';
import './english.js';

function opened(name) {
  const store = makeState(readPayload(CASES.payloads[name]));
  return { store, get: (field) => store.get(field) };
}

const textOf = (speech) => speech.map((part) => (typeof part === 'string' ? part : `${part.story}.`)).join(' ');

/** The sentences while an event has the card: at its start, or some seconds later. */
function at({ get }, id, seconds = 0) {
  const timeline = get('timeline');
  const focus = timeline.order.indexOf(get('story').indexOf(id));
  const time = timeline.starts[focus] + seconds;
  return nowInWords(get, { focus, visible: timeline.visibleAt(time), time, baseTime: time });
}

/** The sentences at the start of an event, with these others. */
function startOf(get, focus, visible = []) {
  const { starts } = get('timeline');
  return nowInWords(get, { focus, visible, time: starts[focus], baseTime: starts[focus] });
}

test('before the first event, the story says that it has not begun', () => {
  const { get } = opened('small');
  assert.deepEqual(nowInWords(get, { focus: -1, visible: [], time: 0, baseTime: 0 }), ['The story has not begun.']);
  assert.deepEqual(eventInWords(get, -1), ['The story has not begun.']);
});

const SENTENCES = {
  small: {
    enter: 'Day 1 · 11:30. Scene 1 of 6. Into the bank. Place: The bank. People: Neil McCauley. Voice only: Vincent Hanna.',
    run: 'Day 1 · 11:35. Scene 2 of 6. Down Flower Street. On the move: 790 m in 10 min. People: Neil McCauley. Neil McCauley came from The bank.',
    alarm: 'Day 1 · 11:36. Scene 3 of 6. The alarm. At a place without a name. People: Vincent Hanna. '
      + 'At the same time: Down Flower Street. On the move: 80 m of 790 m. People: Neil McCauley.',
    hiding: 'Day 1 · 14:00. Scene 4 of 6. Nobody knows where. Location unknown. People: Neil McCauley.',
    duel: 'Day 3 · 01:05. Scene 5 of 6. By the runway. At a place without a name. People: Neil McCauley and Vincent Hanna. '
      + 'Dies here: Neil McCauley.',
  },
  heat: {
    's44-trejo-calls': "Day 10 · 09:50. Scene 63 of 119. Trejo's call. Place: Trejo's house. People: Trejo, Waingro, and Anna Trejo. "
      + "Voice only: Neil McCauley. Trejo came from Johnie's Broiler (the truck stop diner). Waingro came from Room of the murder. "
      + "At the same time: The call at the table. Place: Bob's Big Boy, Burbank (Breedan's diner). "
      + 'People: Neil McCauley, Chris Shiherlis, and Michael Cheritto.',
  },
  untimed: { enter: 'Scene 1 of 6, Into the bank. Place: The bank. People: Neil McCauley. Voice only: Vincent Hanna.' },
};
for (const [story, sentences] of Object.entries(SENTENCES)) {
  for (const [id, sentence] of Object.entries(sentences)) {
    test(`the sentences name event, place, people and where they came from: ${story}, ${id}`, () => {
      assert.equal(textOf(at(opened(story), id)), sentence);
    });
  }
}

test('the time is that of the clock; a movement says how far it is, and an event that has ended says so', () => {
  const story = opened('small');
  assert.equal(textOf(at(story, 'alarm', 120)), 'Day 1 · 11:38. Scene 3 of 6. Day 1 · 11:36–11:40, The alarm. At a place without a name. '
    + 'People: Vincent Hanna. At the same time: Down Flower Street. On the move: 240 m of 790 m. People: Neil McCauley.');
  const [time, ...rest] = at(story, 'run', 15 * 60);
  assert.equal(time, 'Day 1 · 11:50.');
  assert.equal(textOf(rest), 'Scene 2 of 6. Day 1 · 11:35–11:45, Down Flower Street. Ended. 790 m in 10 min. People: Neil McCauley. '
    + 'Neil McCauley came from The bank.');
});

test('titles are words of the story, everything else is the language of the page', () => {
  const speech = at(opened('small'), 'alarm');
  assert.deepEqual(speech.filter((part) => typeof part !== 'string'), [{ story: 'The alarm' }, { story: 'Down Flower Street' }]);
});

test('of many events at the same time, three are named and the others counted', () => {
  const { get } = opened('heat');
  const speech = startOf(get, 0, [0, 1, 2, 3, 4, 5]);
  assert.equal(speech.filter((part) => typeof part !== 'string').length, 4);
  assert.equal(speech.at(-1), 'And 2 more.');
});

test('a place that is only a guess is read as one', () => {
  const { get } = opened('heat');
  const { asSet } = get('story');
  const event = asSet.place.findIndex((place, i) => place !== null && !asSet.pinned[i]);
  const focus = get('clocks').places[event];
  assert.ok(startOf(get, focus, [focus]).includes('Location uncertain.'));
});

test('people who only watch are named as such, and an event without named people says so', () => {
  const { get } = opened('heat');
  const { events } = get('story');
  const nowOf = (event) => startOf(get, get('clocks').places[event]);
  const watching = events.watched.findIndex((people) => people.length > 0);
  const names = events.watched[watching].map((person) => get('story').people[person].name);
  const [sentence] = nowOf(watching).filter((part) => String(part).startsWith('Watched from a distance: '));
  assert.ok(names.every((name) => sentence.includes(name)));
  const empty = events.people.findIndex((people) => people.length === 0);
  assert.ok(nowOf(empty).includes('No named characters.'));
});
