// Links: the table of their text.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readLink, writeLink, writeMoment } from '../../geo/render/player/arithmetic/links.js';
import { table } from './cases.js';

const TABLE = table('links.json');
const NOTHING = {
  at: null, scene: null, clock: null, people: [], groups: [], days: [], hidden: [], followed: [], pair: null,
  kept: null, tail: null, ground: null, lanes: null, span: null, speed: null, length: null, theme: null, camera: null,
};

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
    assert.deepEqual(readLink(text, linkable()), { link: { ...NOTHING, ...link }, ignored });
  });
}

for (const [link, text] of TABLE.write) {
  test(`a link is written: ${text}`, () => {
    assert.equal(writeLink(link), text);
  });
}

for (const [clock, time, near, text] of TABLE.moments) {
  test(`a moment is written in the shortest form that is read as the same moment: ${text}`, () => {
    assert.equal(writeMoment(clock, time, (other) => Math.abs(other - time) < near), text);
    const { at } = readLink(`at=${text}`, linkable({ count: 119 })).link;
    assert.equal(at.clock, clock);
    assert.ok(Math.abs(at.time - time) <= Math.max(near, 1e-6));
  });
}

test('a moment without a shorter form is written with six decimals', () => {
  assert.equal(writeMoment('film', 1 / 3, () => false), '0:00:00.333333');
});

test('a link is never too long to be read', () => {
  const people = Array.from({ length: 150 }, (_, n) => `person number ${n}`);
  assert.equal(writeLink({ at: '2', hidden: people, followed: ['neil'], theme: 'dark' }), 'at=2&followed=neil&theme=dark');
  const { link } = readLink(`speed=2&people=${'neil,'.repeat(1e6)}`, linkable());
  assert.equal(link.speed, 2);
  assert.deepEqual(link.people, ['neil']);
});
