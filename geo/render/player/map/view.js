// From positions to pixels of the map's window. The map shows the world again and again; on the stage, each thing is
// once, in the copy of the world that is nearest to the middle of the free part of the window. A line or an area is in
// each copy that brings a part of it into the world around the middle, so that each end of a line has its part of it.
import { toWorld } from '../arithmetic/mercator.js';
import { unrolled } from '../story.js';

/** The width of the world, in world pixels. */
export const WORLD_PX = 256;

/**
 * @param {Pick<View, 'x' | 'scale' | 'middle'>} view
 * @param {number} x world pixels, in any copy of the world
 * @returns {number} world pixels to the copy that is nearest to the middle of the view: add them to x
 */
export function copyShift({ x: left, scale, middle }, x) {
  return -WORLD_PX * Math.round((x + (left - middle) / scale) / WORLD_PX);
}

/**
 * @param {View} view
 * @param {number} west world pixels
 * @param {number} east
 * @returns {number[]} by copy of the world in which a thing that reaches from west to east is drawn: world pixels to add
 *   to its x
 */
export function copiesInView(view, west, east) {
  const shifts = [];
  for (let shift = copyShift(view, west); shift >= copyShift(view, east); shift -= WORLD_PX) shifts.push(shift);
  return shifts;
}

/** @param {View} view @param {number} shift from copiesInView @returns {View} in that copy of the world */
export function shiftedView(view, shift) { return shift ? { ...view, x: view.x + shift * view.scale } : view; }

/**
 * @param {Pick<View, 'x' | 'scale' | 'middle'>} view
 * @param {number} x world pixels
 * @returns {number} pixels of the map's window, in the nearest copy of the world
 */
export function xInView(view, x) { return (x + copyShift(view, x)) * view.scale + view.x; }

/**
 * @param {View} view see StageCanvas.begin
 * @param {[number, number]} position longitude, latitude
 * @returns {[number, number]} pixels of the map's window, in the nearest copy of the world
 */
export function toView(view, position) {
  const [x, y] = toWorld(position[0], position[1]);
  return [xInView(view, x), y * view.scale + view.y];
}

/**
 * @param {View} view
 * @param {Path} path one position or more
 * @returns {[number, number][][]} the path in pixels of the map's window, in one piece: one line for each copy of the
 *   world that the path needs. In the first, its first position is in the nearest copy
 */
export function linesInView(view, path) {
  const points = unrolled(path).map(([lon, lat]) => toWorld(lon, lat));
  const shifts = new Set(points.map(([x]) => copyShift(view, x)));
  return [...shifts].map((shift) => points.map(([x, y]) => [(x + shift) * view.scale + view.x, y * view.scale + view.y]));
}
