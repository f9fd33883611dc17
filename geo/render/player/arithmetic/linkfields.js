// The table of the fields of a link: how each is read and written, its initial value, and its way into the store and
// out of it. Links, the documented interface, a change of the story and the dashboard's address all use this table, so
// a new choice is one entry here. Pure: no DOM.
import { LENGTH_LIMITS, SPEED_LIMITS } from './limits.js';
import { CAMERA, CLOCK, EVENT, listOf, MOMENT, numberWithin, oneOf, PEOPLE, SHARES, switchNamed, TWO_PEOPLE } from './linkvalues.js';

/** How long the tracks of people are: none, since the morning, or since the start of the story. */
export const TRACK_LENGTHS = /** @type {const} */ (['none', 'day', 'story']);

/** Which locations the map shows: where events are set, or where they were filmed. */
const GROUNDS = /** @type {const} */ (['set', 'filmed']);

/** Who has a lane in the timeline. */
const LANES = /** @type {const} */ (['principals', 'everyone']);

/** The theme: auto is the theme of the viewer's system. */
const THEMES = /** @type {const} */ (['auto', 'dark', 'light']);

/** A rounding error is less than this, in steps of SHARE_STEPS. */
const STEP_SLACK = 1e-6;

/**
 * A link names the visible part of a timeline in steps: this many for the whole. At the closest zoom, a step is less
 * than 1% of the visible part.
 */
const SHARE_STEPS = 1_000_000;

/** Two moments closer than this are the same for a link, in playing seconds. */
const NEAR_S = 0.02;

const GROUPS = listOf((id, known) => (known.isGroup(id) ? id : undefined));
const DAYS = listOf((day, known) => (/^-?\d{1,6}$/.test(day) && known.isDay(Number(day)) ? Number(day) : undefined));

/** Checks the type of an entry. @template Value @param {LinkField<Value>} entry @returns {LinkField<Value>} */
const field = (entry) => entry;

/**
 * The fields, in the order of a link; see LinkField in types.d.ts. `people`, `groups` and `days` are the filter. `at`
 * and `scene` are the moment; the player writes `at`.
 */
export const LINK_FIELDS = {
  at: field({ kind: MOMENT, initial: () => null, take: momentOf }),
  scene: field({ kind: EVENT, initial: () => null, take: () => null }),
  clock: field({ kind: CLOCK, initial: (get) => get('timelines').names[0], take: (get) => get('clock'), put: (clock) => ({ clock }), reason: 'clock' }),
  people: filterField('people', PEOPLE),
  groups: filterField('groups', GROUPS),
  days: filterField('days', DAYS),
  hidden: peopleField('hidden'),
  followed: peopleField('followed'),
  pair: field({
    kind: TWO_PEOPLE,
    initial: (get) => pairIds(get, get('storyAsSet').pair ?? null),
    take: (get) => pairIds(get, get('pair')),
    put: (ids, get) => ({ pair: ids && /** @type {[number, number]} */ (indicesOf(get, ids)) }),
    reason: 'choice',
  }),
  kept: field({ kind: switchNamed('pair'), initial: () => false, take: (get) => get('kept'), put: (kept) => ({ kept }), reason: 'choice' }),
  tail: field({ kind: oneOf(TRACK_LENGTHS), initial: () => TRACK_LENGTHS[0], take: (get) => get('tail'), put: (tail) => ({ tail }), reason: 'choice' }),
  ground: field({ kind: oneOf(GROUNDS), initial: () => GROUNDS[0], take: (get) => get('ground'), put: (ground) => ({ ground }), reason: 'choice' }),
  lanes: field({ kind: oneOf(LANES), initial: () => LANES[0], take: (get) => get('lanes'), put: (lanes) => ({ lanes }), reason: 'choice' }),
  span: field({ kind: SHARES, initial: () => null, take: spanShares, put: (shares, get) => ({ spans: spansFrom(shares, get) }), reason: 'span' }),
  speed: field({
    kind: numberWithin(SPEED_LIMITS),
    initial: () => 1,
    take: (get) => (get('length') === null ? get('freeSpeed') : 1),
    put: (speed) => ({ freeSpeed: speed ?? 1 }),
    reason: 'speed',
  }),
  length: field({ kind: numberWithin(LENGTH_LIMITS), initial: () => null, take: (get) => get('length'), put: (length) => ({ length }), reason: 'speed' }),
  theme: field({
    kind: oneOf(THEMES), initial: () => THEMES[0], take: (get) => get('themeChoice'), put: (themeChoice) => ({ themeChoice }), reason: 'theme', stays: true,
  }),
  keys: field({
    kind: switchNamed('off'),
    initial: () => false,
    take: (get) => !get('characterKeys'),
    put: (isOff) => ({ characterKeys: !isOff }),
    reason: 'keys',
    stays: true,
  }),
  camera: field({ kind: CAMERA, initial: () => null, take: (get, camera) => (get('cameraFollows') ? null : camera) }),
};

/** @param {ReadState} get @returns {LinkedMoment} the current moment; in story order on a further time scale and if the time of the event is unknown */
function momentOf(get) {
  const { timeline, seconds } = { timeline: get('timeline'), seconds: get('seconds') };
  const focus = timeline.focusAt(seconds);
  if (timeline.clock === 'further') return momentInOrder(get);
  if (timeline.clock === 'story' && get('story').events.timeUnknown[timeline.order[focus]]) return momentInOrder(get);
  const isNear = (/** @type {number} */ time) => {
    const there = timeline.secondsAt(time);
    return Math.abs(there - seconds) < NEAR_S && timeline.focusAt(there) === focus;
  };
  return { clock: timeline.clock, time: timeline.timeAt(seconds), isNear };
}

/** @param {ReadState} get @returns {LinkedMoment} the current moment in story order */
function momentInOrder(get) {
  const [clocks, timeline, seconds] = [get('clocks'), get('timeline'), get('seconds')];
  const isNear = (/** @type {number} */ time) => {
    const there = clocks.secondsAtTime('telling', time);
    return Math.abs(there - seconds) < NEAR_S && timeline.focusAt(there) === timeline.focusAt(seconds);
  };
  const order = clocks.on('telling') ?? timeline;
  return { clock: 'telling', time: order.timeAt(clocks.secondsOn('telling', seconds)), isNear };
}

/**
 * A list of the filter. An empty list shows everything.
 * @template {'people' | 'groups' | 'days'} Name
 * @param {Name} name
 * @param {LinkKind<NonNullable<Filter[Name]>>} kind
 * @returns {LinkField<NonNullable<Filter[Name]>>}
 */
function filterField(name, kind) {
  const none = /** @type {NonNullable<Filter[Name]>} */ ([]);
  return {
    kind,
    initial: () => none,
    take: (get) => get('filter')[name] ?? none,
    put: (list, get) => ({ filter: { ...get('filter'), [name]: list.length ? list : null } }),
    reason: 'filter',
  };
}

/** @param {'hidden' | 'followed'} name @returns {LinkField<string[]>} a set of people */
function peopleField(name) {
  return {
    kind: PEOPLE,
    initial: () => [],
    take: (get) => idsOf(get, get(name)),
    put: (ids, get) => ({ [name]: new Set(indicesOf(get, ids)) }),
    reason: 'choice',
  };
}

/** @param {ReadState} get @param {Iterable<number>} people by index @returns {string[]} */
function idsOf(get, people) {
  const { people: all } = get('storyAsSet');
  return [...people].map((p) => all[p].id);
}

/** @param {ReadState} get @param {?[number, number]} pair @returns {?[string, string]} */
function pairIds(get, pair) {
  if (!pair) return null;
  const [one, other] = idsOf(get, pair);
  return [one, other];
}

/** @param {ReadState} get @param {string[]} ids @returns {number[]} */
function indicesOf(get, ids) {
  const { people } = get('storyAsSet');
  return ids.map((id) => people.findIndex((person) => person.id === id));
}

/** @param {ReadState} get @returns {?[number, number]} the visible part of the timeline; null: all of it */
function spanShares(get) {
  const { duration } = get('timeline');
  const { from, to, isWhole } = get('span');
  if (isWhole) return null;
  // Rounded outwards, so that a playhead at an edge stays visible. A value that has been rounded before stays the same.
  const steps = (/** @type {number} */ seconds) => (seconds / duration) * SHARE_STEPS;
  return [Math.floor(steps(from) + STEP_SLACK) / SHARE_STEPS, Math.ceil(steps(to) - STEP_SLACK) / SHARE_STEPS];
}

/**
 * @param {?[number, number]} shares
 * @param {ReadState} get
 * @returns {PlayerFields['spans']} for the current time scale; on the others, all is visible
 */
function spansFrom(shares, get) {
  if (!shares) return new Map();
  const { clock, duration } = get('timeline');
  return new Map([[clock, [shares[0] * duration, shares[1] * duration]]]);
}
