// Where events are: where they are set, or where they were filmed. No DOM.
import { metresApart } from '../arithmetic/distances.js';
import { toWorld } from '../arithmetic/mercator.js';
import { mixedPosition } from '../arithmetic/tracks.js';
import { NOWHERE, worldOf } from '../story.js';

/** Places nearer than this are the same: metres, about what the points are rounded to. */
export const SAME_PLACE_M = 2;

/** The columns of a story with set locations, and the same with filming locations. */
export class BothLocations {
  /** @param {Story} story with set locations */
  constructor(story) {
    const { events: { paths, pinned, radius, confidence }, worldX, worldY } = story;
    this.story = story;
    /** @type {WhereColumns} */
    this.set = { paths, pinned, radius, confidence, worldX, worldY };
    /** Whether any event has a pin elsewhere at its filming location. */
    this.differs = hasOtherPins(story);
    /** Made when first needed: most viewers never see it. @type {?WhereColumns} */
    this._filmed = null;
  }

  get filmed() { return this._filmed ??= filmedColumns(this.story, this.set); }
}

/** The locations that the map shows. */
export class Locations {
  /** @param {BothLocations} both @param {GroundName} wanted 'filmed' has no effect if the filming locations are the same */
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
    const { worldX, worldY, ...columns } = this.columns;
    return { ...story, events: { ...story.events, ...columns }, worldX, worldY };
  }

  /**
   * The other end of the line from an event: its filming location while the map shows where it is set, and the
   * other way round.
   * @param {number} event
   * @returns {?{from: LonLat, to: LonLat, metres: number}} null: the same place, or one of both is not known
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

  /** The events with a pin at both locations, which are not the same. @returns {number[]} */
  get moved() { return this._moved ??= this.differs ? movedBetween(this.others, this.columns) : []; }
}

/**
 * A story whose markers are on their way from the other locations to these.
 * @param {Story} story with these locations
 * @param {Locations} locations
 * @param {number} share of the way, 0 to 1
 * @returns {Story}
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
 * Where events were filmed: not known, where they are set, or at a place of its own.
 * @param {Story} story
 * @param {WhereColumns} set
 * @returns {WhereColumns}
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
