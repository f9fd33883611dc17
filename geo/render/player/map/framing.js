// What of a scene the camera has to show, and how near it may come: the surer the place, the nearer.
import { boundsAround } from '../arithmetic/bounds.js';
import { metresApart } from '../arithmetic/distances.js';
import { StateReader } from '../statereader.js';
import { unrolled } from '../story.js';
import { SURE } from './stage.js';

/** What plays at the same time is kept in view within this distance of the scene at hand, in metres. */
const SIMULTANEOUS_M = 3000;

/** More than these at the same time are a crowd, which no camera can frame. */
const SIMULTANEOUS_MOST = 60;

/** Neighbouring scenes within this distance are near enough to be seen at once, in metres. */
const NEARBY_M = 700;

/** So many scenes before and after are looked at. */
const NEIGHBOURS = 3;

/**
 * How much of the ground around a place is shown, as a share of its radius: where the place is more
 * likely right than wrong its middle is enough, elsewhere all of it has to be seen.
 */
const SHOWN_SHARE = { sure: 0.75, unsure: 1.1 };

/** Around a place of which nobody says how well it is known: metres. */
const UNSAID_REACH_M = 1500;

export class Framing extends StateReader {
  /**
   * @param {number} k a place in the order
   * @param {{visible?: number[], bothEnds?: boolean}} [how] `visible`: what plays now; `bothEnds`: also
   *   the scene's other location, see Locations.apart
   * @returns {?SceneFrame} null: nobody knows where
   */
  of(k, { visible = [], bothEnds = false } = {}) {
    const own = this._path(k);
    if (!own.length) return null;
    const must = own.slice();
    if (bothEnds) must.push(...this._otherEnd(k));
    if (visible.length <= SIMULTANEOUS_MOST) {
      for (const other of visible) {
        const path = other === k ? [] : this._path(other);
        if (path.length && path.every((point) => metresApart(own[0], point) < SIMULTANEOUS_M)) must.push(...path);
      }
    }
    return { must, ground: this._reach(k, own), near: this._near(k, own[0]) };
  }

  /**
   * @param {number[]} run places in the order
   * @returns {LonLat[]} what shows all of them at once, each with the ground that its precision asks for
   */
  together(run) {
    return run.flatMap((k) => {
      const own = this._path(k);
      return own.length ? [...own, ...this._reach(k, own)] : own;
    });
  }

  /**
   * Where a scene is or moves; none where nobody knows. Marks that glide are looked for where they arrive.
   * @param {number} k
   */
  _path(k) {
    const event = this.timeline.order[k];
    if (event === undefined || !this.story.events.pinned[event]) return [];
    return unrolled(this.story.events.paths[event]);
  }

  /**
   * Two corners around a place; a way is as long as it is.
   * @param {number} k
   * @param {LonLat[]} own
   * @returns {readonly LonLat[]}
   */
  _reach(k, own) {
    const { radius, confidence } = this.story.events;
    const event = this.timeline.order[k];
    if (own.length > 1) return own;
    const share = (confidence[event] ?? 1) >= SURE ? SHOWN_SHARE.sure : SHOWN_SHARE.unsure;
    const said = radius[event];
    const reach = said === null ? UNSAID_REACH_M : said * share;
    return boundsAround(own[0], reach * 2);
  }

  /** The scenes before and after that are near, the next ones first. @param {number} k @param {LonLat} centre */
  _near(k, centre) {
    /** @type {LonLat[][]} */
    const near = [];
    /** @type {Record<number, boolean>} */
    const goesOn = { 1: true, '-1': true };
    for (let step = 1; step <= NEIGHBOURS; step++) {
      for (const direction of [1, -1]) {
        const path = this._path(k + direction * step);
        goesOn[direction] &&= path.length > 0 && path.every((point) => metresApart(centre, point) < NEARBY_M);
        if (goesOn[direction]) near.push(path);
      }
    }
    return near;
  }

  /** Where the scene is set while it stands where it was filmed, and the other way round. @param {number} k */
  _otherEnd(k) {
    const apart = this.locations.apart(this.timeline.order[k]);
    return apart ? [unrolled([apart.from, apart.to])[1]] : [];
  }
}
