/**
 * The distance between two people: at a moment, and as a curve along the timeline. Pure arithmetic: no DOM.
 *
 * geo/analysis/timeline_distances.py does the same in Python; tests/analysis/pairs.json tests both.
 *
 *   separationAt(tracks[p], tracks[q], timeline, events, time)    // in each frame
 *   separationCurve(tracks[p], tracks[q], timeline, events)       // when a pair is chosen
 */
import { countUpTo } from './axis.js';
import { closestFootprints } from './footprints.js';
import { shortWayEast, sightingOf, whereabouts } from './tracks.js';

/**
 * The most moments of a curve. It has two samples at each: the distance just before, and the distance from then on. And
 * the most of these moments at which a sighting starts or ends.
 */
const CURVE_MOMENTS = 240;
const CURVE_BREAKS = 190;

/** With more sightings than this, moments are searched, because sorting all of them would take too long. */
const MANY_SIGHTINGS = 2000;

/** A smaller step of the curve, in metres, is left out. */
const SAME_METRES = 0.5;

/** The ellipsoid of WGS84: the radius of its equator in metres, and its flattening. */
const EARTH_RADIUS_M = 6378137;
const EARTH_FLATTENING = 1 / 298.257223563;

/**
 * The distance on the ground. Lambert's formula for long lines: W. D. Lambert (1942), "The distance between two widely
 * separated points on the surface of the earth", Journal of the Washington Academy of Sciences 32(5), 125-130. The
 * error is a few metres nearly everywhere, and up to 0.4 % between nearly opposite points of the Earth.
 * @param {LonLat} a
 * @param {LonLat} b
 * @returns {number} metres
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
  // The same position. At the opposite point of the Earth, the fraction in `x` would be 0 / 0.
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
  const now = beforeEnd(timeline, time);
  const here = whereabouts(one, timeline, events, now);
  const there = whereabouts(other, timeline, events, now);
  // There is no distance to a dead person.
  const isLost = (/** @type {Whereabouts} */ { position, status }) => position === null || status === 'dead';
  const missing = [];
  if (isLost(here)) missing.push(one.person);
  if (isLost(there)) missing.push(other.person);
  if (missing.length > 0) return { certainty: 'unknown', metres: null, missing };
  const isKnown = here.status === 'seen' && there.status === 'seen';
  const metres = metresApart(...closestFootprints(footprintOf(one, here, timeline, events, now), footprintOf(other, there, timeline, events, now)));
  return { certainty: isKnown ? 'known' : 'assumed', metres, missing };
}

/**
 * @param {Track} track
 * @param {Whereabouts} known at that time; the position is known
 * @param {Timeline} timeline
 * @param {EventColumns} events
 * @param {number} time
 * @returns {Footprint} somewhere in the areas of the event in which the person is, or was last seen; else the position
 */
export function footprintOf(track, known, timeline, { areas }, time) {
  const k = areas && (known.status === 'seen' || known.status === 'last-seen') ? sightingOf(track, timeline, time, known) : -1;
  return { path: [/** @type {LonLat} */ (known.position)], areas: k < 0 ? null : areas?.[timeline.order[k]] };
}

/**
 * The distance between two people from the start of the timeline to its end. It is exact at moments when a sighting of
 * one of them starts or ends. If there are too many of these moments, only some are kept, spread evenly over the
 * playing seconds; the certainty at one of them is assumed up to the next.
 * @param {Track} one
 * @param {Track} other
 * @param {Timeline} timeline of the first time scale of the story: on another one, neighbouring moments can be far
 *   apart in time, and no straight line leads from one sample to the next
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
    const start = separationAt(one, other, timeline, events, here);
    if (open === null || open.certainty !== start.certainty || !areSame(open.missing, start.missing)) {
      const { certainty, missing } = start;
      open = { from: here, to: there, certainty, missing, times: [], metres: [] };
      stretches.push(open);
    }
    open.to = there;
    if (start.metres === null) continue;
    const { times, metres } = open;
    if (times.length === 0 || Math.abs(metres[metres.length - 1] - start.metres) > SAME_METRES) {
      times.push(here);
      metres.push(start.metres);
    }
    const end = separationAt(one, other, timeline, events, justBefore(there));
    if (end.metres === null) continue;
    times.push(there);
    metres.push(end.metres);
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
 * At the end of the axis, people are still in its last event, also those who die with its end.
 * @param {Timeline} timeline
 * @param {number} time
 * @returns {number} the time, or the last moment before the end of the axis
 */
export function beforeEnd(timeline, time) {
  return Math.min(time, justBefore(timeline.lastTime));
}

/**
 * @param {number} time
 * @returns {number} a time so little earlier that nothing happens in between, in seconds or events
 */
function justBefore(time) {
  return time - Math.max(1e-6, Math.abs(time) * 2 ** -51);
}

/**
 * @param {Track} one
 * @param {Track} other
 * @param {Timeline} timeline
 * @returns {Float64Array} the moments of the curve, from the start of the axis to its end
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
 * @returns {Set<number>} moments at which a sighting of one of them starts or ends, at most CURVE_BREAKS
 */
function curveBreaks(one, other, timeline) {
  const { starts, ends, duration, timeAt } = timeline;
  if (one.sightings.length + other.sightings.length <= MANY_SIGHTINGS) {
    const breaks = new Set();
    for (const k of [...one.sightings, ...other.sightings]) breaks.add(starts[k]).add(ends[k]);
    if (breaks.size <= CURVE_BREAKS) return breaks;
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
