// How the map has to look for something to lie in the part of the window that no furniture covers.
import { boundsAround, boundsOf, centreOf } from '../arithmetic/bounds.js';
import { metresApart } from '../arithmetic/distances.js';
import { SAME_PLACE_M } from './locations.js';

/** Furniture never leaves less than this of the window, in pixels: what is shown then lies below it. */
const LEAST_FREE_PX = 60;

/** What is shown stays this far from the edges of the free part, in all: pixels, and a share of the window. */
const ROOM = { most: 120, share: 0.12 };

/** The closest zoom; the closest around a single point; and the least that shows streets. */
export const CLOSEST_ZOOM = 16.5;
const POINT_ZOOM = 14.75;
const STREET_ZOOM = 16;

/** Bounds smaller than this are a single point: metres. */
const POINT_M = 60;

/** Around a scene that does not move and has no neighbours the map shows this much: metres. */
const QUIET_M = 1000;

/** Zoom levels go by this step, so that a small change of what is shown changes nothing. */
const ZOOM_STEP = 0.25;

export class Fitting {
  /**
   * @param {SlippyMap} map
   * @param {() => number[]} margins pixels that furniture covers: left, top, right, bottom
   */
  constructor(map, margins) {
    this.map = map;
    this.margins = margins;
  }

  /** The part of the window that no furniture covers. */
  get free() {
    const [left, top, right, bottom] = this.margins();
    const { width, height } = this.map.size;
    return { left, top, width: Math.max(LEAST_FREE_PX, width - left - right), height: Math.max(LEAST_FREE_PX, height - top - bottom) };
  }

  /**
   * @param {MapView} view
   * @param {readonly LonLat[]} points
   * @param {number} edge how far from its edges, as a share of the free part
   * @returns {boolean} whether all points lie in the free part of the window when the map looks there
   */
  shows(view, points, edge) {
    const { map } = this;
    const { left, top, width, height } = this.free;
    const corner = map.cornerAt(view);
    return points.every((point) => {
      const at = map.toWorldPixels(point, view.zoom);
      const [x, y] = [at.x - corner.x, at.y - corner.y];
      return x >= left + width * edge && x <= left + width * (1 - edge)
        && y >= top + height * edge && y <= top + height * (1 - edge);
    });
  }

  /**
   * @param {Bounds} bounds
   * @param {number} [closest] no closer than that
   * @param {?number[]} [padding] pixels at left, top, right, bottom that also stay free; null: as everywhere
   * @returns {number} the closest zoom at which they fit into the free part, in steps of ZOOM_STEP
   */
  zoomFor(bounds, closest = CLOSEST_ZOOM, padding = null) {
    const { map } = this;
    const { size } = map;
    const { width, height } = this.free;
    const even = Math.min(ROOM.most, size.width * ROOM.share, size.height * ROOM.share, width / 2, height / 2);
    let [across, down] = [even, even];
    if (padding) {
      const [left, top, right, bottom] = padding;
      [across, down] = [Math.min(left + right, width / 2), Math.min(top + bottom, height / 2)];
    }
    const fitted = map.zoomToFit(bounds, { width: size.width - width + across, height: size.height - height + down });
    return Math.min(closest, Math.max(map.minZoom, Math.floor((fitted - ZOOM_STEP) / ZOOM_STEP) * ZOOM_STEP));
  }

  /** @param {Bounds} bounds @returns {number} the closest zoom for them: around a single point more is shown */
  closestFor([southWest, northEast]) { return metresApart(southWest, northEast) < POINT_M ? POINT_ZOOM : CLOSEST_ZOOM; }

  /**
   * A scene and the ground around it, with its neighbours as far as they are no reason to leave the streets.
   * @param {SceneFrame} frame
   * @returns {Bounds}
   */
  sceneBounds({ must, ground, near }) {
    let bounds = widened([must[0], must[0]], [...must, ...ground]);
    const least = Math.min(STREET_ZOOM, this.zoomFor(bounds));
    for (const points of near) {
      const wider = widened(bounds, points);
      if (this.zoomFor(wider) >= least) bounds = wider;
    }
    // Where nothing moves and nothing else is near, the surroundings tell more than the doorstep.
    const isQuiet = [...must, ...near.flat()].every((point) => metresApart(point, must[0]) < SAME_PLACE_M);
    return isQuiet ? widened(bounds, boundsAround(must[0], QUIET_M)) : bounds;
  }

  /**
   * @param {Bounds} bounds
   * @param {number} zoom
   * @param {?number[]} [padding] as for zoomFor
   * @returns {MapView} at that zoom, with the bounds in the middle of the free part
   */
  viewOf(bounds, zoom, padding = null) {
    const { map } = this;
    const [left, top, right, bottom] = this.margins().map((margin, side) => margin + (padding?.[side] ?? 0));
    const { x, y } = map.toWorldPixels(centreOf(bounds), zoom);
    return { centre: map.fromWorldPixels({ x: x + (right - left) / 2, y: y + (bottom - top) / 2 }, zoom), zoom };
  }
}

/** @param {Bounds} bounds @param {LonLat[]} points @returns {Bounds} the smallest that hold both */
function widened(bounds, points) { return /** @type {Bounds} */ (boundsOf([...bounds, ...points])); }
