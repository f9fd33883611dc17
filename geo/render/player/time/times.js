// Times as the player writes them: of an event, and of the days along the timeline. No DOM.
import { midnightOf } from '../arithmetic/calendar.js';
import { formatMoment, formatTime, LABEL_SLACK_S, momentParts, shortDay, shortFilmClock, withDoubt } from '../arithmetic/labels.js';
import { DAY_S } from '../arithmetic/units.js';
import { capitalised, phrase } from '../words/words.js';

/**
 * When an event starts, as precisely as it is known.
 * @param {Story} story
 * @param {Timeline} timeline
 * @param {number} k place in the order
 */
export function startLabel(story, timeline, k) { return timeLabel(story, timeline, k, timeline.starts[k]); }

/**
 * A time of an event, such as its start, as precisely as it is known, with the doubt about its date.
 * @param {Story} story
 * @param {Timeline} timeline
 * @param {number} k place in the order
 * @param {number} time
 */
export function timeLabel({ events }, timeline, k, time) {
  const event = timeline.order[k];
  const text = formatTime(timeline, time, events.precision[event]);
  return timeline.clock === 'story' ? withDoubt(text, events.doubts[event]) : text;
}

/**
 * From when to when: the end's day only if it differs, and no end if the story gives none.
 * @param {Story} story
 * @param {Timeline} timeline
 * @param {number} k
 */
export function spanLabel(story, timeline, k) {
  const event = timeline.order[k];
  if (timeline.clock !== 'story' || !story.events.hasEnd[event]) return startLabel(story, timeline, k);
  const precision = story.events.precision[event];
  const [start, end] = [timeline.starts[k], timeline.ends[k]].map((time) => formatTime(timeline, time, precision));
  if (end === start) return startLabel(story, timeline, k);
  const { day_one: dayOne, unit } = timeline.labels;
  const [first, last] = [timeline.starts[k], timeline.ends[k]].map((time) => momentParts(time, precision, dayOne, unit));
  const span = phrase('timeSpan', { start, end: last.clock && first.date === last.date ? last.clock : end });
  return withDoubt(span, story.events.doubts[event]);
}

const MONTHS_OF_YEAR = 12;

/** On time scales without days, the timeline names at most this number of events. */
const MOST_MARKS = 400;

/**
 * The first event of each day (or year, minute of film, event in story order), for the timeline.
 * @param {Story} story
 * @param {Timeline} timeline
 * @returns {DayMark[]}
 */
export function dayMarks(story, timeline) {
  /** @type {DayMark[]} */
  const marks = [];
  const count = timeline.order.length;
  let before = -Infinity;
  const stride = timeline.clock === 'story' ? 1 : Math.ceil(count / MOST_MARKS);
  for (let k = 0; k < count; k += stride) {
    const time = timeline.starts[k];
    // A long story has many events on one day: its name is written once.
    const day = timeline.clock === 'story' ? Math.floor((time + LABEL_SLACK_S) / DAY_S) : k;
    if (day === before) continue;
    before = day;
    const text = markText(timeline, time);
    if (text !== marks[marks.length - 1]?.text) marks.push({ time, text, short: markText(timeline, time, true) });
  }
  return marks;
}

/**
 * The same for months or years, in a story with dates.
 * @param {DayMark[]} days from dayMarks
 * @param {'month'|'year'} unit
 * @returns {DayMark[]} the first day of each that has an event
 */
export function calendarMarks(days, unit) {
  const marks = days.map(({ time }) => calendarMark(time, unit));
  return marks.filter(({ text }, n) => text !== marks[n - 1]?.text);
}

/**
 * A mark at the first event, then a mark at each multiple of `months`. These marks need no event.
 * @param {DayMark[]} days from dayMarks
 * @param {number} months of a step: a part or a multiple of a year
 * @returns {DayMark[]}
 */
export function steppedMarks(days, months) {
  if (!days.length) return [];
  const unit = months < MONTHS_OF_YEAR ? 'month' : 'year';
  const [first, last] = [days[0].time, days[days.length - 1].time];
  const begin = new Date(Math.floor(first + LABEL_SLACK_S) * 1000);
  const marks = [calendarMark(first, unit)];
  const passed = begin.getUTCFullYear() * MONTHS_OF_YEAR + begin.getUTCMonth();
  for (let month = (Math.floor(passed / months) + 1) * months; ; month += months) {
    // Of whole years before ours, those that are round as people read them: 500 BC is the year -499.
    const isRoundYear = months > MONTHS_OF_YEAR && month <= 0;
    const time = midnightOf(0, month + 1 + (isRoundYear ? MONTHS_OF_YEAR : 0));
    if (time > last) return marks;
    marks.push(calendarMark(time, unit));
  }
}

/** @param {number} time @param {'month'|'year'} unit @returns {DayMark} */
function calendarMark(time, unit) { return { time, text: formatMoment(time, unit, null), short: shortDay(time, unit, null) }; }

const every = (/** @type {number} */ months) => (/** @type {DayMark[]} */ days) => steppedMarks(days, months);

/** What the ruler names, the finest first; in a story without dates only days. @type {Array<(days: DayMark[]) => DayMark[]>} */
export const RULER_LEVELS = [
  (days) => days,
  (days) => calendarMarks(days, 'month'),
  every(3),
  every(6),
  (days) => calendarMarks(days, 'year'),
  ...[2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].map((years) => every(years * 12)),
];

/** @param {Timeline} timeline @param {number} time @param {boolean} [isShort] */
function markText(timeline, time, isShort = false) {
  const { clock, labels: { precision, day_one: dayOne } } = timeline;
  if (clock === 'telling') return phrase('eventNumber', { number: Math.floor(time) + 1 });
  if (clock === 'film') return isShort ? shortFilmClock(time) : capitalised(phrase('filmTime', { time: shortFilmClock(time) }));
  const coarse = precision === 'time' ? 'day' : precision;
  return isShort ? shortDay(time, coarse, dayOne) : formatTime(timeline, time, coarse);
}
