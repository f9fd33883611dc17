// Which labels of the base map show at which zoom, and how they look.

/** From which zoom the label of a place shows, by kind and rank (1 to 5). @type {Record<string, number[]>} */
export const PLACE_FROM = {
  city: [8, 9.75, 10.75, 12, 13],
  district: [10.5, 10, 11.5, 12.5, 14],
  airport: [9.75, 11, 12.25, 13, 14],
  landmark: [11, 11.5, 12.5, 14, 15],
  station: [13, 13, 13.5, 14.25, 15],
};

/**
 * How the name of a place is written.
 * @typedef {object} PlaceStyle
 * @property {number[]} sizes   pixels, by rank
 * @property {number} weight
 * @property {boolean} [caps]   spaced capitals, for the name of an area
 * @property {string} [sign]    a sign at the place, for a place that is no area
 */

/** By kind. @type {Record<string, PlaceStyle>} */
export const PLACE_STYLES = {
  city: { sizes: [14, 12, 11, 10.5, 10], caps: true, weight: 600 },
  district: { sizes: [13, 11.5, 10.5, 10, 10], caps: true, weight: 500 },
  airport: { sizes: [13, 11, 11, 11, 11], weight: 600, sign: 'plane' },
  landmark: { sizes: [12, 11.5, 11, 11, 11], weight: 500, sign: 'diamond' },
  station: { sizes: [11, 11, 11, 10.5, 10.5], weight: 500, sign: 'ring' },
};

/** The opacity of an area's name, by rank. */
export const AREA_ALPHA = [0.92, 0.82, 0.72, 0.66, 0.62];

/** From which zoom the name of a street shows, by rank. */
export const STREET_FROM = [0, 12.25, 13, 14, 14.75];

/** From which zoom the shield of a freeway shows, by rank. */
export const SHIELD_FROM = [8.5, 10, 11];
