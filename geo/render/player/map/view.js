// From positions to pixels of the map's window.
import { toWorld } from '../arithmetic/mercator.js';

/**
 * @param {View} view see StageCanvas.begin
 * @param {[number, number]} position longitude, latitude
 * @returns {[number, number]} pixels of the map's window
 */
export function toView(view, position) {
  const [x, y] = toWorld(position[0], position[1]);
  return [x * view.scale + view.x, y * view.scale + view.y];
}
