// Times as the player writes them: of an event, and of the days along the timeline. No DOM.
import { midnightOf } from '../arithmetic/calendar.js';
import {
  formatMoment, formatSpan, formatTime, LABEL_SLACK_S, LAST_SECOND_S, shortDay, shortFilmClock, withDoubt,
} from '../arithmetic/labels.js';
import { DAY_S, MONTHS_OF_YEAR } from '../arithmetic/units.js';
import { capitalised, phrase } from '../words/words.js';
import { furtherTimeOf } from './furtherscale.js';
import { localClockOf, shiftAt } from './localclocks.js';

/**
 * Whether a timeline in story time has a place for an event whose time is unknown: this place is no fact.
 * @param {Story} story
 * @param {Pick<Timeline, 'clock' | 'order'>} timeline
 * @param {number} k place in the order
 */
export function isTimeUnknown(story, timeline, k) {
  return timeline.clock === 'story' && k >= 0 && story.events.timeUnknown[timeline.order[k]] === 1;
}

/**
 * When an event starts, as precisely as it is known.
 * @param {Story} story
 * @param {Timeline} timeline
 * @param {number} k place in the order
 */
export function startLabel(story, timeline, k) { return timeInEvent(story, timeline, k, timeline.starts[k]); }

/**
 * @param {Story} story
 * @param {Timeline} timeline in story time
 * @param {number} k
 * @returns {Doubt | null} about the end that the story gives; about the start if it gives none
 */
function doubtAtEnd({ events }, timeline, k) {
  const event = timeline.order[k];
  return (events.hasEnd[event] ? events.endDoubts : events.doubts)[event];
}

/**
 * When an event ends: as the story gives it, or else as precisely as its start is known.
 * @param {Story} story
 * @param {Timeline} timeline
 * @param {number} k
 */
export function endLabel(story, timeline, k) {
  const precision = story.events.endPrecision[timeline.order[k]];
  if (timeline.clock !== 'story' || precision === 'time' || isTimeUnknown(story, timeline, k)) {
    return timeInEvent(story, timeline, k, timeline.ends[k]);
  }
  const [, endShift, , endZone] = localClockOf(story, timeline, k);
  const time = formatTime(timeline, timeline.ends[k] - LAST_SECOND_S + endShift, precision);
  return withDoubt(inZone(time, endZone), doubtAtEnd(story, timeline, k));
}

/** @param {string} time @param {?string} zone null: it is not named */
function inZone(time, zone) { return zone === null ? time : phrase('timeInZone', { time, zone }); }

/**
 * From when to when: the end's day only if it differs, and no end if the story gives none.
 * @param {Story} story
 * @param {Timeline} timeline
 * @param {number} k
 */
export function spanLabel(story, timeline, k) {
  const { hasEnd, precision, endPrecision, doubts, endDoubts } = story.events;
  const event = timeline.order[k];
  if (timeline.clock !== 'story' || !hasEnd[event]) return startLabel(story, timeline, k);
  const [startShift, endShift, startZone, endZone] = localClockOf(story, timeline, k);
  const end = { time: timeline.ends[k] + endShift, precision: endPrecision[event] };
  const { day_one: dayOne, unit } = timeline.labels;
  if (startZone === endZone) {
    const span = formatSpan(timeline.starts[k] + startShift, precision[event], end, dayOne, unit, [doubts[event], endDoubts[event]]);
    return inZone(span, startZone);
  }
  const start = inZone(formatTime(timeline, timeline.starts[k] + startShift, precision[event]), startZone);
  const last = end.precision === 'time' ? end.time : end.time - LAST_SECOND_S;
  const until = inZone(formatTime(timeline, last, end.precision), endZone);
  return phrase('timeSpan', { start: withDoubt(start, doubts[event]), end: withDoubt(until, endDoubts[event]) });
}

/**
 * A time while an event has the card: no more precise than that event. The year of an event that is known to the year stays
 * the same until its end.
 * @param {Story} story
 * @param {Timeline} timeline
 * @param {number} k place in the order, or -1
 * @param {number} time
 */
export function timeInEvent(story, timeline, k, time) {
  if (timeline.clock === 'further' && k >= 0) return furtherTimeOf(story, timeline.order[k]);
  if (timeline.clock !== 'story' || k < 0) return formatTime(timeline, time);
  if (isTimeUnknown(story, timeline, k)) return phrase('timeUnknown');
  const precision = story.events.precision[timeline.order[k]];
  // The first moment after a period is the next one already.
  const isOver = precision !== 'time' && (time === timeline.ends[k] || time === timeline.lastTime);
  const begun = isShared(story, timeline, k) && time < timeline.ends[k] ? timeline.starts[k] : time;
  const shown = isOver ? Math.max(timeline.starts[k], time - LAST_SECOND_S) : begun;
  const [, endShift, startZone, endZone] = localClockOf(story, timeline, k);
  const isAtEnd = time >= timeline.ends[k];
  const shift = isAtEnd ? endShift : shiftAt(story, timeline, k, shown);
  const text = inZone(formatTime(timeline, shown + shift, precision), isAtEnd ? endZone : startZone);
  // After the event, its doubt no longer applies.
  if (time > timeline.ends[k]) return text;
  return withDoubt(text, isAtEnd ? doubtAtEnd(story, timeline, k) : story.events.doubts[timeline.order[k]]);
}

/**
 * Whether an event shares its start with others and no end is given. Their cards follow one after another, so the time moves on
 * meanwhile, but each of them is at this one moment.
 * @param {Story} story
 * @param {Timeline} timeline in story time
 * @param {number} k
 */
function isShared({ events }, { order, starts }, k) {
  return !events.hasEnd[order[k]] && (starts[k - 1] === starts[k] || starts[k + 1] === starts[k]);
}

/**
 * @param {Story} story
 * @param {Timeline} timeline
 * @param {number} seconds playing seconds
 * @returns {string} the time there, see timeInEvent
 */
export function timeLabelAt(story, timeline, seconds) {
  return timeInEvent(story, timeline, timeline.focusAt(seconds), timeline.timeAt(seconds));
}

/**
 * @param {Story} story
 * @param {Timeline} timeline with at least one event
 * @returns {{start: string, end: string}} when the first event starts whose time is known, and when the last one ends
 */
export function storyLimits(story, timeline) {
  const known = Array.from(timeline.order.keys()).filter((k) => !isTimeUnknown(story, timeline, k));
  const last = known.reduce((latest, k) => (timeline.ends[k] > timeline.ends[latest] ? k : latest), known[0]);
  return { start: startLabel(story, timeline, known[0]), end: endLabel(story, timeline, last) };
}

/** @param {Story} story @param {Timeline} timeline @param {number} k @returns {Precision} of the event's time on this time scale */
function startPrecision({ events }, timeline, k) {
  return (timeline.clock === 'further' ? events.furtherPrecision : events.precision)[timeline.order[k]];
}

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
  // Days without names have no marks.
  if (timeline.clock === 'story' && typeof timeline.labels.day_one === 'string') return marks;
  const count = timeline.order.length;
  let before = -Infinity;
  const hasDays = timeline.clock === 'story' || timeline.clock === 'further';
  const stride = hasDays ? 1 : Math.ceil(count / MOST_MARKS);
  for (let k = 0; k < count; k += stride) {
    const time = timeline.starts[k];
    if (isTimeUnknown(story, timeline, k)) continue;
    // A long story has many events on one day: its name is written once.
    const day = hasDays ? Math.floor((time + LABEL_SLACK_S) / DAY_S) : k;
    if (day === before) continue;
    before = day;
    const precision = startPrecision(story, timeline, k);
    const text = markText(timeline, time, precision);
    if (text !== marks[marks.length - 1]?.text) marks.push({ time, text, short: markText(timeline, time, precision, true), precision });
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
  const marks = days.map(({ time, precision }) => calendarMark(time, coarser(unit, precision)));
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
  const marks = [calendarMark(first, coarser(unit, days[0].precision))];
  const passed = begin.getUTCFullYear() * MONTHS_OF_YEAR + begin.getUTCMonth();
  for (let month = (Math.floor(passed / months) + 1) * months; ; month += months) {
    // Of whole years before ours, those that are round as people read them: 500 BC is the year -499.
    const isRoundYear = months > MONTHS_OF_YEAR && month <= 0;
    const time = midnightOf(0, month + 1 + (isRoundYear ? MONTHS_OF_YEAR : 0));
    if (time > last) return marks;
    marks.push(calendarMark(time, unit));
  }
}

/** @param {'month'|'year'} unit @param {Precision} precision of an event @returns {Precision} of its mark on the ruler */
function coarser(unit, precision) { return COARSE.has(precision) ? precision : unit; }

/** The precisions that are coarser than a month. */
const COARSE = new Set(['year', 'decade', 'century']);

/** @param {number} time @param {Precision} unit @returns {DayMark} */
function calendarMark(time, unit) {
  return { time, text: formatMoment(time, unit, null), short: shortDay(time, unit, null), precision: unit };
}

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

/** @param {Timeline} timeline @param {number} time @param {Precision} precision of the event @param {boolean} [isShort] */
function markText(timeline, time, precision, isShort = false) {
  const { clock, labels: { day_one: dayOne } } = timeline;
  if (clock === 'telling') return phrase('eventNumber', { number: Math.floor(time) + 1 });
  if (clock === 'film') return isShort ? shortFilmClock(time) : capitalised(phrase('filmTime', { time: shortFilmClock(time) }));
  const coarse = precision === 'time' ? 'day' : precision;
  return isShort ? shortDay(time, coarse, dayOne) : formatTime(timeline, time, coarse);
}
