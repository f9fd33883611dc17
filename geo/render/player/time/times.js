// Times as the player writes them: of a scene, and of the days along the timeline.
import { formatTime, LABEL_SLACK_S, twoDigits } from '../arithmetic/labels.js';
import { DAY_S } from '../arithmetic/units.js';


/**
 * When a scene starts, as precisely as it is known.
 * @param {Story} story
 * @param {Timeline} timeline
 * @param {number} k place in the order
 */
export function startLabel(story, timeline, k) {
  return formatTime(timeline, timeline.starts[k], story.events.precision[timeline.order[k]]);
}

/**
 * From when to when: the end's day only where it differs, and no end where the story gives none.
 * @param {Story} story
 * @param {Timeline} timeline
 * @param {number} k
 */
export function spanLabel(story, timeline, k) {
  const event = timeline.order[k];
  const start = startLabel(story, timeline, k);
  if (timeline.clock !== 'story' || !story.events.hasEnd[event]) return start;
  const end = formatTime(timeline, timeline.ends[k], story.events.precision[event]);
  if (end === start) return start;
  const [startDay] = start.split(' · ');
  const [endDay, endClock] = end.split(' · ');
  return `${start}–${endClock && endDay === startDay ? endClock : end}`;
}

/** On clocks that no day divides, so many scenes are named along the timeline at most. */
const MOST_MARKS = 400;

/**
 * The first scene of each day (or year, minute of film, scene told), for the timeline.
 * @param {Story} story
 * @param {Timeline} timeline
 * @returns {Array<{time: number, text: string}>}
 */
export function dayMarks(story, timeline) {
  /** @type {Array<{time: number, text: string}>} */
  const marks = [];
  const { precision } = timeline.labels;
  const coarse = precision === 'time' ? 'day' : precision;
  const count = timeline.order.length;
  const stride = timeline.clock === 'story' ? 1 : Math.ceil(count / MOST_MARKS);
  for (let k = 0; k < count; k += stride) {
    const text = timeline.clock === 'story'
      ? formatTime(timeline, timeline.starts[k], coarse)
      : startLabel(story, timeline, k).replace(/ of \d+$/, '');
    if (text !== marks[marks.length - 1]?.text) marks.push({ time: timeline.starts[k], text });
  }
  return marks;
}

/** @param {number} seconds from the start of the film, as h:mm:ss */
export function filmClock(seconds) {
  const whole = Math.floor(seconds + LABEL_SLACK_S);
  return `${Math.floor(whole / 3600)}:${twoDigits(Math.floor(whole / 60) % 60)}:${twoDigits(whole % 60)}`;
}

/** Units of gaps, how long each is and from which length on it counts, in seconds: as in labels.py. @type {Array<[string, number, number]>} */
const SHORT_UNITS = [['y', 31556952, 30242079], ['mo', 2629746, 5184000], ['wk', 604800, 1209600], ['d', DAY_S, 72000], ['h', 3600, 0]];

/** @param {number} seconds an hour or more @returns {string} such as "2 d" or "1½ h" */
export function lengthInShort(seconds) {
  const [unit, size] = SHORT_UNITS.find(([, , least]) => seconds >= least) ?? SHORT_UNITS[SHORT_UNITS.length - 1];
  const count = seconds / size;
  return `${count >= 1.25 && count < 1.75 ? '1½' : Math.max(1, Math.round(count))} ${unit}`;
}
