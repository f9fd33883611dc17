// The shapes of playing events on the ground: their routes, and the areas around uncertain locations.
import { metresToWorld } from '../arithmetic/mercator.js';
import { isAssumedRoute } from '../story.js';
import { DETAILED } from './crowding.js';
import { CURRENT_RADIUS } from './currentmarker.js';
import { disc } from './shapes.js';
import { linesInView, toView } from './view.js';

/** An area with a smaller radius is not drawn: the marker of the current event would cover most of it. In pixels. */
const LEAST_AREA_PX = CURRENT_RADIUS.pin * 2.5;

/**
 * A crowd has no shapes: nobody could tell them apart.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {number[]} visible the k that play
 * @param {{story: Story, timeline: Timeline, colours: StageColours, colourOf: (event: number) => string}} looks
 */
export function drawEventShapes(c, view, visible, looks) {
  c.lineCap = 'round';
  c.lineJoin = 'round';
  if (visible.length > DETAILED) return;
  const { story: { events, worldX }, timeline: { order } } = looks;
  for (const k of visible) {
    const event = order[k];
    if (Number.isNaN(worldX[event])) continue;
    const path = events.paths[event];
    const radius = events.radius[event];
    if (path.length > 1) drawRoute(c, view, path, isAssumedRoute(events, event), looks.colourOf(event), looks.colours.paper);
    else if (radius !== null && !events.areas[event]) drawArea(c, view, path[0], radius, looks.colourOf(event));
  }
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {LonLat} position
 * @param {number} radius metres
 * @param {string} colour
 */
function drawArea(c, view, position, radius, colour) {
  const size = metresToWorld(radius, position[1]) * view.scale;
  if (size <= LEAST_AREA_PX) return;
  const [x, y] = toView(view, position);
  disc(c, x, y, size, colour, 0.1, [5, 5]);
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Path} path
 * @param {boolean} isAssumed such a route is thin and dashed
 * @param {string} colour
 * @param {string} edge colour
 */
function drawRoute(c, view, path, isAssumed, colour, edge) {
  c.beginPath();
  for (const line of linesInView(view, path)) {
    line.forEach(([x, y], i) => {
      if (i) c.lineTo(x, y);
      else c.moveTo(x, y);
    });
  }
  c.strokeStyle = edge;
  c.globalAlpha = 0.7;
  c.lineWidth = 6;
  c.stroke();
  c.strokeStyle = colour;
  c.globalAlpha = 0.95;
  c.lineWidth = isAssumed ? 2 : 3;
  if (isAssumed) c.setLineDash([7, 7]);
  c.stroke();
  c.setLineDash([]);
  c.globalAlpha = 1;
}
