// The places of people's markers: above their location, side by side where they would cover each other.
import { toWorld } from '../arithmetic/mercator.js';
import { keyOf } from './personmarkers.js';

/** At one place at most this many markers are drawn; the rest is a number. */
const KNOT_SIZE = 14;

/** Between the centres of two markers side by side: pixels. */
const SPACING = 27;

/** Order by status: the most certain first. */
const RANK = { seen: 0, dead: 1, between: 2, 'last-seen': 3 };

/** A marker whose centre is this far outside the window can still be seen in part: pixels. */
const NEAR_PX = 40;

/**
 * Arranges the markers. Their arrangement is that of the end of the camera's flight, so that they do not jump during a
 * flight: it is worked out once for a flight, and in each frame the markers only move with the map.
 */
export class PersonPlacement {
  constructor() {
    /** @type {?Whereabouts[]} */
    this._people = null;
    /** @type {?View} */
    this._landing = null;
    /** By person: world pixels, x then y; NaN if the location is unknown or the person is not shown. */
    this._world = new Float64Array(0);
    /** By person: 1 where a marker can be seen. */
    this._near = new Uint8Array(0);
    /** @type {{drawn: Standing[], crowds: Crowd[]}} */
    this._seated = { drawn: [], crowds: [] };
  }

  /**
   * @param {View} view
   * @param {View} landing the view where the flight ends, or `view` again
   * @param {Whereabouts[]} people one a person; the same list means the same moment and choice
   * @param {(event: number) => boolean} isSure whether the place of an event is known well enough
   * @param {Choice} choice who is hidden, followed or pointed at
   * @returns {{drawn: Standing[], crowds: Crowd[]}} pixels of the window; the last is drawn on top
   */
  at(view, landing, people, isSure, choice) {
    const isNew = people !== this._people;
    if (isNew) this._locate(people, choice);
    if (this._look(view, landing) || isNew || !isSameView(landing, this._landing)) this._seat(landing, people, isSure, choice);
    this._people = people;
    this._landing = landing;
    const { drawn, crowds } = this._seated;
    for (const one of drawn) this._carry(one, view);
    for (const one of crowds) this._carry(one, view);
    return this._seated;
  }

  /** @param {Whereabouts[]} people @param {Choice} choice */
  _locate(people, choice) {
    if (this._near.length !== people.length) {
      this._world = new Float64Array(2 * people.length);
      this._near = new Uint8Array(people.length);
    }
    for (let p = 0; p < people.length; p++) {
      const { position } = people[p];
      const place = position && choice.shows(p) ? toWorld(position[0], position[1]) : null;
      this._world[2 * p] = place ? place[0] : NaN;
      this._world[2 * p + 1] = place ? place[1] : NaN;
    }
  }

  /**
   * @param {View} view
   * @param {View} landing
   * @returns {boolean} whether others than before can be seen, now or where the flight ends
   */
  _look(view, landing) {
    const { _world: world, _near: near } = this;
    let isChanged = false;
    for (let p = 0; p < near.length; p++) {
      const isNear = isNearWindow(view, world[2 * p], world[2 * p + 1]) || isNearWindow(landing, world[2 * p], world[2 * p + 1]);
      if (near[p] === Number(isNear)) continue;
      near[p] = Number(isNear);
      isChanged = true;
    }
    return isChanged;
  }

  /**
   * @param {View} landing
   * @param {Whereabouts[]} people
   * @param {(event: number) => boolean} isSure
   * @param {Choice} choice
   */
  _seat(landing, people, isSure, choice) {
    const { _world: world, _near: near } = this;
    /** @type {Standing[]} */
    const standing = [];
    for (let p = 0; p < people.length; p++) {
      if (!near[p]) continue;
      const { event } = people[p];
      // Who has a position is not unseen.
      const status = /** @type {DrawnStatus} */ (people[p].status);
      const solid = status === 'seen' && isSure(event);
      const marked = choice.followed.has(p) || choice.pointed === p;
      standing.push({
        p, status, solid, marked, key: keyOf({ p, status, solid, marked }), rank: 0, awayX: 0, awayY: 0,
        x: world[2 * p] * landing.scale + landing.x, y: world[2 * p + 1] * landing.scale + landing.y,
      });
    }
    // People who are followed come first, then the most certain: they are nearest to the pin.
    standing.sort((a, b) => Number(b.marked) - Number(a.marked) || RANK[a.status] - RANK[b.status]);
    this._seated = spread(standing);
    for (const one of [...this._seated.drawn, ...this._seated.crowds]) {
      one.awayX = one.x - (world[2 * one.p] * landing.scale + landing.x);
      one.awayY = one.y - (world[2 * one.p + 1] * landing.scale + landing.y);
    }
    // On the whole map, by certainty: where two groups meet, a hollow marker never covers a solid one.
    this._seated.drawn.sort((a, b) => Number(a.marked) - Number(b.marked) || RANK[b.status] - RANK[a.status]);
  }

  /** @param {Standing | Crowd} one @param {View} view */
  _carry(one, view) {
    one.x = this._world[2 * one.p] * view.scale + view.x + one.awayX;
    one.y = this._world[2 * one.p + 1] * view.scale + view.y + one.awayY;
  }
}

/**
 * Whether a place, in world pixels, is in the window or near it; false for NaN.
 * @param {View} view
 * @param {number} worldX
 * @param {number} worldY
 */
function isNearWindow({ x, y, scale, width, height }, worldX, worldY) {
  const left = worldX * scale + x;
  const top = worldY * scale + y;
  return left > -NEAR_PX && top > -NEAR_PX && left < width + NEAR_PX && top < height + NEAR_PX;
}

/** @param {View} one @param {View | null} other */
function isSameView(one, other) {
  return other !== null && one.x === other.x && one.y === other.y && one.scale === other.scale
    && one.width === other.width && one.height === other.height;
}

/**
 * Move markers apart that would cover each other, and count those without room.
 * @param {Standing[]} standing in order of importance; moved in place
 * @returns {{drawn: Standing[], crowds: Crowd[]}}
 */
function spread(standing) {
  /** @type {Knot[]} */
  const knots = [];
  for (let i = 0; i < standing.length; i++) {
    const person = standing[i];
    person.rank = i;
    const knot = knots.find((k) => Math.hypot(k.x - person.x, k.y - person.y) < SPACING * 0.8);
    if (knot) knot.people.push(person);
    else knots.push({ x: person.x, y: person.y, people: [person] });
  }
  /** @type {Standing[]} */
  const drawn = [];
  /** @type {Crowd[]} */
  const crowds = [];
  for (const { x, y, people } of merged(knots)) {
    people.sort((one, other) => one.rank - other.rank);
    const shown = people.slice(0, KNOT_SIZE);
    const places = Math.min(people.length, KNOT_SIZE + 1);
    // Above the pin, so that the pin stays visible.
    /** @template {Standing | Crowd} T @param {T} one @param {number} i */
    const place = (one, i) => {
      const [column, row] = seat(i, places);
      one.x = x + column * SPACING;
      one.y = y - 24 - row * SPACING * 0.94;
      return one;
    };
    shown.forEach(place);
    if (places > shown.length) crowds.push(place({ p: people[0].p, more: people.length - shown.length, x: 0, y: 0, awayX: 0, awayY: 0 }, shown.length));
    drawn.push(...shown);
  }
  return { drawn, crowds };
}

/**
 * Groups whose markers would cover each other become one, between the places of both.
 * @param {Knot[]} knots
 * @returns {Knot[]}
 */
function merged(knots) {
  if (knots.length < 2) return knots;
  /** @type {SizedKnot[]} */
  const done = [];
  for (const knot of knots) {
    let grown = sized(knot);
    for (let n = 0; n < done.length; n++) {
      if (!areTouching(done[n], grown)) continue;
      const [other] = done.splice(n, 1);
      const share = grown.people.length / (grown.people.length + other.people.length);
      grown = sized({
        x: other.x + (grown.x - other.x) * share,
        y: other.y + (grown.y - other.y) * share,
        people: [...other.people, ...grown.people],
      });
      // It is wider now, and elsewhere.
      n = -1;
    }
    done.push(grown);
  }
  return done;
}

/**
 * Whether two groups cover each other; a group is above its place.
 * @param {SizedKnot} one
 * @param {SizedKnot} other
 */
function areTouching(one, other) {
  return Math.abs(one.x - other.x) < (one.wide + other.wide) / 2
    && one.y - one.high < other.y && other.y - other.high < one.y;
}

/** @typedef {Seated & {rank: number, awayX: number, awayY: number}} Standing */
/** @typedef {{p: number, more: number, x: number, y: number, awayX: number, awayY: number}} Crowd */
/** @typedef {{x: number, y: number, people: Standing[]}} Knot people whose markers would touch */
/** @typedef {Knot & {wide: number, high: number}} SizedKnot */

/** @param {Knot} knot @returns {SizedKnot} with how wide and high its people stand, in pixels */
function sized({ x, y, people }) {
  const count = Math.min(people.length, KNOT_SIZE + 1);
  const perRow = seatsInRow(count);
  const rows = Math.ceil(count / perRow);
  return { x, y, people, wide: perRow * SPACING - 3, high: ((rows - 1) * 0.94 + 1) * SPACING - 3 };
}

/** Rows of up to five. @param {number} count */
function seatsInRow(count) { return count <= 5 ? count : Math.min(5, Math.ceil(count / Math.ceil(count / 5))); }

/** Rows above the pin, each centred: column (may be a half) and row. @param {number} i @param {number} count */
function seat(i, count) {
  const perRow = seatsInRow(count);
  const row = Math.floor(i / perRow);
  const inRow = Math.min(perRow, count - row * perRow);
  return [(i % perRow) - (inRow - 1) / 2, row];
}
