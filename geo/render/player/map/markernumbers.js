// How many events play at a mark, as a number in it: beside the current scene and people who are drawn there, and left
// out where only a part of it could be read.
import { boxAround, LabelPlacer } from '../arithmetic/placement.js';
import { INITIALS_FONT, PERSON_RADIUS } from './personmarkers.js';
import { markerRadius } from './markersize.js';

/**
 * Up to READABLE_NUMBERS numbers can be read at a glance. With more, only markers from one size on have one, so that of
 * two equal markers never just one has a number; and if all are equally large, only the first LARGEST_NUMBERS.
 */
const READABLE_NUMBERS = 160;
const LARGEST_NUMBERS = 30;

/** Half of a number, in pixels; and half of its picture, with its halo: each pixel of it costs time in every frame. */
const NUMBER_PX = /** @type {[number, number]} */ ([11, 6]);
/** @param {string} text @returns {[number, number]} */
const halfOf = (text) => [3 + 3.2 * text.length, 7];

/**
 * Places of a number, the best first: pixels from the middle of its marker. Only in a crowd, and only with large
 * markers, a number is beside its marker: beside a small one it would seem to belong to nothing.
 */
const NUMBER_SPOTS = [[0, 0], [0, 24], [0, -24], [29, 0], [-29, 0]];
const LARGE_PX = 15;

/** Used again in each frame. */
const numberPlacer = new LabelPlacer();

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Marked} stage its marks, and how many events play at each
 * @param {{numbered: number[], isCrowd: boolean, drawn?: number[]}} wanted `numbered`: the marks that have a number,
 *   changed in place; `drawn`: emptied, then filled with the middles of the numbers, x and y by turns
 * @param {Array<{x: number, y: number, reach?: number}>} taken what a number must not touch: people, or signs with their
 *   reach
 */
export function drawNumbers(c, view, stage, { numbered, isCrowd, drawn = [] }, taken) {
  const { marks, numbers, pictureCache } = stage;
  // The largest come first. Nobody reads hundreds of numbers, and each takes as long as ten markers.
  numbered.sort((one, other) => numbers[other] - numbers[one] || one - other);
  if (numbered.length > READABLE_NUMBERS) numbered.length = readable(numbered, numbers);
  numberPlacer.clear();
  for (const { x, y, reach = PERSON_RADIUS.seen } of taken) numberPlacer.block(boxAround(x, y, reach));
  drawn.length = 0;
  const box = { x: 0, y: 0, w: 2 * NUMBER_PX[0], h: 2 * NUMBER_PX[1] };
  for (const m of numbered) {
    const x = marks.x[m] * view.scale + view.x;
    const y = marks.y[m] * view.scale + view.y;
    const spots = isCrowd && markerRadius(numbers[m]) >= LARGE_PX ? NUMBER_SPOTS.length : 1;
    for (let n = 0; n < spots; n++) {
      box.x = x + NUMBER_SPOTS[n][0];
      box.y = y + NUMBER_SPOTS[n][1];
      if (!numberPlacer.take(box)) continue;
      pictureCache.set(c, numberOf(stage, numbers[m], isCrowd), box.x, box.y);
      drawn.push(box.x, box.y);
      break;
    }
  }
}

/** @param {number[]} drawn see drawNumbers @returns {Box[]} the boxes of the numbers */
export function boxesOfNumbers(drawn) {
  const [halfWidth, halfHeight] = NUMBER_PX;
  const boxes = [];
  for (let i = 0; i < drawn.length; i += 2) {
    boxes.push([drawn[i] - halfWidth, drawn[i + 1] - halfHeight, drawn[i] + halfWidth, drawn[i + 1] + halfHeight]);
  }
  return boxes;
}

/**
 * @param {number[]} numbered
 * @param {Int32Array} numbers
 * @returns {number} how many of the markers, the largest first, have a number
 */
function readable(numbered, numbers) {
  const sizeOf = (/** @type {number} */ n) => markerRadius(numbers[numbered[n]]);
  let many = READABLE_NUMBERS;
  while (many && sizeOf(many - 1) === sizeOf(many)) many -= 1;
  return many || LARGEST_NUMBERS;
}

/**
 * @param {Pick<Marked, 'pictureCache' | 'colours'>} stage
 * @param {number} playing
 * @param {boolean} isCrowd
 * @returns {Picture} the number of events that play at a marker
 */
export function numberOf({ pictureCache, colours }, playing, isCrowd) {
  const shown = inTwoDigits(playing);
  const key = isCrowd ? -shown : shown;
  return pictureCache.drawings.get(key) ?? makeNumber(pictureCache, key, shortNumber(shown), isCrowd
    ? { fill: colours.ink, ground: colours.paper } : { fill: colours.onMarker });
}

/** @param {PictureCache} pictureCache @param {number} key @param {string} text @param {{fill: string, ground?: string}} looks */
function makeNumber(pictureCache, key, text, looks) {
  return pictureCache.make(key, halfOf(text), (own) => drawNumber(own, text, looks));
}

/**
 * From a hundred on, numbers are rounded to two digits: the third would only flicker, and each number is a picture.
 * @param {number} number
 */
function inTwoDigits(number) {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(number)) - 1);
  return Math.round(number / step) * step;
}

/** @param {number} number @returns {string} short enough for a marker */
function shortNumber(number) {
  return number < 1000 ? String(number) : `${(number / 1000).toFixed(number < 10_000 ? 1 : 0)}k`;
}

/**
 * @param {CanvasRenderingContext2D} c drawn around the origin
 * @param {string} text
 * @param {{fill: string, ground?: string}} looks `ground`: the colour of a halo; in a crowd, names of the map show
 *   through the markers
 */
function drawNumber(c, text, { fill, ground }) {
  c.font = INITIALS_FONT;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  if (ground) {
    c.strokeStyle = ground;
    c.lineWidth = 3;
    c.lineJoin = 'round';
    c.strokeText(text, 0, 0.5);
  }
  c.fillStyle = fill;
  c.fillText(text, 0, 0.5);
}
