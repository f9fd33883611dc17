// Bounds: boxes on the Earth.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { boundsAround, boundsOf, centreOf } from '../../geo/render/player/arithmetic/bounds.js';

test('bounds contain all positions, and without positions there are no bounds', () => {
  assert.deepEqual(boundsOf([[-118, 34], [-117, 33], [-119, 33.5]]), [[-119, 33], [-117, 34]]);
  assert.deepEqual(boundsOf([[10, 20]]), [[10, 20], [10, 20]]);
  assert.equal(boundsOf([]), null);
});

test('bounds across the antimeridian are one box', () => {
  assert.deepEqual(boundsOf([[179, 0], [181, 1]]), [[179, 0], [181, 1]]);
});

test('bounds around a position have the given width and height in metres', () => {
  const [[west, south], [east, north]] = boundsAround([-118, 60], 1000);
  // At 60 degrees a degree of longitude is half a degree of latitude; a degree of latitude is 111.3 km.
  assert.ok(Math.abs((east - west) / (north - south) - 2) < 1e-9);
  assert.ok(Math.abs((north - south) * 111_319.5 - 1000) < 0.01);
  assert.deepEqual(centreOf([[west, south], [east, north]]).map((degrees) => Number(degrees.toFixed(9))), [-118, 60]);
});
