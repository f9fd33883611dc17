// Points and labels along a line.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { measureLine, pointAlong, labelPlaceAlong } from '../../geo/render/player/arithmetic/lines.js';

const line = (...xy) => measureLine(Float64Array.from(xy));
const ELBOW = line(0, 0, 100, 0, 100, 50);

test('a point along a line goes around its corners', () => {
  assert.equal(ELBOW.length, 150);
  assert.deepEqual([0, 40, 100, 130, 150].map((along) => pointAlong(ELBOW, along)), [[0, 0], [40, 0], [100, 0], [100, 30], [100, 50]]);
});

test('before the start and after the end of a line, the point is its start or its end', () => {
  assert.deepEqual(pointAlong(ELBOW, -10), [0, 0]);
  assert.deepEqual(pointAlong(ELBOW, 400), [100, 50]);
});

test('a repeated vertex changes nothing', () => {
  assert.deepEqual(pointAlong(line(0, 0, 0, 0, 10, 0), 5), [5, 0]);
});

test('a label is placed in the middle of a straight part', () => {
  assert.deepEqual(labelPlaceAlong(ELBOW, 50, 60, 1), { x: 50, y: 0, angle: 0 });
  assert.deepEqual(labelPlaceAlong(ELBOW, 125, 40, 1), { x: 100, y: 25, angle: Math.PI / 2 });
});

test('a label is not placed around a corner or beyond an end', () => {
  assert.equal(labelPlaceAlong(ELBOW, 100, 60, 1), null);
  assert.equal(labelPlaceAlong(ELBOW, 20, 60, 1), null);
  assert.equal(labelPlaceAlong(ELBOW, 140, 60, 1), null);
});

test('a label is placed on a slight bend, up to the allowed distance', () => {
  const bent = line(0, 0, 50, 3, 100, 0);
  assert.equal(labelPlaceAlong(bent, bent.length / 2, 80, 1), null);
  assert.ok(labelPlaceAlong(bent, bent.length / 2, 80, 3));
});

test('a label is never upside down', () => {
  assert.equal(labelPlaceAlong(line(100, 0, 0, 0), 50, 60, 1)?.angle, 0);
  assert.equal(labelPlaceAlong(line(0, 100, 0, 0), 50, 60, 1)?.angle, Math.PI / 2);
  assert.equal(labelPlaceAlong(line(0, 0, 100, 100), 50, 60, 1)?.angle, Math.PI / 4);
});
