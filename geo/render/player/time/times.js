// Times as the player writes them: of the playhead, of a scene, and of the days along the timeline.
// Uses labels.js.
'use strict';

/**
 * @param {Object} story see openStory
 * @param {number} time on the timeline's clock
 * @param {string} [precision] how much of it is known; left out: as much as of the best known scene
 */
function timeLabel(story, time, precision) {
  return formatTime(story.timeline, time, precision);
}

/**
 * When a scene starts, as precisely as it is known.
 * @param {Object} story
 * @param {Object} timeline
 * @param {number} k place in the order
 */
function startLabel(story, timeline, k) {
  return formatTime(story.timeline, timeline.starts[k], story.events.precision[timeline.order[k]]);
}

/** From when to when: the end's day only where it differs, and no end where the story gives none. */
function spanLabel(story, timeline, k) {
  const event = timeline.order[k];
  const start = startLabel(story, timeline, k);
  if (timeline.clock !== 'story' || !story.events.hasEnd[event]) return start;
  const end = formatTime(story.timeline, timeline.ends[k], story.events.precision[event]);
  if (end === start) return start;
  const [startDay] = start.split(' · ');
  const [endDay, endClock] = end.split(' · ');
  return `${start}–${endClock && endDay === startDay ? endClock : end}`;
}

/**
 * The first scene of each day (or year, or tenth of the telling), for the timeline.
 * @returns {Array<{time: number, text: string}>}
 */
function dayMarks(story, timeline) {
  const marks = [];
  const raw = story.timeline;
  const coarse = raw.labels.precision === 'time' ? 'day' : raw.labels.precision;
  for (let k = 0; k < timeline.order.length; k++) {
    const text = timeline.clock === 'story'
      ? formatTime(raw, timeline.starts[k], coarse)
      : startLabel(story, timeline, k).replace(/ of \d+$/, '');
    if (text !== marks[marks.length - 1]?.text) marks.push({ time: timeline.starts[k], text });
  }
  return marks;
}
