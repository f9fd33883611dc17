// Where a position lies in the map's own plane. Pure: no DOM, no imports.

/**
 * Web Mercator (EPSG:3857) in pixels of a world 256 pixels wide.
 * @param {number} lon degrees east
 * @param {number} lat degrees north
 * @returns {[number, number]}
 */
export function toWorld(lon, lat) {
  const sine = Math.sin((Math.min(85.0511, Math.max(-85.0511, lat)) * Math.PI) / 180);
  return [(lon / 360 + 0.5) * 256, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256];
}

/**
 * The position at a point of that plane.
 * @param {number} x pixels to the east
 * @param {number} y pixels to the south
 * @returns {[number, number]} degrees east and north
 */
export function fromWorld(x, y) {
  return [(x / 256 - 0.5) * 360, (Math.atan(Math.sinh(Math.PI * (1 - y / 128))) * 180) / Math.PI];
}

/**
 * Pixels of zoom level 0 that a distance takes at a latitude.
 * @param {number} metres
 * @param {number} lat degrees north
 */
export function metresToWorld(metres, lat) {
  // 40 075 016.686 m: the equator's length on WGS84, the width of Web Mercator's world.
  return (metres / (40075016.686 * Math.cos((lat * Math.PI) / 180))) * 256;
}
