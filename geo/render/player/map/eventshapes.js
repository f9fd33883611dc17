// The shapes of playing events on the ground: their routes, and the areas around uncertain locations.
import { metresToWorld } from '../arithmetic/mercator.js';
import { locateOnPath } from '../arithmetic/pathshape.js';
import { vertexIn } from '../arithmetic/tracks.js';
import { isAssumedRoute } from '../story.js';
import { DETAILED } from './crowding.js';
import { CURRENT_RADIUS } from './currentmarker.js';
import { sharePlayed } from './movers.js';
import { drawRoute } from './routes.js';
import { disc } from './shapes.js';
import { toView } from './view.js';

/** An area with a smaller radius is not drawn: the marker of the current event would cover most of it. In pixels. */
const LEAST_AREA_PX = CURRENT_RADIUS.pin * 2.5;

/** One for all frames: x and y in world pixels. */
const moverPlace = [0, 0];

/**
 * A crowd has no shapes: nobody could tell them apart.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Pick<Moment, 'visible' | 'time' | 'focus'>} moment
 * @param {{story: Story, timeline: Timeline, colours: StageColours, colourOf: (event: number) => string}} looks
 */
export function drawEventShapes(c, view, { visible, time, focus }, looks) {
  c.lineCap = 'round';
  c.lineJoin = 'round';
  if (visible.length > DETAILED) return;
  const { story: { events, worldX }, timeline, timeline: { order } } = looks;
  const isRoute = (/** @type {number} */ k) => events.paths[order[k]].length > 1;
  const around = { edge: looks.colours.paper, count: visible.reduce((count, k) => count + Number(isRoute(k)), 0) };
  for (const k of visible) {
    const event = order[k];
    if (Number.isNaN(worldX[event])) continue;
    const path = events.paths[event];
    const radius = events.radius[event];
    if (path.length > 1) {
      const vertex = vertexIn(events, event, sharePlayed(timeline, k, time));
      locateOnPath(path, vertex, moverPlace);
      drawRoute(c, view, { path, vertex, at: moverPlace, isAssumed: isAssumedRoute(events, event), colour: looks.colourOf(event), isCurrent: k === focus }, around);
    } else if (radius !== null && !events.areas[event]) {
      drawArea(c, view, path[0], radius, looks.colourOf(event));
    }
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
