// The sizes and colours of events by their numbers; see geo/render/number_scales.py. No DOM.
import { nameOfNumbers, valueOrNone } from './numberwords.js';

/**
 * Radii in pixels: the smallest that can be seen and hit, that of the greatest number in a short and in a long story,
 * and that of all markers if numbers give only their colour.
 */
const SIZED = { least: 5, most: 28, mostOfMany: 14, unsized: 6 };

/** A story with more events than these has smaller markers: in a story with 32 times as many, they are half as large. */
const FEW_EVENTS = 50;

/**
 * Areas are proportional to numbers. Radii are rounded to half a pixel, so that there are few pictures.
 * @param {?number} number null: no value
 * @param {number} high the greatest number of the story
 * @param {number} count of the events of the story
 */
export function sizedRadius(number, high, count) {
  if (number === null || number <= 0) return SIZED.least;
  const most = Math.max(SIZED.mostOfMany, SIZED.most * Math.min(1, FEW_EVENTS / count) ** 0.2);
  return Math.max(SIZED.least, Math.round(2 * most * Math.sqrt(number / high)) / 2);
}

/**
 * @param {number} number
 * @param {{low: number, high: number}} scale
 * @returns {number} the part of the scale below it, 0 to 1
 */
export function partOfScale(number, { low, high }) {
  // Halves, because the range of the greatest floats is no float.
  return low === high ? 0.5 : (number / 2 - low / 2) / (high / 2 - low / 2);
}

/**
 * @param {number} number
 * @param {{low: number, high: number, steps: unknown[]}} scale
 * @returns {number} the index of its colour in the steps
 */
export function stepOnScale(number, scale) {
  const { length } = scale.steps;
  return Math.min(length - 1, Math.floor(partOfScale(number, scale) * length));
}

/**
 * @param {Payload} raw
 * @param {Events} events their `hue` is set
 * @param {Shades[]} hues the colours of the story
 * @returns {Pick<Story, 'radii' | 'numbers' | 'hues'>}
 */
export function openNumbers({ sizeScale, colourScale }, events, hues) {
  const { count, sizeValues, colourValues } = events;
  const radii = sizeScale ? Float32Array.from(sizeValues, (number) => sizedRadius(number, sizeScale.high, count))
    : colourScale ? new Float32Array(count).fill(SIZED.unsized) : null;
  /** @type {EventNumbers[]} */
  const numbers = [];
  if (sizeScale) numbers.push(numbersOf('sizeNumber', sizeScale, sizeValues));
  if (!colourScale) {
    if (!sizeScale) return { radii, numbers, hues };
    events.hue = events.hue.map((hue) => hue ?? hues.length);
    return { radii, numbers, hues: [...hues, sizeScale.colour] };
  }
  const isSame = sizeScale && sizeScale.name === colourScale.name && sizeValues.every((number, i) => number === colourValues[i]);
  if (!isSame) numbers.push(numbersOf('colourNumber', colourScale, colourValues));
  events.hue = colourValues.map((number) => (number === null ? null : hues.length + stepOnScale(number, colourScale)));
  return { radii, numbers, hues: [...hues, ...colourScale.steps] };
}

/** @param {EventNumbers['kind']} kind @param {NumberScale} scale @param {(number | null)[]} values @returns {EventNumbers} */
function numbersOf(kind, scale, values) {
  return { kind, name: nameOfNumbers(kind, scale), wordsOf: (event) => valueOrNone(values[event]) };
}
