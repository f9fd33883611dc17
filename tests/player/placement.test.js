// The placer of labels.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LabelPlacer } from '../../geo/render/player/arithmetic/placement.js';

const label = (x, y, angle = 0) => ({ x, y, w: 40, h: 10, angle });

test('two labels never overlap, but may touch', () => {
  const placer = new LabelPlacer();
  assert.ok(placer.take(label(0, 0)));
  assert.ok(!placer.take(label(39, 9)));
  assert.ok(placer.take(label(40, 0)));
  assert.ok(placer.take(label(0, 10)));
});

test('a label keeps a distance from other labels, and may touch obstacles', () => {
  const placer = new LabelPlacer();
  placer.take(label(0, 0));
  placer.block([100, -5, 140, 5]);
  assert.ok(!placer.fits(label(45, 0), { room: 5, over: 0 }));
  assert.ok(placer.fits(label(45.001, 0), { room: 5, over: 0 }));
  assert.ok(placer.fits(label(80, 0), { room: 5, over: 0 }));
  assert.ok(!placer.fits(label(81, 0), { room: 5, over: 0 }));
});

test('a label may cover obstacles up to a weight, but never other labels', () => {
  const placer = new LabelPlacer();
  placer.block([-20, -5, 20, 5], 2);
  assert.ok(!placer.fits(label(0, 0), { room: 0, over: 1 }));
  assert.ok(placer.take(label(0, 0), { room: 0, over: 2 }));
  assert.ok(!placer.take(label(0, 0), { room: 0, over: Infinity }));
});

test('an obstacle without a weight is never covered', () => {
  const placer = new LabelPlacer();
  placer.block([-20, -5, 20, 5]);
  assert.ok(!placer.fits(label(0, 0), { room: 0, over: 1e9 }));
});

test('the window contains the whole label, also if it is rotated', () => {
  const placer = new LabelPlacer([0, 0, 100, 30]);
  assert.ok(placer.fits(label(20, 5)));
  for (const [x, y] of [[19, 5], [20, 4], [81, 5], [20, 26]]) assert.ok(!placer.fits(label(x, y)));
  assert.ok(!placer.fits(label(50, 15, Math.PI / 2)));
  assert.ok(placer.fits(label(50, 15, Math.PI / 6)));
});

test('rotated labels can be closer than the upright boxes around them', () => {
  const placer = new LabelPlacer();
  const angle = Math.PI / 4;
  assert.ok(placer.take({ x: 0, y: 0, w: 100, h: 10, angle }));
  // Beside it: 10 * sqrt(2) = 14.1 pixels to the right is one height away.
  assert.ok(!placer.fits({ x: 14, y: 0, w: 100, h: 10, angle }));
  assert.ok(placer.fits({ x: 15, y: 0, w: 100, h: 10, angle }));
  // An upright label in the corner of the box around the rotated one.
  assert.ok(placer.fits({ x: 30, y: -30, w: 20, h: 20 }));
  assert.ok(!placer.fits({ x: 30, y: 30, w: 20, h: 20 }));
});

test('neighbours are found also far from the origin', () => {
  const placer = new LabelPlacer();
  for (const [x, y] of [[-5000, -70], [127, 129], [128 * 256, 0]]) {
    assert.ok(placer.take(label(x, y)));
    assert.ok(!placer.take(label(x, y)));
  }
  assert.ok(placer.take(label(0, 0)));
});

test('a label gets the first place with room, or none', () => {
  const placer = new LabelPlacer();
  placer.take(label(0, 0));
  const [under, beside] = [{ ...label(10, 0), name: 'under' }, { ...label(60, 0), name: 'beside' }];
  assert.equal(placer.takeFirst([under, beside])?.name, 'beside');
  assert.equal(placer.takeFirst([under, beside]), null);
});

test('clear removes all labels and obstacles', () => {
  const placer = new LabelPlacer();
  placer.block([-100, -100, 100, 100]);
  placer.clear();
  assert.ok(placer.take(label(0, 0)));
  assert.ok(!placer.take(label(0, 0)));
});

test('hundreds of labels are placed as if each were compared with all others', () => {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const placer = new LabelPlacer();
  const placed = [];
  const isOver = (one, other) => Math.abs(one.x - other.x) < (one.w + other.w) / 2 && Math.abs(one.y - other.y) < (one.h + other.h) / 2;
  for (let n = 0; n < 500; n += 1) {
    const box = { x: random() * 1500 - 100, y: random() * 900 - 100, w: 5 + random() * 300, h: 5 + random() * 40 };
    const expected = !placed.some((other) => isOver(box, other));
    assert.equal(placer.take(box), expected);
    if (expected) placed.push(box);
  }
  assert.ok(placed.length > 30 && placed.length < 400);
});
