// The story in the document, with defaults for the columns that the document leaves out.
import { positionsAround } from './arithmetic/areas.js';
import { mapBoundsOf } from './arithmetic/bounds.js';
import { toWorld } from './arithmetic/mercator.js';
import { shortWayEast } from './arithmetic/tracks.js';
import { movingEvents } from './map/movers.js';
import { numberCode } from './numbercode.js';
import { sums } from './unpacking.js';

/** The values of a column that the document leaves out (EVENT_COLUMNS in event_columns.py). */
const EVENT_DEFAULTS = {
  ids: '', titles: '', texts: '', lon: null, lat: null, pathTimes: null, areas: null, pinned: 0, radius: null, confidence: null,
  people: Object.freeze([]), heard: Object.freeze([]), watched: Object.freeze([]),
  mentioned: Object.freeze([]), dies: Object.freeze([]), place: null, filmedAt: null, group: null,
  colour: null, importance: 2, dayBasis: null, clockBasis: null, precision: 'time', doubts: null, endDoubts: null, filmStart: null,
  filmBasis: null, furtherTimes: null, furtherPrecision: 'time', days: null, hasEnd: 0, localClocks: null, endPrecision: 'time', timeUnknown: 0, sources: Object.freeze([]), notes: null, sizeValues: null, colourValues: null,
};

/** Positions in the document are whole numbers of these steps (STEPS_PER_DEGREE in coordinates.py). */
const STEPS_PER_DEGREE = 1e5;

/** The path of an event whose location is unknown. @type {Path} */
export const NOWHERE = Object.freeze([]);

/** Above this radius, in metres, a location is an area (AREA_RADIUS_M in geo/story.py). */
export const AREA_RADIUS_M = 500;

/**
 * @param {Payload} raw the document's data
 * @returns {Story} with every column; with `events.paths` (by event: none, one or several positions), `indexOf(id)`,
 *   and `worldX` and `worldY` (by event: its first position in world pixels, x to the east and y to the south, all
 *   events in one piece of the world; NaN without a marker), and their `bounds`: what the map shows first, null without
 *   a marker. `asSet` has the set locations, also while the map shows filming locations: distances between
 *   people need them. `hues` are the colours of the story; the `hue` of an event or a person is an index in them, or
 *   null
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
  events.pathTimes = events.pathTimes.map((steps) => steps && Float64Array.from(sums(Array.from(steps))));
  /** Made when it is first needed. @type {?Map<string, number>} */
  let byId = null;
  const indexOf = (/** @type {string} */ id) => {
    byId ??= new Map(events.ids.map((name, i) => [name, i]));
    return byId.get(id) ?? -1;
  };
  const { hues, people } = withColours(raw, events);
  const measured = numberCode()?.openNumbers(raw, events, hues);
  return { ...raw, radii: null, numbers: [], hues, ...measured, people, events, asSet: events, ...worldOf(events), indexOf };
}

/**
 * Colours distinguish groups. In a story without groups they distinguish people, and then the events that move by
 * themselves; another event has the colour of its first person. An event can have a colour of its own.
 * @param {Payload} raw
 * @param {Events} events their `hue` is set
 */
function withColours({ groups, people, palette, colours = [] }, events) {
  const hues = groups.length ? groups : palette ?? [];
  const hueOf = (/** @type {number} */ p) => (groups.length ? people[p].group : p % hues.length);
  const moving = movingEvents(events);
  let next = people.length;
  events.hue = groups.length ? events.group
    : events.people.map(([first], i) => (first === undefined ? (moving?.[i] ? next++ % hues.length : null) : hueOf(first)));
  events.hue = events.hue.map((hue, i) => (events.colour[i] === null ? hue : hues.length + Number(events.colour[i])));
  return { hues: [...hues, ...colours], people: people.map((person, p) => ({ ...person, hue: hueOf(p) })) };
}

/**
 * @param {Pick<Events, 'paths' | 'areas' | 'pinned'>} columns by event
 * @returns {{worldX: Float64Array, worldY: Float64Array, bounds: ?Bounds}} see openStory. A story across the antimeridian
 *   goes on beyond it
 */
export function worldOf({ paths, areas, pinned }) {
  const worldX = new Float64Array(paths.length).fill(NaN);
  const worldY = new Float64Array(paths.length).fill(NaN);
  const bounds = mapBoundsOf(paths.flatMap((path, i) => (pinned[i] ? [...path, ...positionsAround(areas[i])] : [])));
  const west = bounds?.[0][0] ?? 0;
  for (let i = 0; i < paths.length; i++) {
    if (!pinned[i]) continue;
    const [[lon, lat]] = paths[i];
    [worldX[i], worldY[i]] = toWorld(lon < west ? lon + 360 : lon, lat);
  }
  return { worldX, worldY, bounds };
}

/**
 * @param {Path} path
 * @returns {LonLat[]} the path with longitudes that may go beyond 180 degrees, so that a line across the antimeridian
 *   does not go around the world
 */
export function unrolled(path) {
  let [unrolledLon] = path[0] ?? [0];
  return path.map(([lon, lat], i) => {
    if (i) unrolledLon += shortWayEast(path[i - 1][0], lon);
    return [unrolledLon, lat];
  });
}

/** A route is known if its radius is at most this, in metres, and its confidence at least this. */
const KNOWN_ROUTE = { radius: 250, confidence: 0.5 };

/**
 * @param {Pick<Events, 'radius' | 'confidence'>} events
 * @param {number} event
 * @returns {boolean} whether its route is assumed and not known
 */
export function isAssumedRoute(events, event) {
  return (events.radius[event] ?? 0) > KNOWN_ROUTE.radius || (events.confidence[event] ?? 1) < KNOWN_ROUTE.confidence;
}

/** From this confidence on, a location is more likely right than wrong. */
const SURE_CONFIDENCE = 0.5;

/**
 * @param {Pick<Events, 'confidence'>} events
 * @param {number} event
 * @returns {boolean} whether its location is more likely right than wrong; if not, nothing there is drawn filled
 */
export function isSureLocation({ confidence }, event) { return (confidence[event] ?? 1) >= SURE_CONFIDENCE; }

/**
 * @param {Story} story
 * @param {{people?: ?string[], groups?: ?string[], days?: ?number[]}} filter ids and day numbers; null or empty: all.
 *   An event must match every list
 * @returns {?Uint8Array} by event: 1 if it matches; null: all events match
 */
export function matching(story, filter) {
  /** @template T @param {?T[]} [list] @returns {?Set<T>} null: all */
  const setOf = (list) => (list && list.length ? new Set(list) : null);
  const people = setOf(filter.people);
  const groups = setOf(filter.groups);
  const days = setOf(filter.days);
  if (!people && !groups && !days) return null;
  const groupId = (/** @type {?number} */ group) => (group === null ? '' : story.groups[group].id);
  const flags = new Uint8Array(story.events.count);
  for (let i = 0; i < flags.length; i++) {
    const present = [...story.events.people[i], ...story.events.heard[i]];
    flags[i] = Number(
      (!people || present.some((p) => people.has(story.people[p].id)))
      && (!groups || groups.has(groupId(story.events.group[i])) || present.some((p) => groups.has(groupId(story.people[p].group))))
      && (!days || (story.events.days[i] !== null && days.has(Number(story.events.days[i])))),
    );
  }
  return flags;
}
