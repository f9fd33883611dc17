/**
 * Who is where in the browser. Pure arithmetic: no DOM.
 *
 * The twin of geo/playback/tracks.py; tests/playback/cases.json holds for both. Positions are
 * [longitude, latitude] in degrees. `k` is a place in the timeline's order.
 *
 *   const tracks = makeTracks(raw, timeline, events);          // once: one for each person
 *   whereabouts(tracks[p], timeline, events, time);            // each frame
 */
import { countUpTo } from './axis.js';

/**
 * One track for each person, in the story's order.
 * @param {Pick<RawTimeline, 'tracks'>} raw
 * @param {Timeline} timeline
 * @param {EventColumns} events
 * @returns {Track[]}
 */
export function makeTracks(raw, timeline, events) {
  return raw.tracks.map((sightings, person) => makeTrack(sightings, person, timeline, events));
}

/**
 * @param {number[]} sightings
 * @param {number} person
 * @param {Timeline} timeline
 * @param {EventColumns} events
 * @returns {Track}
 */
function makeTrack(sightings, person, timeline, events) {
  const { order, starts, ends } = timeline;
  const last = new Int32Array(sightings.length);
  sightings.forEach((k, j) => {
    last[j] = j > 0 && ends[last[j - 1]] > ends[k] ? last[j - 1] : k;
  });
  return {
    person,
    sightings: Int32Array.from(sightings),
    starts: Float64Array.from(sightings, (k) => starts[k]),
    last,
    deaths: Int32Array.from(sightings.filter((k) => diesIn(events, order[k], person))),
  };
}

/**
 * @param {EventColumns} events
 * @param {number} i event index
 * @param {number} person
 * @returns {boolean}
 */
export function diesIn(events, i, person) {
  // The column is left out of a story in which nobody dies.
  const dies = events.dies ? events.dies[i] : null;
  return dies ? dies.includes(person) : false;
}

/**
 * What is known of a person at a clock time. In several events at once the one that started last
 * wins. Death holds from the end of the event they die in, and ends every event that began before that
 * end. An event that starts at that end or later shows them again: a flashback, or a body.
 * @param {Track} track from makeTracks
 * @param {Timeline} timeline
 * @param {EventColumns} events
 * @param {number} time
 * @returns {Whereabouts}
 */
export function whereabouts(track, timeline, events, time) {
  // After the last end the story stands still.
  const now = Math.min(time, timeline.lastTime);
  const started = countUpTo(track.starts, now);
  if (started === 0) return { status: 'unseen', position: null, event: -1, line: null };
  const death = deathBefore(track, timeline, now);
  const aliveFrom = death < 0 ? -Infinity : timeline.ends[death];
  for (let j = started - 1; j >= 0; j -= 1) {
    // Everything up to here is over, or ends with the axis: look no further than needed.
    if (!timeline.isOn(track.last[j], now)) break;
    const k = track.sightings[j];
    if (timeline.isOn(k, now) && timeline.starts[k] >= aliveFrom) {
      return inEvent(timeline, events, k, now);
    }
  }
  if (death >= 0) {
    return { status: 'dead', position: endOf(events, timeline.order[death]), event: -1, line: null };
  }
  // What ended last, not what started last: someone who leaves a long event was there until then.
  const last = track.last[started - 1];
  if (started === track.sightings.length) {
    const position = endOf(events, timeline.order[last]);
    return { status: 'last-seen', position, event: -1, line: null };
  }
  return betweenEvents(timeline, events, last, track.sightings[started], now);
}

/**
 * The sighting that says where someone is, or was last.
 * @param {Track} track
 * @param {Timeline} timeline
 * @param {number} time
 * @param {Whereabouts} known at that time
 * @returns {number} its k, or -1 before the first
 */
export function sightingOf(track, timeline, time, { status, event }) {
  if (event >= 0 || status === 'unseen') return event;
  const now = Math.min(time, timeline.lastTime);
  return status === 'dead' ? deathBefore(track, timeline, now) : track.last[countUpTo(track.starts, now) - 1];
}

/**
 * The k of the last event, over by `time`, in which the person dies, or -1.
 * @param {Track} track
 * @param {Timeline} timeline
 * @param {number} time
 * @returns {number}
 */
function deathBefore(track, timeline, time) {
  let death = -1;
  for (const k of track.deaths) {
    const end = timeline.ends[k];
    if (end <= time && (death < 0 || end > timeline.ends[death])) death = k;
  }
  return death;
}

/**
 * Where an event ends, or null when nobody knows where it is.
 * @param {EventColumns} events
 * @param {number} i event index
 * @returns {LonLat|null}
 */
export function endOf(events, i) {
  return events.pinned[i] ? events.paths[i][events.paths[i].length - 1] : null;
}

/**
 * @param {Timeline} timeline
 * @param {EventColumns} events
 * @param {number} k
 * @param {number} time
 * @returns {Whereabouts}
 */
function inEvent(timeline, events, k, time) {
  const i = timeline.order[k];
  if (!events.pinned[i]) return { status: 'unlocated', position: null, event: k, line: null };
  const start = timeline.starts[k];
  const share = Math.min((time - start) / (timeline.ends[k] - start), 1);
  return { status: 'seen', position: positionAlong(events.paths[i], share), event: k, line: null };
}

/**
 * Between two sightings nobody knows the way: the position only says how the time is shared.
 * @param {Timeline} timeline
 * @param {EventColumns} events
 * @param {number} last the k that ended last
 * @param {number} following the k that starts next
 * @param {number} time
 * @returns {Whereabouts}
 */
function betweenEvents(timeline, events, last, following, time) {
  const leaving = endOf(events, timeline.order[last]);
  const ahead = timeline.order[following];
  if (leaving === null || !events.pinned[ahead]) {
    return { status: 'between', position: leaving, event: -1, line: null };
  }
  const arriving = events.paths[ahead][0];
  const left = timeline.ends[last];
  const share = (time - left) / (timeline.starts[following] - left);
  const position = mixedPosition(leaving, arriving, share);
  return { status: 'between', position, event: -1, line: [leaving, arriving] };
}

/**
 * The position at a share (0 to 1) of a path's length; a point is its own path.
 * @param {Path} path
 * @param {number} share
 * @returns {LonLat}
 */
function positionAlong(path, share) {
  if (path.length === 1) return path[0];
  const reached = pathLengths(path);
  const wanted = reached[reached.length - 1] * share;
  // The last stretch that begins at or before the wanted length; the end belongs to the last one.
  const i = Math.min(countUpTo(reached, wanted) - 1, path.length - 2);
  const length = reached[i + 1] - reached[i];
  return mixedPosition(path[i], path[i + 1], length > 0 ? (wanted - reached[i]) / length : 1);
}

/** Lengths already measured, by path: a path is asked for in every frame that it is on. */
const measuredPaths = new WeakMap();

/**
 * How many metres along the path each position lies. Each step is measured flat, at the scale of its
 * middle latitude: within a city that differs from the geodesic by less than a metre.
 * @param {Path} path
 * @returns {Float64Array}
 */
function pathLengths(path) {
  let reached = measuredPaths.get(path);
  if (reached) return reached;
  reached = new Float64Array(path.length);
  for (let i = 1; i < path.length; i += 1) {
    const [west, south] = path[i - 1];
    const [east, north] = path[i];
    const middle = (((south + north) / 2) * Math.PI) / 180;
    const wide = shortWayEast(west, east) * metresPerDegreeEast(middle);
    const high = (north - south) * metresPerDegreeNorth(middle);
    reached[i] = reached[i - 1] + Math.hypot(wide, high);
  }
  measuredPaths.set(path, reached);
  return reached;
}

// The length of a degree on WGS84: the usual series in the latitude, good to a centimetre a degree
// (National Geospatial-Intelligence Agency, "Length of a degree of latitude and longitude").

/**
 * @param {number} latitude in radians
 * @returns {number}
 */
export function metresPerDegreeNorth(latitude) {
  return 111132.92 - 559.82 * Math.cos(2 * latitude) + 1.175 * Math.cos(4 * latitude)
    - 0.0023 * Math.cos(6 * latitude);
}

/**
 * @param {number} latitude in radians
 * @returns {number}
 */
export function metresPerDegreeEast(latitude) {
  return 111412.84 * Math.cos(latitude) - 93.5 * Math.cos(3 * latitude)
    + 0.118 * Math.cos(5 * latitude);
}

/**
 * Degrees from one longitude to another, the short way round.
 * @param {number} from
 * @param {number} to
 * @returns {number} negative to the west
 */
export function shortWayEast(from, to) {
  const east = to - from;
  if (Math.abs(east) <= 180) return east;
  return east > 0 ? east - 360 : east + 360;
}

/**
 * The position at a share of the way from `a` to `b`, straight in degrees (RFC 7946, 3.1.1).
 * @param {LonLat} a
 * @param {LonLat} b
 * @param {number} share 0 to 1
 * @returns {LonLat}
 */
export function mixedPosition(a, b, share) {
  let longitude = a[0] + shortWayEast(a[0], b[0]) * share;
  if (Math.abs(longitude) > 180) longitude -= longitude > 0 ? 360 : -360;
  return [longitude, a[1] + (b[1] - a[1]) * share];
}
