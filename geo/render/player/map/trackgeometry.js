// The track of a person in world pixels, as far as it is known. It is made once for each person. No DOM.
import { toWorld } from '../arithmetic/mercator.js';
import { diesIn, endOf } from '../arithmetic/tracks.js';
import { isAssumedRoute, unrolled } from '../story.js';

/** @typedef {{sighting: number, known: boolean, path: Path}} Leg */

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
    if (before && before.join() !== path[0].join()) legs.push({ sighting: j, known: false, path: [before, path[0]] });
    if (path.length > 1) legs.push({ sighting: j, known: !isAssumedRoute(story.events, event), path });
  }
  return { ...flatArrays(legs), sightingX, sightingY };
}

/** @param {Leg[]} legs @returns {Omit<TrackGeometry, 'sightingX' | 'sightingY'>} */
function flatArrays(legs) {
  const corners = new Int32Array(legs.length + 1);
  legs.forEach(({ path }, n) => { corners[n + 1] = corners[n] + path.length; });
  const xy = new Float64Array(2 * corners[legs.length]);
  const boxes = new Float64Array(4 * legs.length);
  legs.forEach(({ path }, n) => {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    unrolled(path).forEach(([lon, lat], i) => {
      const [x, y] = toWorld(lon, lat);
      xy.set([x, y], 2 * (corners[n] + i));
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    });
    boxes.set(box, 4 * n);
  });
  return {
    count: legs.length,
    sightings: Int32Array.from(legs, ({ sighting }) => sighting),
    known: Uint8Array.from(legs, ({ known }) => Number(known)),
    corners,
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
