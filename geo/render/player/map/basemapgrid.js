// The faint grid of a base map that is seen from far away.
import { byZoom } from './basemapgeometry.js';

/** Distance between the lines, in degrees, below a zoom level. */
const GRID_STEPS = [[6, 2], [7, 1], [9, 0.5], [Infinity, 0.25]];

/**
 * From far away, a faint grid shows that the map goes on where the atlas ends. Far from the atlas, the stage has a grid.
 * @param {CanvasRenderingContext2D} c
 * @param {BasemapGeometry} geometry
 * @param {string} colour
 * @param {BasemapView & Record<'left' | 'top' | 'right' | 'bottom' | 'west' | 'south' | 'east' | 'north', number>} view
 *   with the edges of the picture, in pixels of BasemapGeometry and in degrees
 */
export function drawBasemapGrid(c, geometry, colour, { zoom, scale, left, top, right, bottom, west, south, east, north }) {
  const shown = byZoom([[9, 0.5], [11.5, 0]], zoom);
  const { x0, y0, x1, y1 } = geometry.frame;
  if (!shown || geometry.hasDegrees || x1 <= left || x0 >= right || y0 <= top || y1 >= bottom) return;
  c.strokeStyle = colour;
  c.lineWidth = 0.6 / scale;
  c.globalAlpha = shown;
  const [, step] = GRID_STEPS.find(([below]) => zoom < below) ?? GRID_STEPS[0];
  c.beginPath();
  for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
    const [x] = geometry.place(lon, 0);
    c.moveTo(x, top);
    c.lineTo(x, bottom);
  }
  for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
    const [, y] = geometry.place(0, lat);
    c.moveTo(left, y);
    c.lineTo(right, y);
  }
  c.stroke();
  c.globalAlpha = 1;
}
