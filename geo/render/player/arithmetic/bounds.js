// Bounds: boxes on the Earth. Pure: no DOM.
import { drawnLatitude } from './mercator.js';
import { mapRange } from './worldcopies.js';

/** The length of the equator in metres, WGS84. */
const EQUATOR_M = 40075017;

/**
 * @param {readonly LonLat[]} positions
 * @returns {?Bounds} the smallest bounds that contain all positions; null: there are none
 */
export function boundsOf(positions) {
  if (!positions.length) return null;
  /** @type {Bounds} */
  const bounds = [[Infinity, Infinity], [-Infinity, -Infinity]];
  for (const position of positions) {
    for (const axis of [0, 1]) {
      bounds[0][axis] = Math.min(bounds[0][axis], position[axis]);
      bounds[1][axis] = Math.max(bounds[1][axis], position[axis]);
    }
  }
  return bounds;
}

/**
 * @param {readonly LonLat[]} positions in any copy of the world
 * @returns {?Bounds} around all of them on the map; null: there are none. If all are within 180 degrees, they stay in
 *   their copies; else see mapRange
 */
export function mapBoundsOf(positions) {
  const bounds = boundsOf(positions);
  if (bounds && bounds[1][0] - bounds[0][0] > 180) [bounds[0][0], bounds[1][0]] = mapRange(positions.map(([lon]) => lon));
  return bounds;
}

/**
 * @param {LonLat} position
 * @param {number} metres the width and height
 * @returns {Bounds} around the position, at most half of the world wide
 */
export function boundsAround([lon, lat], metres) {
  const north = (180 * metres) / EQUATOR_M;
  const east = Math.min(90, north / Math.cos((Math.PI / 180) * drawnLatitude(lat)));
  return [[lon - east, lat - north], [lon + east, lat + north]];
}

/** @param {Bounds} bounds @returns {LonLat} halfway between the corners, in degrees */
export function centreOf([southWest, northEast]) {
  return [(southWest[0] + northEast[0]) / 2, (southWest[1] + northEast[1]) / 2];
}
