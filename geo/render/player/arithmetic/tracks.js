/**
 * Where people are. Pure arithmetic: no DOM.
 *
 * geo/playback/tracks.py does the same in Python; tests/playback/cases.json tests both.
 *
 *   const tracks = makeTracks(raw, timeline, events);          // once: by person
 *   whereabouts(tracks[p], timeline, events, time);            // in each frame
 */
import { countUpTo } from './axis.js';

/**
 * @param {Pick<RawTimeline, 'tracks'>} raw
 * @param {Timeline} timeline
 * @param {EventColumns} events
 * @returns {Track[]} by person
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
  // A story in which nobody dies does not have the column.
  const dies = events.dies ? events.dies[i] : null;
  return dies ? dies.includes(person) : false;
}

/**
 * What is known about a person at a time. In several events at once, the one that started last counts. A person is dead
 * from the end of the event in which they die; events that began before that end do not count any more. An event that
 * starts at that end or later shows the person again: a flashback, or a body.
 * @param {Track} track from makeTracks
 * @param {Timeline} timeline
 * @param {EventColumns} events
 * @param {number} time
 * @returns {Whereabouts}
 */
export function whereabouts(track, timeline, events, time) {
  // After the end of the axis nothing changes.
  const now = Math.min(time, timeline.lastTime);
  const started = countUpTo(track.starts, now);
  if (started === 0) return { status: 'unseen', position: null, event: -1, line: null };
  const death = deathBefore(track, timeline, now);
  const aliveFrom = death < 0 ? -Infinity : timeline.ends[death];
  for (let j = started - 1; j >= 0; j -= 1) {
    // All sightings up to this one have ended: the rest need not be searched.
    if (!timeline.isOn(track.last[j], now)) break;
    const k = track.sightings[j];
    if (timeline.isOn(k, now) && timeline.starts[k] >= aliveFrom) {
      return inEvent(timeline, events, k, now);
    }
  }
  if (death >= 0) {
    return { status: 'dead', position: endOf(events, timeline.order[death]), event: -1, line: null };
  }
  // The sighting that ended last, not the one that started last: a person stays in a long event until its end.
  const last = track.last[started - 1];
  if (started === track.sightings.length) {
    const position = endOf(events, timeline.order[last]);
    return { status: 'last-seen', position, event: -1, line: null };
  }
  return betweenEvents(timeline, events, last, track.sightings[started], now);
}

/**
 * @param {Track} track
 * @param {Timeline} timeline
 * @param {number} time
 * @param {Whereabouts} known at that time
 * @returns {number} the k of the current or last sighting, or -1 before the first
 */
export function sightingOf(track, timeline, time, { status, event }) {
  if (event >= 0 || status === 'unseen') return event;
  const now = Math.min(time, timeline.lastTime);
  return status === 'dead' ? deathBefore(track, timeline, now) : track.last[countUpTo(track.starts, now) - 1];
}

/**
 * @param {Track} track
 * @param {Timeline} timeline
 * @param {number} time
 * @returns {number} the k of the last event in which the person dies and that has ended by this time, or -1
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
 * @param {EventColumns} events
 * @param {number} i event index
 * @returns {LonLat|null} where the event ends; null: its location is unknown
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
  return { status: 'seen', position: positionIn(events, i, share), event: k, line: null };
}

/**
 * Between two sightings the route is unknown: the position is on a straight line, in proportion to the time.
 * @param {Timeline} timeline
 * @param {EventColumns} events
 * @param {number} last the k of the sighting that ended last
 * @param {number} following the k of the sighting that starts next
 * @param {number} time
 * @returns {Whereabouts}
 */
function betweenEvents(timeline, events, last, following, time) {
  const from = endOf(events, timeline.order[last]);
  const next = timeline.order[following];
  if (from === null || !events.pinned[next]) {
    return { status: 'between', position: from, event: -1, line: null };
  }
  const to = events.paths[next][0];
  const leftAt = timeline.ends[last];
  const share = (time - leftAt) / (timeline.starts[following] - leftAt);
  const position = mixedPosition(from, to, share);
  return { status: 'between', position, event: -1, line: [from, to] };
}

/**
 * Where the mover of an event is.
 * @param {EventColumns} events
 * @param {number} i event index
 * @param {number} share of the event's length in time, 0 to 1
 * @returns {LonLat}
 */
function positionIn(events, i, share) {
  const path = events.paths[i];
  if (path.length === 1) return path[0];
  const vertex = vertexIn(events, i, share);
  const before = Math.min(Math.floor(vertex), path.length - 2);
  return mixedPosition(path[before], path[before + 1], vertex - before);
}

/**
 * How far the mover of an event is along its path. Between two positions it moves at even speed; before the first time it
 * is at the first position, after the last time at the last one. Without times, it travels the whole path at even speed.
 * @param {EventColumns} events the event has a path of two positions or more
 * @param {number} i event index
 * @param {number} share of the event's length in time, 0 to 1
 * @returns {number} the index of the last position that it has reached, and the share of the way to the next one
 */
export function vertexIn(events, i, share) {
  const path = events.paths[i];
  const last = path.length - 1;
  const times = events.pathTimes ? events.pathTimes[i] : null;
  if (times) return vertexAtTime(times, last, times[last + 1] * share);
  const lengths = pathLengths(path);
  const wanted = lengths[last] * share;
  // The last segment that begins at or before the wanted length; the end belongs to the last segment.
  const before = Math.min(countUpTo(lengths, wanted) - 1, last - 1);
  const length = lengths[before + 1] - lengths[before];
  return before + (length > 0 ? (wanted - lengths[before]) / length : 1);
}

/** @param {ArrayLike<number>} times see pathTimes @param {number} last the last position @param {number} wanted seconds */
function vertexAtTime(times, last, wanted) {
  // The end of the event is no position.
  const reached = Math.min(countUpTo(times, wanted + SAME_TIME_S), last + 1) - 1;
  if (reached < 0 || reached === last) return Math.max(reached, 0);
  return reached + Math.max(0, (wanted - times[reached]) / (times[reached + 1] - times[reached]));
}

/** Times this close are the same, in seconds: rounding must not put a mover before a position at its time. */
const SAME_TIME_S = 1e-6;

/** By path: see pathLengths. A path is needed in every frame in which its event plays. */
const measuredPaths = new WeakMap();

/**
 * Each segment is measured in a plane, at the scale of its middle latitude: within a city, that differs from the
 * geodesic by less than a metre.
 * @param {Path} path
 * @returns {Float64Array} by position: the metres along the path up to it
 */
export function pathLengths(path) {
  let lengths = measuredPaths.get(path);
  if (lengths) return lengths;
  lengths = new Float64Array(path.length);
  for (let i = 1; i < path.length; i += 1) {
    const [west, south] = path[i - 1];
    const [east, north] = path[i];
    const middle = (((south + north) / 2) * Math.PI) / 180;
    const wide = shortWayEast(west, east) * metresPerDegreeEast(middle);
    const high = (north - south) * metresPerDegreeNorth(middle);
    lengths[i] = lengths[i - 1] + Math.hypot(wide, high);
  }
  measuredPaths.set(path, lengths);
  return lengths;
}

// The length of a degree on WGS84: a series in the latitude, exact to a centimetre for each degree
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
 * @param {number} from
 * @param {number} to
 * @returns {number} degrees from one longitude to another, the short way around the Earth; negative to the west
 */
export function shortWayEast(from, to) {
  const east = to - from;
  if (Math.abs(east) <= 180) return east;
  return east > 0 ? east - 360 : east + 360;
}

/**
 * @param {LonLat} a
 * @param {LonLat} b
 * @param {number} share 0 to 1
 * @returns {LonLat} the position at this share of the line from `a` to `b`, straight in degrees (RFC 7946, 3.1.1)
 */
export function mixedPosition(a, b, share) {
  let longitude = a[0] + shortWayEast(a[0], b[0]) * share;
  if (Math.abs(longitude) > 180) longitude -= longitude > 0 ? 360 : -360;
  return [longitude, a[1] + (b[1] - a[1]) * share];
}
