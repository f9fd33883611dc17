// The area for which there is a base map: the frame of the atlas, on the Earth and in the window.
import { nearestCopy } from '../arithmetic/worldcopies.js';
import { toView } from './view.js';

/**
 * @param {?RawAtlas} atlas null: there is no base map anywhere
 * @param {LonLat} position in any copy of the world
 * @returns {boolean} whether the base map shows the position
 */
export function isInAtlas(atlas, [lon, lat]) {
  if (!atlas) return false;
  const [west, south, east, north] = atlas.frame;
  const near = nearestCopy(lon, (west + east) / 2);
  return near >= west && near <= east && lat >= south && lat <= north;
}

/** @param {RawAtlas} atlas @param {View} view @returns {Box} the frame of the atlas in pixels of the map's window */
export function atlasBox({ frame: [west, south, east, north] }, view) {
  const [middle, top] = toView(view, [(west + east) / 2, north]);
  const [, bottom] = toView(view, [west, south]);
  const half = ((east - west) / 720) * 256 * view.scale;
  return [middle - half, top, middle + half, bottom];
}

/** @param {Box} box @param {{width: number, height: number}} window @returns {boolean} whether a part of the box is in it */
export function isBoxInWindow([left, top, right, bottom], { width, height }) {
  return right > 0 && left < width && bottom > 0 && top < height;
}

/** @param {Box} box @param {{width: number, height: number}} window @returns {boolean} whether the box fills it */
export function fillsWindow([left, top, right, bottom], { width, height }) {
  return left <= 0 && right >= width && top <= 0 && bottom >= height;
}
