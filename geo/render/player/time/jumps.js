// Where the story jumps back in time. No DOM.
import { DAY_S } from '../arithmetic/units.js';
import { durationInWords } from '../words/quantities.js';
import { phrase } from '../words/words.js';
import { startLabel } from './times.js';

/** A story with more jumps than this has no meaningful order, and none is marked. */
const MOST_JUMPS = 200;

/**
 * The events that follow a later event in story order. In story time their label names that event; in film time and
 * story order it says how far back the story goes.
 * @param {Clocks} clocks
 * @param {Story} story
 * @returns {Jump[]} in the order of the timeline under the map
 */
export function jumpsOf(clocks, story) {
  const { base, basePlaces, shown } = clocks;
  if (base.clock !== 'story') return [];
  const startOf = (/** @type {number} */ event) => base.starts[basePlaces[event]];
  const found = [];
  for (let k = 0; k < shown.order.length; k++) {
    const event = shown.order[k];
    if (event === 0 || startOf(event) >= startOf(event - 1)) continue;
    if (found.length === MOST_JUMPS) return [];
    const isToldHere = shown.clock === 'story';
    const length = isToldHere ? '' : lengthInWords(startOf(event - 1) - startOf(event));
    const label = isToldHere
      ? phrase('comesAfter', { title: story.events.titles[event - 1] })
      : phrase('jumpsBackTo', { length, time: startLabel(story, base, basePlaces[event]) });
    found.push({ k, seconds: shown.cues[k], label, short: isToldHere ? '' : phrase('jumpsBack', { length }), isToldHere });
  }
  return found;
}

/**
 * The other end of a jump. In story time it is the previous event in story order; in film time and story order, the point
 * that the story had reached by then: before the first event that happens later.
 * @param {Clocks} clocks
 * @param {Jump} jump
 * @returns {?number} seconds of the timeline under the map; null: it is not before the jump
 */
export function jumpsTo({ base, basePlaces, shown }, { k, isToldHere }) {
  const event = shown.order[k];
  if (isToldHere) return shown.cues[basePlaces[event - 1]];
  const start = base.starts[basePlaces[event]];
  for (let n = 0; n < k; n++) if (base.starts[basePlaces[shown.order[n]]] > start) return shown.cues[n];
  return null;
}

/** @param {number} seconds @returns {string} such as "6 days", "7 hours", "1 minute" */
function lengthInWords(seconds) {
  /** @type {Array<['day'|'hour'|'minute', number]>} */
  const units = [['day', DAY_S], ['hour', 3600], ['minute', 60]];
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? units[2];
  return durationInWords(Math.max(1, Math.round(seconds / size)), unit);
}
