// The area for which there is a base map: the frame of the atlas, on the Earth and in the window.
import { nearestCopy } from '../arithmetic/worldcopies.js';

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

/**
 * @param {RawAtlas} atlas
 * @param {SlippyMap} map
 * @returns {Box} the frame of the atlas in pixels of the map's window
 */
export function atlasBox({ frame: [west, south, east, north] }, map) {
  const from = map.toWindow([west, north]);
  const to = map.toWindow([east, south]);
  return [from.x, from.y, to.x, to.y];
}

/** @param {Box} box @param {{width: number, height: number}} window @returns {boolean} whether a part of the box is in it */
export function isBoxInWindow([left, top, right, bottom], { width, height }) {
  return right > 0 && left < width && bottom > 0 && top < height;
}
