// Where the map looks: it follows the story until the viewer takes the map, and then lets go.
// Uses Leaflet, dom.js, ground.js and story.js.
'use strict';

const FLIGHT_S = 1.3;
const DRAG_FLIGHT_S = 0.35;

/** Neighbouring scenes within this distance are near enough to be seen at once, in metres. */
const NEARBY_M = 700;

/** So many scenes before and after are looked at. */
const NEIGHBOURS = 3;

/** Of a single point, and the closest; the widest is what the story needs. */
const ZOOM = { alone: 14.75, closest: 16.5 };

/** While scenes rush by, the camera frames what comes within this time and then rests: real seconds. */
const FRAMED_S = 3;

/** More scenes than these within that time are everywhere: the whole story is framed. */
const FRAMED_SCENES = 60;

class Camera {
  /**
   * @param {L.Map} map
   * @param {Object} story
   * @param {Object} timeline
   * @param {Ground} ground
   */
  constructor(map, story, timeline, ground) {
    Object.assign(this, { map, story, timeline, ground });
    this.following = true;
    this._landsAt = -Infinity;
    this._isGroundNew = false;
    map.on('moveend movestart', () => { this._landsAt = -Infinity; });
    /** @type {() => void} */
    this.changed = () => {};
    /** What the camera was last to look at. @type {?L.LatLngBounds} */
    this._sight = null;
    /** Pixels that furniture covers: left, top, right, bottom. @type {() => number[]} */
    this.margins = () => [0, 0, 0, 0];
    const release = () => this._follow(false);
    map.on('dragstart', release);
    map.getContainer().addEventListener('wheel', release, { passive: true });
    map.on('dblclick boxzoomstart', release);
    map.getContainer().addEventListener('touchstart', (e) => e.touches.length > 1 && release(), { passive: true });
  }

  /** Whether the map moves with each frame now: the stage is then drawn with each move. */
  get isFlying() { return performance.now() < this._landsAt; }

  /** @returns {{lat: number, lon: number, zoom: number, following: boolean}} */
  state() {
    const { lat, lng } = this.map.getCenter();
    return { lat, lon: lng, zoom: this.map.getZoom(), following: this.following };
  }

  /** @param {{lat: number, lon: number, zoom: number, following?: boolean}} to at once */
  restore({ lat, lon, zoom, following = false }) {
    this._follow(following);
    this.map.setView([lat, lon], zoom, { animate: false });
  }

  /** Look where the story is, and follow it again. @param {number} k @param {{atOnce?: boolean}} [how] */
  resume(k, how = {}) {
    this._follow(true);
    this.show(k, how);
  }

  /**
   * The viewer's own zoom, so the camera lets go. The scene stays where it is on the screen, if it is
   * in sight: it is what the viewer wants to see closer.
   * @param {1|-1} direction
   * @param {number} k a place in the order, or -1
   */
  zoom(direction, k) {
    this._follow(false);
    const zoom = Math.round(this.map.getZoom()) + direction;
    const [point] = k < 0 ? [] : this._points(k);
    if (point && this.map.getBounds().contains(point)) this.map.setZoomAround(point, zoom);
    else this.map.setZoom(zoom);
  }

  /** @param {number} x pixels to the right @param {number} y pixels down: the viewer's own move */
  pan(x, y) {
    this._follow(false);
    this.map.panBy([x, y], { animate: !prefersStillness() });
  }

  /**
   * Bring a scene into view, if the camera follows: where nobody knows the place, all of the story.
   * @param {number} k a place in the order
   * @param {{dragging?: boolean, dwell?: number, atOnce?: boolean}} [how] `dwell`: real seconds until the next scene
   */
  show(k, { dragging = false, dwell = Infinity, atOnce = false } = {}) {
    if (!this.following || k < 0) return;
    this._flyTo(this._bounds(k) ?? this._whole(), atOnce ? 0 : dragging ? DRAG_FLIGHT_S : Math.min(FLIGHT_S, Math.max(0.25, dwell * 0.6)));
  }

  /**
   * Bring scenes into view that rush by: one look at all that come soon, and then rest, as long as
   * they stay in sight.
   * @param {number} k a place in the order
   * @param {number} speed times the natural pace
   */
  showRush(k, speed) {
    if (!this.following || k < 0) return;
    const here = this._points(k);
    if (here.length && this._isInSight(here)) return;
    const { cues } = this.timeline;
    const until = cues[k] + FRAMED_S * speed;
    const points = [];
    let last = k;
    for (; last < cues.length && cues[last] <= until && last - k <= FRAMED_SCENES; last++) {
      points.push(...this._points(last));
    }
    const soon = last - k > FRAMED_SCENES || !here.length ? this._whole() : L.latLngBounds(points);
    this._flyTo(soon, DRAG_FLIGHT_S);
  }

  /** @param {Array<[number, number]>} points longitude, latitude: show them all */
  showPoints(points) {
    if (!points.length) return;
    this._follow(false);
    this._flyTo(L.latLngBounds(points.map(([lon, lat]) => [lat, lon])), FLIGHT_S);
  }

  /** Show the whole story at once. From much farther away it would be a speck. */
  overview() {
    this.map.setMinZoom(0);
    this._flyTo(this._whole(), 0);
    this.map.setMinZoom(Math.max(1, Math.floor(this.map.getZoom()) - 3));
  }

  /** Events stand elsewhere than before: once, the scene at hand is shown with the place it comes from. */
  relocated() {
    this._wholeBounds = null;
    this._isGroundNew = true;
  }

  /** Where the scene is set while it stands where it was filmed, and the other way round. */
  _otherEnd(k) {
    const apart = this.ground.apart(this.timeline.order[k]);
    return apart ? [unrolled([apart.from, apart.to])[1]].map(([lon, lat]) => [lat, lon]) : [];
  }

  /** The window has another size: look at the same again, if the camera follows. */
  again() {
    if (this.following && this._sight) this._flyTo(this._sight, 0);
  }

  _whole() {
    if (!this._wholeBounds) {
      this._wholeBounds = L.latLngBounds([]);
      const { events } = this.story;
      events.paths.forEach((path, i) => {
        if (events.pinned[i]) for (const [lon, lat] of path) this._wholeBounds.extend([lat, lon]);
      });
    }
    return this._wholeBounds;
  }

  _follow(following) {
    if (this.following === following) return;
    this.following = following;
    this.changed();
  }

  /** The scene itself with its uncertainty, and its neighbours in time that are near. */
  _bounds(k) {
    const points = this._points(k);
    if (!points.length) return null;
    if (this._isGroundNew || this.ground.name === 'filmed') points.push(...this._otherEnd(k));
    this._isGroundNew = false;
    const centre = L.latLng(points[0]);
    for (const direction of [-1, 1]) {
      for (let step = 1; step <= NEIGHBOURS; step++) {
        const near = this._points(k + direction * step);
        if (!near.length || near.some((p) => centre.distanceTo(p) >= NEARBY_M)) break;
        points.push(...near);
      }
    }
    return L.latLngBounds(points);
  }

  _points(k) {
    const event = this.timeline.order[k];
    if (event === undefined || !this.story.events.pinned[event]) return [];
    const path = unrolled(this.story.events.paths[event]).map(([lon, lat]) => [lat, lon]);
    const radius = this.story.events.radius[event] ?? 0;
    if (path.length > 1 || radius <= AREA_RADIUS_M) return path;
    const around = L.latLng(path[0]).toBounds(radius * 2);
    return [path[0], around.getNorthWest(), around.getSouthEast()];
  }

  /** Whether all points lie in the part of the window that no furniture covers. */
  _isInSight(points) {
    const [left, top, right, bottom] = this.margins();
    const { x: width, y: height } = this.map.getSize();
    return points.every((point) => {
      const { x, y } = this.map.latLngToContainerPoint(point);
      return x >= left && x <= width - right && y >= top && y <= height - bottom;
    });
  }

  /** @param {L.LatLngBounds} bounds @param {number} seconds 0: at once */
  _flyTo(bounds, seconds) {
    const { map } = this;
    this._sight = bounds;
    if (!bounds.isValid() || map.getSize().x === 0) return;
    const [left, top, right, bottom] = this.margins();
    const alone = bounds.getNorthEast().distanceTo(bounds.getSouthWest()) < 60;
    const size = map.getSize();
    const room = Math.min(120, size.x * 0.12, size.y * 0.12);
    const padding = L.point(left + right + room, top + bottom + room);
    const fitted = alone ? ZOOM.alone : map.getBoundsZoom(bounds, false, padding) - 0.25;
    const zoom = Math.min(ZOOM.closest, Math.max(map.getMinZoom(), Math.round(fitted * 4) / 4));
    const shift = L.point((right - left) / 2, (bottom - top) / 2);
    const centre = map.unproject(map.project(bounds.getCenter(), zoom).add(shift), zoom);
    if (seconds === 0 || prefersStillness()) {
      map.setView(centre, zoom, { animate: false });
    } else if (!this._isThere(zoom, centre)) {
      this._landsAt = performance.now() + seconds * 1000;
      map.flyTo(centre, zoom, { duration: seconds, noMoveStart: true });
    }
  }

  /** Whether the viewer sees the scene well enough already: a still map reads better than a busy one. */
  _isThere(zoom, centre) {
    const { map } = this;
    if (Math.abs(map.getZoom() - zoom) > 0.8) return false;
    const size = map.getSize();
    const away = map.latLngToContainerPoint(centre).subtract(size.divideBy(2));
    return Math.abs(away.x) < size.x * 0.12 && Math.abs(away.y) < size.y * 0.12;
  }
}
