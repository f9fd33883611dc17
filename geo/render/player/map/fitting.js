// Fits bounds into the free part of the window: the part that no panel covers.
import { boundsAround, boundsOf, centreOf } from '../arithmetic/bounds.js';
import { metresApart } from '../arithmetic/distances.js';
import { toWorld } from '../arithmetic/mercator.js';
import { nearestCopy } from '../arithmetic/worldcopies.js';
import { ONE_PLACE_M } from './framing.js';
import { SAME_PLACE_M } from './locations.js';
import { copyShift, WORLD_PX } from './view.js';

/** The free part is at least this wide and high, in pixels: in a smaller one, panels cover the subject. */
const LEAST_FREE_PX = 60;

/** Room around the subject, left and right together: at most this many pixels, and this share of the window. */
const FITTED_ROOM_PX = 120;
const FITTED_ROOM_SHARE = 0.12;

/** The closest zoom; the closest zoom for a single point; and a zoom that shows streets. */
export const CLOSEST_ZOOM = 16.5;
const POINT_ZOOM = 14.75;
const STREET_ZOOM = 16;

/** The map shows this many metres around an event that does not move and has no neighbours. */
const SINGLE_EVENT_M = 1000;

/** Without a base map, the whole story is shown if that is farther away by at most this, in zoom levels. */
const WHOLE_LEVELS = 2;

/** Zoom levels are multiples of this, so that a small change of the subject does not move the map. */
const ZOOM_STEP = 0.25;

export class Fitting {
  /**
   * @param {SlippyMap} map
   * @param {() => Box} margins pixels at each edge of the window that panels cover
   */
  constructor(map, margins) {
    this.map = map;
    this.margins = margins;
  }

  /** The part of the window that no panel covers, in pixels. */
  get free() {
    const [left, top, right, bottom] = this.margins();
    const { width, height } = this.map.size;
    return { left, top, width: Math.max(LEAST_FREE_PX, width - left - right), height: Math.max(LEAST_FREE_PX, height - top - bottom) };
  }

  /**
   * @param {MapView} view
   * @param {readonly LonLat[]} points in one piece, in any copy of the world
   * @param {number} edge the least distance from the edges of the free part, as a share of its size; negative: outside
   * @returns {boolean} whether all points are within the free part at that view, in one piece
   */
  shows(view, points, edge) {
    const { left, top, width, height } = this.free;
    const corner = this.map.cornerAt(view);
    const scale = 2 ** view.zoom;
    const middle = left + width / 2;
    // All points are in the copy of the world in which the map shows the first one.
    const shift = points.length && copyShift({ x: -corner.x, scale, middle }, toWorld(...points[0])[0]);
    return points.every((point) => {
      const [worldX, worldY] = toWorld(...point);
      const [x, y] = [(worldX + shift) * scale - corner.x, worldY * scale - corner.y];
      // Farther away, the map shows another copy of the point.
      return Math.abs(x - middle) <= WORLD_PX / 2 * scale && x >= left + width * edge && x <= left + width * (1 - edge)
        && y >= top + height * edge && y <= top + height * (1 - edge);
    });
  }

  /**
   * @param {Bounds} bounds
   * @param {number} [closest] the closest zoom allowed
   * @param {?number[]} [padding] pixels at each edge that stay free, too; null: the usual room
   * @returns {number} the closest zoom at which the bounds fit into the free part, a multiple of ZOOM_STEP
   */
  zoomFor(bounds, closest = CLOSEST_ZOOM, padding = null) {
    const { map } = this;
    const { size } = map;
    const { width, height } = this.free;
    const even = Math.min(FITTED_ROOM_PX, size.width * FITTED_ROOM_SHARE, size.height * FITTED_ROOM_SHARE, width / 2, height / 2);
    let [across, down] = [even, even];
    if (padding) {
      const [left, top, right, bottom] = padding;
      [across, down] = [Math.min(left + right, width / 2), Math.min(top + bottom, height / 2)];
    }
    const fitted = map.zoomToFit(bounds, { width: size.width - width + across, height: size.height - height + down });
    return Math.min(closest, Math.max(map.minZoom, Math.floor((fitted - ZOOM_STEP) / ZOOM_STEP) * ZOOM_STEP));
  }

  /** @param {Bounds} bounds @returns {number} the closest zoom allowed: around a single point, the map shows more */
  closestFor([southWest, northEast]) { return metresApart(southWest, northEast) < ONE_PLACE_M ? POINT_ZOOM : CLOSEST_ZOOM; }

  /**
   * @param {EventFrame} frame
   * @param {?Bounds} whole around the story
   * @returns {Bounds} around the event, and around those of its neighbours for which the map does not have to zoom out
   *   beyond the streets. Without a base map around the places along the way, or the whole story
   */
  frameBounds({ must, around, near, along }, whole) {
    let bounds = /** @type {Bounds} */ (boundsOf([...must, ...around]));
    if (along && whole) {
      const wide = /** @type {Bounds} */ (boundsOf([...bounds, ...along]));
      const all = widened(whole, wide);
      const zoom = this.zoomFor(all);
      // The map of the whole story can be cut on the way to the next place.
      if ((!along.length || this.zoomFor(wide) <= zoom + WHOLE_LEVELS) && this.shows(this.viewOf(all, zoom), must, 0)) return all;
      return wide;
    }
    const least = Math.min(STREET_ZOOM, this.zoomFor(bounds));
    for (const points of near) {
      const wider = widened(bounds, points);
      if (this.zoomFor(wider) >= least) bounds = wider;
    }
    // For a single event, the surroundings say more about the location than its nearest streets.
    const isSingle = [...must, ...near.flat()].every((point) => metresApart(point, must[0]) < SAME_PLACE_M);
    return isSingle ? widened(bounds, boundsAround(must[0], SINGLE_EVENT_M)) : bounds;
  }

  /**
   * @param {Bounds} bounds
   * @param {number} zoom
   * @param {?number[]} [padding] as for zoomFor
   * @returns {MapView} with the bounds in the middle of the free part, in the copy of the world that is nearest to where
   *   the map is
   */
  viewOf(bounds, zoom, padding = null) {
    const { map } = this;
    const [left, top, right, bottom] = this.margins().map((margin, side) => margin + (padding?.[side] ?? 0));
    const [southWest, northEast] = bounds.map((corner) => map.toWorldPixels(corner, zoom));
    const x = (southWest.x + northEast.x + right - left) / 2;
    const y = (southWest.y + northEast.y + bottom - top) / 2;
    return { centre: map.near(map.fromWorldPixels({ x, y }, zoom)), zoom };
  }
}

/** @param {Bounds} bounds @param {LonLat[]} points of which each is near the bounds @returns {Bounds} around both */
function widened(bounds, points) {
  const [middle] = centreOf(bounds);
  return /** @type {Bounds} */ (boundsOf([...bounds, ...points.map(([lon, lat]) => /** @type {LonLat} */ ([nearestCopy(lon, middle), lat]))]));
}
