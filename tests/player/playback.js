// Calls the player's arithmetic with the questions of tests/playback/table.py and tests/analysis/pair_table.py, which
// Python answers as well.
import { makeTimeline } from '../../geo/render/player/arithmetic/axis.js';
import { separationAt, separationCurve } from '../../geo/render/player/arithmetic/distances.js';
import { formatTime } from '../../geo/render/player/arithmetic/labels.js';
import { encounters } from '../../geo/render/player/arithmetic/meetings.js';
import { makeTracks, whereabouts } from '../../geo/render/player/arithmetic/tracks.js';

/** The keys of table.answers_of. */
export function answersOf({ raw, events, asked }) {
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
    gaps: line.gaps.map(({ from, to }) => [from, to]),
    gap_count: line.gaps.length,
    gap_lengths: line.gaps.map(({ times, precision }) => [...times, precision]),
    tracks: tracks.map((track) => Array.from(track.sightings)),
    seconds_at: asked.seconds_at.map(line.secondsAt),
    time_at: asked.time_at.map(line.timeAt),
    visible: asked.visible.map((time) => line.visibleAt(time, reused).slice()),
    focus: asked.focus.map((second) => line.focusAt(second)),
    next: asked.next.map((second) => line.next(second)),
    previous: asked.previous.map((second) => line.previous(second)),
    cue_of: asked.cue_of.map((k) => line.cues[k]),
    whereabouts: asked.whereabouts.map(([person, time]) => whereabouts(tracks[person], line, events, time)),
    labels: asked.labels.map(([time, precision]) => formatTime(raw, time, precision ?? undefined)),
  };
}

/** The keys of pair_table.QUESTIONS. */
export function pairAnswersOf({ raw, events, asked }) {
  const line = makeTimeline(raw);
  const tracks = makeTracks(raw, line, events);
  return {
    separations: asked.separations.map(([one, other, time]) => separationAt(tracks[one], tracks[other], line, events, time)),
    curves: asked.curves.map(([one, other]) => separationCurve(tracks[one], tracks[other], line, events)),
    encounters: asked.encounters.map(([one, other]) => encounters(tracks[one], tracks[other], line, events)),
  };
}

/** Whether two values are alike: numbers by `same`, all else equal. As table.close and pair_table.alike. */
export function alike(expected, got, same) {
  if (typeof expected === 'number' && typeof got === 'number') return same(expected, got);
  if (expected === null || typeof expected !== 'object') return expected === got;
  if (got === null || typeof got !== 'object') return false;
  const keys = Object.keys(expected);
  return Array.isArray(expected) === Array.isArray(got) && keys.length === Object.keys(got).length
    && keys.every((key) => key in got && alike(expected[key], got[key], same));
}
