// Where the map looks: it follows the story until the viewer takes the map, and then lets go.
import { boundsAround, boundsOf } from '../arithmetic/bounds.js';
import { prefersStillness } from '../dom.js';
import { StateReader } from '../statereader.js';
import { AREA_RADIUS_M, unrolled } from '../story.js';
import { CLOSEST_ZOOM, Fitting } from './fitting.js';
import { Framing } from './framing.js';
import { Zooming } from './zooming.js';

const FLIGHT_S = 1.3;
const DRAG_FLIGHT_S = 0.35;

/**
 * The camera rests while all that has to be seen is in sight, this share of the free window away from its
 * edges, while the ground around reaches no more than that share beyond them, and while the zoom is not
 * much farther than what it would choose. It may be nearer: nobody needs to step back to see the same. Where
 * a list has just opened beside it, it rests only nearer to the middle of what is left.
 */
const REST = { edge: 0.1, beside: 0.3, beyond: -0.1, farther: 0.8 };

/** Marks are gathered anew for each half zoom level: a smaller step parts none. */
const PARTING_LEVELS = 0.5;

/**
 * A scene that has the card for less is over when the camera has just come and everything has been found: those
 * that follow each other so are framed together, as far as they come within this time: real seconds.
 */
export const LASTING_S = 3.5;
export const FRAMED_S = 10;

/** More scenes than these within that time are everywhere: the whole story is framed. */
export const FRAMED_SCENES = 60;

/** For fewer scenes than these, or for less than so many zoom levels, a map that shows too much comes no nearer. */
const NEARING = { scenes: 4, levels: 1.5 };

export class Camera extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {SlippyMap} map
   * @param {() => number[]} margins pixels that furniture covers: left, top, right, bottom
   */
  constructor(store, map, margins) {
    super(store);
    this.map = map;
    this.zooming = new Zooming(map, (view, seconds) => this._fly(view, seconds));
    this.fitting = new Fitting(map, margins);
    this.framing = new Framing(store);
    /** Where the flight ends. @type {?MapView} */
    this._target = null;
    this._landsAt = -Infinity;
    this._isGroundNew = false;
    /** See _whole; undefined: not known yet. @type {?Bounds | undefined} */
    this._wholeBounds = undefined;
    /** Whether it has gone to a scene: at first it shows the whole story. */
    this.isAtScene = false;
    for (const kind of /** @type {const} */ (['rest', 'moveStart'])) map.listen(kind, () => { this._landsAt = -Infinity; });
    /** What the camera was last to look at, how near, and what stays free around it. @type {?{bounds: Bounds, closest: number, padding?: ?number[]}} */
    this._sight = null;
    /** Whether that are points that were asked for, and nobody has moved the map since. */
    this._shows = false;
    /** The point that zooming by buttons goes about, if any, until the map is moved otherwise. @type {LonLat[]} */
    this._zoomsAbout = [];
    const release = () => this._follow(false);
    map.listen('dragStart', release);
    map.container.addEventListener('wheel', release, { passive: true });
    map.listenToClicks('doubleClick', release);
    map.listen('boxZoomStart', release);
    map.container.addEventListener('touchstart', (e) => e.touches.length > 1 && release(), { passive: true });
    map.listen('rest', () => this.following || store.tell('camera'));
    store.watch(['story'], () => { this._wholeBounds = undefined; });
    // Once, the current event is shown with the location that it comes from.
    store.watch(['ground'], () => { this._isGroundNew = true; });
  }

  /** Whether it follows the story, and not the viewer. */
  get following() { return this.store.get('cameraFollows'); }

  /** Whether the map moves with each frame now: the stage is then drawn with each move. */
  get isFlying() { return performance.now() < this._landsAt; }

  /** Where the flight ends; null: there is none. @returns {?MapView} */
  get target() { return this.isFlying ? this._target : null; }

  /** @returns {{lat: number, lon: number, zoom: number, following: boolean}} */
  state() {
    const { centre: [lon, lat], zoom } = this.map.view;
    return { lat, lon, zoom, following: this.following };
  }

  /** @param {{lat: number, lon: number, zoom: number, following?: boolean}} to at once */
  restore({ lat, lon, zoom, following = false }) {
    this._follow(following);
    this.map.jump({ centre: [lon, lat], zoom });
  }

  /** Follow again; whoever calls this aims the camera next. */
  resume() { this._follow(true); }

  /**
   * The viewer's own zoom, so the camera lets go. What stays where it is on the screen: the scene that the camera
   * had come to, until the viewer takes the map elsewhere; then the middle of what no furniture covers.
   * @param {1|-1} direction
   * @param {number} k a place in the order, or -1
   */
  zoom(direction, k) {
    const { map } = this;
    const [point] = this.following ? this._points(k) : this._zoomsAbout;
    const about = point && map.shows(point) ? [point] : [];
    this._follow(false);
    this._zoomsAbout = about;
    const { left, top, width, height } = this.fitting.free;
    const middle = { x: left + width / 2, y: top + height / 2 };
    this.zooming.to(Math.round(this.zooming.wanted) + direction, about.length ? map.toWindow(about[0]) : middle);
  }

  /** @param {number} x pixels to the right @param {number} y pixels down: the viewer's own move */
  pan(x, y) {
    this._follow(false);
    this.map.pan(x, y, !prefersStillness());
  }

  /**
   * Bring a scene into view, if the camera follows: where nobody knows the place, all of the story.
   * @param {number} k a place in the order
   * @param {{dragging?: boolean, dwell?: number, visible?: number[], atOnce?: boolean, beside?: boolean}} [how]
   *   `dwell`: real seconds until the next scene; `visible`: what plays now, which stays in view if it is near;
   *   `beside`: a list has just opened beside it
   */
  show(k, { dragging = false, dwell = Infinity, visible = [], atOnce = false, beside = false } = {}) {
    if (!this.following || k < 0) return;
    const seconds = atOnce ? 0 : flightTime(dragging, dwell);
    const frame = this.framing.of(k, { visible, bothEnds: this._isGroundNew || this.locations.ground === 'filmed' });
    this._isGroundNew = false;
    this.isAtScene = true;
    if (frame) this._flyToFrame(frame, seconds, beside ? REST.beside : REST.edge);
    else this._flyTo(this._whole(), seconds, REST.beyond);
  }

  /**
   * Where the camera would come to for a scene, if it followed.
   * @param {number} k a place in the order
   * @param {number[]} visible what plays with it
   * @returns {?MapView} null where nobody knows the place
   */
  landing(k, visible) {
    const frame = this.framing.of(k, { visible, bothEnds: this.locations.ground === 'filmed' });
    if (!frame || this.map.size.width === 0) return null;
    const bounds = this.fitting.sceneBounds(frame);
    return this.fitting.viewOf(bounds, this.fitting.zoomFor(bounds));
  }

  /**
   * Bring scenes into view that pass too soon for a flight to each: one look at all of them, and then rest, as
   * long as the one at hand is in sight and the look is not far too wide.
   * @param {number[]} run places in the order, the one at hand first, see Playhead.run
   * @param {number} dwell real seconds until the next scene
   */
  showRun(run, dwell) {
    if (!this.following || this.map.size.width === 0) return;
    const points = run.length > FRAMED_SCENES ? [] : this.framing.together(run);
    const bounds = boundsOf(points) ?? this._whole();
    const isTooWide = run.length >= NEARING.scenes && bounds && this.fitting.zoomFor(bounds) > this._view().zoom + NEARING.levels;
    if (isTooWide || !this._isInSight(this._points(run[0]))) this._flyTo(bounds, flightTime(false, dwell));
  }

  /**
   * Bring points into view, if the camera follows; where there are none it stays.
   * @param {LonLat[]} points
   * @param {{dragging?: boolean, dwell?: number, atOnce?: boolean, beside?: boolean}} [how] as for show
   */
  keep(points, { dragging = false, dwell = Infinity, atOnce = false, beside = false } = {}) {
    if (!this.following || !points.length) return;
    this.isAtScene = true;
    this._flyTo(boundsOf(points), atOnce ? 0 : flightTime(dragging, dwell), beside ? REST.beside : 0);
  }

  /**
   * The same while scenes pass too soon for that: it moves only for what is out of sight, and then frames what is ahead.
   * @param {LonLat[]} points
   * @param {() => LonLat[]} ahead
   */
  keepRun(points, ahead) {
    if (!this.following || !points.length || this._isInSight(points)) return;
    this._flyTo(boundsOf([...points, ...ahead()]), DRAG_FLIGHT_S);
  }

  /**
   * @param {Bounds} bounds
   * @returns {boolean} whether the map comes nearer when it shows nothing else, by enough for marks to part
   */
  opens(bounds) { return this.fitting.zoomFor(bounds, this.map.maxZoom) >= this._view().zoom + PARTING_LEVELS; }

  /** @param {Bounds} bounds show them all, as near as they ask for */
  open(bounds) {
    this._follow(false);
    this._shows = true;
    const closest = this.map.maxZoom;
    this._sight = { bounds, closest };
    this._goTo(bounds, this.fitting.zoomFor(bounds, closest), FLIGHT_S);
  }

  /** @param {LonLat[]} points show them all */
  showPoints(points) {
    if (!points.length) return;
    this._follow(false);
    this._shows = true;
    this._flyTo(boundsOf(points), FLIGHT_S);
  }

  /** Show the first view, or the whole story, at once. From much farther away than either it would be a speck. */
  overview() {
    this.map.minZoom = 0;
    this._flyTo(this._whole(), 0);
    let widest = this.map.zoom;
    const { view } = this.story;
    if (view) {
      this._openOn(view);
      widest = Math.min(widest, this.map.zoom);
    }
    this.map.minZoom = Math.max(1, Math.floor(widest) - 3);
  }

  /** @param {FirstView} view */
  _openOn({ bounds: corners, padding, maxZoom }) {
    const bounds = boundsOf(corners.map(([lat, lon]) => /** @type {LonLat} */ ([lon, lat])));
    if (!bounds || this.map.size.width === 0) return;
    this._sight = { bounds, closest: maxZoom ?? this.fitting.closestFor(bounds), padding };
    this._lookAgain();
  }

  /** The window has another size: look at the same again, unless the viewer has taken the map. */
  again() {
    if (!(this.following || this._shows)) return;
    // It was opened in a frame that had no size yet, and has not looked at anything.
    if (!this._sight) {
      this.overview();
      return;
    }
    this._lookAgain();
  }

  /** Look at once at what the camera was last to look at. */
  _lookAgain() {
    if (!this._sight) return;
    const { bounds, closest, padding } = this._sight;
    this._fly(this.fitting.viewOf(bounds, this.fitting.zoomFor(bounds, closest, padding), padding), 0);
  }

  /** All places of the story; null: no event has one. @returns {?Bounds} */
  _whole() {
    if (this._wholeBounds === undefined) {
      const { count, pinned, paths } = this.story.events;
      const positions = [];
      for (let i = 0; i < count; i++) if (pinned[i]) positions.push(...paths[i]);
      this._wholeBounds = boundsOf(positions);
    }
    return this._wholeBounds;
  }

  /** @param {boolean} following */
  _follow(following) {
    this._shows = false;
    this._zoomsAbout = [];
    this.store.set({ cameraFollows: following }, 'camera');
  }

  /** @param {number} k */
  _points(k) {
    const event = this.timeline.order[k];
    return event === undefined ? [] : this.pointsOf(event);
  }

  /**
   * An event's place with its uncertainty; of a marker that glides, where it will stand.
   * @param {number} event index in telling order
   * @returns {LonLat[]} empty if the location is unknown
   */
  pointsOf(event) {
    if (!this.story.events.pinned[event]) return [];
    const path = unrolled(this.story.events.paths[event]);
    const radius = this.story.events.radius[event] ?? 0;
    if (path.length > 1 || radius <= AREA_RADIUS_M) return path;
    return [path[0], ...boundsAround(path[0], radius * 2)];
  }

  /** Whether all points lie in the part of the window that no furniture covers. @param {LonLat[]} points */
  _isInSight(points) { return this.fitting.shows(this._view(), points, 0); }

  /** Where the map looks, or will when it has landed. @returns {MapView} */
  _view() { return this.target ?? this.map.view; }

  /**
   * @param {SceneFrame} frame
   * @param {number} seconds
   * @param {number} edge how far within the window the scene has to lie for the map to rest, see Fitting.shows
   */
  _flyToFrame(frame, seconds, edge) {
    if (this.map.size.width === 0) return;
    const bounds = this.fitting.sceneBounds(frame);
    const zoom = this.fitting.zoomFor(bounds);
    this._sight = { bounds, closest: CLOSEST_ZOOM };
    // A still map reads better than a busy one.
    const { must, ground } = frame;
    const view = this._view();
    const rests = view.zoom >= zoom - REST.farther
      && this.fitting.shows(view, must, edge) && this.fitting.shows(view, ground, REST.beyond);
    if (!rests) this._goTo(bounds, zoom, seconds);
  }

  /**
   * @param {?Bounds} bounds null: nowhere
   * @param {number} seconds 0: at once
   * @param {number} edge how far within the window the bounds have to lie for the map to rest, see Fitting.shows
   */
  _flyTo(bounds, seconds, edge = 0) {
    if (!bounds || this.map.size.width === 0) return;
    const closest = this.fitting.closestFor(bounds);
    const zoom = this.fitting.zoomFor(bounds, closest);
    this._sight = { bounds, closest };
    // At first the map has no view yet.
    const view = seconds === 0 ? null : this._view();
    const rests = view && Math.abs(view.zoom - zoom) <= REST.farther && this.fitting.shows(view, bounds, edge);
    if (!rests) this._goTo(bounds, zoom, seconds);
  }

  /** @param {Bounds} bounds @param {number} zoom @param {number} seconds */
  _goTo(bounds, zoom, seconds) {
    this._fly(this.fitting.viewOf(bounds, zoom), seconds);
  }

  /** @param {MapView} view @param {number} seconds 0: at once */
  _fly(view, seconds) {
    this._target = view;
    if (seconds === 0 || prefersStillness()) {
      this.map.jump(view);
      return;
    }
    this._landsAt = performance.now() + seconds * 1000;
    this.map.fly(view, seconds);
  }
}

/** @param {boolean} dragging @param {number} dwell real seconds until the next scene @returns {number} seconds */
function flightTime(dragging, dwell) {
  return dragging ? DRAG_FLIGHT_S : Math.min(FLIGHT_S, Math.max(0.25, dwell * 0.6));
}
