/**
 * Asks the JavaScript twins what tests/playback/table.py asks Python, and answers in the same form.
 * Loaded after player/arithmetic/axis.js, tracks.js and labels.js.
 */

/**
 * @param {{raw: RawTimeline, events: EventColumns, asked: Object<string, any[]>}} given
 * @returns {Object<string, any>} the keys of table.answers_of
 */
function answersOf({ raw, events, asked }) {
  const line = makeTimeline(raw);
  const tracks = makeTracks(raw, line, events);
  const reused = [];
  return {
    clock: line.clock,
    order: Array.from(line.order),
    starts: Array.from(line.starts),
    ends: Array.from(line.ends),
    cues: Array.from(line.cues),
    duration: line.duration,
    knots: raw.knots.times.map((time, i) => [time, raw.knots.seconds[i]]),
    knot_count: raw.knots.times.length,
    seams: line.seams.map(({ from, to, label }) => [from, to, label]),
    seam_count: line.seams.length,
    tracks: tracks.map((track) => Array.from(track.sightings)),
    seconds_at: asked.seconds_at.map(line.secondsAt),
    time_at: asked.time_at.map(line.timeAt),
    visible: asked.visible.map((time) => line.visibleAt(time, reused).slice()),
    focus: asked.focus.map((second) => line.focusAt(second)),
    next: asked.next.map((second) => line.next(second)),
    previous: asked.previous.map((second) => line.previous(second)),
    cue_of: asked.cue_of.map((k) => line.cues[k]),
    whereabouts: asked.whereabouts.map(([person, time]) =>
      whereabouts(tracks[person], line, events, time)),
    labels: asked.labels.map(([time, precision]) => formatTime(raw, time, precision ?? undefined)),
  };
}

/**
 * @param {[number, 'year'|'month'|'day'|'time', number|null]} given time, precision, day one
 * @returns {string}
 */
function momentOf([time, precision, dayOne]) {
  return formatMoment(time, precision, dayOne);
}

/**
 * How long a look at what shows takes, in milliseconds, over the whole of a timeline.
 * @param {{raw: RawTimeline, looks: number}} given
 * @returns {{a_look_ms: number, most: number}} `most`: the largest number that showed at once
 */
function timeLooks({ raw, looks }) {
  const line = makeTimeline(raw);
  const shown = [];
  let most = 0;
  const began = performance.now();
  for (let look = 0; look < looks; look += 1) {
    line.visibleAt(line.timeAt((line.duration * look) / looks), shown);
    most = Math.max(most, shown.length);
  }
  return { a_look_ms: (performance.now() - began) / looks, most };
}
