// The routes of playing events: bright where the mover has been, thin and faint where it is going. An assumed route is
// dashed.
import { countUpTo } from '../arithmetic/axis.js';
import { shapeOf, simplifiedAt } from '../arithmetic/pathshape.js';
import { copiesInView, shiftedView } from './view.js';

/** Widths in pixels, and opacities. The edge has the colour of the ground. */
const TO_TRAVEL = { width: 1.75, assumedWidth: 1.5, alpha: 0.6, edgeAlpha: 0.5 };
const TRAVELLED = { width: 3.75, assumedWidth: 2.75, alpha: 1, edgeAlpha: 0.7 };
const ROUTE_EDGE_PX = 3;

/** Dash and space of an assumed route, in pixels. */
const ROUTE_DASH = [7, 7];

/**
 * Without a graphics card, drawing a line wider than one pixel takes ten times as long. So of more routes than this, only
 * that of the current event is wide, and those of the others are fainter.
 */
const MOST_WIDE = 8;
const FAINTER = 0.7;

/**
 * @typedef {object} Route
 * @property {Path} path
 * @property {number} vertex  how far the mover is, as from vertexIn
 * @property {number[]} at    where it is, in world pixels
 * @property {boolean} isAssumed
 * @property {string} colour
 * @property {boolean} isCurrent
 */

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Route} route
 * @param {{edge: string, count: number}} around `edge`: colour; `count`: the number of routes
 */
export function drawRoute(c, view, route, around) {
  const shape = shapeOf(route.path);
  for (const shift of copiesInView(view, shape.box[0], shape.box[2])) drawCopy(c, shiftedView(view, shift), shape, route, around);
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {PathShape} shape
 * @param {Route} route
 * @param {{edge: string, count: number}} around
 */
function drawCopy(c, view, shape, { vertex, at, isAssumed, isCurrent, colour }, { edge, count }) {
  const isWide = isCurrent || count <= MOST_WIDE;
  const simple = simplifiedAt(shape, view.scale);
  const reached = countUpTo(simple.vertices, vertex);
  const dash = isAssumed ? ROUTE_DASH : [];
  for (const look of [TO_TRAVEL, TRAVELLED]) {
    c.beginPath();
    // Each part begins at its fixed end, so that dashes stay where they are.
    if (look === TRAVELLED) traceTo(c, view, simple.xy, 0, reached - 1);
    else traceTo(c, view, simple.xy, simple.vertices.length - 1, Math.min(reached, simple.vertices.length - 1));
    c.lineTo(at[0] * view.scale + view.x, at[1] * view.scale + view.y);
    const width = isAssumed ? look.assumedWidth : look.width;
    if (isWide) strokeWith(c, edge, look.edgeAlpha, width + ROUTE_EDGE_PX);
    c.setLineDash(dash);
    strokeWith(c, colour, isWide ? look.alpha : look.alpha * FAINTER, isWide ? width : 1);
    c.setLineDash([]);
  }
  c.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} c @param {string} colour @param {number} alpha @param {number} width */
function strokeWith(c, colour, alpha, width) {
  c.strokeStyle = colour;
  c.globalAlpha = alpha;
  c.lineWidth = width;
  c.stroke();
}

/** A line can be seen if it is this far outside the window, in pixels. */
const ROUTE_MARGIN_PX = 9;

/**
 * Trace a path from one point to another, in either direction. Lines outside the window are left out; the pen ends at the
 * last point.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Float64Array} xy world pixels
 * @param {number} first
 * @param {number} last
 */
export function traceTo(c, { x, y, scale, width, height }, xy, first, last) {
  const step = Math.sign(last - first);
  let ax = xy[2 * first] * scale + x;
  let ay = xy[2 * first + 1] * scale + y;
  let isDown = false;
  for (let i = first; i !== last;) {
    i += step;
    const bx = xy[2 * i] * scale + x;
    const by = xy[2 * i + 1] * scale + y;
    const isOutside = Math.max(ax, bx) < -ROUTE_MARGIN_PX || Math.max(ay, by) < -ROUTE_MARGIN_PX
      || Math.min(ax, bx) > width + ROUTE_MARGIN_PX || Math.min(ay, by) > height + ROUTE_MARGIN_PX;
    if (!isOutside) {
      if (!isDown) c.moveTo(ax, ay);
      c.lineTo(bx, by);
    }
    isDown = !isOutside;
    ax = bx;
    ay = by;
  }
  if (!isDown) c.moveTo(ax, ay);
}
