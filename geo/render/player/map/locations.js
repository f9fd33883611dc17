// Set and filming locations of events, and which of them the map shows. No DOM.
import { metresApart } from '../arithmetic/distances.js';
import { toWorld } from '../arithmetic/mercator.js';
import { mixedPosition } from '../arithmetic/tracks.js';
import { NOWHERE, worldOf } from '../story.js';

/** Two locations nearer than this are the same, in metres: positions are rounded to about this. */
export const SAME_PLACE_M = 2;

/** The columns with set locations, and those with filming locations. */
export class BothLocations {
  /** @param {Story} story with set locations */
  constructor(story) {
    const { events: { paths, areas, pinned, radius, confidence }, worldX, worldY, bounds } = story;
    this.story = story;
    /** @type {WhereColumns} */
    this.set = { paths, areas, pinned, radius, confidence, worldX, worldY, bounds };
    /** Whether an event has a known filming location that is not its set location. */
    this.differs = hasOtherPins(story);
    /** Made when it is first needed: most viewers never show it. @type {?WhereColumns} */
    this._filmed = null;
  }

  get filmed() { return this._filmed ??= filmedColumns(this.story, this.set); }
}

/** The locations that the map shows. */
export class Locations {
  /**
   * @param {BothLocations} both
   * @param {GroundName} wanted 'filmed' has no effect if the filming locations are the same
   */
  constructor(both, wanted) {
    this.both = both;
    /** Whether set and filming locations differ. */
    this.differs = both.differs;
    /** @type {GroundName} */
    this.ground = both.differs ? wanted : 'set';
    /** @type {?number[]} */
    this._moved = null;
  }

  get columns() { return this.both[this.ground]; }

  /** The columns of the locations that the map does not show. */
  get others() { return this.both[this.ground === 'set' ? 'filmed' : 'set']; }

  /** The story with these locations. @returns {Story} */
  get story() {
    const { both: { story } } = this;
    if (this.ground === 'set') return story;
    const { worldX, worldY, bounds, ...columns } = this.columns;
    return { ...story, events: { ...story.events, ...columns }, worldX, worldY, bounds };
  }

  /**
   * The distance between both locations of an event.
   * @param {number} event
   * @returns {?{from: LonLat, to: LonLat, metres: number}} from the location that the map shows to the other one; null:
   *   they are the same, or one is unknown
   */
  apart(event) {
    if (!this.differs) return null;
    const { columns: here, others: there } = this;
    if (!here.pinned[event] || !there.pinned[event] || here.paths[event] === there.paths[event]) return null;
    const [from] = here.paths[event];
    const [to] = there.paths[event];
    const metres = metresApart(from, to);
    return metres < SAME_PLACE_M ? null : { from, to, metres };
  }

  /** The events whose set and filming locations are known and differ. @returns {number[]} */
  get moved() { return this._moved ??= this.differs ? movedBetween(this.others, this.columns) : []; }
}

/**
 * @param {Story} story with the locations that the map shows from now on
 * @param {Locations} locations
 * @param {number} share of the way, 0 to 1
 * @returns {Story} with markers between the former locations and the new ones
 */
export function glidingStory(story, locations, share) {
  const { columns: to, others: from } = locations;
  const paths = to.paths.slice();
  const worldX = to.worldX.slice();
  const worldY = to.worldY.slice();
  for (const event of locations.moved) {
    const position = mixedPosition(from.paths[event][0], to.paths[event][0], share);
    paths[event] = [position];
    [worldX[event], worldY[event]] = toWorld(...position);
  }
  return { ...story, events: { ...story.events, paths }, worldX, worldY };
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
 * @param {Story} story
 * @param {WhereColumns} set
 * @returns {WhereColumns} with filming locations; unknown for an event without one
 */
function filmedColumns({ events, places }, set) {
  const paths = set.paths.slice();
  const areas = set.areas.slice();
  const pinned = Uint8Array.from(set.pinned, Number);
  const radius = set.radius.slice();
  const confidence = set.confidence.slice();
  const pathOf = places.map(({ at }) => (at ? [at] : NOWHERE));
  for (let i = 0; i < paths.length; i++) {
    const at = events.filmedAt[i];
    if (at !== null && at === events.place[i]) continue;
    const place = at === null ? null : places[at];
    paths[i] = at === null ? NOWHERE : pathOf[at];
    areas[i] = null;
    pinned[i] = Number(place?.pinned ?? false);
    radius[i] = place?.radius ?? null;
    confidence[i] = place?.confidence ?? null;
  }
  return { paths, areas, pinned, radius, confidence, ...worldOf({ paths, areas, pinned }) };
}

/**
 * @param {WhereColumns} from
 * @param {WhereColumns} to
 * @returns {number[]} the events whose location is known in both, and not the same
 */
function movedBetween(from, to) {
  const moved = [];
  for (let i = 0; i < to.paths.length; i++) {
    if (from.pinned[i] && to.pinned[i] && from.paths[i] !== to.paths[i]) moved.push(i);
  }
  return moved;
}
