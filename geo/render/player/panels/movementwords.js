// How far a movement goes, and how long it takes, in words. No DOM.
import { gapLengthInShort } from '../arithmetic/gaplabels.js';
import { pathLengths } from '../arithmetic/tracks.js';
import { distanceInWords } from '../words/quantities.js';
import { phrase } from '../words/words.js';

/** A shorter time is not worth reading, in seconds. */
const LEAST_TIME_S = 60;

/**
 * @param {Pick<Story, 'asSet'>} story
 * @param {Pick<Clocks, 'base' | 'basePlaces'>} clocks
 * @param {number} event
 * @returns {string} such as "12 km in 8 h"; '': it does not move. Without the time if the story does not give it
 */
export function movementInWords({ asSet: { paths, pathTimes, pinned, hasEnd } }, { base, basePlaces }, event) {
  const path = paths[event];
  if (path.length < 2 || !pinned[event]) return '';
  const distance = distanceInWords(pathLengths(path)[path.length - 1]);
  const times = pathTimes[event];
  const k = basePlaces[event];
  const isTimed = base.clock === 'story' && hasEnd[event];
  const seconds = times ? times[path.length - 1] - times[0] : isTimed ? base.ends[k] - base.starts[k] : 0;
  if (seconds < LEAST_TIME_S) return distance;
  return phrase('movement', { distance, duration: gapLengthInShort({ times: [0, seconds], precision: 'time' }) });
}
