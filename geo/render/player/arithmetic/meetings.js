/**
 * When two people meet, speak from afar, watch each other, or miss each other by little. Pure
 * arithmetic: no DOM.
 *
 * The twin of geo/analysis/encounter_rules.py; tests/analysis/pairs.json holds for both.
 *
 *   encounters(tracks[p], tracks[q], timeline, events)     // when a pair is chosen
 */
import { metresApart, separationAt } from './distances.js';
import { closestOf, flatMetres } from './nearness.js';
import { shortWayEast } from './tracks.js';

/** Two who are this close, in metres, within this many seconds, and do not meet. */
const NEAR_METRES = 1000;
const NEAR_SECONDS = 1800;

/**
 * Looking for near misses compares so many sightings with so many others at most; of the others those
 * nearest in time. Any story that a person could have written stays far below.
 */
const MOST_COMPARISONS = 2000000;
const FEWEST_COMPARED = 64;

/** A kilometre is nowhere more of a degree of latitude: on WGS84 one has at least 110,574 m. */
const NEAR_DEGREES = NEAR_METRES / 110574;

/**
 * All encounters of two people, by time. Runs of events that follow upon each other without a pause
 * are one encounter. See geo/analysis/encounter_rules.py for what counts as what.
 * @param {Track} one
 * @param {Track} other
 * @param {Timeline} timeline
 * @param {MeetingColumns} events
 * @returns {Encounter[]}
 */
export function encounters(one, other, timeline, events) {
  const shared = sharedEvents(one, other, timeline, events);
  const found = shared.runs.map((run) => encounterOfRun(run, one, other, timeline, events));
  if (timeline.clock === 'story') found.push(...nearMisses(one, other, timeline, events, shared));
  return found.sort((a, b) => a.from - b.from || a.to - b.to || compareLists(a.events, b.events));
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
 * The events that have both people in them: where they meet, speak or watch.
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
  // Runs of different kinds can go on side by side. By kind: the run, and when it is over.
  const goingOn = new Map();
  for (let k = 0; k < order.length; k += 1) {
    const relation = relationIn(events, order[k], one.person, other.person);
    if (relation === null) continue;
    ks.add(k);
    if (relation.kind === 'face to face') meetings.push(k);
    const key = `${relation.kind} ${relation.watcher}`;
    let going = goingOn.get(key);
    if (!going || starts[k] > going.over) {
      going = { run: { ...relation, ks: [] }, over: ends[k] };
      runs.push(going.run);
      goingOn.set(key, going);
    }
    going.run.ks.push(k);
    going.over = Math.max(going.over, ends[k]);
  }
  return { ks, meetings, runs };
}

/**
 * What an event makes of two people.
 * @param {MeetingColumns} events
 * @param {number} i event index
 * @param {number} one
 * @param {number} other
 * @returns {{kind: Encounter['kind'], watcher: number}|null}
 */
export function relationIn({ people, heard, watched }, i, one, other) {
  const oneThere = people ? people[i].includes(one) : false;
  const otherThere = people ? people[i].includes(other) : false;
  if (oneThere && otherThere) return { kind: 'face to face', watcher: -1 };
  if (heard && (oneThere || heard[i].includes(one)) && (otherThere || heard[i].includes(other))) {
    return { kind: 'in contact', watcher: -1 };
  }
  if (!watched) return null;
  if (oneThere && watched[i].includes(other)) return { kind: 'watching', watcher: one };
  if (otherThere && watched[i].includes(one)) return { kind: 'watching', watcher: other };
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
    // Half way through the first event: both ends of a call have begun by then.
    const apart = separationAt(one, other, timeline, events, (from + ends[ks[0]]) / 2);
    metres = apart.certainty === 'known' ? apart.metres : null;
  }
  const to = ks.reduce((latest, k) => Math.max(latest, ends[k]), -Infinity);
  return { kind, from, to, events: ks.map((k) => order[k]), metres, gap: 0, watcher };
}

/**
 * Events that happen somewhere known to less than NEAR_METRES, by start. What their ways keep within
 * is in degrees: `half` is half the width, about the `middle` meridian.
 * @typedef {object} Stays
 * @property {Int32Array} ks
 * @property {Float64Array} starts
 * @property {Float64Array} ends
 * @property {Float64Array} reach   the latest end so far
 * @property {LonLat[][]} ways
 * @property {Float64Array} south
 * @property {Float64Array} north
 * @property {Float64Array} middle
 * @property {Float64Array} half
 */

/**
 * @param {Timeline} timeline
 * @param {MeetingColumns} events
 * @param {Int32Array} among places k
 * @returns {Stays}
 */
function staysOf({ order, starts, ends }, { pinned, radius, paths }, among) {
  const ks = among.filter((k) => pinned[order[k]] && ((radius && radius[order[k]]) ?? 0) <= NEAR_METRES);
  const column = () => new Float64Array(ks.length);
  const stays = {
    ks, starts: column(), ends: column(), reach: column(), ways: new Array(ks.length),
    south: column(), north: column(), middle: column(), half: column(),
  };
  let reach = -Infinity;
  for (let j = 0; j < ks.length; j += 1) {
    const way = paths[order[ks[j]]];
    reach = Math.max(reach, ends[ks[j]]);
    stays.ways[j] = way;
    stays.starts[j] = starts[ks[j]];
    stays.ends[j] = ends[ks[j]];
    stays.reach[j] = reach;
    let [south, north, west, east] = [Infinity, -Infinity, 0, 0];
    for (const [longitude, latitude] of way) {
      const off = shortWayEast(way[0][0], longitude);
      south = Math.min(south, latitude);
      north = Math.max(north, latitude);
      west = Math.min(west, off);
      east = Math.max(east, off);
    }
    stays.south[j] = south;
    stays.north[j] = north;
    stays.middle[j] = way[0][0] + (west + east) / 2;
    stays.half[j] = (east - west) / 2;
  }
  return stays;
}

/** @typedef {{metres: number, gap: number, a: number, b: number}} Miss places in two lists of stays */

/**
 * The pairs of stays within NEAR_METRES and NEAR_SECONDS, to the metre.
 * @param {Stays} one
 * @param {Stays} other
 * @returns {Miss[]}
 */
function nearStays(one, other) {
  const compared = Math.max(FEWEST_COMPARED, Math.floor(MOST_COMPARISONS / Math.max(1, one.ks.length)));
  const eachWay = compared >> 1;
  /** @type {Miss[]} */
  const misses = [];
  const look = (/** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ narrowing) => {
    if (other.south[b] > one.north[a] + NEAR_DEGREES || other.north[b] < one.south[a] - NEAR_DEGREES) return;
    const between = Math.abs(shortWayEast(one.middle[a], other.middle[b])) - one.half[a] - other.half[b];
    if (between * narrowing > NEAR_DEGREES) return;
    const metres = flatMetres(...closestOf(one.ways[a], other.ways[b]));
    if (metres > NEAR_METRES) return;
    const gap = Math.max(one.starts[a] - other.ends[b], other.starts[b] - one.ends[a], 0);
    misses.push({ metres: Math.round(metres), gap, a, b });
  };
  for (let a = 0, middle = 0; a < one.ks.length; a += 1) {
    const earliest = one.starts[a] - NEAR_SECONDS;
    const latest = one.ends[a] + NEAR_SECONDS;
    // How narrow degrees of longitude can be around here, beside those of latitude.
    const furthest = Math.min(Math.max(one.north[a], -one.south[a]) + NEAR_DEGREES, 90);
    const narrowing = Math.cos((furthest * Math.PI) / 180);
    while (middle < other.ks.length && other.starts[middle] < one.starts[a]) middle += 1;
    const from = Math.max(0, middle - eachWay);
    for (let b = middle - 1; b >= from && other.reach[b] >= earliest; b -= 1) {
      if (other.ends[b] >= earliest) look(a, b, narrowing);
    }
    const to = Math.min(other.ks.length, middle + eachWay);
    for (let b = middle; b < to && other.starts[b] <= latest; b += 1) look(a, b, narrowing);
  }
  return misses;
}

/**
 * Stays near each other, unless the two meet just then: a meeting within NEAR_SECONDS of the moment of
 * the miss and within NEAR_METRES of either stay.
 * @param {Track} one
 * @param {Track} other
 * @param {Timeline} timeline
 * @param {MeetingColumns} events
 * @param {{ks: Set<number>, meetings: number[]}} shared
 * @returns {Encounter[]}
 */
function nearMisses(one, other, timeline, events, shared) {
  // In the story's order, so that the same two give the same, whoever is named first.
  const inOrder = one.person <= other.person ? [one, other] : [other, one];
  const [ours, theirs] = inOrder.map(({ sightings }) =>
    staysOf(timeline, events, sightings.filter((k) => !shared.ks.has(k))));
  const meetings = staysOf(timeline, events, Int32Array.from(shared.meetings));
  const nearOurs = meetingsNear(ours, meetings);
  const nearTheirs = meetingsNear(theirs, meetings);
  const misses = nearStays(ours, theirs).filter(({ a, b }) => {
    // Of two stays that overlap this is the time of both, else the time between them.
    const end = Math.min(ours.ends[a], theirs.ends[b]);
    const start = Math.max(ours.starts[a], theirs.starts[b]);
    const earliest = Math.min(start, end) - NEAR_SECONDS;
    const latest = Math.max(start, end) + NEAR_SECONDS;
    const isJustThen = (/** @type {number} */ m) => meetings.starts[m] <= latest && meetings.ends[m] >= earliest;
    return !(nearOurs.get(a) ?? []).some(isJustThen) && !(nearTheirs.get(b) ?? []).some(isJustThen);
  });
  return runsOfMisses(misses, ours.ks.length, theirs.ks.length)
    .map((run) => encounterOfMisses(run, timeline, ours, theirs));
}

/**
 * By stay, the meetings within NEAR_METRES and NEAR_SECONDS of it; stays without any are left out.
 * @param {Stays} stays
 * @param {Stays} meetings
 * @returns {Map<number, number[]>}
 */
function meetingsNear(stays, meetings) {
  const found = new Map();
  for (const { a, b } of nearStays(stays, meetings)) {
    if (!found.has(a)) found.set(a, []);
    found.get(a).push(b);
  }
  return found;
}

/**
 * The misses that hang together because they share a stay of one or the other (union-find).
 * @param {Miss[]} misses
 * @param {number} ours how many stays
 * @param {number} theirs
 * @returns {Miss[][]}
 */
function runsOfMisses(misses, ours, theirs) {
  const parent = Int32Array.from({ length: ours + theirs }, (_, node) => node);
  const root = (/** @type {number} */ node) => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  for (const { a, b } of misses) parent[root(a)] = root(ours + b);
  const runs = new Map();
  for (const miss of misses) {
    const key = root(miss.a);
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
    // On a tie the earliest, whichever of the two is named first.
    const nearer = miss.metres - nearest.metres || miss.gap - nearest.gap
      || compareLists(inOrder(miss), inOrder(nearest));
    if (nearer < 0) nearest = miss;
  }
  return {
    kind: 'near miss',
    from,
    to,
    events: inOrder(nearest).map((k) => order[k]),
    metres: metresApart(...closestOf(ours.ways[nearest.a], theirs.ways[nearest.b])),
    gap: nearest.gap,
    watcher: -1,
  };
}
