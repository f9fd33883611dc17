// What the camera shows for an event. The better its location is known, the nearer the camera comes.
import { positionsAround } from '../arithmetic/areas.js';
import { boundsAround } from '../arithmetic/bounds.js';
import { metresApart } from '../arithmetic/distances.js';
import { StateReader } from '../statereader.js';
import { nearestCopy } from '../arithmetic/worldcopies.js';
import { isSureLocation, unrolled } from '../story.js';
import { isInAtlas } from './atlasarea.js';

/** Events at the same time stay in view if they are this near to the current event, in metres. */
const SIMULTANEOUS_M = 3000;

/** With more events than these at the same time, only the current event has to be in view. */
const SIMULTANEOUS_MOST = 60;

/** Events before and after the current one are shown with it if they are this near, in metres. */
const NEARBY_M = 700;

/** The number of events before, and of events after, that can be shown with it. */
const NEIGHBOURS = 3;

/**
 * Where there is no base map: the number of other places before an event, and of places after it, that are shown with
 * it; and the number of events in which they are looked for.
 */
const PLACES_ALONG = 3;
const MOST_ALONG = 100;

/** Two positions nearer than this are one place, in metres. */
export const ONE_PLACE_M = 60;

/**
 * The shown part of the area around a location, as a share of its radius. If the location is more likely right than
 * wrong, the middle is enough; if not, all of it must be in view.
 */
const SHOWN_IF_SURE = 0.75;
const SHOWN_IF_UNSURE = 1.1;

/** The shown distance around a location whose radius is unknown, in metres. */
const UNKNOWN_RADIUS_M = 1500;

export class Framing extends StateReader {
  /**
   * @param {number} k
   * @param {{visible?: number[], bothEnds?: boolean}} [wanted] `visible`: the k that play; `bothEnds`: also show the
   *   other location of the event, see Locations.apart
   * @returns {?EventFrame} null: the location is unknown
   */
  of(k, { visible = [], bothEnds = false } = {}) {
    const own = this._path(k);
    if (!own.length) return null;
    const must = [...own, ...positionsAround(this.story.events.areas[this.timeline.order[k]])];
    if (bothEnds) must.push(...this._otherEnd(k));
    if (visible.length <= SIMULTANEOUS_MOST) {
      for (const other of visible) {
        const path = other === k ? [] : this._path(other);
        if (path.length && path.every((point) => metresApart(own[0], point) < SIMULTANEOUS_M)) must.push(...unrolled([own[0], ...path]).slice(1));
      }
    }
    const along = this.along(k);
    // A journey is shown with what comes next.
    if (along?.length) must.push(along[0]);
    return { must, around: this._areaAround(k, own), near: this._near(k, own[0]), along };
  }

  /**
   * @param {number[]} run the k
   * @returns {LonLat[]} the locations of these events, each with the area around it; for the first, also the places
   *   along the way
   */
  together(run) {
    return run.flatMap((k, i) => {
      const own = this._path(k);
      const along = i ? null : this.along(k);
      return own.length ? [...own, ...this._areaAround(k, own), ...(along ?? [])] : own;
    });
  }

  /** @param {readonly LonLat[]} positions @returns {boolean} whether nothing is drawn under one of them */
  isBare(positions) { return !this.story.tiles && !positions.every((position) => isInAtlas(this.story.atlas, position)); }

  /**
   * Where there is no base map, one place looks like any other. There the viewer needs the places where the story was
   * before, and goes next.
   * @param {number} k
   * @returns {?LonLat[]} the next places of events after it that the filter shows, then those before it, each in the
   *   copy of the world that is nearest to the one before; null: there is a base map, or the location is unknown
   */
  along(k) {
    const own = this._path(k);
    if (!own.length || !this.isBare(own)) return null;
    const { shown } = this;
    const places = [];
    // After it, each path begins at the place; before it, each ends there.
    for (const [direction, end] of [[1, 0], [-1, -1]]) {
      let here = /** @type {LonLat} */ (own.at(-1 - end));
      let found = 0;
      for (let n = 1; n < MOST_ALONG && found < PLACES_ALONG; n++) {
        const other = k + n * direction;
        const there = this._end(other, end);
        if (shown?.[other] === 0 || !there || metresApart(here, there) < ONE_PLACE_M) continue;
        here = [nearestCopy(there[0], here[0]), there[1]];
        places.push(here);
        found++;
      }
    }
    return places;
  }

  /**
   * @param {number} k
   * @param {number} end 0: where its path begins; -1: where it ends
   * @returns {LonLat|undefined} undefined: the location is unknown
   */
  _end(k, end) {
    const event = this.timeline.order[k];
    return this.story.events.pinned[event] ? this.story.events.paths[event].at(end) : undefined;
  }

  /**
   * @param {number} k
   * @returns {LonLat[]} the location or the route of an event; empty if it is unknown. While markers move to other
   *   locations, it is where the marker arrives
   */
  _path(k) {
    const event = this.timeline.order[k];
    if (!this.story.events.pinned[event]) return [];
    return unrolled(this.story.events.paths[event]);
  }

  /**
   * @param {number} k
   * @param {LonLat[]} own its path
   * @returns {readonly LonLat[]} two corners around a location or its areas; for a route, the route itself
   */
  _areaAround(k, own) {
    const { events } = this.story;
    const event = this.timeline.order[k];
    if (own.length > 1) return own;
    const corners = positionsAround(events.areas[event]);
    if (corners.length) return corners;
    const share = isSureLocation(events, event) ? SHOWN_IF_SURE : SHOWN_IF_UNSURE;
    const radius = events.radius[event];
    const reach = radius === null ? UNKNOWN_RADIUS_M : radius * share;
    return boundsAround(own[0], reach * 2);
  }

  /** The events before and after that are near, the closest in time first. @param {number} k @param {LonLat} centre */
  _near(k, centre) {
    /** @type {LonLat[][]} */
    const near = [];
    /** @type {Record<number, boolean>} */
    const isUnbroken = { 1: true, '-1': true };
    for (let step = 1; step <= NEIGHBOURS; step++) {
      for (const direction of [1, -1]) {
        const path = this._path(k + direction * step);
        isUnbroken[direction] &&= path.length > 0 && path.every((point) => metresApart(centre, point) < NEARBY_M);
        if (isUnbroken[direction]) near.push(path);
      }
    }
    return near;
  }

  /** While the map shows filming locations: where the event is set; else where it was filmed. @param {number} k */
  _otherEnd(k) {
    const apart = this.locations.apart(this.timeline.order[k]);
    return apart ? [unrolled([apart.from, apart.to])[1]] : [];
  }
}
