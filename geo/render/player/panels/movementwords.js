// How far a movement goes, and how long it takes, in words. No DOM.
import { gapLengthInShort } from '../arithmetic/gaplabels.js';
import { pathLengths, vertexIn } from '../arithmetic/tracks.js';
import { sharePlayed } from '../map/movers.js';
import { distanceInWords } from '../words/quantities.js';
import { phrase } from '../words/words.js';

/** A shorter time is not worth reading, in seconds. */
const LEAST_TIME_S = 60;

/**
 * @param {Pick<Story, 'asSet'>} story
 * @param {Pick<Clocks, 'base' | 'basePlaces'>} clocks
 * @param {number} event
 * @param {number} [now] on the base timeline: say how far it is on its way, if it is
 * @returns {string} such as "12 km in 8 h", or "3.4 km of 12 km"; '': it does not move. Without the time if the story does not
 *   give it
 */
export function movementInWords({ asSet, asSet: { paths, pathTimes, pinned, hasEnd } }, { base, basePlaces }, event, now = -Infinity) {
  const path = paths[event];
  if (path.length < 2 || !pinned[event]) return '';
  const lengths = pathLengths(path);
  const distance = distanceInWords(lengths[path.length - 1]);
  const share = sharePlayed(base, basePlaces[event], now);
  if (share > 0 && share < 1) {
    const vertex = vertexIn(asSet, event, share);
    const before = Math.min(Math.floor(vertex), path.length - 2);
    const metres = lengths[before] + (lengths[before + 1] - lengths[before]) * (vertex - before);
    return phrase('underWay', { travelled: distanceInWords(metres), distance });
  }
  const times = pathTimes[event];
  const k = basePlaces[event];
  const isTimed = base.clock === 'story' && hasEnd[event];
  const seconds = times ? times[path.length - 1] - times[0] : isTimed ? base.ends[k] - base.starts[k] : 0;
  if (seconds < LEAST_TIME_S) return distance;
  return phrase('movement', { distance, duration: gapLengthInShort({ times: [0, seconds], precision: 'time' }) });
}
