// The signs of events on the map, for the map legend: drawn around the middle of a picture by the functions that draw
// the map.
import { DETAILED } from '../map/crowding.js';
import { drawEventMarkers } from '../map/eventmarkers.js';
import { drawNumbers } from '../map/markernumbers.js';
import { PictureCache } from '../map/picturecache.js';

/** The number of events at the marker with a number. */
const SIGN_NUMBER = 4;

/** A window that shows what is around its origin, pixel by pixel. */
const SIGN_VIEW = { x: 0, y: 0, scale: 1, width: 0, height: 0, middle: 0 };

/**
 * A marker of several events, as the map shows it now: if very many events happen at once, it is fainter.
 * @param {CanvasRenderingContext2D} c
 * @param {string} colour
 * @param {{isCrowd: boolean}} given
 * @param {StageColours} colours
 */
export function drawNumberSign(c, colour, { isCrowd }, colours) {
  drawSigns(c, [{ x: 0, total: SIGN_NUMBER, playing: SIGN_NUMBER }], { colour, colours, isCrowd });
}

/**
 * A marker of an event that has ended, and of one to come.
 * @param {CanvasRenderingContext2D} c
 * @param {string} colour
 * @param {unknown} _
 * @param {StageColours} colours
 */
export function drawIdleSign(c, colour, _, colours) {
  drawSigns(c, [{ x: -9, total: 2, playing: 0 }, { x: 9, total: 2, playing: 0, isToCome: true }], { colour, colours, isCrowd: false });
}

/**
 * @param {CanvasRenderingContext2D} c drawn around the origin
 * @param {Array<{x: number, total: number, playing: number, isToCome?: boolean}>} signs
 * @param {{colour: string, colours: StageColours, isCrowd: boolean}} given
 */
function drawSigns(c, signs, { colour, colours, isCrowd }) {
  const counts = {
    markers: {
      count: signs.length,
      x: Float64Array.from(signs, ({ x }) => x),
      y: new Float64Array(signs.length),
      total: Int32Array.from(signs, ({ total }) => total),
      first: Float64Array.from(signs, ({ isToCome }) => (isToCome ? 1 : 0)),
      leader: new Int32Array(signs.length),
      markerOf: new Int32Array(0),
    },
    numbers: Int32Array.from(signs, ({ playing }) => playing),
    latest: new Int32Array(signs.length),
    isMixed: new Uint8Array(signs.length),
  };
  const looks = {
    timeline: { order: [0] },
    pictureCache: new PictureCache(colours.paper),
    colours,
    colourOf: () => colour,
    isSure: () => true,
  };
  const visible = Array(isCrowd ? DETAILED + 1 : 1).fill(0);
  const numbered = drawEventMarkers(c, SIGN_VIEW, counts, looks, { time: 0, visible });
  drawNumbers(c, SIGN_VIEW, counts, looks, { numbered, isCrowd }, []);
}

/**
 * Whether two events with a location ever happen at once: from far enough away they are one marker.
 * @param {{story: {worldX: Float64Array}, timeline: {order: Int32Array, starts: Float64Array, ends: Float64Array}}} given
 */
export function arePinsEverTogether({ story: { worldX }, timeline: { order, starts, ends } }) {
  let latest = -Infinity;
  for (let k = 0; k < order.length; k++) {
    if (Number.isNaN(worldX[order[k]])) continue;
    if (starts[k] < latest) return true;
    latest = Math.max(latest, ends[k]);
  }
  return false;
}
