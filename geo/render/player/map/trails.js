// The way a person went, as far as it is known: made once a person, in world pixels. No DOM.
// Uses tracks.js and story.js.
'use strict';

/**
 * @typedef {object} Leg   one stretch of the way
 * @property {number} sighting   the place in the track at whose start the way up to here is told
 * @property {boolean} known     somebody saw this way; else only where it begins and ends is known
 * @property {Float64Array} xy   world pixels of zoom level 0, x and y in turn
 * @property {number[]} box      west, north, east, south, in world pixels
 */

/**
 * @typedef {object} Trail
 * @property {Leg[]} legs             by time
 * @property {Int32Array} sightings   of the legs, ascending
 * @property {Float64Array} spotX     by sighting: where it begins, in world pixels; NaN: nobody knows
 * @property {Float64Array} spotY
 */

/**
 * @param {Object} story see openStory
 * @param {Track} track
 * @param {Timeline} timeline that the track goes by
 * @returns {Trail}
 */
function makeTrail(story, track, timeline) {
  const { events } = story;
  const { sightings } = track;
  const legs = [];
  const spotX = new Float64Array(sightings.length).fill(NaN);
  const spotY = new Float64Array(sightings.length).fill(NaN);
  const add = (sighting, known, path) => legs.push({ sighting, known, ...asLeg(path) });
  for (let j = 0; j < sightings.length; j += 1) {
    const event = timeline.order[sightings[j]];
    if (!events.pinned[event]) continue;
    const path = events.paths[event];
    [spotX[j], spotY[j]] = toWorld(...path[0]);
    const leaving = j > 0 ? leftBefore(story, track, timeline, j) : null;
    if (leaving && leaving.join() !== path[0].join()) add(j, false, [leaving, path[0]]);
    if (path.length > 1) add(j, !isAssumedRoute(story, event), path);
  }
  return { legs, sightings: Int32Array.from(legs, ({ sighting }) => sighting), spotX, spotY };
}

/**
 * Where a person was known to be before a sighting.
 * @returns {?LonLat} null: nobody knows, or they were dead; no line leads from there
 */
function leftBefore({ events }, { person, sightings, last }, timeline, j) {
  const before = sightings[j - 1];
  const k = timeline.ends[before] > timeline.starts[sightings[j]] ? before : last[j - 1];
  const event = timeline.order[k];
  return diesIn(events, event, person) ? null : endOf(events, event);
}

/** @param {LonLat[]} path @returns {{xy: Float64Array, box: number[]}} */
function asLeg(path) {
  const xy = new Float64Array(2 * path.length);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  unrolled(path).forEach((position, i) => {
    const [x, y] = toWorld(...position);
    xy.set([x, y], 2 * i);
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  });
  return { xy, box };
}
