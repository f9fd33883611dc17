// Where the map looks: it follows the story until the viewer takes the map, and then lets go.
// Uses Leaflet, dom.js and story.js.
'use strict';

const FLIGHT_S = 1.3;
const DRAG_FLIGHT_S = 0.35;

/** Neighbouring scenes within this distance are near enough to be seen at once, in metres. */
const NEARBY_M = 1200;

/** Of a single point, and the closest; the widest is what the story needs. */
const ZOOM = { alone: 14.75, closest: 16.5 };

class Camera {
  /**
   * @param {L.Map} map
   * @param {Object} story
   * @param {Object} timeline
   */
  constructor(map, story, timeline) {
    Object.assign(this, { map, story, timeline });
    this.following = true;
    /** @type {() => void} */
    this.changed = () => {};
    /** Pixels that furniture covers: left, top, right, bottom. @type {() => number[]} */
    this.margins = () => [0, 0, 0, 0];
    const release = () => this._follow(false);
    map.on('dragstart', release);
    map.getContainer().addEventListener('wheel', release, { passive: true });
    map.on('dblclick boxzoomstart', release);
    map.getContainer().addEventListener('touchstart', (e) => e.touches.length > 1 && release(), { passive: true });
  }

  /** Look where the story is, and follow it again. */
  resume(k) {
    this._follow(true);
    this.show(k);
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

  /**
   * Bring a scene into view, if the camera follows: where nobody knows the place, all of the story.
   * @param {number} k a place in the order
   * @param {{dragging?: boolean, still?: boolean, dwell?: number}} [how] `dwell`: seconds until the next scene
   */
  show(k, how = {}) {
    if (!this.following || k < 0) return;
    this._flyTo(this._bounds(k) ?? this._whole(), how);
  }

  /** @param {Array<[number, number]>} points longitude, latitude: show them all */
  showPoints(points) {
    if (!points.length) return;
    this._follow(false);
    this._flyTo(L.latLngBounds(points.map(([lon, lat]) => [lat, lon])), {});
  }

  /** Show the whole story at once. */
  overview() { this._flyTo(this._whole(), { still: true }); }

  _whole() {
    const { events } = this.story;
    this._wholeBounds ??= L.latLngBounds(events.paths.flatMap((path, i) => (
      events.pinned[i] ? path.map(([lon, lat]) => [lat, lon]) : [])));
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
    const centre = L.latLng(points[0]);
    for (const neighbour of [k - 1, k + 1]) {
      if (neighbour < 0 || neighbour >= this.timeline.order.length) continue;
      const near = this._points(neighbour);
      if (near.length && near.every((p) => centre.distanceTo(p) < NEARBY_M)) points.push(...near);
    }
    return L.latLngBounds(points);
  }

  _points(k) {
    const event = this.timeline.order[k];
    if (!this.story.events.pinned[event]) return [];
    const path = this.story.events.paths[event].map(([lon, lat]) => [lat, lon]);
    const radius = this.story.events.radius[event] ?? 0;
    if (path.length > 1 || radius <= AREA_RADIUS_M) return path;
    const around = L.latLng(path[0]).toBounds(radius * 2);
    return [path[0], around.getNorthWest(), around.getSouthEast()];
  }

  _flyTo(bounds, { dragging = false, still = false, dwell = Infinity }) {
    if (!bounds.isValid()) return;
    const { map } = this;
    const [left, top, right, bottom] = this.margins();
    const alone = bounds.getNorthEast().distanceTo(bounds.getSouthWest()) < 60;
    const padding = L.point(left + right + 120, top + bottom + 120);
    const fitted = alone ? ZOOM.alone : map.getBoundsZoom(bounds, false, padding) - 0.25;
    const zoom = Math.min(ZOOM.closest, Math.round(fitted * 4) / 4);
    const shift = L.point((right - left) / 2, (bottom - top) / 2);
    const centre = map.unproject(map.project(bounds.getCenter(), zoom).add(shift), zoom);
    if (this._isThere(bounds, zoom, centre)) return;
    if (still || prefersStillness()) {
      map.setView(centre, zoom, { animate: false });
      return;
    }
    const seconds = dragging ? DRAG_FLIGHT_S : Math.min(FLIGHT_S, Math.max(0.25, dwell * 0.6));
    map.flyTo(centre, zoom, { duration: seconds, noMoveStart: true });
  }

  /** Whether the viewer sees the scene well enough already: a still map reads better than a busy one. */
  _isThere(bounds, zoom, centre) {
    const { map } = this;
    if (map.getSize().x === 0) return true;
    if (Math.abs(map.getZoom() - zoom) > 0.8) return false;
    const target = map.latLngToContainerPoint(centre);
    const size = map.getSize();
    const away = target.subtract(size.divideBy(2));
    return Math.abs(away.x) < size.x * 0.12 && Math.abs(away.y) < size.y * 0.12;
  }
}
