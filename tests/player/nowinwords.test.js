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

/** The sentences at the start of an event. */
function at({ get }, id) {
  const timeline = get('timeline');
  const focus = timeline.order.indexOf(get('story').indexOf(id));
  return nowInWords(get, { focus, visible: timeline.visibleAt(timeline.starts[focus]) });
}

test('before the first event, the story says that it has not begun', () => {
  const { get } = opened('small');
  assert.deepEqual(nowInWords(get, { focus: -1, visible: [] }), ['The story has not begun.']);
  assert.deepEqual(eventInWords(get, -1), ['The story has not begun.']);
});

const SENTENCES = {
  small: {
    enter: 'Scene 1 of 6. Day 1 · 11:30, Into the bank. Place: The bank. People: Neil McCauley. Voice only: Vincent Hanna.',
    run: 'Scene 2 of 6. Day 1 · 11:35, Down Flower Street. On the move: 790 m in 10 min. People: Neil McCauley. Neil McCauley came from The bank.',
    alarm: 'Scene 3 of 6. Day 1 · 11:36, The alarm. At a place without a name. People: Vincent Hanna. '
      + 'At the same time: Down Flower Street. On the move: 790 m in 10 min. People: Neil McCauley.',
    hiding: 'Scene 4 of 6. Day 1 · 14:00, Nobody knows where. Location unknown. People: Neil McCauley.',
    duel: 'Scene 5 of 6. Day 3 · 01:05, By the runway. At a place without a name. People: Neil McCauley and Vincent Hanna. '
      + 'Dies here: Neil McCauley.',
  },
  heat: {
    's44-trejo-calls': "Scene 63 of 119. Day 10 · 09:50, Trejo's call. Place: Trejo's house. People: Trejo, Waingro, and Anna Trejo. "
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

test('titles are words of the story, everything else is the language of the page', () => {
  const speech = at(opened('small'), 'alarm');
  assert.deepEqual(speech.filter((part) => typeof part !== 'string'), [{ story: 'The alarm' }, { story: 'Down Flower Street' }]);
});

test('of many events at the same time, three are named and the others counted', () => {
  const { get } = opened('heat');
  const speech = nowInWords(get, { focus: 0, visible: [0, 1, 2, 3, 4, 5] });
  assert.equal(speech.filter((part) => typeof part !== 'string').length, 4);
  assert.equal(speech.at(-1), 'and 2 more.');
});

test('a place that is only a guess is read as one', () => {
  const { get } = opened('heat');
  const { asSet } = get('story');
  const event = asSet.place.findIndex((place, i) => place !== null && !asSet.pinned[i]);
  const focus = get('clocks').places[event];
  assert.ok(nowInWords(get, { focus, visible: [focus] }).includes('Location uncertain.'));
});

test('people who only watch are named as such, and an event without named people says so', () => {
  const { get } = opened('heat');
  const { events } = get('story');
  const nowOf = (event) => nowInWords(get, { focus: get('clocks').places[event], visible: [] });
  const watching = events.watched.findIndex((people) => people.length > 0);
  const names = events.watched[watching].map((person) => get('story').people[person].name);
  const [sentence] = nowOf(watching).filter((part) => String(part).startsWith('Watched from a distance: '));
  assert.ok(names.every((name) => sentence.includes(name)));
  const empty = events.people.findIndex((people) => people.length === 0);
  assert.ok(nowOf(empty).includes('No named characters.'));
});
