// Events in time zones of their own: what their local clocks show. No DOM.
import { LABEL_SLACK_S } from '../arithmetic/labels.js';

/** The clock of the timeline, for events without a zone of their own. @type {LocalClock} */
const TIMELINE_CLOCK = [0, 0, null, null];

/**
 * How the times of an event are read, where it is: seconds to add to those of the timeline, and the names of the zones.
 * @param {Story} story
 * @param {Timeline} timeline in story time
 * @param {number} k
 */
export function localClockOf({ events }, timeline, k) { return events.localClocks[timeline.order[k]] ?? TIMELINE_CLOCK; }

/**
 * @param {LocalClock} clock of an event
 * @param {number} time of the timeline, before the end of the event
 * @returns {number} seconds to add to it, also after clocks have changed during the event
 */
function shiftDuring([startShift, , , , changes = []], time) {
  return changes.reduce((shift, [from, changed]) => (time + LABEL_SLACK_S >= from ? changed : shift), startShift);
}

/**
 * @param {Story} story
 * @param {Timeline} timeline in story time
 * @param {number} k the event that has the card, or -1
 * @param {number} time
 * @returns {number} seconds to add to the time, as the reading does while this event has the card
 */
export function shiftAt(story, timeline, k, time) {
  const clock = localClockOf(story, timeline, k);
  return time >= timeline.ends[k] ? clock[1] : shiftDuring(clock, time);
}

/**
 * @param {Story} story
 * @param {Timeline} timeline in story time
 * @param {number} k an event, or -1
 * @param {number} local a time on its local clock
 * @returns {?number} seconds that it is ahead of the timeline; null: the clock does not show it, because its hour is left out
 */
export function shiftInEvent(story, timeline, k, local) {
  const clock = localClockOf(story, timeline, k);
  const shifts = [clock[0], ...(clock[4] ?? []).map(([, changed]) => changed), clock[1]];
  return shifts.find((shift) => shiftAt(story, timeline, k, local - shift) === shift) ?? null;
}

/**
 * A typed date has no zone: it is on the local clock of the event that has the card then.
 * @param {Story} story
 * @param {Timeline} timeline in story time
 * @param {number} local the typed time
 * @returns {number} seconds that it is ahead of the timeline. If several events fit, the first one counts; if none does, because
 *   its hour is left out between two zones, the last one before it
 */
export function shiftOfLocalTime(story, timeline, local) {
  const { starts } = timeline;
  let [nearest, last] = [shiftAt(story, timeline, 0, starts[0]), -Infinity];
  for (let k = 0; k < starts.length; k += 1) {
    const shift = shiftInEvent(story, timeline, k, local);
    const time = local - (shift ?? Infinity);
    if (shift !== null && time >= starts[k] && time < (starts[k + 1] ?? Infinity)) return shift;
    const ahead = shiftAt(story, timeline, k, starts[k]);
    if (local >= starts[k] + ahead && starts[k] >= last) [nearest, last] = [ahead, starts[k]];
  }
  return nearest;
}
