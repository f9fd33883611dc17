// Where the telling jumps back in the story's time. No DOM.
import { DAY_S } from '../arithmetic/units.js';
import { startLabel } from './times.js';

/** Of a story told in such disorder that there are more, none is marked. */
const MOST_JUMPS = 200;

/**
 * The scenes that are told after a later one. Following the story they say after which; following the
 * film or the telling, how far back it goes.
 * @param {Clocks} clocks
 * @param {Story} story
 * @returns {Jump[]} in the order of the timeline that is followed
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
    const short = isToldHere ? '' : `back ${lengthInWords(startOf(event - 1) - startOf(event))}`;
    const label = isToldHere
      ? `told after “${story.events.titles[event - 1]}”`
      : `${short}, to ${startLabel(story, base, basePlaces[event])}`;
    found.push({ k, seconds: shown.cues[k], label, short, isToldHere });
  }
  return found;
}

/**
 * The other end of a jump. Following the story that is the scene after which it is told; following the film or the
 * telling, where the story had come to that time: before the first scene that happens later.
 * @param {Clocks} clocks
 * @param {Jump} jump
 * @returns {?number} seconds of the timeline that is followed; null: that is not before it
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
  /** @type {Array<[string, number]>} */
  const units = [['day', DAY_S], ['hour', 3600], ['minute', 60]];
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? units[2];
  const number = Math.max(1, Math.round(seconds / size));
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
