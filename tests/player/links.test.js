// Links as text: the tables in links.json.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { shortestMoment } from '../../geo/render/player/arithmetic/linkmoments.js';
import { readLink, writeLink } from '../../geo/render/player/arithmetic/links.js';
import { table } from './cases.js';

const TABLE = table('links.json');
function linkable(more = {}) {
  const known = { ...TABLE.known, ...more };
  return {
    clocks: known.clocks,
    count: known.count,
    isScene: (id) => known.scenes.includes(id),
    isPerson: (id) => known.people.includes(id),
    isGroup: (id) => known.groups.includes(id),
    isDay: (day) => known.days.includes(day),
  };
}

for (const [text, link, ignored] of TABLE.read) {
  test(`a link is read: ${text}`, () => {
    assert.deepEqual(readLink(text, linkable()), { link, ignored });
  });
}

for (const [link, text] of TABLE.write) {
  test(`a link is written: ${text}`, () => {
    assert.equal(writeLink(link), text);
  });
}

for (const [clock, time, near, text] of TABLE.moments) {
  test(`a moment is written in the shortest form that is read as the same moment: ${text}`, () => {
    assert.equal(shortestMoment({ clock, time, isNear: (other) => Math.abs(other - time) < near }), text);
    const { at } = readLink(`at=${text}`, linkable({ count: 119 })).link;
    assert.equal(at.clock, clock);
    assert.ok(Math.abs(at.time - time) <= Math.max(near, 1e-6));
  });
}

test('a moment without a shorter form is written with six decimals', () => {
  assert.equal(shortestMoment({ clock: 'film', time: 1 / 3, isNear: () => false }), '0:00:00.333333');
});

test('a link is never too long to be read', () => {
  const people = Array.from({ length: 150 }, (_, n) => `person number ${n}`);
  assert.equal(writeLink({ at: { clock: 'telling', time: 1 }, hidden: people, followed: ['neil'], theme: 'dark' }), 'at=2&followed=neil&theme=dark');
  const { link } = readLink(`speed=2&people=${'neil,'.repeat(1e6)}`, linkable());
  assert.equal(link.speed, 2);
  assert.deepEqual(link.people, ['neil']);
});
