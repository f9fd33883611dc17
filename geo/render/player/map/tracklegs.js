// Draws the legs of a track and a dot at each of its sightings, as far as they are in the window. A leg is a known
// route, or a straight line between two sightings.
import { simplifiedAt } from '../arithmetic/pathshape.js';
import { traceDashed } from './dashedline.js';
import { traceTo } from './routes.js';
import { copiesInView, shiftedView, xInView } from './view.js';

/** A line or a dot can be seen if it is this far outside the window, in pixels. */
const LEG_MARGIN_PX = 9;

/**
 * @param {View} view
 * @returns {{west: number, north: number, east: number, south: number}} the window with a margin, in world pixels
 */
export function visibleAreaOf({ x, y, scale, width, height }) {
  return { west: (-LEG_MARGIN_PX - x) / scale, north: (-LEG_MARGIN_PX - y) / scale, east: (width + LEG_MARGIN_PX - x) / scale, south: (height + LEG_MARGIN_PX - y) / scale };
}

/**
 * Draw the known legs, or the others, with the stroke that the context has.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {ReturnType<typeof visibleAreaOf>} area
 * @param {TrackGeometry} geometry
 * @param {number} from the first leg
 * @param {number} to the leg after the last
 * @param {{known: number, dash: number[]}} stroke `known`: 1 or 0, which legs
 */
export function drawLegs(c, view, area, { known, routes, xy, boxes }, from, to, stroke) {
  const { scale, y } = view;
  let isBegun = false;
  for (let n = from; n < to; n += 1) {
    if (known[n] !== stroke.known) continue;
    const north = boxes[4 * n + 1];
    const south = boxes[4 * n + 3];
    if (south <= area.north || north >= area.south) continue;
    for (const shift of copiesInView(view, boxes[4 * n], boxes[4 * n + 2])) {
      const west = boxes[4 * n] + shift;
      const east = boxes[4 * n + 2] + shift;
      if (east <= area.west || west >= area.east) continue;
      if (!isBegun) c.beginPath();
      isBegun = true;
      const isInside = west >= area.west && east <= area.east && north >= area.north && south <= area.south;
      const shape = routes[n];
      const first = 4 * n;
      const x = view.x + shift * scale;
      if (shape) traceRoute(c, shiftedView(view, shift), shape);
      else if (isInside) traceLeg(c, xy, first, { scale, x, y });
      else traceDashed(c, view, xy[first] * scale + x, xy[first + 1] * scale + y, xy[first + 2] * scale + x, xy[first + 3] * scale + y, stroke.dash[0] + stroke.dash[1]);
    }
  }
  if (isBegun) c.stroke();
}

/**
 * Draw a dot where each sighting began. One fill for each dot is faster than one fill for all.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {ReturnType<typeof visibleAreaOf>} area
 * @param {TrackGeometry} geometry
 * @param {number} from the first sighting
 * @param {number} to the sighting after the last
 * @param {number} radius pixels
 */
export function drawDots(c, view, area, { sightingX, sightingY }, from, to, radius) {
  for (let j = from; j < to; j += 1) {
    const x = xInView(view, sightingX[j]);
    // False for NaN, too: the location is unknown.
    if (!(x > -LEG_MARGIN_PX && x < view.width + LEG_MARGIN_PX && sightingY[j] > area.north && sightingY[j] < area.south)) continue;
    c.beginPath();
    c.arc(x, sightingY[j] * view.scale + view.y, radius, 0, 2 * Math.PI);
    c.fill();
  }
}

/** @param {CanvasRenderingContext2D} c @param {View} view @param {PathShape} shape */
function traceRoute(c, view, shape) {
  const simple = simplifiedAt(shape, view.scale);
  traceTo(c, view, simple.xy, 0, simple.vertices.length - 1);
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {Float64Array} xy
 * @param {number} first
 * @param {Pick<View, 'x' | 'y' | 'scale'>} copy of the world
 */
function traceLeg(c, xy, first, { scale, x, y }) {
  c.moveTo(xy[first] * scale + x, xy[first + 1] * scale + y);
  c.lineTo(xy[first + 2] * scale + x, xy[first + 3] * scale + y);
}
