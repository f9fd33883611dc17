/**
 * The encounters of two people: they meet, are in contact from a distance, watch each other, or have a near miss. Pure
 * arithmetic: no DOM.
 *
 * geo/analysis/encounter_rules.py does the same in Python; tests/analysis/pairs.json tests both.
 *
 *   encounters(tracks[p], tracks[q], timeline, events)     // when a pair is chosen
 */
import { metresApart, separationAt } from './distances.js';
import { closestFootprints } from './footprints.js';
import { flatMetres } from './nearness.js';
import { timedParts } from './timedparts.js';
import { shortWayEast } from './tracks.js';

/** A near miss: two people this close, in metres, within this many seconds, who do not meet. */
const NEAR_METRES = 1000;
const NEAR_SECONDS = 1800;

/**
 * The most comparisons of two sightings in the search for near misses; and the number of others that each sighting is
 * compared with in any case, those nearest in time. A story that a person has written stays far below this limit.
 */
const MOST_COMPARISONS = 2000000;
const FEWEST_COMPARED = 64;

/** NEAR_METRES in degrees of latitude, at most: on WGS84, a degree has at least 110,574 m. */
const NEAR_DEGREES = NEAR_METRES / 110574;

/**
 * All encounters of two people, by time. Events that follow each other without a pause are one encounter.
 * geo/analysis/encounter_rules.py explains the rules.
 * @param {Track} one
 * @param {Track} other
 * @param {Timeline} timeline
 * @param {MeetingColumns} events
 * @returns {Encounter[]}
 */
export function encounters(one, other, timeline, events) {
  const shared = sharedEvents(one, other, timeline, events);
  const all = shared.runs.map((run) => encounterOfRun(run, one, other, timeline, events));
  if (timeline.clock === 'story') all.push(...nearMisses(one, other, timeline, events, shared));
  return all.sort((a, b) => a.from - b.from || a.to - b.to || compareLists(a.events, b.events));
}

/**
 * @param {number[]} a
 * @param {number[]} b
 * @returns {number}
 */
function compareLists(a, b) {
  for (let i = 0; i < a.length && i < b.length; i += 1) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

/** @typedef {{kind: Encounter['kind'], watcher: number, ks: number[]}} Run */

/**
 * The events with both people: they meet, are in contact, or one watches the other.
 * @param {Track} one
 * @param {Track} other
 * @param {Timeline} timeline
 * @param {MeetingColumns} events
 * @returns {{ks: Set<number>, meetings: number[], runs: Run[]}}
 */
function sharedEvents(one, other, { order, starts, ends }, events) {
  const ks = new Set();
  const meetings = [];
  /** @type {Run[]} */
  const runs = [];
  /** By kind: the current run, and its end. Runs of different kinds can overlap. */
  const current = new Map();
  for (let k = 0; k < order.length; k += 1) {
    const relation = relationIn(events, order[k], one.person, other.person);
    if (relation === null) continue;
    ks.add(k);
    if (relation.kind === 'face to face') meetings.push(k);
    const key = `${relation.kind} ${relation.watcher}`;
    let last = current.get(key);
    if (!last || starts[k] > last.end) {
      last = { run: { ...relation, ks: [] }, end: ends[k] };
      runs.push(last.run);
      current.set(key, last);
    }
    last.run.ks.push(k);
    last.end = Math.max(last.end, ends[k]);
  }
  return { ks, meetings, runs };
}

/**
 * @param {MeetingColumns} events
 * @param {number} i event index
 * @param {number} one
 * @param {number} other
 * @returns {{kind: Encounter['kind'], watcher: number}|null} the encounter of two people in an event; null: there is
 *   none
 */
export function relationIn({ people, heard, watched }, i, one, other) {
  const isOneThere = people ? people[i].includes(one) : false;
  const isOtherThere = people ? people[i].includes(other) : false;
  if (isOneThere && isOtherThere) return { kind: 'face to face', watcher: -1 };
  if (heard && (isOneThere || heard[i].includes(one)) && (isOtherThere || heard[i].includes(other))) {
    return { kind: 'in contact', watcher: -1 };
  }
  if (!watched) return null;
  if (isOneThere && watched[i].includes(other)) return { kind: 'watching', watcher: one };
  if (isOtherThere && watched[i].includes(one)) return { kind: 'watching', watcher: other };
  return null;
}

/**
 * @param {Run} run
 * @param {Track} one
 * @param {Track} other
 * @param {Timeline} timeline
 * @param {MeetingColumns} events
 * @returns {Encounter}
 */
function encounterOfRun({ kind, watcher, ks }, one, other, timeline, events) {
  const { order, starts, ends } = timeline;
  const from = starts[ks[0]];
  /** @type {number|null} */
  let metres = 0;
  if (kind !== 'face to face') {
    // In the middle of the first event: both sides of a call have begun by then.
    const separation = separationAt(one, other, timeline, events, (from + ends[ks[0]]) / 2);
    metres = separation.certainty === 'known' ? separation.metres : null;
  }
  const to = ks.reduce((latest, k) => Math.max(latest, ends[k]), -Infinity);
  return { kind, from, to, events: ks.map((k) => order[k]), metres, gap: 0, watcher };
}

/**
 * Events whose times are known, and whose locations are known to NEAR_METRES, by start. A movement with times is several
 * stays, see timedParts. The bounds of their paths are in degrees.
 * @typedef {object} Stays
 * @property {Int32Array} ks        of the events
 * @property {Float64Array} starts
 * @property {Float64Array} ends
 * @property {Float64Array} reach   the latest end up to here
 * @property {Footprint[]} footprints
 * @property {Float64Array} south
 * @property {Float64Array} north
 * @property {Float64Array} middle  longitude
 * @property {Float64Array} half    half the width
 */

/**
 * @param {Timeline} timeline
 * @param {MeetingColumns} events
 * @param {Int32Array} among the k
 * @returns {Stays}
 */
function staysOf(timeline, events, among) {
  const { order } = timeline;
  const { pinned, radius, areas, timeUnknown } = events;
  const known = among.filter((k) => pinned[order[k]] && !timeUnknown?.[order[k]] && ((radius && radius[order[k]]) ?? 0) <= NEAR_METRES);
  const parts = Array.from(known).flatMap((k) => timedParts(timeline, events, k)).sort((a, b) => a.start - b.start);
  const ks = Int32Array.from(parts, ({ k }) => k);
  const column = () => new Float64Array(ks.length);
  const stays = {
    ks, starts: column(), ends: column(), reach: column(), footprints: new Array(ks.length),
    south: column(), north: column(), middle: column(), half: column(),
  };
  let reach = -Infinity;
  for (let j = 0; j < ks.length; j += 1) {
    const { path, start, end } = parts[j];
    const covered = areas?.[order[ks[j]]];
    reach = Math.max(reach, end);
    stays.footprints[j] = { path, areas: covered };
    stays.starts[j] = start;
    stays.ends[j] = end;
    stays.reach[j] = reach;
    let [south, north, west, east] = [Infinity, -Infinity, 0, 0];
    for (const [longitude, latitude] of covered?.box ?? path) {
      const offset = shortWayEast(path[0][0], longitude);
      south = Math.min(south, latitude);
      north = Math.max(north, latitude);
      west = Math.min(west, offset);
      east = Math.max(east, offset);
    }
    stays.south[j] = south;
    stays.north[j] = north;
    stays.middle[j] = path[0][0] + (west + east) / 2;
    stays.half[j] = (east - west) / 2;
  }
  return stays;
}

/** @typedef {{metres: number, gap: number, a: number, b: number}} Miss `a`, `b`: indices in two lists of stays */

/**
 * The pairs of stays within NEAR_METRES (rounded to a metre) and NEAR_SECONDS.
 * @param {Stays} one
 * @param {Stays} other
 * @returns {Miss[]}
 */
function nearStays(one, other) {
  const compared = Math.max(FEWEST_COMPARED, Math.floor(MOST_COMPARISONS / Math.max(1, one.ks.length)));
  const eachWay = compared >> 1;
  /** @type {Miss[]} */
  const misses = [];
  const compare = (/** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ narrowing) => {
    if (other.south[b] > one.north[a] + NEAR_DEGREES || other.north[b] < one.south[a] - NEAR_DEGREES) return;
    const between = Math.abs(shortWayEast(one.middle[a], other.middle[b])) - one.half[a] - other.half[b];
    if (between * narrowing > NEAR_DEGREES) return;
    const metres = flatMetres(...closestFootprints(one.footprints[a], other.footprints[b]));
    if (metres > NEAR_METRES) return;
    const gap = Math.max(one.starts[a] - other.ends[b], other.starts[b] - one.ends[a], 0);
    misses.push({ metres: Math.round(metres), gap, a, b });
  };
  for (let a = 0, middle = 0; a < one.ks.length; a += 1) {
    const earliest = one.starts[a] - NEAR_SECONDS;
    const latest = one.ends[a] + NEAR_SECONDS;
    // The least length of a degree of longitude near here, as a share of a degree of latitude.
    const farthest = Math.min(Math.max(one.north[a], -one.south[a]) + NEAR_DEGREES, 90);
    const narrowing = Math.cos((farthest * Math.PI) / 180);
    while (middle < other.ks.length && other.starts[middle] < one.starts[a]) middle += 1;
    const from = Math.max(0, middle - eachWay);
    for (let b = middle - 1; b >= from && other.reach[b] >= earliest; b -= 1) {
      if (other.ends[b] >= earliest) compare(a, b, narrowing);
    }
    const to = Math.min(other.ks.length, middle + eachWay);
    for (let b = middle; b < to && other.starts[b] <= latest; b += 1) compare(a, b, narrowing);
  }
  return misses;
}

/**
 * Pairs of stays that are near each other, unless the two people meet at about that time and place: within NEAR_SECONDS
 * of the near miss, and within NEAR_METRES of one of the stays.
 * @param {Track} one
 * @param {Track} other
 * @param {Timeline} timeline
 * @param {MeetingColumns} events
 * @param {{ks: Set<number>, meetings: number[]}} shared
 * @returns {Encounter[]}
 */
function nearMisses(one, other, timeline, events, shared) {
  // In the order of the story, so that the result does not depend on the order of the two people.
  const inOrder = one.person <= other.person ? [one, other] : [other, one];
  const [ours, theirs] = inOrder.map(({ sightings }) =>
    staysOf(timeline, events, sightings.filter((k) => !shared.ks.has(k) && !isLarge(events.areas?.[timeline.order[k]]))));
  const meetings = staysOf(timeline, events, Int32Array.from(shared.meetings));
  const nearOurs = meetingsNear(ours, meetings);
  const nearTheirs = meetingsNear(theirs, meetings);
  const misses = nearStays(ours, theirs).filter(({ a, b }) => {
    // If the stays overlap, the time of both; else the time between them.
    const end = Math.min(ours.ends[a], theirs.ends[b]);
    const start = Math.max(ours.starts[a], theirs.starts[b]);
    const earliest = Math.min(start, end) - NEAR_SECONDS;
    const latest = Math.max(start, end) + NEAR_SECONDS;
    const isAtThatTime = (/** @type {number} */ m) => meetings.starts[m] <= latest && meetings.ends[m] >= earliest;
    return !(nearOurs.get(a) ?? []).some(isAtThatTime) && !(nearTheirs.get(b) ?? []).some(isAtThatTime);
  });
  return runsOfMisses(misses, ours, theirs)
    .map((run) => encounterOfMisses(run, timeline, ours, theirs));
}

/**
 * @param {?RawAreas | undefined} areas
 * @returns {boolean} whether the box around them reaches farther than NEAR_METRES from its middle: where a
 *   person is in them is unknown
 */
function isLarge(areas) {
  if (!areas) return false;
  const [[west, south], [east, north]] = areas.box;
  return metresApart([(west + east) / 2, (south + north) / 2], [west, south]) > NEAR_METRES;
}

/**
 * @param {Stays} stays
 * @param {Stays} meetings
 * @returns {Map<number, number[]>} by stay, the meetings within NEAR_METRES and NEAR_SECONDS of it; without stays that
 *   have none
 */
function meetingsNear(stays, meetings) {
  const near = new Map();
  for (const { a, b } of nearStays(stays, meetings)) {
    if (!near.has(a)) near.set(a, []);
    near.get(a).push(b);
  }
  return near;
}

/**
 * Groups the misses that are connected, because two of them share an event (union-find).
 * @param {Miss[]} misses
 * @param {Stays} ours
 * @param {Stays} theirs
 * @returns {Miss[][]}
 */
function runsOfMisses(misses, ours, theirs) {
  // The events of the other side have negative numbers.
  const nodeA = (/** @type {Miss} */ { a }) => ours.ks[a];
  const nodeB = (/** @type {Miss} */ { b }) => -1 - theirs.ks[b];
  /** @type {Map<number, number>} */
  const parent = new Map();
  const root = (/** @type {number} */ node) => {
    let at = node;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) {
      parent.set(at, parent.get(up) ?? up);
      at = up;
    }
    return at;
  };
  for (const miss of misses) {
    const [one, other] = [root(nodeA(miss)), root(nodeB(miss))];
    if (one !== other) parent.set(one, other);
  }
  const runs = new Map();
  for (const miss of misses) {
    const key = root(nodeA(miss));
    if (!runs.has(key)) runs.set(key, []);
    runs.get(key).push(miss);
  }
  return [...runs.values()];
}

/**
 * @param {Miss[]} run
 * @param {Timeline} timeline
 * @param {Stays} ours
 * @param {Stays} theirs
 * @returns {Encounter}
 */
function encounterOfMisses(run, { order }, ours, theirs) {
  const inOrder = (/** @type {Miss} */ { a, b }) => [ours.ks[a], theirs.ks[b]].sort((x, y) => x - y);
  let [nearest] = run;
  let from = Infinity;
  let to = -Infinity;
  for (const miss of run) {
    from = Math.min(from, ours.starts[miss.a], theirs.starts[miss.b]);
    to = Math.max(to, ours.ends[miss.a], theirs.ends[miss.b]);
    // On a tie the earliest, so that the result does not depend on the order of the two people.
    const nearer = miss.metres - nearest.metres || miss.gap - nearest.gap
      || compareLists(inOrder(miss), inOrder(nearest));
    if (nearer < 0) nearest = miss;
  }
  return {
    kind: 'near miss',
    from,
    to,
    events: inOrder(nearest).map((k) => order[k]),
    metres: metresApart(...closestFootprints(ours.footprints[nearest.a], theirs.footprints[nearest.b])),
    gap: nearest.gap,
    watcher: -1,
  };
}
