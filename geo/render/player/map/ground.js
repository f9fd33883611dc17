// Where events stand: where they are set, or where they were filmed. The map, the camera and the people on it read
// `story.events` and never ask which; this file changes what they find there.
import { sharesWithin } from '../arithmetic/clipping.js';
import { metresApart } from '../arithmetic/distances.js';
import { toWorld } from '../arithmetic/mercator.js';
import { mixedPosition } from '../arithmetic/tracks.js';
import { distanceInWords } from '../dom.js';
import { NOWHERE, unrolled, worldOf } from '../story.js';
import { MANY_EVENTS } from './crowding.js';
import { nameTag, TAG_HALF_PX, tagHalf } from './nametag.js';
import { toView } from './view.js';

/** How long marks take from one place to the other. */
const MOVE_MS = 600;

/** Places nearer than this are the same: metres, about what the points are rounded to. */
export const SAME_PLACE_M = 2;

export class Ground {
  /** @param {Story} story */
  constructor(story) {
    this.story = story;
    /** @type {'set'|'filmed'} */
    this.name = 'set';
    /** Whether any event has a pin elsewhere when it stands where it was filmed. */
    this.differs = hasOtherPins(story);
    const { events: { paths, pinned, radius, confidence }, worldX, worldY } = story;
    this._set = { paths, pinned, radius, confidence, worldX, worldY };
    /** Made when first asked for: most viewers never do. */
    /** @type {?WhereColumns} */
    this._filmed = null;
    /** @type {?{from: WhereColumns, to: WhereColumns, moved: number[], began: number}} */
    this._move = null;
  }

  get isMoving() { return this._move !== null; }

  /**
   * @param {'set'|'filmed'} name
   * @param {boolean} gliding whether marks may take their time. In long stories they jump all the same:
   *   to gather them anew in each frame would take too long
   */
  choose(name, gliding) {
    if (name === this.name || !this.differs) return;
    const from = this._columns(this.name);
    const to = this._columns(name);
    this.name = name;
    this._put(to);
    const moved = gliding && this.story.events.count < MANY_EVENTS ? movedBetween(from, to) : [];
    this._move = moved.length ? { from, to, moved, began: performance.now() } : null;
    if (!this._move) return;
    // Written to while the marks glide, so that the columns of both grounds stay as they are.
    this.story.events.paths = to.paths.slice();
    this.story.worldX = to.worldX.slice();
    this.story.worldY = to.worldY.slice();
    this.step(this._move.began);
  }

  /** @param {number} now as from performance.now() */
  step(now) {
    if (!this._move) return;
    const { from, to, moved, began } = this._move;
    const share = eased(Math.max(0, (now - began) / MOVE_MS));
    if (share >= 1) {
      this._move = null;
      this._put(to);
      return;
    }
    const { story } = this;
    for (const i of moved) {
      const path = [mixedPosition(from.paths[i][0], to.paths[i][0], share)];
      story.events.paths[i] = path;
      [story.worldX[i], story.worldY[i]] = toWorld(...path[0]);
    }
  }

  /**
   * The other end of the line from an event: where it was filmed while it stands where it is set, and
   * the other way round.
   * @param {number} event index in telling order
   * @returns {?{from: [number, number], to: [number, number], metres: number}} null: the same place, or
   *   one of both is not known
   */
  apart(event) {
    if (!this.differs) return null;
    const here = this._columns(this.name);
    const there = this._columns(this.name === 'set' ? 'filmed' : 'set');
    if (!here.pinned[event] || !there.pinned[event] || here.paths[event] === there.paths[event]) return null;
    const [from] = here.paths[event];
    const [to] = there.paths[event];
    const metres = metresApart(from, to);
    return metres < SAME_PLACE_M ? null : { from, to, metres };
  }

  /** Where an event stands once its mark has arrived. @param {number} event @returns {Path} longitude, latitude */
  pathOf(event) { return this._columns(this.name).paths[event]; }

  /** @param {'set'|'filmed'} name */
  _columns(name) {
    if (name === 'set') return this._set;
    this._filmed ??= filmedColumns(this.story, this._set);
    return this._filmed;
  }

  /** @param {WhereColumns} columns */
  _put(columns) {
    const { paths, pinned, radius, confidence } = columns;
    Object.assign(this.story.events, { paths, pinned, radius, confidence });
    this.story.worldX = columns.worldX;
    this.story.worldY = columns.worldY;
  }
}

/** @param {Story} story @returns {boolean} */
function hasOtherPins({ events, places }) {
  for (let i = 0; i < events.count; i++) {
    const at = events.filmedAt[i];
    const place = at === null ? null : places[at];
    if (!place?.pinned || events.filmedAt[i] === events.place[i]) continue;
    if (!events.pinned[i] || !place.at || metresApart(events.paths[i][0], place.at) >= SAME_PLACE_M) return true;
  }
  return false;
}

/**
 * Where events were filmed: nobody knows, as where they are set, or at a place of its own.
 * @param {Story} story
 * @param {WhereColumns} set
 */
function filmedColumns({ events, places }, set) {
  const paths = set.paths.slice();
  const pinned = Uint8Array.from(set.pinned, Number);
  const radius = set.radius.slice();
  const confidence = set.confidence.slice();
  const pathOf = places.map(({ at }) => (at ? [at] : NOWHERE));
  for (let i = 0; i < paths.length; i++) {
    const at = events.filmedAt[i];
    if (at !== null && at === events.place[i]) continue;
    const place = at === null ? null : places[at];
    paths[i] = at === null ? NOWHERE : pathOf[at];
    pinned[i] = Number(place?.pinned ?? false);
    radius[i] = place?.radius ?? null;
    confidence[i] = place?.confidence ?? null;
  }
  return { paths, pinned, radius, confidence, ...worldOf({ paths, pinned }) };
}

/**
 * @param {WhereColumns} from
 * @param {WhereColumns} to
 * @returns {number[]} the events that have a pin before and after, but not at the same place
 */
function movedBetween(from, to) {
  const moved = [];
  for (let i = 0; i < to.paths.length; i++) {
    if (from.pinned[i] && to.pinned[i] && from.paths[i] !== to.paths[i]) moved.push(i);
  }
  return moved;
}

/** Slow, quick, slow. @param {number} share of the time @returns {number} of the way, 0 to 1 */
function eased(share) {
  if (share >= 1) return 1;
  return share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2;
}

/** A label stands this far from what covers the map, and is left out on a shorter line: pixels. */
const APART_ROOM_PX = 40;

/** Words are this far from the edge of the window, at least: pixels. */
const TAG_EDGE_PX = 6;

/** What the scene at hand takes around its place, with somebody above it: pixels. */
const AT_HAND = { beside: 20, below: 20, above: 40 };

/** Where words may stand, as shares of the part of a line that is in sight. */
const ALONG = [0.5, 0.6, 0.7, 0.8, 0.9, 1];

/**
 * The lines between where scenes are set and where they were filmed; the length stands at the scene at
 * hand.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {{event: number, colour: string}[]} scenes that play now; the first is the one at hand
 * @param {Ground} ground
 * @param {{looks: Looks, margins: number[]}} how `margins`: what
 *   furniture covers
 */
export function drawApart(c, view, scenes, ground, { looks, margins }) {
  let labelled = false;
  for (const { event, colour } of scenes) {
    const apart = ground.apart(event);
    if (!apart) continue;
    const [from, to] = unrolled([apart.from, apart.to]).map((position) => toView(view, position));
    strokeApart(c, from, to, colour, looks.colours.paper);
    if (!labelled) labelApart(c, view, from, to, { ...apart, looks, margins, other: otherEnd(ground, event) });
    labelled = true;
  }
}

/** How far it is, and what stands at the other end. @param {Ground} ground @param {number} event */
function otherEnd({ name, story }, event) {
  const at = story.events[name === 'set' ? 'filmedAt' : 'place'][event];
  return { verb: name === 'set' ? 'filmed' : 'set', place: at === null ? '' : story.places[at].name };
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {number[]} from
 * @param {number[]} to
 * @param {string} colour
 * @param {string} paper
 */
function strokeApart(c, from, to, colour, paper) {
  for (const { style, width } of [{ style: paper, width: 5 }, { style: colour, width: 1.75 }]) {
    c.beginPath();
    c.moveTo(from[0], from[1]);
    c.lineTo(to[0], to[1]);
    c.strokeStyle = style;
    c.lineWidth = width;
    c.globalAlpha = style === paper ? 0.55 : 0.9;
    c.stroke();
  }
  c.globalAlpha = 1;
  c.beginPath();
  c.arc(to[0], to[1], 5, 0, 2 * Math.PI);
  c.fillStyle = paper;
  c.fill();
  c.lineWidth = 2;
  c.strokeStyle = colour;
  c.stroke();
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {number[]} from
 * @param {number[]} to
 * @param {{metres: number, looks: Looks, margins: Box, other: ReturnType<typeof otherEnd>}} given
 */
function labelApart(c, view, from, to, { metres, looks: { colours, stamps }, margins, other }) {
  const [left, top, right, bottom] = margins;
  const window = [left + APART_ROOM_PX, top + APART_ROOM_PX, view.width - right - APART_ROOM_PX, view.height - bottom - APART_ROOM_PX];
  const shares = sharesWithin(from, to, window);
  if (!shares) return;
  const tag = { paper: colours.paper, ink: colours.ink };
  const at = (/** @type {number} */ share) => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) * (shares[1] - shares[0]);
  if (length < APART_ROOM_PX) return;
  const words = `${other.verb} ${distanceInWords(metres)} away`;
  const half = tagHalf(stamps, words, tag.ink);
  // In the middle, or as far along as it needs to be clear of the scene at hand and who stands there; or below it.
  const [x, y] = ALONG.map((part) => at(shares[0] + (shares[1] - shares[0]) * part)).find((place) => isClearOf(from, place, half))
    ?? [from[0], from[1] + AT_HAND.below + TAG_HALF_PX];
  const within = (/** @type {number} */ middle, /** @type {number} */ wide) => Math.max(left + wide + TAG_EDGE_PX, Math.min(view.width - right - wide - TAG_EDGE_PX, middle));
  nameTag(c, stamps, words, within(x, half), y + 5, tag);
  if (shares[1] === 1 && other.place && length > 3 * APART_ROOM_PX) {
    nameTag(c, stamps, other.place, within(to[0], tagHalf(stamps, other.place, tag.ink)), to[1] + 30, tag);
  }
}

/**
 * Whether words around a place leave the sign of the scene at hand free.
 * @param {number[]} values
 * @param {number[]} values
 * @param {number} half
 */
function isClearOf([pinX, pinY], [x, y], half) {
  return Math.abs(x - pinX) > half + AT_HAND.beside || y - pinY > TAG_HALF_PX + AT_HAND.below || pinY - y > TAG_HALF_PX + AT_HAND.above;
}
