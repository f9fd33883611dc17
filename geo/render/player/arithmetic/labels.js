import { DAY_S } from './units.js';
import { monthName } from '../words/quantities.js';
import { capitalised, countLabel, phrase } from '../words/words.js';
import { isoWeek } from './calendar.js';
import { longPeriodLabel, yearLabel } from './yearlabels.js';

/**
 * Times as people read them. No DOM.
 *
 * geo/playback/time_labels.py has the same rules; tests/playback/cases.json tests both.
 * Story times are seconds since 1970-01-01 on the wall clock of the story, without a time zone.
 */

/** A time that is read back from an axis can be a few microseconds short of a full minute. */
export const LABEL_SLACK_S = 0.001;

/**
 * A time on the time scale of a timeline: "Day 1 · 10:58", "2 May 1995", "Film 0:42", "Scene 3 of 98".
 * @param {{clock: ClockName, order: ArrayLike<number>, labels: TimeLabels}} timeline
 * @param {number} time
 * @param {Precision} [precision] how much of a story time is known; left out: as much as of the best known event
 * @returns {string}
 */
export function formatTime(timeline, time, precision) {
  if (timeline.clock === 'telling') {
    const total = timeline.order.length;
    return phrase('eventOfAll', { number: Math.min(Math.max(Math.floor(time) + 1, Math.min(1, total)), total), total });
  }
  if (timeline.clock === 'film') return capitalised(phrase('filmTime', { time: shortFilmClock(time) }));
  const { day_one: dayOne, unit } = timeline.labels;
  return formatMoment(time, precision || timeline.labels.precision, dayOne, unit);
}

/**
 * The shortest label of a time, for the ruler: "10:58" without its day, "0:42", "Scene 3".
 * @param {{clock: ClockName, order: ArrayLike<number>, labels: TimeLabels}} timeline
 * @param {number} time
 * @returns {string}
 */
export function formatTimeInShort(timeline, time) {
  if (timeline.clock === 'telling') return phrase('eventNumber', { number: Math.floor(time) + 1 });
  if (timeline.clock === 'film') return shortFilmClock(time);
  const { precision, day_one: dayOne, unit } = timeline.labels;
  const { date, clock } = momentParts(time, precision, dayOne, unit);
  return clock || date;
}

/**
 * A story time, as far as it is known.
 * @param {number} time
 * @param {Precision} precision
 * @param {DayNames} dayOne
 * @param {ClockUnit} [unit] the finest one of a time of day
 * @returns {string}
 */
export function formatMoment(time, precision, dayOne, unit) {
  const { date, clock } = momentParts(time, precision, dayOne, unit);
  return clock && date ? phrase('dateAndTime', { date, time: clock }) : date || clock;
}

/**
 * @param {number} time
 * @param {Precision} precision
 * @param {DayNames} dayOne
 * @param {ClockUnit} [unit] as for formatMoment
 * @returns {{date: string, clock: string}} the day, month or year, '' if days have no names; and the time of day, '' if it is
 *   not known
 */
export function momentParts(time, precision, dayOne, unit = 'minute') {
  const isCounter = dayOne === 'counter';
  const shownUnit = isCounter && unit === 'minute' ? 'second' : unit;
  const when = dateOf(time, shownUnit);
  const clock = precision === 'time' || typeof dayOne === 'string' ? when.toISOString().slice(...CLOCK_PARTS[shownUnit]) : '';
  if (typeof dayOne === 'string') return { date: '', clock: isCounter ? clock.replace(/^0/, '') : clock };
  return { date: dateLabel(when, precision, dayOne === null ? null : storyDay(time, dayOne)), clock };
}

/** The end of a day, month or year is the first moment after it; this much earlier, in seconds, is in it. */
export const LAST_SECOND_S = 1;

/**
 * The time of an event from its start to its end, without what both have in common; an end that is a date is that date.
 * @param {number} start
 * @param {Precision} precision of the start
 * @param {{time: number, precision: Precision}} end later; the end of a day, month or year is the first moment after it
 * @param {DayNames} dayOne
 * @param {ClockUnit} [unit] as for formatMoment
 * @param {readonly [Doubt | null, Doubt | null]} [doubts] about the start and the end
 * @returns {string} such as "Day 1 · 11:30–11:35" or "4–17 August 1914"; an end that contains the start, too: "2 May 1995–1995"
 */
export function formatSpan(start, precision, end, dayOne, unit, [doubt, endDoubt] = [null, null]) {
  const lastTime = end.precision === 'time' ? end.time : Math.max(start, end.time - LAST_SECOND_S);
  const first = formatMoment(start, precision, dayOne, unit);
  const last = formatMoment(lastTime, end.precision, dayOne, unit);
  if (last === first) return withDoubt(first, doubt ?? endDoubt);
  const [from, to] = [momentParts(start, precision, dayOne, unit), momentParts(lastTime, end.precision, dayOne, unit)];
  const isOneDay = from.clock && to.clock && from.date === to.date;
  if (precision === 'day' && end.precision === 'day' && dayOne === null && doubt === null && endDoubt === null) {
    const [begins, ends] = [dateOf(start), dateOf(lastTime)];
    if (formatMoment(start, 'month', null) === formatMoment(lastTime, 'month', null)) {
      return dayLabel(begins, phrase('timeSpan', { start: String(begins.getUTCDate()), end: String(ends.getUTCDate()) }));
    }
  }
  return phrase('timeSpan', { start: withDoubt(first, doubt), end: withDoubt(isOneDay ? to.clock : last, endDoubt) });
}

/** @param {number} time @param {ClockUnit} [unit] the finest one that is shown */
function dateOf(time, unit = 'minute') {
  return new Date(unit === 'millisecond' ? Math.floor(time * 1000 + 0.5) : Math.floor(time + LABEL_SLACK_S) * 1000);
}

/**
 * What a text of `toISOString` has of a time of day, counted from its end: years before 0 and after 9999 are longer.
 * @type {Record<ClockUnit, [number, number]>}
 */
const CLOCK_PARTS = { minute: [-13, -8], second: [-13, -5], millisecond: [-13, -1] };

/**
 * @param {string} text a date
 * @param {Doubt | null} doubt about it; null: none
 * @returns {string} such as "about 1984" or "1984?"
 */
export function withDoubt(text, doubt) {
  const time = doubt === 'uncertain' || doubt === 'both' ? phrase('timeUncertain', { time: text }) : text;
  return doubt === 'approximate' || doubt === 'both' ? phrase('timeApproximate', { time }) : time;
}

/**
 * A day where there is little room: "4" for day 4, "2 May" for 2 May 1995.
 * @param {number} time
 * @param {Precision} precision
 * @param {DayNames} dayOne
 * @returns {string} '' if days have no names
 */
export function shortDay(time, precision, dayOne) {
  const when = dateOf(time);
  if (precision !== 'day' && precision !== 'time') return dateLabel(when, precision, null);
  if (typeof dayOne === 'string') return '';
  if (dayOne !== null) return countLabel(storyDay(time, dayOne));
  return phrase('dateWithoutYear', { day: String(when.getUTCDate()), month: monthName(when, { hasDay: true }) });
}

/**
 * @param {Date} when
 * @param {Precision} precision
 * @param {?number} number of the story day; null: dates are shown
 */
function dateLabel(when, precision, number) {
  if (precision === 'century' || precision === 'decade') return longPeriodLabel(when.getUTCFullYear(), precision);
  if (precision === 'week') {
    const week = isoWeek(when);
    return phrase('week', { number: week.week, year: yearLabel(week.year) });
  }
  const year = yearLabel(when.getUTCFullYear());
  if (precision === 'year') return year;
  if (precision === 'month') return phrase('monthAndYear', { month: monthName(when, { hasDay: false }), year });
  if (number !== null) return phrase('day', { number });
  return dayLabel(when, String(when.getUTCDate()));
}

/** @param {Date} when in a month @param {string} day of that month, or days @returns {string} such as "2 May 1995" */
function dayLabel(when, day) {
  return phrase('date', { day, month: monthName(when, { hasDay: true }), year: yearLabel(when.getUTCFullYear()) });
}

/**
 * The number of the story day: day one is 1, the day before it 0.
 * @param {number} time
 * @param {number} dayOne midnight of day one
 * @returns {number}
 */
function storyDay(time, dayOne) {
  return Math.floor((time + LABEL_SLACK_S - dayOne) / DAY_S) + 1;
}

/** @param {number} seconds from the start of the film @returns {string} hours and minutes, "1:44" */
export function shortFilmClock(seconds) {
  const minutes = Math.floor((Math.max(seconds, 0) + LABEL_SLACK_S) / 60);
  return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}`;
}

/** @param {number} seconds from the start of the film @returns {string} hours, minutes and seconds, "1:44:10" */
export function filmClock(seconds) {
  const whole = Math.floor(seconds + LABEL_SLACK_S);
  return `${Math.floor(whole / 3600)}:${twoDigits(Math.floor(whole / 60) % 60)}:${twoDigits(whole % 60)}`;
}

/**
 * @param {number} number
 * @returns {string}
 */
function twoDigits(number) {
  return String(number).padStart(2, '0');
}

/** @param {number} n from 0 @returns {string} A, B, C …; numbers after Z */
export function letter(n) { return n < 26 ? String.fromCharCode(65 + n) : String(n + 1); }
