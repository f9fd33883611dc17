// The number of playing events in a marker. A number covers neither the current event nor people; where it would be
// partly covered, it is left out.
import { boxAround, LabelPlacer } from '../arithmetic/placement.js';
import { countLabel, numberFormat, phrase } from '../words/words.js';
import { INITIALS_FONT, PERSON_RADIUS } from './personmarkers.js';
import { markerRadius } from './markersize.js';
import { xInView } from './view.js';

/**
 * People can take in up to READABLE_NUMBERS numbers. If there are more, only markers from a certain size on have
 * numbers: of two markers of the same size, both or neither. If all have the same size, the first LARGEST_NUMBERS have
 * numbers.
 */
const READABLE_NUMBERS = 160;
const LARGEST_NUMBERS = 30;

/** Half the size of a number, in pixels. */
const NUMBER_PX = /** @type {[number, number]} */ ([11, 6]);

/**
 * Half the size of its picture, with the halo. A larger picture would cost time in every frame.
 * @param {string} text
 * @returns {[number, number]}
 */
const pictureHalf = (text) => [3 + 3.2 * text.length, 7];

/**
 * Places of a number, the best first: pixels from the middle of its marker. A number beside its marker is allowed only
 * in a crowd and for a large marker: viewers would not connect it with a small one.
 */
const NUMBER_PLACES = [[0, 0], [0, 24], [0, -24], [29, 0], [-29, 0]];
const LARGE_PX = 15;

/** One for all frames. */
const numberPlacer = new LabelPlacer();

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {MarkerCounts} counts
 * @param {MarkerLooks} looks
 * @param {{numbered: number[], isCrowd: boolean, drawn?: number[]}} wanted `numbered`: the markers that may have a
 *   number, changed in place; `drawn`: emptied, then filled with the middles of the numbers, x and y by turns
 * @param {Obstacle[]} obstacles what a number must not touch
 */
export function drawNumbers(c, view, { markers, numbers }, looks, { numbered, isCrowd, drawn = [] }, obstacles) {
  drawn.length = 0;
  if (!numbered.length) return;
  const { pictureCache } = looks;
  // The largest first. A number takes as long to draw as ten markers.
  numbered.sort((one, other) => numbers[other] - numbers[one] || one - other);
  if (numbered.length > READABLE_NUMBERS) numbered.length = readable(numbered, numbers);
  numberPlacer.clear();
  for (const { x, y, reach = PERSON_RADIUS.seen } of obstacles) numberPlacer.block(boxAround(x, y, reach));
  const box = { x: 0, y: 0, w: 2 * NUMBER_PX[0], h: 2 * NUMBER_PX[1] };
  for (const m of numbered) {
    const x = xInView(view, markers.x[m]);
    const y = markers.y[m] * view.scale + view.y;
    const places = isCrowd && markerRadius(numbers[m]) >= LARGE_PX ? NUMBER_PLACES.length : 1;
    for (let n = 0; n < places; n++) {
      box.x = x + NUMBER_PLACES[n][0];
      box.y = y + NUMBER_PLACES[n][1];
      if (!numberPlacer.take(box)) continue;
      pictureCache.drawPicture(c, numberPicture(looks, numbers[m], isCrowd), box.x, box.y);
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
  let count = READABLE_NUMBERS;
  while (count && sizeOf(count - 1) === sizeOf(count)) count -= 1;
  return count || LARGEST_NUMBERS;
}

/**
 * @param {Pick<MarkerLooks, 'pictureCache' | 'colours'>} looks
 * @param {number} playing
 * @param {boolean} isCrowd
 * @returns {Picture} made the first time
 */
export function numberPicture({ pictureCache, colours }, playing, isCrowd) {
  const shown = inTwoDigits(playing);
  const key = isCrowd ? -shown : shown;
  return pictureCache.drawings.get(key) ?? makeNumber(pictureCache, key, shortNumber(shown), isCrowd
    ? { fill: colours.ink, ground: colours.paper } : { fill: colours.onMarker });
}

/**
 * @param {PictureCache} pictureCache
 * @param {number} key
 * @param {string} text
 * @param {{fill: string, ground?: string}} looks
 */
function makeNumber(pictureCache, key, text, looks) {
  return pictureCache.make(key, pictureHalf(text), (own) => drawNumber(own, text, looks));
}

/**
 * From a hundred on, numbers are rounded to two digits: a third digit would change too quickly to be read, and each
 * number is a picture.
 * @param {number} number
 */
function inTwoDigits(number) {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(number)) - 1);
  return Math.round(number / step) * step;
}

/** @param {number} number @returns {string} short enough for a marker */
function shortNumber(number) {
  if (number < 1000) return countLabel(number);
  const digits = number < 10_000 ? 1 : 0;
  const format = numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits });
  return phrase('thousandsShort', { count: format.format(number / 1000) });
}

/**
 * @param {CanvasRenderingContext2D} c drawn around the origin
 * @param {string} text
 * @param {{fill: string, ground?: string}} looks `ground`: the colour of a halo, which separates the number
 *   from the map below; left out: no halo
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
