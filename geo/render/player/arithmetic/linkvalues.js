// The kinds of values in a link: how each is read from text, written as text, and checked. Pure: no DOM.
import { isoSeconds, numberText, shortestMoment } from './linkmoments.js';

/** A list in a link has at most this many items. */
const MOST_LISTED = 200;

/**
 * Ids or numbers, separated by commas.
 * @template {string | number} Item
 * @param {(item: string, known: Linkable) => Item | undefined} itemOf undefined: the story has no such item
 * @returns {LinkKind<Item[]>}
 */
export function listOf(itemOf) {
  return {
    isList: true,
    read(text, known, ignore) {
      const named = text.split(',', MOST_LISTED + 1).map(decoded);
      const items = new Set(named.slice(0, MOST_LISTED).flatMap((id) => (id === null ? [] : itemOf(id, known) ?? [])));
      if (items.size < named.length) ignore();
      return [...items];
    },
    write: (items) => (items.length && items.length <= MOST_LISTED ? items.map(encodeURIComponent).join(',') : null),
    keep: (items, known) => items.filter((item) => itemOf(String(item), known) !== undefined),
    isValid: (value, known) => Array.isArray(value) && value.every((item) => itemOf(item, known) !== undefined),
    expected: '[ids]',
  };
}

/** Ids of people. */
export const PEOPLE = listOf((id, known) => (known.isPerson(id) ? id : undefined));

/** Two people, or null if no two people are compared. @type {LinkKind<[string, string] | null>} */
export const TWO_PEOPLE = {
  read(text, known, ignore) {
    if (text === 'none') return null;
    const people = PEOPLE.read(text, known, ignore) ?? [];
    return people.length === 2 ? [people[0], people[1]] : undefined;
  },
  write: (people) => (people ? PEOPLE.write(people) : 'none'),
  keep: (people, known) => (people === null || people.every(known.isPerson) ? people : undefined),
  isValid: (value, known) => value === null
    || (Array.isArray(value) && value.length === 2 && value[0] !== value[1] && value.every(known.isPerson)),
  expected: '[id, id]',
};

/**
 * One of several names.
 * @template {string} Name
 * @param {readonly Name[]} names the first is the initial value, which a link does not contain
 * @returns {LinkKind<Name>}
 */
export function oneOf(names) {
  return {
    read: (text) => names.slice(1).find((name) => name === text),
    write: (name) => name,
    keep: (name) => name,
    isValid: (value) => names.some((name) => name === value),
    expected: names.join('|'),
  };
}

/** @type {LinkKind<ClockName>} */
export const CLOCK = {
  read: (text, known) => known.clocks.find((name) => name === text),
  write: (name) => name,
  keep: (name, known) => (known.clocks.includes(name) ? name : undefined),
};

/** On, written as a name; or off. @param {string} name @returns {LinkKind<boolean>} */
export function switchNamed(name) {
  return {
    read: (text) => (text === name ? true : undefined),
    write: (isOn) => (isOn ? name : null),
    keep: (isOn) => isOn,
    isValid: (value) => typeof value === 'boolean',
    expected: 'true|false',
  };
}

/**
 * A number within limits, or null for none.
 * @param {{least: number, most: number}} limits
 * @returns {LinkKind<number | null>}
 */
export function numberWithin({ least, most }) {
  return {
    read: (text) => numberIn(text, least, most),
    write: (number) => (number === null ? null : numberText(number, 3)),
    keep: (number) => number,
  };
}

/**
 * The visible part of a timeline: start and end, each 0 to 1; null: all of it.
 * @type {LinkKind<[number, number] | null>}
 */
export const SHARES = {
  read(text) {
    const parts = text.split(',', 3);
    const [from, to] = [numberIn(parts[0], 0, 1), numberIn(parts[1] ?? '', 0, 1)];
    return parts.length === 2 && from !== undefined && to !== undefined && from < to ? [from, to] : undefined;
  },
  write: (shares) => shares && shares.map((share) => numberText(share, 6)).join(','),
  // In another story the same times have other shares, see storyswap.js.
  keep: () => undefined,
};

/**
 * Where the map looks; null: the camera follows the story.
 * @type {LinkKind<{lat: number, lon: number, zoom: number} | null>}
 */
export const CAMERA = {
  read(text) {
    const parts = text.split(',', 4);
    const [lat, lon, zoom] = [numberIn(parts[0], -85, 85), numberIn(parts[1] ?? '', -360, 360), numberIn(parts[2] ?? '', 0, 22)];
    return parts.length === 3 && lat !== undefined && lon !== undefined && zoom !== undefined ? { lat, lon, zoom } : undefined;
  },
  write: (camera) => camera && [numberText(camera.lat, 5), numberText(camera.lon, 5), numberText(camera.zoom, 2)].join(','),
  keep: (camera) => camera,
};

/** The id of an event; null: none. @type {LinkKind<string | null>} */
export const EVENT = {
  read: (text, known) => [decoded(text)].find((id) => id !== null && known.isScene(id)),
  write: (id) => id && encodeURIComponent(id),
  keep: (id, known) => (id !== null && known.isScene(id) ? id : null),
};

/** A moment on one of the time scales. @type {LinkKind<LinkedMoment | null>} */
export const MOMENT = {
  read: readMomentText,
  write: (moment) => moment && shortestMoment(moment),
  keep: (moment) => moment,
};

/**
 * `1995-05-11T11:34:14` is story time and `1:44:10` film time. `57.5` is the middle of the 57th event in story order;
 * one more than the number of events is the end.
 * @param {string} text
 * @param {Linkable} known
 * @returns {LinkedMoment | undefined}
 */
function readMomentText(text, { clocks, count }) {
  const film = /^(\d{1,3}):([0-5]\d):([0-5]\d(?:\.\d{1,6})?)$/.exec(text);
  const place = /^\d{1,7}(?:\.\d{1,6})?$/.test(text) ? Number(text) - 1 : -1;
  const isPlace = place >= 0 && place <= count;
  const time = film ? Number(film[1]) * 3600 + Number(film[2]) * 60 + Number(film[3]) : isPlace ? place : isoSeconds(text);
  /** @type {ClockName} */
  const clock = film ? 'film' : isPlace ? 'telling' : 'story';
  return time !== null && clocks.includes(clock) ? { clock, time } : undefined;
}

/** @param {string} text @param {number} least @param {number} most */
function numberIn(text, least, most) {
  const number = /^-?\d{1,4}(?:\.\d{1,8})?$/.test(text) ? Number(text) : NaN;
  return number >= least && number <= most ? number : undefined;
}

/** @param {string} text @returns {?string} null: the percent-encoding is invalid */
function decoded(text) {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
