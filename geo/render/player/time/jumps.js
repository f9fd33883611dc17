// Where the telling jumps back in the story's time. Uses clocks.js and labels.js. No DOM.
'use strict';

/** Of a story told in such disorder that there are more, none is marked. */
const MOST_JUMPS = 200;

/**
 * @typedef {object} Jump
 * @property {number} seconds   on the timeline that is followed: where the scene takes the card
 * @property {string} label     what jumps, in words
 */

/**
 * The scenes that are told after a later one. Following the story they say after which; following the
 * film or the telling, how far back it goes.
 * @param {Clocks} clocks
 * @param {Object} story see openStory
 * @returns {Jump[]} in the order of the timeline that is followed
 */
function jumpsOf(clocks, story) {
  const { base, basePlaces, shown } = clocks;
  if (base.clock !== 'story') return [];
  const startOf = (event) => base.starts[basePlaces[event]];
  const found = [];
  for (let k = 0; k < shown.order.length; k++) {
    const event = shown.order[k];
    if (event === 0 || startOf(event) >= startOf(event - 1)) continue;
    if (found.length === MOST_JUMPS) return [];
    const label = shown.clock === 'story'
      ? `told after “${story.events.titles[event - 1]}”`
      : `back ${lengthInWords(startOf(event - 1) - startOf(event))}, to ${startLabel(story, base, basePlaces[event])}`;
    found.push({ seconds: shown.cues[k], label });
  }
  return found;
}

/** @param {number} seconds @returns {string} such as "6 days", "7 hours", "1 minute" */
function lengthInWords(seconds) {
  const [unit, size] = [['day', 86400], ['hour', 3600]].find(([, length]) => seconds >= length) ?? ['minute', 60];
  const number = Math.max(1, Math.round(seconds / size));
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
