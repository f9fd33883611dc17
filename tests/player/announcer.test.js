// What a screen reader reads, and when: with a clock that the test moves.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Announcer } from '../../geo/render/player/announcer.js';

/** An announcer with its clock, its state, and what it has said and when. */
function announcing() {
  const state = { isPlaying: false, isDragged: false, isReadElsewhere: false };
  const said = [];
  const timers = new Map();
  let now = 0;
  let last = 0;
  const announcer = new Announcer({
    say: (speech) => said.push([now, speech]),
    state: () => state,
    now: () => now,
    later(run, wait) {
      timers.set(++last, { run, at: now + wait });
      return last;
    },
    cancel: (timer) => timers.delete(timer),
  });
  /** Let time pass, and call what is due on the way. */
  const pass = (milliseconds) => {
    const until = now + milliseconds;
    for (;;) {
      const [next] = [...timers].filter(([, { at }]) => at <= until).sort(([, one], [, other]) => one.at - other.at);
      if (!next) break;
      timers.delete(next[0]);
      now = next[1].at;
      next[1].run();
    }
    now = until;
  };
  return { announcer, state, said, pass, texts: () => said.map(([, speech]) => speech.join(' ')) };
}

test('an event is said once the playhead rests', () => {
  const { announcer, said, pass } = announcing();
  announcer.announce(['The bank']);
  pass(499);
  assert.deepEqual(said, []);
  pass(1);
  assert.deepEqual(said, [[500, ['The bank']]]);
});

test('of events that follow each other quickly, the last one is said', () => {
  const { announcer, texts, pass } = announcing();
  for (let n = 1; n <= 60; n += 1) {
    announcer.announce([`Event ${n}`]);
    pass(16);
  }
  pass(5000);
  assert.deepEqual(texts(), ['Event 60']);
});

test('during a drag nothing is said, however long the pointer rests, and one sentence after it', () => {
  const { announcer, state, texts, pass } = announcing();
  state.isDragged = true;
  announcer.announce(['The bank']);
  pass(10_000);
  assert.deepEqual(texts(), []);
  state.isDragged = false;
  pass(1000);
  assert.deepEqual(texts(), ['The bank']);
});

test('an event that is read elsewhere is not said twice', () => {
  const { announcer, state, texts, pass } = announcing();
  state.isReadElsewhere = true;
  announcer.announce(['The bank']);
  pass(1000);
  state.isReadElsewhere = false;
  pass(1000);
  assert.deepEqual(texts(), []);
});

test('a return to the event that was said last is not said', () => {
  const { announcer, texts, pass } = announcing();
  announcer.announce(['The bank']);
  pass(1000);
  announcer.announce(['The street']);
  pass(100);
  announcer.announce(['The bank']);
  pass(1000);
  assert.deepEqual(texts(), ['The bank']);
});

test('while the story plays, a sentence is read to its end before the next, and outdated ones are dropped', () => {
  const { announcer, state, said, pass } = announcing();
  state.isPlaying = true;
  const words = Array(14).fill('word').join(' ');
  for (let n = 0; n < 100; n += 1) {
    announcer.announce([`${n}`, words]);
    pass(100);
  }
  pass(10_000);
  const times = said.map(([at]) => at);
  // Fifteen words take 5.1 seconds.
  assert.equal(times[0], 0);
  times.slice(1).forEach((at, n) => assert.ok(at - times[n] >= 5140, `${times}`));
  assert.deepEqual(said.map(([, [number]]) => number), ['0', '51', '99']);
});

test('short sentences leave two seconds for other speech', () => {
  const { announcer, state, said, pass } = announcing();
  state.isPlaying = true;
  announcer.announce(['One']);
  pass(500);
  announcer.announce(['Two']);
  pass(5000);
  assert.deepEqual(said, [[0, ['One']], [2000, ['Two']]]);
});

test('an answer is given at once, instead of what waits, and again if it is requested again', () => {
  const { announcer, texts, pass } = announcing();
  announcer.announce(['The bank']);
  announcer.answer(['Scene 3.', { story: 'The bank' }]);
  announcer.answer(['Scene 3.', { story: 'The bank' }]);
  pass(5000);
  assert.equal(texts().length, 2);
});

test('after an answer, the story goes on when the answer has been read', () => {
  const { announcer, state, said, pass } = announcing();
  state.isPlaying = true;
  announcer.answer([Array(10).fill('word').join(' ')]);
  pass(100);
  announcer.announce(['The street']);
  pass(5000);
  assert.ok(said[1][0] >= 3428);
});
