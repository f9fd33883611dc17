// The times of events on the story's further time scale, under its own name. No DOM.
import { formatMoment } from '../arithmetic/labels.js';
import { DAY_S } from '../arithmetic/units.js';
import { phrase } from '../words/words.js';

/**
 * @param {Story} story
 * @param {number} event
 * @returns {string} when it is on the further time scale, as precisely as the story says it; '': the story does not say
 */
export function furtherTimeOf({ furtherScale, events }, event) {
  const time = events.furtherTimes[event] ?? null;
  return time === null ? '' : formatMoment(time, events.furtherPrecision[event], null, furtherScale?.unit);
}

/**
 * @param {Story} story
 * @param {number} event
 * @param {keyof typeof MOST_LETTERS} [length] of the name
 * @returns {string} the same after the name of the scale; '': the story does not say
 */
export function namedFurtherTimeOf(story, event, length) {
  const time = furtherTimeOf(story, event);
  return time && phrase('furtherTime', { scale: furtherScaleName(story, length), time });
}

/** A longer name is cut where it is in a line with other things: of a wide page and of a narrow one. */
const MOST_LETTERS = { whole: Infinity, long: 24, short: 9 };

/**
 * @param {Pick<Story, 'furtherScale'>} story
 * @param {keyof typeof MOST_LETTERS} [length]
 * @returns {string} '': it has none
 */
export function furtherScaleName({ furtherScale }, length = 'whole') {
  const letters = [...furtherScale?.name ?? ''];
  const most = MOST_LETTERS[length];
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('').trim()}…`;
}

/**
 * @param {Story} story
 * @param {?Timeline} line that of the further time scale
 * @param {number} [event] the current one
 * @returns {?FurtherScale} what a typed time on it can mean; null: the story does not play on such a scale
 */
export function typedFurtherScale(story, line, event = -1) {
  if (!line) return null;
  const [begins, ends] = [line.starts[0], line.starts[line.starts.length - 1]];
  return { name: furtherScaleName(story), now: story.events.furtherTimes[event] ?? begins, begins, ends };
}

/**
 * The times between the readings of two events are no facts, so a typed day means its first event, if it has one.
 * @param {Timeline} line that of the further time scale
 * @param {{time: number, until?: number}} typed see readMoment
 * @returns {?number} a time on the scale; null: it is before the first day or after the last one
 */
export function furtherTimeFor({ starts }, { time, until = time % DAY_S === 0 ? time + DAY_S : time }) {
  const next = starts.find((start) => start >= time);
  if (next !== undefined && (next < until || next === time)) return next;
  const dayOf = (/** @type {number} */ one) => Math.floor(one / DAY_S);
  const isInside = dayOf(time) >= dayOf(starts[0]) && dayOf(time) <= dayOf(starts[starts.length - 1]);
  return isInside ? Math.max(time, starts[0]) : null;
}
