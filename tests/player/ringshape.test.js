// Rings of areas for drawing: what is left out of them cannot be seen.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isInAreas } from '../../geo/render/player/arithmetic/areas.js';
import { toWorld } from '../../geo/render/player/arithmetic/mercator.js';
import { isAroundPole, nextCorner, simpleRingAt } from '../../geo/render/player/arithmetic/ringshape.js';

/** A ring around 100, 100 in world pixels, with teeth all around: 21 to 19 pixels from its middle. */
function toothedRing(corners, teeth = 300) {
  return Float64Array.from({ length: 2 * corners }, (_, i) => {
    const angle = (2 * Math.PI * (i >> 1)) / corners;
    const radius = 20 + Math.sin(angle * teeth);
    return 100 + radius * (i % 2 ? Math.sin(angle) : Math.cos(angle));
  });
}

/** The corners that are drawn in a window: west, north, east and south in world pixels. */
function tracedIn(simple, window) {
  const corners = [];
  for (let i = 0; i < simple.xy.length; i = nextCorner(simple, i, window)) corners.push(simple.xy[i], simple.xy[i + 1]);
  return Float64Array.from(corners);
}

test('a ring of a million corners has few at a small scale, and each tooth at a large one', () => {
  const ring = toothedRing(1_000_000);
  assert.ok(simpleRingAt(ring, 1).xy.length / 2 < 10_000);
  assert.equal(simpleRingAt(ring, 2 ** 9), simpleRingAt(ring, 2 ** 8.5), 'made once for each level');
  const { xy } = simpleRingAt(ring, 16);
  for (let tooth = 0; tooth < 300; tooth += 1) {
    const tip = (2 * Math.PI * (tooth + 0.25)) / 300;
    const [x, y] = [100 + 20.9 * Math.cos(tip), 100 + 20.9 * Math.sin(tip)];
    assert.equal(isInAreas([[xy]], x, y), true, String(tooth));
  }
});

test('a simplified ring is nowhere farther than half a pixel from the corners', () => {
  const ring = toothedRing(4000, 40);
  for (const scale of [1, 4, 32]) {
    const { xy } = simpleRingAt(ring, scale);
    for (let i = 0; i < ring.length; i += 2) {
      let nearest = Infinity;
      for (let a = 0; a < xy.length; a += 2) {
        const b = (a + 2) % xy.length;
        const [dx, dy, px, py] = [xy[b] - xy[a], xy[b + 1] - xy[a + 1], ring[i] - xy[a], ring[i + 1] - xy[a + 1]];
        const share = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
        nearest = Math.min(nearest, Math.hypot(px - dx * share, py - dy * share));
      }
      assert.ok(nearest * scale <= 0.5, `corner ${i / 2} at scale ${scale}: ${nearest * scale} pixels`);
    }
  }
});

test('of the corners outside the window few are drawn, and nothing changes within it', () => {
  const ring = toothedRing(100_000);
  const simple = simpleRingAt(ring, 2 ** 14);
  const window = [117, 98, 122, 103];
  const traced = tracedIn(simple, window);
  assert.ok(traced.length < simple.xy.length / 5, `${traced.length / 2} of ${simple.xy.length / 2} corners`);
  for (let n = 0; n < 400; n += 1) {
    const [x, y] = [117 + (n % 20) / 4 + 0.03, 98 + Math.floor(n / 20) / 4 + 0.04];
    assert.equal(isInAreas([[traced]], x, y), isInAreas([[ring]], x, y), `${x}, ${y}`);
  }
});

test('the corners of a ring at a pole are always drawn', () => {
  const around = Array.from({ length: 361 }, (_, n) => toWorld(n - 180, 70));
  const ring = Float64Array.from([...around, toWorld(180, 90), toWorld(-180, 90)].flat());
  assert.equal(isAroundPole(ring), true);
  assert.equal(isAroundPole(toothedRing(100)), false);
  for (const scale of [0.01, 1, 64]) assert.deepEqual(simpleRingAt(ring, scale).xy.slice(-4), ring.slice(-4));
  // The parallel is a straight line: its ends, and those of the parts in which it is ranked.
  assert.equal(simpleRingAt(ring, 64).xy.length / 2, 5);
});
