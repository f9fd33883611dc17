// The track of a person, as far as it is known: made once for each person, in world pixels. No DOM.
import { toWorld } from '../arithmetic/mercator.js';
import { diesIn, endOf } from '../arithmetic/tracks.js';
import { isAssumedRoute, unrolled } from '../story.js';

/**
 * @param {Story} story
 * @param {Track} track
 * @param {Timeline} timeline that the track goes by
 * @returns {TrackGeometry}
 */
export function makeTrackGeometry(story, track, timeline) {
  const { events } = story;
  const { sightings } = track;
  const legs = [];
  const spotX = new Float64Array(sightings.length).fill(NaN);
  const spotY = new Float64Array(sightings.length).fill(NaN);
  for (let j = 0; j < sightings.length; j += 1) {
    const event = timeline.order[sightings[j]];
    if (!events.pinned[event]) continue;
    const path = events.paths[event];
    [spotX[j], spotY[j]] = toWorld(...path[0]);
    const leaving = j > 0 ? leftBefore(story, track, timeline, j) : null;
    if (leaving && leaving.join() !== path[0].join()) legs.push({ sighting: j, known: false, path: [leaving, path[0]] });
    if (path.length > 1) legs.push({ sighting: j, known: !isAssumedRoute(story.events, event), path });
  }
  return { ...flat(legs), spotX, spotY };
}

/** @param {Array<{sighting: number, known: boolean, path: Path}>} legs @returns {Omit<TrackGeometry, 'spotX' | 'spotY'>} */
function flat(legs) {
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
 * Where a person was known to be before a sighting.
 * @param {Story} story
 * @param {Track} track
 * @param {Timeline} timeline
 * @param {number} j
 * @returns {?LonLat} null: nobody knows, or they were dead; no line leads from there
 */
function leftBefore({ events }, { person, sightings, last }, timeline, j) {
  const before = sightings[j - 1];
  const k = timeline.ends[before] > timeline.starts[sightings[j]] ? before : last[j - 1];
  const event = timeline.order[k];
  return diesIn(events, event, person) ? null : endOf(events, event);
}
