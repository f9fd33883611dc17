// The places of people's markers: above their locations, and side by side where they would cover each other.
import { toWorld } from '../arithmetic/mercator.js';
import { personKey } from './personmarkers.js';
import { xInView } from './view.js';

/** A group shows this number of markers at most; the rest of its people is a number. */
const MOST_IN_GROUP = 14;

/** Between the middles of two markers side by side, in pixels. */
const SPACING = 27;

/** Between two rows of markers, as a share of SPACING. */
const ROW_SPACING = 0.94;

/** From a location up to the middles of its lowest row of markers, in pixels. */
const ABOVE_LOCATION_PX = 24;

/** The order of statuses: the most certain first. */
const RANK = { seen: 0, dead: 1, between: 2, 'last-seen': 3 };

/** A marker can be seen in part if its middle is up to this far outside the window, in pixels. */
const NEAR_PX = 40;

/**
 * @typedef {DrawnPerson & {rank: number, offsetX: number, offsetY: number}} PlacedPerson `offsetX`, `offsetY`: pixels
 *   from the location
 */
/**
 * @typedef {{p: number, more: number, x: number, y: number, offsetX: number, offsetY: number}} Rest the number of
 *   people without a marker, at the location of person `p`
 */
/** @typedef {{x: number, y: number, people: PlacedPerson[]}} PeopleGroup people whose markers would touch */
/** @typedef {PeopleGroup & {wide: number, high: number}} SizedGroup */

/**
 * Arranges the markers. During a flight of the camera, they have the arrangement for the end of the flight, so that
 * they do not jump: it is computed once for each flight, and in each frame the markers only move with the map.
 */
export class PersonPlacement {
  constructor() {
    /** @type {?Whereabouts[]} */
    this._people = null;
    /** @type {?View} */
    this._landing = null;
    /** By person: world pixels, x then y; NaN if the location is unknown or the person is not shown. */
    this._world = new Float64Array(0);
    /** By person: 1 if the marker can be seen. */
    this._near = new Uint8Array(0);
    /** @type {{drawn: PlacedPerson[], rests: Rest[]}} */
    this._placed = { drawn: [], rests: [] };
  }

  /**
   * @param {View} view
   * @param {View} landing the view at the end of the flight; without a flight `view` again
   * @param {Whereabouts[]} people by person; the same array means the same moment and choice
   * @param {(event: number) => boolean} isSure whether the location of an event is known well enough
   * @param {Choice} choice
   * @returns {{drawn: PlacedPerson[], rests: Rest[]}} pixels of the window; the last person is drawn on top
   */
  arrange(view, landing, people, isSure, choice) {
    const isNew = people !== this._people;
    if (isNew) this._locate(people, choice);
    if (this._updateNear(view, landing) || isNew || !isSameView(landing, this._landing)) this._place(landing, people, isSure, choice);
    this._people = people;
    this._landing = landing;
    const { drawn, rests } = this._placed;
    for (const person of drawn) this._moveWithMap(person, view);
    for (const rest of rests) this._moveWithMap(rest, view);
    return this._placed;
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
   * @returns {boolean} whether other people than before can be seen, now or at the end of the flight
   */
  _updateNear(view, landing) {
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
  _place(landing, people, isSure, choice) {
    const { _world: world, _near: near } = this;
    /** @type {PlacedPerson[]} */
    const found = [];
    for (let p = 0; p < people.length; p++) {
      if (!near[p]) continue;
      const { event } = people[p];
      // Somebody with a position has been seen.
      const status = /** @type {DrawnStatus} */ (people[p].status);
      const solid = status === 'seen' && isSure(event);
      const highlighted = choice.followed.has(p) || choice.pointed === p;
      found.push({
        p, status, solid, highlighted, key: personKey({ p, status, solid, highlighted }), rank: 0, offsetX: 0, offsetY: 0,
        x: xInView(landing, world[2 * p]), y: world[2 * p + 1] * landing.scale + landing.y,
      });
    }
    // First the highlighted people, then the most certain: they get the places nearest to the location.
    found.sort((a, b) => Number(b.highlighted) - Number(a.highlighted) || RANK[a.status] - RANK[b.status]);
    this._placed = spread(found);
    for (const one of [...this._placed.drawn, ...this._placed.rests]) {
      one.offsetX = one.x - xInView(landing, world[2 * one.p]);
      one.offsetY = one.y - (world[2 * one.p + 1] * landing.scale + landing.y);
    }
    // The most certain are drawn on top: where two groups meet, a hollow marker must not cover a filled one.
    this._placed.drawn.sort((a, b) => Number(a.highlighted) - Number(b.highlighted) || RANK[b.status] - RANK[a.status]);
  }

  /** @param {PlacedPerson | Rest} one @param {View} view */
  _moveWithMap(one, view) {
    one.x = xInView(view, this._world[2 * one.p]) + one.offsetX;
    one.y = this._world[2 * one.p + 1] * view.scale + view.y + one.offsetY;
  }
}

/**
 * @param {View} view
 * @param {number} worldX
 * @param {number} worldY
 * @returns {boolean} whether a place in world pixels is in the window or near it; false for NaN
 */
function isNearWindow(view, worldX, worldY) {
  const { y, scale, width, height } = view;
  const left = xInView(view, worldX);
  const top = worldY * scale + y;
  return left > -NEAR_PX && top > -NEAR_PX && left < width + NEAR_PX && top < height + NEAR_PX;
}

/** @param {View} one @param {View | null} other */
function isSameView(one, other) {
  return other !== null && one.x === other.x && one.y === other.y && one.scale === other.scale
    && one.width === other.width && one.height === other.height;
}

/**
 * Move markers apart that would cover each other, and count the people without room.
 * @param {PlacedPerson[]} people the most important first; moved in place
 * @returns {{drawn: PlacedPerson[], rests: Rest[]}}
 */
function spread(people) {
  /** @type {PeopleGroup[]} */
  const groups = [];
  for (let i = 0; i < people.length; i++) {
    const person = people[i];
    person.rank = i;
    const group = groups.find((other) => Math.hypot(other.x - person.x, other.y - person.y) < SPACING * 0.8);
    if (group) group.people.push(person);
    else groups.push({ x: person.x, y: person.y, people: [person] });
  }
  /** @type {PlacedPerson[]} */
  const drawn = [];
  /** @type {Rest[]} */
  const rests = [];
  for (const { x, y, people: members } of merged(groups)) {
    members.sort((one, other) => one.rank - other.rank);
    const shown = members.slice(0, MOST_IN_GROUP);
    const slots = Math.min(members.length, MOST_IN_GROUP + 1);
    /** @template {PlacedPerson | Rest} T @param {T} one @param {number} i */
    const place = (one, i) => {
      const [column, row] = slotAt(i, slots);
      one.x = x + column * SPACING;
      one.y = y - ABOVE_LOCATION_PX - row * SPACING * ROW_SPACING;
      return one;
    };
    shown.forEach(place);
    if (slots > shown.length) rests.push(place({ p: members[0].p, more: members.length - shown.length, x: 0, y: 0, offsetX: 0, offsetY: 0 }, shown.length));
    drawn.push(...shown);
  }
  return { drawn, rests };
}

/**
 * Join groups whose markers would cover each other. The joined group is between the places of both.
 * @param {PeopleGroup[]} groups
 * @returns {PeopleGroup[]}
 */
function merged(groups) {
  if (groups.length < 2) return groups;
  /** @type {SizedGroup[]} */
  const done = [];
  for (const group of groups) {
    let grown = sized(group);
    for (let n = 0; n < done.length; n++) {
      if (!areTouching(done[n], grown)) continue;
      const [other] = done.splice(n, 1);
      const share = grown.people.length / (grown.people.length + other.people.length);
      grown = sized({
        x: other.x + (grown.x - other.x) * share,
        y: other.y + (grown.y - other.y) * share,
        people: [...other.people, ...grown.people],
      });
      // It has another size and place now: compare it with all groups again.
      n = -1;
    }
    done.push(grown);
  }
  return done;
}

/**
 * Whether two groups cover each other; the markers are above the place of the group.
 * @param {SizedGroup} one
 * @param {SizedGroup} other
 */
function areTouching(one, other) {
  return Math.abs(one.x - other.x) < (one.wide + other.wide) / 2
    && one.y - one.high < other.y && other.y - other.high < one.y;
}

/** @param {PeopleGroup} group @returns {SizedGroup} with the width and height of its markers, in pixels */
function sized({ x, y, people }) {
  const count = Math.min(people.length, MOST_IN_GROUP + 1);
  const perRow = slotsInRow(count);
  const rows = Math.ceil(count / perRow);
  return { x, y, people, wide: perRow * SPACING - 3, high: ((rows - 1) * ROW_SPACING + 1) * SPACING - 3 };
}

/** @param {number} count @returns {number} up to five in a row, about the same number in each */
function slotsInRow(count) { return count <= 5 ? count : Math.min(5, Math.ceil(count / Math.ceil(count / 5))); }

/**
 * @param {number} i
 * @param {number} count
 * @returns {[number, number]} the column, from the middle, maybe a half; and the row, 0 at the bottom
 */
function slotAt(i, count) {
  const perRow = slotsInRow(count);
  const row = Math.floor(i / perRow);
  const inRow = Math.min(perRow, count - row * perRow);
  return [(i % perRow) - (inRow - 1) / 2, row];
}
