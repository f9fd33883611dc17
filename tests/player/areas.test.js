// The areas of events: points in them, what is drawn of them, and what is at a point.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { covers, isInAreas, polygonsOf, positionsAround } from '../../geo/render/player/arithmetic/areas.js';
import { mapBoundsOf } from '../../geo/render/player/arithmetic/bounds.js';
import { metresApart } from '../../geo/render/player/arithmetic/distances.js';
import { closestFootprints } from '../../geo/render/player/arithmetic/footprints.js';
import { toWorld } from '../../geo/render/player/arithmetic/mercator.js';
import { Areas, drawAreaSign } from '../../geo/render/player/map/areas.js';
import { BothLocations, Locations } from '../../geo/render/player/map/locations.js';
import { openStory } from '../../geo/render/player/story.js';
import { makeState } from '../../geo/render/player/state.js';
import { areaInWords } from '../../geo/render/player/words/quantities.js';
import { readPayload } from '../../geo/render/player/unpacking.js';
import { CASES } from './cases.js';
import './english.js';

const { inside, shown, payload } = CASES.areas;

/** The same random numbers in every run, from 0 to 1. */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

/** Areas of one polygon, as in the document. */
function areasOf(corners) {
  const steps = corners.map((corner) => corner.map((degrees) => Math.round(degrees * 1e5)));
  const [lons, lats] = [0, 1].map((axis) => corners.map((corner) => corner[axis]));
  return {
    size: 1,
    box: [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]],
    rings: [[steps.flatMap(([x, y], n) => (n ? [x - steps[n - 1][0], y - steps[n - 1][1]] : [x, y]))]],
  };
}

/** A canvas that only records which paths are filled and stroked. */
function recorder() {
  const paths = [];
  let path = [];
  return {
    paths,
    setLineDash() {},
    beginPath() { path = []; },
    moveTo(x, y) { path.push([[x, y]]); },
    lineTo(x, y) { path.at(-1).push([x, y]); },
    closePath() {},
    fill(rule) { paths.push({ kind: `fill ${rule}`, rings: path, colour: this.fillStyle, alpha: this.globalAlpha }); },
    stroke() { paths.push({ kind: 'stroke', rings: path, colour: this.strokeStyle, alpha: this.globalAlpha, width: this.lineWidth }); },
  };
}

/** What is drawn at a time: the paths, and the k that play. `wanted` changes the moment. */
function drawn(areas, store, time, wanted = {}) {
  const timeline = store.get('timeline');
  const visible = timeline.visibleAt(time).filter((k) => !store.get('shown') || store.get('shown')[k]);
  const c = recorder();
  const moment = { time, visible, focus: visible.at(-1) ?? -1, ...wanted };
  areas.draw(c, VIEW, moment, { colours: { paper: 'paper' }, colourOf: (event) => `event ${event}` });
  return { ...moment, paths: c.paths };
}

const VIEW = { x: 0, y: 0, scale: 4, width: 1024, height: 1024, middle: 512 };

function opened() {
  const store = makeState(readPayload(payload));
  return { store, areas: new Areas(store), order: store.get('timeline').order };
}

for (const { name, rows, areas } of inside) {
  test(`a point is in areas as the table says: ${name}`, () => {
    for (const [lon, lat, expected] of rows) assert.equal(covers(areas, [lon, lat]), expected, `${lon}, ${lat}`);
  });
}

test('the areas that show are those of the table: filled while they play, then faint outlines', () => {
  const { store, areas } = opened();
  for (const [time, playing, ended] of shown) {
    const { paths } = drawn(areas, store, time);
    const filled = paths.filter(({ kind }) => kind === 'fill evenodd').map(({ colour }) => Number(colour.slice(6)));
    const outlined = [...new Set(paths.filter(({ kind, alpha }) => kind === 'stroke' && alpha < 0.5).map(({ colour }) => Number(colour.slice(6))))];
    // An area across the antimeridian is there twice, on both sides of the map.
    assert.deepEqual([[...new Set(filled)], outlined], [playing, ended], String(time));
  }
});

test('the current area has the widest line, and keeps a line while its card is shown after its end', () => {
  const { store, areas, order } = opened();
  const [time] = shown[4];
  const { paths, focus } = drawn(areas, store, time, { focus: order.indexOf(1) });
  const lines = paths.filter(({ kind, colour }) => kind === 'stroke' && colour !== 'paper' && colour !== 'event 0');
  assert.deepEqual(lines.slice(0, 2).map(({ colour, width }) => [colour, width]), [[`event ${order[focus]}`, 3], ['event 3', 1.5]]);
  const over = drawn(areas, store, shown[6][0], { focus: order.indexOf(3) }).paths.filter(({ colour }) => colour === 'event 3');
  assert.ok(over.some(({ kind, alpha, width }) => kind === 'stroke' && alpha === 1 && width === 2));
});

test('a filter hides areas, also those that have ended', () => {
  const { store, areas } = opened();
  store.set({ filter: { people: null, groups: ['nobody'], days: null } });
  for (const [time] of shown) assert.deepEqual(drawn(areas, store, time).paths, []);
});

test('at a point the smallest area is hit, and after the current one the next larger one', () => {
  const { store, areas, order } = opened();
  const [time] = shown[4];
  const moment = drawn(areas, store, time);
  const pointOf = (lon, lat) => { const [x, y] = toWorld(lon, lat); return { x: x * 4, y: y * 4 }; };
  const eventAt = (lon, lat, focus) => { const k = areas.at(pointOf(lon, lat), VIEW, { ...moment, focus }); return k < 0 ? -1 : order[k]; };
  assert.equal(eventAt(0.5, 2, -1), 1);
  assert.equal(eventAt(2, 2, -1), -1); // the hole
  assert.equal(eventAt(0.5, 2, order.indexOf(1)), 1);
  assert.equal(eventAt(90, 2, -1), -1);
  assert.equal(areas.at(pointOf(0.5, 2), VIEW, { visible: [], focus: -1 }), -1);
});

test('of several areas at a point each click goes to the next larger one', () => {
  const { store, areas, order } = opened();
  const small = order.indexOf(0);
  const large = order.indexOf(1);
  const { events } = store.get('story');
  events.areas[1] = { ...events.areas[1], size: events.areas[0].size * 2 };
  const [x, y] = toWorld(0.5, 2).map((pixels) => pixels * 4);
  const at = (focus) => areas.at({ x, y }, VIEW, { visible: [small, large], focus });
  assert.deepEqual([at(-1), at(small), at(large)], [small, large, small]);
});

test('an area needs no marker only where it is large on the screen', () => {
  const { areas, order } = opened();
  const k = order.indexOf(0);
  assert.equal(areas.areLarge(k, VIEW), false);
  assert.equal(areas.areLarge(k, { ...VIEW, scale: 4 * 2 ** 4 }), true);
  assert.equal(areas.areLarge(order.indexOf(2), { ...VIEW, scale: 4 * 2 ** 4 }), false);
  assert.equal(areas.areLarge(-1, VIEW), false);
});

test('the positions around areas reach from corner to corner, without gaps', () => {
  const positions = positionsAround(areasOf([[178, 0], [182, 0], [182, 4], [178, 4]]));
  assert.deepEqual([positions[0], positions.at(-1)], [[178, 0], [182, 4]]);
  const whole = positionsAround(areasOf([[-180, 0], [180, 0], [180, 80], [-180, 80]]));
  assert.deepEqual(mapBoundsOf(whole), [[-150, 0], [180, 80]]);
  assert.deepEqual(positionsAround(null), []);
});

test('areas across the antimeridian are drawn and hit in each copy of the world that shows a part of them', () => {
  const store = makeState(readPayload(payload));
  const k = store.get('timeline').order.indexOf(3);
  const areas = new Areas(store);
  // The area is from 178 to 182 degrees; the middle of the view is at 179, at 0 and at -179 degrees.
  for (const [middle, count] of [[179, 1], [0, 2], [-179, 1]]) {
    const view = { ...VIEW, x: VIEW.width / 2 - toWorld(middle, 0)[0] * VIEW.scale };
    const c = recorder();
    areas.draw(c, view, { time: shown[4][0], visible: [k], focus: k }, { colours: { paper: 'paper' }, colourOf: () => '' });
    assert.equal(c.paths.filter(({ kind }) => kind === 'fill evenodd').length, count, String(middle));
    const [x, y] = [VIEW.width / 2, toWorld(0, 2)[1] * VIEW.scale];
    assert.equal(areas.at({ x, y }, view, { visible: [k], focus: -1 }), middle ? k : -1);
  }
});

test('on a map of the whole world, an area around the world is drawn once', () => {
  const store = makeState(readPayload(payload));
  const k = store.get('timeline').order.indexOf(3);
  const events = store.get('storyAsSet').events;
  events.areas[3] = areasOf([[-180, -70], [180, -70], [180, -60], [-180, -60]]);
  const c = recorder();
  // The middle is half a pixel beside the Greenwich meridian.
  new Areas(store).draw(c, { ...VIEW, x: 0.5 }, { time: shown[4][0], visible: [k], focus: k }, { colours: { paper: 'paper' }, colourOf: () => '' });
  assert.equal(c.paths.filter(({ kind }) => kind === 'fill evenodd').length, 1);
});

test('what is left out of an outline changes nothing within the window', () => {
  const random = chance(7);
  for (let n = 0; n < 40; n += 1) {
    const corners = Array.from({ length: 12 }, () => [random() * 300 - 150, random() * 120 - 60]);
    const store = makeState(readPayload(payload));
    const k = store.get('timeline').order.indexOf(0);
    const given = areasOf(corners);
    store.get('story').events.areas[0] = given;
    const c = recorder();
    // A window in the middle of the areas.
    const view = { x: -900, y: -900, scale: 16, width: 2300, height: 2300, middle: 1150 };
    new Areas(store).draw(c, view, { time: shown[1][0], visible: [k], focus: -1 }, { colours: { paper: 'paper' }, colourOf: () => '' });
    const [{ rings }] = c.paths;
    const whole = polygonsOf(given, toWorld);
    const traced = [rings.map((ring) => Float64Array.from(ring.flat()))];
    for (let m = 0; m < 60; m += 1) {
      const [x, y] = [random() * 2300, random() * 2300];
      assert.equal(isInAreas(traced, x, y), isInAreas(whole, (x + 900) / 16, (y + 900) / 16), `${x}, ${y}`);
    }
  }
});

test('the lines from an area around a pole to the pole are no edge of it', () => {
  const store = makeState(readPayload(payload));
  const k = store.get('timeline').order.indexOf(4);
  const c = recorder();
  new Areas(store).draw(c, VIEW, { time: shown[7][0], visible: [k], focus: k }, { colours: { paper: 'paper' }, colourOf: () => '' });
  const pole = toWorld(0, 90)[1] * VIEW.scale;
  const isAtPole = ({ rings }) => rings.flat().some(([, y]) => Math.abs(y - pole) < 1);
  const byKind = (kind) => c.paths.filter((path) => path.kind === kind && path.rings[0].length > 2).map(isAtPole);
  assert.deepEqual([...new Set(byKind('fill evenodd'))], [true]);
  assert.deepEqual([...new Set(byKind('stroke'))], [false]);
});

test('of a very fine outline few corners are drawn', () => {
  const store = makeState(readPayload(payload));
  const k = store.get('timeline').order.indexOf(0);
  store.get('story').events.areas[0] = areasOf(Array.from({ length: 100_000 }, (_, n) => [Math.cos(n / 15_915), Math.sin(n / 15_915)]));
  const c = recorder();
  new Areas(store).draw(c, VIEW, { time: shown[1][0], visible: [k], focus: -1 }, { colours: { paper: 'paper' }, colourOf: () => '' });
  assert.ok(c.paths[0].rings[0].length < 100);
});

test('no corner is nearer than the nearest point of an area, and that is the same point inside', () => {
  const random = chance(11);
  for (let n = 0; n < 200; n += 1) {
    const corners = Array.from({ length: 8 }, (_, m) => {
      const reach = 0.01 + random() * 0.2;
      return [reach * Math.cos((m * Math.PI) / 4), 45 + reach * Math.sin((m * Math.PI) / 4)].map((degrees) => Math.round(degrees * 1e5) / 1e5);
    });
    const areas = areasOf(corners);
    const point = [random() * 0.6 - 0.3, 45 + random() * 0.6 - 0.3];
    const [here, there] = closestFootprints({ path: [point] }, { path: [[0, 45]], areas });
    assert.deepEqual(here, point);
    const metres = metresApart(here, there);
    assert.ok(metres <= Math.min(...corners.map((corner) => metresApart(point, corner))) * 1.005 + 0.01);
    if (covers(areas, point)) assert.equal(metres, 0);
    else assert.ok(metres > 0);
  }
});

test('where two areas come closest is computed once', () => {
  const one = { path: [[0, 0]], areas: areasOf([[0, 0], [1, 0], [1, 1], [0, 1]]) };
  const other = { path: [[3, 0]], areas: areasOf([[3, 0], [4, 0], [4, 1], [3, 1]]) };
  assert.equal(closestFootprints(one, other), closestFootprints(one, other));
});

test('a size has three digits, and small areas are in square metres', () => {
  const words = (size) => areaInWords({ size, box: [[0, 0], [1, 1]], rings: [] });
  assert.deepEqual([12_345_678, 689_123_456_789, 850, 99_960].map(words),
    ['area, 12.3 km²', 'area, 689,000 km²', 'area, 850 m²', 'area, 100,000 m²']);
  assert.equal(areaInWords(null), '');
});

test('at a filming location an event has no areas', () => {
  const story = openStory(readPayload(CASES.payloads.heat));
  const [event] = new Locations(new BothLocations(story), 'filmed').moved;
  story.events.areas[event] = areasOf([[0, 0], [1, 0], [1, 1]]);
  const both = new BothLocations(story);
  assert.equal(new Locations(both, 'filmed').columns.areas[event], null);
  assert.ok(new Locations(both, 'set').columns.areas[event]);
});

test('the legend shows an area with its edge', () => {
  const c = recorder();
  drawAreaSign(c, 'blue', null, { paper: 'white' });
  assert.deepEqual(c.paths.map(({ kind, colour }) => [kind, colour]), [['fill evenodd', 'blue'], ['stroke', 'white'], ['stroke', 'blue']]);
});
