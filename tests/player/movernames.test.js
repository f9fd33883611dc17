// The names beside markers that move.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { drawMoverNames } from '../../geo/render/player/map/movernames.js';

const TITLES = ['Bus 1', 'Bus 2', 'A very long name of a vehicle', 'Bus 4'];
const LOOKS = {
  story: { events: { titles: TITLES } },
  timeline: { order: TITLES.map((_, i) => i) },
  colours: { paper: 'white', ink: 'black' },
  pictureCache: { widthOf: (text) => text.length * 6 },
};

/** The names drawn beside markers at these points, with their left edges. */
function namesAt(points, focus = -1) {
  const found = [];
  const c = { strokeText: () => {}, fillText: (name, left) => found.push([name, left]) };
  drawMoverNames(c, { width: 800, height: 600 }, points.map(([x, y], k) => ({ k, x, y, reach: 7 })), focus, LOOKS);
  return found;
}

test('names are to the right of their markers, or else to the left, and long ones are cut', () => {
  assert.deepEqual(namesAt([[100, 100], [130, 100], [300, 300]]), [
    ['Bus 1', 58], ['Bus 2', 142], ['A very long name of a ve…', 312],
  ]);
  assert.deepEqual(namesAt([[100, 100], [790, 300]]).at(-1), ['Bus 2', 748]);
});

test('without room there is no name, and the card names the current event', () => {
  // A marker on each side of the first two.
  assert.deepEqual(namesAt([[100, 100], [130, 100], [70, 100], [160, 100]]).map(([name]) => name), ['Bus 4']);
  assert.deepEqual(namesAt([[100, 100], [300, 100]], 1), [['Bus 1', 112]]);
});

test('a single mover needs no name, and a crowd has no room for any', () => {
  assert.deepEqual(namesAt([[100, 100]]), []);
  assert.deepEqual(namesAt(Array.from({ length: 13 }, (_, n) => [50 * n, 100])), []);
});
