/**
 * How far two people are from each other: at a moment, and as a curve along the timeline. Pure
 * arithmetic: no DOM.
 *
 * The twin of geo/analysis/timeline_distances.py; tests/analysis/pairs.json holds for both.
 *
 *   separationAt(tracks[p], tracks[q], timeline, events, time)    // a frame
 *   separationCurve(tracks[p], tracks[q], timeline, events)       // when a pair is chosen
 */
import { countUpTo } from './axis.js';
import { shortWayEast, whereabouts } from './tracks.js';

/**
 * A curve is read at so many moments at most, and has two samples at each: where it arrives, and from
 * where it goes on. Of these so many may be moments at which something starts or ends.
 */
const CURVE_MOMENTS = 240;
const CURVE_BREAKS = 190;

/** From this many sightings on, the moments are looked up rather than all put in order first. */
const MANY_SIGHTINGS = 2000;

/** A step of the curve smaller than this, in metres, is no step. */
const SAME_METRES = 0.5;

/** The ellipsoid of WGS84: half its equator's width in metres, and how much flatter it is at the poles. */
const EARTH_RADIUS_M = 6378137;
const EARTH_FLATTENING = 1 / 298.257223563;

/**
 * Metres along the ground. Lambert's formula for long lines: W. D. Lambert (1942), "The distance
 * between two widely separated points on the surface of the earth", Journal of the Washington Academy
 * of Sciences 32(5), 125-130. Within some metres of the geodesic nearly everywhere; between opposite
 * points of the earth within 0.4 %.
 * @param {LonLat} a
 * @param {LonLat} b
 * @returns {number}
 */
export function metresApart(a, b) {
  const reduced = (/** @type {number} */ latitude) =>
    Math.atan((1 - EARTH_FLATTENING) * Math.tan((latitude * Math.PI) / 180));
  const one = reduced(a[1]);
  const other = reduced(b[1]);
  const middle = Math.sin((one + other) / 2) ** 2;
  const half = Math.sin((other - one) / 2) ** 2;
  const east = Math.sin((shortWayEast(a[0], b[0]) * Math.PI) / 360) ** 2;
  const near = Math.min(1, half + Math.cos(one) * Math.cos(other) * east);
  // The same place; and at the far end of the earth the share of `middle` is 0 / 0.
  if (near === 0) return 0;
  const angle = 2 * Math.asin(Math.sqrt(near));
  const x = near < 1 ? ((angle - Math.sin(angle)) * middle * (1 - half)) / (1 - near) : 0;
  const y = ((angle + Math.sin(angle)) * half * (1 - middle)) / near;
  return EARTH_RADIUS_M * (angle - (EARTH_FLATTENING / 2) * (x + y));
}

/**
 * @param {Track} one
 * @param {Track} other
 * @param {Timeline} timeline
 * @param {EventColumns} events
 * @param {number} time
 * @returns {Separation}
 */
export function separationAt(one, other, timeline, events, time) {
  const now = standingStill(timeline, time);
  const here = whereabouts(one, timeline, events, now);
  const there = whereabouts(other, timeline, events, now);
  // The dead are nowhere that somebody could come closer to.
  const isLost = (/** @type {Whereabouts} */ found) => found.position === null || found.status === 'dead';
  const missing = [];
  if (isLost(here)) missing.push(one.person);
  if (isLost(there)) missing.push(other.person);
  if (missing.length > 0) return { certainty: 'unknown', metres: null, missing };
  const isKnown = here.status === 'seen' && there.status === 'seen';
  const metres = metresApart(
    /** @type {LonLat} */ (here.position),
    /** @type {LonLat} */ (there.position),
  );
  return { certainty: isKnown ? 'known' : 'assumed', metres, missing };
}

/**
 * The distance of two people from the start of the timeline to its end, without a hole. Exact where
 * a sighting of either starts or ends, and bounded: of very many such moments those are kept that lie
 * evenly in playing seconds, and what holds at one is taken to hold until the next.
 * @param {Track} one
 * @param {Track} other
 * @param {Timeline} timeline the story's own clock: on another, a straight line from one sighting to
 *   the next would run through moments that lie apart
 * @param {EventColumns} events
 * @returns {Stretch[]}
 */
export function separationCurve(one, other, timeline, events) {
  const moments = curveMoments(one, other, timeline);
  const stretches = [];
  /** @type {Stretch|null} */
  let open = null;
  for (let m = 0; m + 1 < moments.length; m += 1) {
    const here = moments[m];
    const there = moments[m + 1];
    const leaving = separationAt(one, other, timeline, events, here);
    if (open === null || open.certainty !== leaving.certainty || !areSame(open.missing, leaving.missing)) {
      const { certainty, missing } = leaving;
      open = { from: here, to: there, certainty, missing, times: [], metres: [] };
      stretches.push(open);
    }
    open.to = there;
    if (leaving.metres === null) continue;
    const { times, metres } = open;
    if (times.length === 0 || Math.abs(metres[metres.length - 1] - leaving.metres) > SAME_METRES) {
      times.push(here);
      metres.push(leaving.metres);
    }
    const arriving = separationAt(one, other, timeline, events, justBefore(there));
    if (arriving.metres === null) continue;
    times.push(there);
    metres.push(arriving.metres);
  }
  return stretches;
}

/**
 * @param {number[]} a
 * @param {number[]} b
 * @returns {boolean}
 */
export function areSame(a, b) {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/**
 * When the two are asked for: at the end of the axis they still stand in its last scene. Who dies with
 * the story is in that scene until then, and not yet beyond all distances.
 * @param {Timeline} timeline
 * @param {number} time
 * @returns {number}
 */
export function standingStill(timeline, time) {
  return Math.min(time, justBefore(timeline.lastTime));
}

/**
 * A moment so short before `time` that nothing moves in between, in seconds or events.
 * @param {number} time
 * @returns {number}
 */
function justBefore(time) {
  return time - Math.max(1e-6, Math.abs(time) * 2 ** -51);
}

/**
 * When the curve is read: from the first moment of the axis to its last, ascending.
 * @param {Track} one
 * @param {Track} other
 * @param {Timeline} timeline
 * @returns {Float64Array}
 */
function curveMoments(one, other, timeline) {
  const { duration, timeAt } = timeline;
  const points = new Set([timeAt(0), timeline.lastTime, ...curveBreaks(one, other, timeline)]);
  const steps = CURVE_MOMENTS - points.size;
  for (let j = 1; j < steps; j += 1) points.add(timeAt((duration * j) / steps));
  return Float64Array.from(points).sort();
}

/**
 * @param {Track} one
 * @param {Track} other
 * @param {Timeline} timeline
 * @returns {Set<number>}
 */
function curveBreaks(one, other, timeline) {
  const { starts, ends, duration, timeAt } = timeline;
  if (one.sightings.length + other.sightings.length <= MANY_SIGHTINGS) {
    const found = new Set();
    for (const k of [...one.sightings, ...other.sightings]) found.add(starts[k]).add(ends[k]);
    if (found.size <= CURVE_BREAKS) return found;
  }
  const kept = new Set();
  for (let j = 1; j < CURVE_BREAKS - 1; j += 1) {
    const time = timeAt((duration * j) / CURVE_BREAKS);
    let latest = -Infinity;
    for (const track of [one, other]) {
      const count = countUpTo(track.starts, time);
      if (count > 0) latest = Math.max(latest, track.starts[count - 1]);
    }
    if (latest > -Infinity) kept.add(latest);
  }
  return kept;
}
