// The projection of the map: Web Mercator. Pure: no DOM, no imports.

/** The northern edge of the world in Web Mercator, in degrees. Everything nearer to a pole is drawn at the edge. */
const EDGE_LATITUDE = 85.0511;

/** @param {number} lat @returns {number} the latitude at which it is drawn */
export function drawnLatitude(lat) { return Math.min(EDGE_LATITUDE, Math.max(-EDGE_LATITUDE, lat)); }

/**
 * Web Mercator (EPSG:3857).
 * @param {number} lon degrees east
 * @param {number} lat degrees north
 * @returns {[number, number]} world pixels to the east and to the south, of a world 256 pixels wide
 */
export function toWorld(lon, lat) {
  const sine = Math.sin((drawnLatitude(lat) * Math.PI) / 180);
  return [(lon / 360 + 0.5) * 256, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256];
}

/**
 * The inverse of toWorld.
 * @param {number} x world pixels to the east
 * @param {number} y world pixels to the south
 * @returns {[number, number]} degrees east and north
 */
export function fromWorld(x, y) {
  return [(x / 256 - 0.5) * 360, (Math.atan(Math.sinh(Math.PI * (1 - y / 128))) * 180) / Math.PI];
}

/**
 * @param {number} metres
 * @param {number} lat degrees north
 * @returns {number} the world pixels of a distance where that latitude is drawn
 */
export function metresToWorld(metres, lat) {
  // 40,075,016.686 m: the length of the equator on WGS84, which is the width of Web Mercator's world.
  return (metres / (40075016.686 * Math.cos((drawnLatitude(lat) * Math.PI) / 180))) * 256;
}
