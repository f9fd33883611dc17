// The viewer's zoom by wheel, double click and buttons. It is smooth, and the point at the pointer keeps its place.
// Leaflet's own zoom would scale the last picture, and show parts that are not drawn yet.
import { listenTo } from '../listening.js';

const ZOOM_S = 0.22;

/** Pixels of the wheel for one zoom level, about one notch; and the most levels for one turn. */
const WHEEL_PX = 120;
const WHEEL_MOST = 2;

export class Zooming {
  /**
   * @param {SlippyMap} map
   * @param {(view: MapView, seconds: number) => void} fly
   */
  constructor(map, fly) {
    this.map = map;
    this.fly = fly;
    /** The level at which the current zoom ends; null: the map does not zoom. @type {?number} */
    this._wanted = null;
    map.listen('rest', () => { this._wanted = null; });
    map.listenToClicks('doubleClick', ({ point, original }) => this.by(original.shiftKey ? -1 : 1, point));
    listenTo(map.container, 'wheel', (event) => {
      event.preventDefault();
      const levels = map.wheelPixels(event) / WHEEL_PX;
      this.by(Math.max(-WHEEL_MOST, Math.min(WHEEL_MOST, levels)), map.pointOf(event));
    }, { passive: false });
  }

  /**
   * @param {number} levels nearer; negative: farther
   * @param {Point} point of the map's window
   */
  by(levels, point) { this.to(this.wanted + levels, point); }

  /** The level of the map; during a zoom, the level at its end. */
  get wanted() { return this._wanted ?? this.map.zoom; }

  /**
   * @param {number} zoom a level beyond the limits of the map means the limit
   * @param {Point} point of the map's window that keeps its place
   */
  to(zoom, point) {
    const { map } = this;
    const { width, height } = map.size;
    const wanted = Math.min(map.maxZoom, Math.max(map.minZoom, zoom));
    const share = 1 - 2 ** (map.zoom - wanted);
    const centre = map.fromWindow({ x: width / 2 + (point.x - width / 2) * share, y: height / 2 + (point.y - height / 2) * share });
    this.fly({ centre, zoom: wanted }, ZOOM_S);
    this._wanted = wanted;
  }
}
