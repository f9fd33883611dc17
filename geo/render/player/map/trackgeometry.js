// The track of a person in world pixels, as far as it is known. It is made once for each person. No DOM.
import { toWorld } from '../arithmetic/mercator.js';
import { shapeOf } from '../arithmetic/pathshape.js';
import { diesIn, endOf } from '../arithmetic/tracks.js';
import { isAssumedRoute, unrolled } from '../story.js';

/** @typedef {{sighting: number, known: boolean, path: Path, isRoute: boolean}} Leg */

/**
 * @param {Story} story
 * @param {Track} track
 * @param {Timeline} timeline of the track
 * @returns {TrackGeometry}
 */
export function makeTrackGeometry(story, track, timeline) {
  const { events } = story;
  const { sightings } = track;
  /** @type {Leg[]} */
  const legs = [];
  const sightingX = new Float64Array(sightings.length).fill(NaN);
  const sightingY = new Float64Array(sightings.length).fill(NaN);
  for (let j = 0; j < sightings.length; j += 1) {
    const event = timeline.order[sightings[j]];
    if (!events.pinned[event]) continue;
    const path = events.paths[event];
    [sightingX[j], sightingY[j]] = toWorld(...path[0]);
    const before = j > 0 ? positionBefore(story, track, timeline, j) : null;
    if (before && before.join() !== path[0].join()) legs.push({ sighting: j, known: false, path: [before, path[0]], isRoute: false });
    if (path.length > 1) legs.push({ sighting: j, known: !isAssumedRoute(story.events, event), path, isRoute: true });
  }
  return { ...flatArrays(legs), sightingX, sightingY };
}

/**
 * Of a route, the arrays have only both ends: its shape has the rest.
 * @param {Leg[]} legs
 * @returns {Omit<TrackGeometry, 'sightingX' | 'sightingY'>}
 */
function flatArrays(legs) {
  const xy = new Float64Array(4 * legs.length);
  const boxes = new Float64Array(4 * legs.length);
  const routes = legs.map(({ path, isRoute }) => (isRoute ? shapeOf(path) : null));
  legs.forEach(({ path }, n) => {
    const [from, to] = unrolled([path[0], path[path.length - 1]]);
    const [west, north, east, south] = [...toWorld(...from), ...toWorld(...to)];
    xy.set([west, north, east, south], 4 * n);
    boxes.set(routes[n]?.box ?? [Math.min(west, east), Math.min(north, south), Math.max(west, east), Math.max(north, south)], 4 * n);
  });
  return {
    count: legs.length,
    sightings: Int32Array.from(legs, ({ sighting }) => sighting),
    known: Uint8Array.from(legs, ({ known }) => Number(known)),
    routes,
    xy,
    boxes,
  };
}

/**
 * @param {Story} story
 * @param {Track} track
 * @param {Timeline} timeline
 * @param {number} j
 * @returns {?LonLat} the last known position of the person before a sighting; null: it is unknown, or the person was
 *   dead; then no line leads to the sighting
 */
function positionBefore({ events }, { person, sightings, last }, timeline, j) {
  const before = sightings[j - 1];
  const k = timeline.ends[before] > timeline.starts[sightings[j]] ? before : last[j - 1];
  const event = timeline.order[k];
  return diesIn(events, event, person) ? null : endOf(events, event);
}
