// The story as the document brings it, with the columns that were left out filled in.
import { toWorld } from './arithmetic/mercator.js';
import { shortWayEast } from './arithmetic/tracks.js';

/** What stands in a column that the document leaves out (EVENT_COLUMNS in event_columns.py). */
const EVENT_DEFAULTS = {
  ids: '', titles: '', texts: '', lon: null, lat: null, pinned: 0, radius: null, confidence: null,
  people: Object.freeze([]), heard: Object.freeze([]), watched: Object.freeze([]),
  mentioned: Object.freeze([]), dies: Object.freeze([]), place: null, filmedAt: null, group: null,
  importance: 2, dayBasis: null, clockBasis: null, precision: 'time', filmStart: null,
  filmBasis: null, days: null, hasEnd: 0, sources: Object.freeze([]), notes: null,
};

/** Positions are written as whole numbers of this part of a degree (STEPS_PER_DEGREE in coordinates.py). */
const STEPS_PER_DEGREE = 1e5;

/** The path of an event that nobody can place. */
/** @type {Path} */
export const NOWHERE = Object.freeze([]);

/** Above this radius, in metres, a place is an area (design: AREA_RADIUS_M in geo/story.py). */
export const AREA_RADIUS_M = 500;

/**
 * @param {Payload} raw the document's data
 * @returns {Story} the same with every column present, `events.paths` (by event its positions
 *   [longitude, latitude], none, one or several), `indexOf(id)`, and `worldX` and `worldY`:
 *   where each event begins, in Web Mercator pixels of zoom level 0 (x to the east, y to the south),
 *   NaN where it has no pin. `asSet` is `events` with the set locations, which stays when the map shows
 *   filming locations: distances between people need it. `hues` are the colours of the story, and
 *   `hue` of an event and a person is one of them by index, or null
 */
export function openStory(raw) {
  const { count } = raw.events;
  /** @type {Record<string, any>} */
  const columns = { ...raw.events };
  for (const [name, value] of Object.entries(EVENT_DEFAULTS)) {
    columns[name] ??= new Array(count).fill(value);
  }
  const events = /** @type {Events} */ (columns);
  events.paths = events.lon.map((lon, i) => raw.events.lines[i]
    ?? (lon === null ? NOWHERE : [[lon / STEPS_PER_DEGREE, Number(events.lat[i]) / STEPS_PER_DEGREE]]));
  /** @type {?Map<string, number>} made when it is first asked for */
  let byId = null;
  const indexOf = (/** @type {string} */ id) => {
    byId ??= new Map(events.ids.map((known, i) => [known, i]));
    return byId.get(id) ?? -1;
  };
  const { hues, people } = coloured(raw, events);
  return { ...raw, hues, people, events, asSet: events, ...worldOf(events), indexOf };
}

/**
 * Colours tell groups apart; in a story without groups they tell people apart, and an event has that of
 * its first person.
 * @param {Payload} raw
 * @param {Events} events their `hue` is set
 */
function coloured({ groups, people, palette }, events) {
  const hues = groups.length ? groups : palette ?? [];
  const hueOf = (/** @type {number} */ p) => (groups.length ? people[p].group : p % hues.length);
  events.hue = groups.length ? events.group : events.people.map(([first]) => (first === undefined ? null : hueOf(first)));
  return { hues, people: people.map((person, p) => ({ ...person, hue: hueOf(p) })) };
}

/**
 * @param {Pick<Events, 'paths' | 'pinned'>} columns by event
 * @returns {{worldX: Float64Array, worldY: Float64Array}} see openStory
 */
export function worldOf({ paths, pinned }) {
  const worldX = new Float64Array(paths.length).fill(NaN);
  const worldY = new Float64Array(paths.length).fill(NaN);
  for (let i = 0; i < paths.length; i++) {
    if (pinned[i]) [worldX[i], worldY[i]] = toWorld(paths[i][0][0], paths[i][0][1]);
  }
  return { worldX, worldY };
}

/**
 * A path whose longitudes may run past 180 degrees, so that a way over that meridian is short on the
 * map as it is on the ground.
 * @param {Path} path
 * @returns {LonLat[]}
 */
export function unrolled(path) {
  let [before] = path[0] ?? [0];
  return path.map(([lon, lat]) => {
    before += shortWayEast(before, lon);
    return [before, lat];
  });
}

/** A route is drawn as known up to this radius, in metres, and from this confidence on. */
const KNOWN_ROUTE = { radius: 250, confidence: 0.5 };

/**
 * Whether the way that an event takes is assumed rather than known.
 * @param {Pick<Events, 'radius' | 'confidence'>} events
 * @param {number} event index in telling order
 */
export function isAssumedRoute(events, event) {
  return (events.radius[event] ?? 0) > KNOWN_ROUTE.radius || (events.confidence[event] ?? 1) < KNOWN_ROUTE.confidence;
}

/**
 * Which event matches a filter: the two lists that are given must both be met.
 * @param {Story} story
 * @param {{people?: ?string[], groups?: ?string[], days?: ?number[]}} filter ids and day numbers; null or empty: all
 * @returns {?Uint8Array} one flag an event, or null when everything matches
 */
export function matching(story, filter) {
  /** @template T @param {?T[]} [list] */
  const wanted = (list) => (list && list.length ? new Set(list) : null);
  const people = wanted(filter.people);
  const groups = wanted(filter.groups);
  const days = wanted(filter.days);
  if (!people && !groups && !days) return null;
  const groupId = (/** @type {?number} */ group) => (group === null ? '' : story.groups[group].id);
  const flags = new Uint8Array(story.events.count);
  for (let i = 0; i < flags.length; i++) {
    const present = [...story.events.people[i], ...story.events.heard[i]];
    flags[i] = Number(
      (!people || present.some((p) => people.has(story.people[p].id)))
      && (!groups || groups.has(groupId(story.events.group[i])) || present.some((p) => groups.has(groupId(story.people[p].group))))
      && (!days || days.has(Number(story.events.days[i]))),
    );
  }
  return flags;
}
