// A link in words: what stands after the # of a document's address, and in the query of a page that frames
// one. It names a moment, and how it is looked at. Pure: no DOM, no imports.

/** The longest link that is written or read: more would not survive a mail or a chat. */
const LONGEST_LINK = 2000;

/** A link names at most this many people, groups or days in one field. */
const MOST_NAMED = 200;

/** The longest and the shortest play that can be asked for, in minutes. */
export const LENGTHS = { shortest: 0.1, longest: 600 };

/** Each field: how its text is read. Undefined: it makes no sense. @type {Object<string, (text: string, known: Linkable) => unknown>} */
const LINK_FIELDS = {
  at: (text, known) => linkedMoment(text, known),
  scene: (text, known) => [decoded(text)].find((id) => id !== null && known.isScene(id)),
  clock: (text, known) => known.clocks.find((name) => name === text),
  people: (text, known) => linkedList(text, known.isPerson),
  groups: (text, known) => linkedList(text, known.isGroup),
  days: (text, known) => linkedList(text, (day) => /^-?\d{1,6}$/.test(day) && known.isDay(Number(day))),
  hidden: (text, known) => linkedList(text, known.isPerson),
  followed: (text, known) => linkedList(text, known.isPerson),
  pair: (text, known) => (text === 'none' ? [] : linkedList(text, known.isPerson)),
  kept: (text) => ['pair'].find((name) => name === text),
  tail: (text) => ['day', 'story'].find((name) => name === text),
  ground: (text) => ['filmed'].find((name) => name === text),
  lanes: (text) => ['everyone'].find((name) => name === text),
  span: (text) => linkedSpan(text),
  speed: (text) => linkedNumber(text, 0.25, 64),
  length: (text) => linkedNumber(text, LENGTHS.shortest, LENGTHS.longest),
  theme: (text) => ['dark', 'light'].find((name) => name === text),
  camera: (text) => linkedCamera(text),
};

const LISTED = ['people', 'groups', 'days', 'hidden', 'followed'];

/**
 * Read a link. Each field stands for itself: one that makes no sense is left out, whatever the others say;
 * names that are no field are somebody else's. Of a field that comes twice, lists are joined, and of anything
 * else the first holds.
 * @param {string} text without the # or ? before it
 * @param {Linkable} known
 * @returns {{link: Link, ignored: string[]}} `ignored`: the fields that were not, or not wholly, understood
 */
export function readLink(text, known) {
  /** @type {Link} */
  const link = { at: null, scene: null, clock: null, people: [], groups: [], days: [], hidden: [], followed: [],
    pair: null, kept: null, tail: null, ground: null, lanes: null, span: null, speed: null, length: null, theme: null, camera: null };
  const own = /** @type {Record<string, any>} */ (/** @type {unknown} */ (link));
  /** @type {Set<string>} */
  const ignored = new Set();
  /** @type {Map<string, string>} */
  const fields = new Map();
  for (const part of text.slice(0, LONGEST_LINK).split('&')) {
    const [name, ...rest] = part.split('=');
    const said = rest.join('=');
    if (!Object.hasOwn(LINK_FIELDS, name)) continue;
    if (!fields.has(name)) fields.set(name, said);
    else if (LISTED.includes(name)) fields.set(name, `${fields.get(name)},${said}`);
    else if (said !== fields.get(name)) ignored.add(name);
  }
  for (const [name, said] of fields) {
    const value = /** @type {any} */ (LINK_FIELDS[name](said, known));
    if (value === undefined) {
      ignored.add(name);
    } else if (!Array.isArray(value?.known)) {
      own[name] = value;
    } else {
      if (value.dropped) ignored.add(name);
      if (LISTED.includes(name)) own[name] = name === 'days' ? value.known.map(Number) : value.known;
      else if (value.known.length === 2) own[name] = value.known;
      else ignored.add(name);
    }
  }
  return { link, ignored: [...ignored] };
}

/**
 * Write a link. What is so without being chosen is left out, and so is what would make it too long.
 * @param {Partial<Omit<Link, 'at'>> & {at?: ?string}} said `at` as writeMoment writes it
 * @returns {string}
 */
export function writeLink(said) {
  const list = (/** @type {?(string | number)[]} */ ids = null) => (ids?.length && ids.length <= MOST_NAMED ? ids.map(encodeURIComponent).join(',') : null);
  const { camera } = said;
  const fields = {
    at: said.at,
    scene: said.scene && encodeURIComponent(said.scene),
    clock: said.clock,
    people: list(said.people),
    groups: list(said.groups),
    days: list(said.days),
    hidden: list(said.hidden),
    followed: list(said.followed),
    pair: said.pair?.length === 0 ? 'none' : list(said.pair),
    kept: said.kept,
    tail: said.tail,
    ground: said.ground,
    lanes: said.lanes,
    span: said.span && said.span.map((share) => linkNumber(share, 6)).join(','),
    speed: said.speed && linkNumber(said.speed, 3),
    length: said.length && linkNumber(said.length, 3),
    theme: said.theme,
    camera: camera && [linkNumber(camera.lat, 5), linkNumber(camera.lon, 5), linkNumber(camera.zoom, 2)].join(','),
  };
  let link = '';
  for (const [name, text] of Object.entries(fields)) {
    if (text === null || text === undefined) continue;
    const longer = `${link}${link && '&'}${name}=${text}`;
    if (longer.length <= LONGEST_LINK) link = longer;
  }
  return link;
}

/**
 * A moment as text, as short as names it: to the second, where that is near enough.
 * @param {ClockName} clock
 * @param {number} time on that clock
 * @param {(time: number) => boolean} isNear whether another time is as good
 */
export function writeMoment(clock, time, isNear) {
  for (let digits = clock === 'telling' ? 2 : 0; digits <= 6; digits++) {
    const unit = 10 ** digits;
    // Rounded up as well: half a second before a scene begins is another scene.
    const said = [Math.round(time * unit) / unit, Math.ceil(time * unit) / unit].find(isNear);
    if (said !== undefined) return momentText(clock, said, digits);
  }
  return momentText(clock, time, 6);
}

/** @param {ClockName} clock @param {number} time @param {number} digits */
function momentText(clock, time, digits) {
  if (clock === 'telling') return linkNumber(time + 1, digits);
  // A hair's breadth below a whole second is that second.
  const whole = Math.floor(time + 1e-7);
  const part = linkNumber(Math.max(0, time - whole), digits).slice(1);
  if (clock === 'film') {
    const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
    return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${part}`;
  }
  return `${new Date(whole * 1000).toISOString().slice(0, 19)}${part}`;
}

/** A date, or a date and a time of day; no offset. */
const ISO_MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d{1,6})?))?)?$/;

/**
 * @param {string} text ISO 8601 in the story's own zone
 * @returns {?number} wall-clock seconds since 1970; null: it is none
 */
export function isoSeconds(text) {
  const parts = ISO_MOMENT.exec(text);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0));
  // Date.UTC would take the year 95 for 1995.
  const date = new Date(new Date(0).setUTCFullYear(year, month - 1, day) + (hour * 60 + minute) * 60_000);
  if (month < 1 || month > 12 || hour > 23 || date.getUTCDate() !== day || minute > 59 || second >= 60) return null;
  return date.getTime() / 1000 + second;
}

/**
 * `1995-05-11T11:34:14` is story time, `1:44:10` film time, `57.5` the middle of the 57th scene, and the end is where one more would begin.
 * @param {string} text
 * @param {Linkable} given
 */
function linkedMoment(text, { clocks, count }) {
  const film = /^(\d{1,3}):([0-5]\d):([0-5]\d(?:\.\d{1,6})?)$/.exec(text);
  const scene = /^\d{1,7}(?:\.\d{1,6})?$/.test(text) ? Number(text) - 1 : -1;
  /** @type {{clock: ClockName, time: ?number}} */
  const found = film ? { clock: 'film', time: Number(film[1]) * 3600 + Number(film[2]) * 60 + Number(film[3]) }
    : scene >= 0 && scene <= count ? { clock: 'telling', time: scene }
      : { clock: 'story', time: isoSeconds(text) };
  return found.time !== null && clocks.includes(found.clock) ? found : undefined;
}

/**
 * @param {string} text
 * @param {(item: string) => boolean} isKnown
 * @returns {{known: string[], dropped: boolean}}
 */
function linkedList(text, isKnown) {
  const named = text.split(',', MOST_NAMED + 1).map(decoded);
  const known = [...new Set(named.slice(0, MOST_NAMED).flatMap((id) => (id !== null && isKnown(id) ? [id] : [])))];
  return { known, dropped: known.length < named.length };
}

/** @param {string} text @param {number} least @param {number} most */
function linkedNumber(text, least, most) {
  const number = /^-?\d{1,4}(?:\.\d{1,8})?$/.test(text) ? Number(text) : NaN;
  return number >= least && number <= most ? number : undefined;
}

/** @param {string} text */
function linkedSpan(text) {
  const parts = text.split(',', 3);
  const [from, to] = [linkedNumber(parts[0], 0, 1), linkedNumber(parts[1] ?? '', 0, 1)];
  return parts.length === 2 && from !== undefined && to !== undefined && from < to ? [from, to] : undefined;
}

/** @param {string} text */
function linkedCamera(text) {
  const parts = text.split(',', 4);
  const [lat, lon, zoom] = [linkedNumber(parts[0], -85, 85), linkedNumber(parts[1] ?? '', -360, 360), linkedNumber(parts[2] ?? '', 0, 22)];
  return parts.length === 3 && ![lat, lon, zoom].includes(undefined) ? { lat, lon, zoom } : undefined;
}

/** @param {string} text @returns {?string} null: the escapes in it are broken */
function decoded(text) {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

/**
 * @param {number} number
 * @param {number} digits
 * @returns {string} the number with at most `digits` decimals, without trailing zeros
 */
function linkNumber(number, digits) { return String(Number(number.toFixed(digits))); }
