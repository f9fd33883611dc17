// Paths for drawing: simplified, and cut where the mover is.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { countUpTo } from '../../geo/render/player/arithmetic/axis.js';
import { toWorld } from '../../geo/render/player/arithmetic/mercator.js';
import { locateOnPath, shapeOf, simplifiedAt } from '../../geo/render/player/arithmetic/pathshape.js';
import { Movers, movingEvents, sharePlayed } from '../../geo/render/player/map/movers.js';

/** A winding path with small steps: always the same. */
function windingPath(count) {
  let [lon, lat, heading, seed] = [7, 45, 0, 1];
  return Array.from({ length: count }, () => {
    seed = (seed * 16807) % 2147483647;
    heading += (seed / 2147483647 - 0.5) * 0.6;
    lon += 0.0001 * Math.cos(heading);
    lat += 0.00007 * Math.sin(heading);
    return [lon, lat];
  });
}

/** The distance of a point from a segment, in world pixels. */
function distanceFrom([px, py], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length ? Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / length)) : 0;
  return Math.hypot(px - ax - dx * share, py - ay - dy * share);
}

test('at each zoom, the simplified line is nowhere farther than half a pixel from the path', () => {
  const path = windingPath(3000);
  const shape = shapeOf(path);
  for (const zoom of [5, 9.5, 13, 16]) {
    const simple = simplifiedAt(shape, 2 ** zoom);
    const at = (n) => [simple.xy[2 * n], simple.xy[2 * n + 1]];
    let n = 0;
    for (let i = 0; i < path.length; i += 1) {
      if (simple.vertices[n + 1] < i) n += 1;
      const away = distanceFrom([shape.xy[2 * i], shape.xy[2 * i + 1]], at(n), at(n + 1)) * 2 ** zoom;
      assert.ok(away <= 0.5, `point ${i} is ${away} px away at zoom ${zoom}`);
    }
  }
});

test('a line of many points has few at a small scale, and all that matter at a large one', () => {
  const shape = shapeOf(windingPath(38_000));
  const counts = [4, 10, 14, 22].map((zoom) => simplifiedAt(shape, 2 ** zoom).vertices.length);
  assert.ok(counts[0] < 200, `${counts[0]} points`);
  assert.ok(counts.every((count, n) => n === 0 || count >= counts[n - 1]), `${counts}`);
  assert.ok(counts[3] > 30_000, `${counts[3]} points`);
  assert.equal(simplifiedAt(shape, 2 ** 10), simplifiedAt(shape, 2 ** 9.5), 'made once for each level');
});

test('both ends of a path are always drawn, also if all of its positions are the same', () => {
  for (const path of [[[1, 1], [1, 1], [1, 1]], [[1, 1], [1.0001, 1], [1.0002, 1]]]) {
    const shape = shapeOf(path);
    assert.deepEqual([...simplifiedAt(shape, 1).vertices], [0, 2]);
  }
});

test('the points that a mover has reached are those up to its vertex', () => {
  const shape = shapeOf([[0, 0], [0.5, 0.5], [1, 0], [1.5, 0.5]]);
  const simple = simplifiedAt(shape, 2 ** 12);
  assert.deepEqual([0, 0.9, 1, 2.5, 3].map((vertex) => countUpTo(simple.vertices, vertex)), [1, 1, 2, 3, 4]);
});

test('a mover is on the drawn line, also across the 180th meridian', () => {
  const path = [[179, 10], [-179, 10], [-178, 10]];
  const at = [0, 0];
  locateOnPath(path, 0.75, at);
  assert.ok(Math.abs(at[0] - (256 + 256 / 720)) < 1e-9, `${at[0]}`);
  assert.equal(at[1], toWorld(0, 10)[1]);
  locateOnPath(path, 2, at);
  assert.ok(Math.abs(at[0] - (256 + (2 * 256) / 360)) < 1e-9, `${at[0]}`);
});

test('a long way north is straight in degrees, and the line follows it', () => {
  const path = [[0, 0], [60, 60]];
  const shape = shapeOf(path);
  assert.equal(shape.vertices.length, 61);
  const [x, y] = toWorld(30, 30);
  assert.ok(Math.abs(shape.xy[60] - x) < 1e-9 && Math.abs(shape.xy[61] - y) < 1e-9);
  const at = [0, 0];
  locateOnPath(path, 0.505, at);
  assert.ok(Math.abs(at[1] - toWorld(0, 30.3)[1]) < 1e-9);
});

const EVENTS = {
  paths: [[[0, 0], [1, 0]], [[5, 5]], [[0, 0], [0, 2]], [[3, 3], [4, 4]]],
  pathTimes: [[10, 30, 40], null, null, null],
  pinned: [1, 1, 1, 0],
  people: [[], [], [0], []],
};

test('an event moves by itself if it has a path and a marker, and nobody is in it', () => {
  assert.deepEqual([...movingEvents(EVENTS)], [1, 0, 0, 0]);
  assert.equal(movingEvents({ paths: [[[1, 1]]], pinned: [1], people: [[]] }), null);
});

test('the movers of a moment are where their times say', () => {
  const timeline = { order: [1, 0, 2, 3], starts: [0, 100, 100, 100], ends: [500, 140, 200, 200] };
  const movers = new Movers();
  const placesAt = (time) => [...movers.locate(EVENTS, timeline, { visible: [0, 1, 2, 3], time }).xy].map((x) => Math.round((x - 128) * 1e6) / 1e6);
  const degree = 256 / 360;
  assert.deepEqual(placesAt(105), [0, 0]);
  assert.deepEqual(placesAt(120), [Math.round(degree * 5e5) / 1e6, 0]);
  assert.deepEqual(placesAt(150), [Math.round(degree * 1e6) / 1e6, 0]);
  assert.deepEqual(movers.ks, [1]);
  assert.deepEqual([90, 120, 160].map((time) => sharePlayed(timeline, 1, time)), [0, 0.5, 1]);
});
