// What is at a point of the map's window: a person, a marker of events, or a place that can be moved.
import { countUpTo } from '../arithmetic/axis.js';
import { mapBoundsOf } from '../arithmetic/bounds.js';
import { PERSON_RADIUS } from './personmarkers.js';
import { toView, xInView } from './view.js';

/** A click hits a marker up to this far from its middle, in pixels. */
const REACH = { mouse: 13, touch: 24 };

/**
 * A marker at a point.
 * @typedef {object} MarkerHit
 * @property {number} k        the event to go to
 * @property {number} others   the number of other events of the marker
 * @property {number} playing  how many of all of them play now
 * @property {boolean} hasCurrent   whether the current event is one of them
 * @property {number} x        the middle of the marker, in pixels of the window
 * @property {number} y
 */

export class HitTesting {
  /** @param {Stage} stage */
  constructor(stage) { this.stage = stage; }

  /**
   * @param {Point} point
   * @param {'mouse'|'touch'} [pointer]
   * @returns {?MarkerHit} the nearest marker; null: none is near enough
   */
  markerAt(point, pointer = 'mouse') {
    const { view, moment, counts } = this.stage;
    const { markers, numbers } = counts;
    if (!moment) return null;
    // They lie on top.
    const mover = this._moverAt(point, REACH[pointer], moment.focus);
    if (mover) return mover;
    let nearest = -1;
    let least = Infinity;
    for (let m = 0; m < markers.count; m += 1) {
      if (!markers.total[m]) continue;
      const dx = xInView(view, markers.x[m]) - point.x;
      const dy = markers.y[m] * view.scale + view.y - point.y;
      const distance = Math.hypot(dx, dy);
      if (distance > Math.max(REACH[pointer], counts.radiusOf(m) + 3)) continue;
      const rank = counts.rankOf(m, distance);
      if (rank >= least) continue;
      least = rank;
      nearest = m;
    }
    if (nearest < 0) return null;
    return {
      k: this._nextEventAt(nearest, markers, moment),
      others: markers.total[nearest] - 1,
      playing: numbers[nearest],
      hasCurrent: markers.markerOf[moment.focus] === nearest,
      x: xInView(view, markers.x[nearest]),
      y: markers.y[nearest] * view.scale + view.y,
    };
  }

  /**
   * @param {Point} point
   * @param {number} reach pixels
   * @param {number} focus
   * @returns {?MarkerHit} the nearest marker that moves; of two at the same point, not the current event
   */
  _moverAt(point, reach, focus) {
    /** @type {?MarkerHit} */
    let nearest = null;
    let least = reach;
    for (const { k, x, y } of this.stage.moversDrawn) {
      const hasCurrent = k === focus;
      const distance = Math.hypot(x - point.x, y - point.y) + Number(hasCurrent);
      if (distance > least) continue;
      least = distance;
      nearest = { k, others: 0, playing: 1, hasCurrent, x, y };
    }
    return nearest;
  }

  /**
   * @param {Point} point
   * @param {'mouse'|'touch'} [pointer]
   * @returns {?MarkerHit} the nearest marker; without one, the area there, with the point as its middle
   */
  eventAt(point, pointer) {
    const { moment, view, areas } = this.stage;
    const marker = this.markerAt(point, pointer);
    if (marker || !moment) return marker;
    const k = areas.at(point, view, moment) ?? -1;
    return k < 0 ? null : { k, others: 0, playing: 1, hasCurrent: k === moment.focus, x: point.x, y: point.y };
  }

  /** @param {Point} point @returns {?ShownPlace} the shown place there, if it can be moved */
  movableAt(point) {
    const { shownPlaces, view } = this.stage;
    return shownPlaces.find((place) => {
      if (!place.movable) return false;
      const [x, y] = toView(view, [place.lon, place.lat]);
      return Math.hypot(x - point.x, y - point.y) <= REACH.touch;
    }) ?? null;
  }

  /** @param {Point} point @returns {?DrawnPerson} the topmost person there */
  personAt(point) {
    return this.stage.peopleDrawn.findLast(({ x, y }) => Math.hypot(x - point.x, y - point.y) < PERSON_RADIUS.seen) ?? null;
  }

  /**
   * @param {number} k any event of a marker
   * @returns {Bounds} around all events of the marker; both corners are the same if all events are at one point
   */
  boundsOfMarkerWith(k) {
    const { story, timeline, counts: { markers: { markerOf } } } = this.stage;
    const positions = [];
    for (let other = 0; other < markerOf.length; other += 1) {
      if (markerOf[other] === markerOf[k] && this._isShown(other)) positions.push(story.events.paths[timeline.order[other]][0]);
    }
    return /** @type {Bounds} */ (mapBoundsOf(positions));
  }

  /**
   * The event to go to at a marker: the one after the current event, if the current event is there; else the first that
   * plays, or the next to come. The first event follows the last, so clicks reach all of them.
   * @param {number} marker
   * @param {Markers} markers
   * @param {Moment} moment
   */
  _nextEventAt(marker, { markerOf }, { focus, visible, time }) {
    const isThere = (/** @type {number} */ k) => markerOf[k] === marker && this._isShown(k);
    const first = isThere(focus) ? focus + 1 : visible.find(isThere) ?? countUpTo(this.stage.timeline.starts, time);
    for (let n = 0; n < markerOf.length; n += 1) {
      const k = (first + n) % markerOf.length;
      if (isThere(k)) return k;
    }
    return -1;
  }

  /** @param {number} k @returns {boolean} whether the filter shows the event */
  _isShown(k) {
    const { shown } = this.stage;
    return !shown || shown[k] === 1;
  }
}
