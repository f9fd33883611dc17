// The copies of the world. tests/world_copies.json has the cases; Python gives the same answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { boundsAround, mapBoundsOf } from '../../geo/render/player/arithmetic/bounds.js';
import { mapRange, nearestCopy } from '../../geo/render/player/arithmetic/worldcopies.js';
import { Clustering } from '../../geo/render/player/map/clustering.js';
import { copiesInView, linesInView, toView, xInView } from '../../geo/render/player/map/view.js';
import { worldOf } from '../../geo/render/player/story.js';
import { table } from './cases.js';

const CASES = table('../world_copies.json');

for (const { lon, to, nearest } of CASES.nearest) {
  test(`the copy of ${lon} that is nearest to ${to}`, () => assert.equal(nearestCopy(lon, to), nearest));
}

for (const { name, lons, range } of CASES.ranges) {
  test(`the range on the map: ${name}`, () => assert.deepEqual(mapRange(lons), range));
}

test('bounds on the map are the range of the longitudes; positions within half of the world keep their copies', () => {
  assert.deepEqual(mapBoundsOf([[178.5, -18], [-179.5, -16]]), [[178.5, -18], [180.5, -16]]);
  assert.deepEqual(mapBoundsOf([[359, 1], [361, 2]]), [[359, 1], [361, 2]]);
  assert.equal(mapBoundsOf([]), null);
});

test('near a pole, bounds around a position are at most half of the world wide', () => {
  const [[west, south], [east]] = boundsAround([10, -90], 600_000);
  assert.ok(east - west < 180 && south < -90);
  const wide = boundsAround([10, 89], 20_000_000);
  assert.deepEqual([wide[0][0], wide[1][0]], [-80, 100]);
});

/** A window of 400 by 200 pixels at zoom 1 (a world of 512 pixels) with this meridian in the middle. */
const viewAt = (lon) => ({ x: 200 - (lon / 360 + 0.5) * 512, y: -156, scale: 2, width: 400, height: 200, middle: 200 });
const rounded = (line) => line.map(([x]) => Math.round(x));

test('a point is drawn in the copy of the world that is nearest to the middle of the window', () => {
  for (const turns of [0, 360, -720]) {
    assert.equal(Math.round(toView(viewAt(180 + turns), [-178, 0])[0]), 203);
    assert.equal(Math.round(toView(viewAt(-170 + turns), [170, 0])[0]), 172);
    // World pixels in any copy.
    assert.equal(Math.round(xInView(viewAt(0 + turns), 128 + 256)), 200);
  }
});

test('a line across the antimeridian is in one piece where the map shows it in one piece', () => {
  assert.deepEqual(linesInView(viewAt(180), [[170, 0], [-170, 0]]).map(rounded), [[186, 214]]);
  assert.deepEqual(linesInView(viewAt(-180), [[-170, 0], [170, 0]]).map(rounded), [[214, 186]]);
});

test('where the map is cut between its ends, a line leaves the map from both of them', () => {
  assert.deepEqual(linesInView(viewAt(0), [[170, 0], [-170, 0]]).map(rounded), [[442, 470], [-70, -42]]);
});

test('a route more than once around the world is in each copy that it reaches', () => {
  const route = Array.from({ length: 9 }, (_, n) => [((n * 90 + 180) % 360) - 180, 0]);
  assert.deepEqual(linesInView(viewAt(10), route).map((line) => Math.round(line[0][0])), [186, -326, -838]);
  assert.deepEqual(copiesInView(viewAt(10), 128, 128 + 512), [0, -256, -512].map((shift) => shift + 0));
});

test('a cluster has events from both sides of the antimeridian', () => {
  const paths = Array.from({ length: 250 }, (_, n) => [[n % 2 ? 179.99 : -179.99, -17]]);
  const world = worldOf({ paths, areas: paths.map(() => null), pinned: paths.map(() => 1) });
  assert.deepEqual(world.bounds, [[179.99, -17], [180.01, -17]]);
  assert.ok(Math.abs(world.worldX[0] - world.worldX[1]) < 0.02);
  const story = { ...world, events: { importance: paths.map(() => 2), areas: [] } };
  const timeline = { order: Int32Array.from(paths.keys()), starts: Float64Array.from(paths.keys()) };
  const { total } = new Clustering(story, timeline).at(5);
  assert.deepEqual([...total].filter(Boolean), [250]);
});
