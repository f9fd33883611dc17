// The camera: where the map looks. It follows the story until the viewer moves the map.
import { positionsAround } from '../arithmetic/areas.js';
import { boundsAround, centreOf, mapBoundsOf } from '../arithmetic/bounds.js';
import { nearestCopy } from '../arithmetic/worldcopies.js';
import { prefersReducedMotion } from '../dom.js';
import { listenTo } from '../listening.js';
import { StateReader } from '../statereader.js';
import { AREA_RADIUS_M, unrolled } from '../story.js';
import { CLOSEST_ZOOM, Fitting } from './fitting.js';
import { Flight, FLIGHT_S, flightTime, QUICK_FLIGHT_S } from './flight.js';
import { Framing } from './framing.js';
import { Zooming } from './zooming.js';

/**
 * The camera does not move if everything that must be in view is at least this far within the free part of the window
 * (REST_EDGE), if the area around it is at most this far outside (REST_BEYOND), and if the map is not much farther away
 * than the camera would be (REST_FARTHER, in zoom levels). It may be nearer. After a list has opened beside the map,
 * what must be in view has to be nearer to the middle (REST_BESIDE). All but REST_FARTHER are shares of the free part of
 * the window.
 */
const REST_EDGE = 0.1;
const REST_BESIDE = 0.3;
const REST_BEYOND = -0.1;
const REST_FARTHER = 0.8;

/** Markers are clustered for each half zoom level: a smaller step splits no cluster. */
const SPLITTING_LEVELS = 0.5;

/**
 * An event with less time than this has ended before the camera has arrived and the viewer has looked around. The
 * camera then frames several events together: those that follow within FRAMED_S. In real seconds.
 */
export const LASTING_S = 3.5;
export const FRAMED_S = 10;

/** If more events than these follow within that time, the camera frames the whole story. */
export const MOST_FRAMED = 60;

/**
 * If the map shows too much, the camera comes nearer only for this number of events or more, and by at least this
 * number of zoom levels.
 */
const NEARING_EVENTS = 4;
const NEARING_LEVELS = 1.5;

/** Without a base map, the camera comes nearer than for the whole story by at most this: in zoom levels. */
const BARE_NEARER_LEVELS = 4;

/**
 * @typedef {object} CameraMove
 * @property {boolean} [dragging]  whether the viewer drags the playhead: the flight is quick
 * @property {number} [dwell]      real seconds until the next event
 * @property {number[]} [visible]  the k that play; those near the event stay in view
 * @property {boolean} [atOnce]    without a flight
 * @property {boolean} [beside]    whether a list has just opened beside the map
 */

export class Camera extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {SlippyMap} map
   * @param {() => Box} margins pixels at each edge of the window that panels cover
   */
  constructor(store, map, margins) {
    super(store);
    this.map = map;
    this._flight = new Flight(map);
    this.zooming = new Zooming(map, (view, seconds) => this._flight.start(view, seconds));
    this.fitting = new Fitting(map, margins);
    this.framing = new Framing(store);
    this._isGroundNew = false;
    /** Whether it has gone to an event. At the start it shows the whole story. */
    this.isAtEvent = false;
    /**
     * What the camera showed last, the closest zoom for it, and the padding around it.
     * @type {?{bounds: Bounds, closest: number, padding?: ?number[]}}
     */
    this._subject = null;
    /** Whether the viewer asked for that, and has not moved the map since. */
    this._isSubjectChosen = false;
    /** The point that the zoom buttons keep in place, until the map is moved in another way. @type {?LonLat} */
    this._zoomsAbout = null;
    const release = () => this._follow(false);
    map.listen('dragStart', release);
    listenTo(map.container, 'wheel', release, { passive: true });
    map.listenToClicks('doubleClick', release);
    map.listen('boxZoomStart', release);
    listenTo(map.container, 'touchstart', (e) => e.touches.length > 1 && release(), { passive: true });
    map.listen('rest', () => this.following || store.tell('camera'));
    // The next time, the current event is shown together with its former location.
    store.watch(['ground'], () => { this._isGroundNew = true; });
  }

  /** Whether it follows the story. If not, the viewer moves the map. */
  get following() { return this.store.get('cameraFollows'); }

  /** Whether the map moves in every frame. The stage is then drawn with each move. */
  get isFlying() { return this._flight.isOn; }

  /** Where the flight ends; null: there is no flight. @returns {?MapView} */
  get target() { return this._flight.target; }

  /** @returns {{lat: number, lon: number, zoom: number, following: boolean}} */
  state() {
    const { centre: [lon, lat], zoom } = this.map.view;
    return { lat, lon: nearestCopy(lon, 0), zoom, following: this.following };
  }

  /** Look there at once. @param {{lat: number, lon: number, zoom: number, following?: boolean}} to */
  restore({ lat, lon, zoom, following = false }) {
    this._follow(following);
    this.map.jump({ centre: [lon, lat], zoom });
  }

  /** Follow the story again. The caller then aims the camera. */
  resume() { this._follow(true); }

  /**
   * A zoom button: the viewer takes over the map. If the camera was at an event, the event keeps its place on the
   * screen until the viewer moves the map; otherwise the middle of the free part of the window does.
   * @param {1|-1} direction
   * @param {number} k of the current event, or -1
   */
  zoom(direction, k) {
    const { map } = this;
    const point = this.following ? this._points(k)[0] : this._zoomsAbout;
    const about = point && map.shows(point) ? point : null;
    this._follow(false);
    this._zoomsAbout = about;
    const { left, top, width, height } = this.fitting.free;
    const middle = { x: left + width / 2, y: top + height / 2 };
    this.zooming.to(Math.round(this.zooming.wanted) + direction, about ? map.toWindow(about) : middle);
  }

  /** The viewer moves the map. @param {number} x pixels to the right @param {number} y pixels down */
  pan(x, y) {
    this._follow(false);
    this.map.pan(x, y, !prefersReducedMotion());
  }

  /**
   * Bring an event into view, if the camera follows. If its location is unknown, show the whole story.
   * @param {number} k
   * @param {CameraMove} [move]
   */
  show(k, move = {}) {
    if (!this.following || k < 0) return;
    const seconds = flightTime(move);
    const frame = this.framing.of(k, { visible: move.visible, bothEnds: this._isGroundNew || this.locations.ground === 'filmed' });
    this._isGroundNew = false;
    this.isAtEvent = true;
    if (frame) this._flyToFrame(frame, seconds, move.beside ? REST_BESIDE : REST_EDGE);
    else this._flyTo(this.story.bounds, seconds, REST_BEYOND);
  }

  /**
   * @param {number} k
   * @param {number[]} visible the k that play with it
   * @returns {?MapView} where the camera would go for the event; null: its location is unknown
   */
  landing(k, visible) {
    const frame = this.framing.of(k, { visible, bothEnds: this.locations.ground === 'filmed' });
    if (!frame || this.map.size.width === 0) return null;
    const bounds = this.fitting.frameBounds(frame, this.story.bounds);
    return this.fitting.viewOf(bounds, this.fitting.zoomFor(bounds));
  }

  /**
   * Show several events together that pass too quickly for a flight to each. The camera then stays as long as the
   * current event is in view and the map is not much too far away.
   * @param {number[]} run the k, first the current one, see Playhead.run
   * @param {number} dwell real seconds until the next event
   */
  showRun(run, dwell) {
    if (!this.following || this.map.size.width === 0) return;
    const points = run.length > MOST_FRAMED ? [] : this.framing.together(run);
    const bounds = mapBoundsOf(points) ?? this.story.bounds;
    const isTooWide = run.length >= NEARING_EVENTS && bounds && this.fitting.zoomFor(bounds) > this._view().zoom + NEARING_LEVELS;
    if (isTooWide || !this._areInView(this._points(run[0]))) this._flyTo(bounds, flightTime({ dwell }));
  }

  /**
   * Bring points into view, if the camera follows. Without points it stays.
   * @param {LonLat[]} points
   * @param {CameraMove} [move]
   */
  keep(points, move = {}) {
    if (!this.following || !points.length) return;
    this.isAtEvent = true;
    this._flyTo(mapBoundsOf(points), flightTime(move), move.beside ? REST_BESIDE : 0);
  }

  /**
   * The same while events pass too quickly for that: the camera moves only if a point is out of view, and then frames
   * the next points as well.
   * @param {LonLat[]} points
   * @param {() => LonLat[]} next
   */
  keepRun(points, next) {
    if (!this.following || !points.length || this._areInView(points)) return;
    this._flyTo(mapBoundsOf([...points, ...next()]), QUICK_FLIGHT_S);
  }

  /**
   * @param {Bounds} bounds
   * @returns {boolean} whether the map zooms in when it shows only these bounds, by enough to split a cluster
   */
  opens(bounds) { return this.fitting.zoomFor(bounds, this.map.maxZoom) >= this._view().zoom + SPLITTING_LEVELS; }

  /** Show these bounds, as near as possible. @param {Bounds} bounds */
  open(bounds) {
    this._follow(false);
    this._isSubjectChosen = true;
    const closest = this.map.maxZoom;
    this._subject = { bounds, closest };
    this._goTo(bounds, this.fitting.zoomFor(bounds, closest), FLIGHT_S);
  }

  /** Show all of these points. @param {LonLat[]} points */
  showPoints(points) {
    if (!points.length) return;
    this._follow(false);
    this._isSubjectChosen = true;
    this._flyTo(mapBoundsOf(points), FLIGHT_S);
  }

  /** Show the first view, or the whole story, at once; and limit how far the map can zoom out from there. */
  overview() {
    this.map.minZoom = 0;
    this._flyTo(this.story.bounds, 0);
    let widest = this.map.zoom;
    const { view } = this.story;
    if (view) {
      this._openOn(view);
      widest = Math.min(widest, this.map.zoom);
    }
    this.map.minZoom = Math.min(widest, Math.max(1, Math.floor(widest) - 3));
  }

  /** @param {FirstView} view */
  _openOn({ bounds: corners, padding, maxZoom }) {
    const bounds = /** @type {Bounds} */ (corners.map(([lat, lon]) => [lon, lat]));
    if (this.map.size.width === 0) return;
    this._subject = { bounds, closest: maxZoom ?? this.fitting.closestFor(bounds), padding };
    this._showSubject();
  }

  /** The window has another size: show the same subject again, unless the viewer has moved the map. */
  again() {
    if (!(this.following || this._isSubjectChosen)) return;
    // A document can be opened in a frame without a size: then nothing has been shown yet.
    if (this._subject) this._showSubject();
    else this.overview();
  }

  /** Show at once what the camera showed last. */
  _showSubject() {
    if (!this._subject) return;
    const { bounds, closest, padding } = this._subject;
    this._flight.start(this.fitting.viewOf(bounds, this.fitting.zoomFor(bounds, closest, padding), padding), 0);
  }

  /** @param {boolean} following */
  _follow(following) {
    this._isSubjectChosen = false;
    this._zoomsAbout = null;
    this.store.set({ cameraFollows: following }, 'camera');
  }

  /** @param {number} k @returns {LonLat[]} see pointsOf */
  _points(k) { return this.pointsOf(this.timeline.order[k]); }

  /**
   * @param {number} event
   * @returns {LonLat[]} its location with its uncertainty, its areas or its route; empty if the location is unknown. While
   *   markers move to other locations, it is where the marker arrives
   */
  pointsOf(event) {
    if (!this.story.events.pinned[event]) return [];
    const path = unrolled(this.story.events.paths[event]);
    const corners = positionsAround(this.story.events.areas[event]);
    if (corners.length) return [path[0], ...corners];
    const radius = this.story.events.radius[event] ?? 0;
    if (path.length > 1 || radius <= AREA_RADIUS_M) return path;
    return [path[0], ...boundsAround(path[0], radius * 2)];
  }

  /** @param {LonLat[]} points @returns {boolean} whether all are in the free part of the window */
  _areInView(points) { return this.fitting.shows(this._view(), mapBoundsOf(points) ?? [], 0); }

  /** Where the map looks; during a flight, where the flight ends. @returns {MapView} */
  _view() { return this.target ?? this.map.view; }

  /**
   * @param {EventFrame} frame
   * @param {number} seconds
   * @param {number} edge see REST_EDGE
   */
  _flyToFrame(frame, seconds, edge) {
    if (this.map.size.width === 0) return;
    const bounds = this.fitting.frameBounds(frame, this.story.bounds);
    const zoom = this.fitting.zoomFor(bounds);
    this._subject = { bounds, closest: CLOSEST_ZOOM };
    // A map that does not move is easier to read.
    const { must, around } = frame;
    const view = this._view();
    const rests = view.zoom >= zoom - REST_FARTHER
      && this.fitting.shows(view, must, edge) && this.fitting.shows(view, around, REST_BEYOND);
    if (!rests) this._goTo(bounds, zoom, seconds);
  }

  /**
   * @param {?Bounds} bounds null: stay
   * @param {number} seconds 0: at once
   * @param {number} [edge] see REST_EDGE
   */
  _flyTo(bounds, seconds, edge = 0) {
    if (!bounds || this.map.size.width === 0) return;
    const { fitting, story } = this;
    const most = story.bounds && this.framing.isBare([centreOf(bounds)]) ? fitting.zoomFor(story.bounds) + BARE_NEARER_LEVELS : Infinity;
    const closest = Math.min(most, fitting.closestFor(bounds));
    const zoom = fitting.zoomFor(bounds, closest);
    this._subject = { bounds, closest };
    // At the start the map has no view yet.
    const view = seconds === 0 ? null : this._view();
    const rests = view && Math.abs(view.zoom - zoom) <= REST_FARTHER && fitting.shows(view, bounds, edge);
    if (!rests) this._goTo(bounds, zoom, seconds);
  }

  /** @param {Bounds} bounds @param {number} zoom @param {number} seconds */
  _goTo(bounds, zoom, seconds) { this._flight.start(this.fitting.viewOf(bounds, zoom), seconds); }
}
