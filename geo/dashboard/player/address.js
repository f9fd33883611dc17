/*
 * The address of the page. It contains the story and the state of the player, so that it restores both.
 * Only this file writes it. It replaces the current history entry, because Streamlit would add one per change.
 */
import { LINK_FIELDS } from '../../render/player/arithmetic/linkfields.js';

/** The fields that a document reads from the address. The page sets the theme of the document. */
const FOR_DOCUMENT = new Set(Object.keys(LINK_FIELDS).filter((name) => name !== 'theme'));

/** The fields that a document may put into the address: it writes the moment (`at`), and never `scene`. */
const FROM_DOCUMENT = new Set([...FOR_DOCUMENT].filter((name) => name !== 'scene'));

/** The other fields of the dashboard. This file keeps all further fields of the address unchanged. */
const FROM_PAGE = new Set(['story', 'place', 'scene', 'theme']);

/** The address of an uploaded story, which has no link. After a reload, the page explains why it is gone (urls.py). */
const NO_LINK = 'story=brought';

/** The maximum length of the query that this file writes, in characters. */
const LONGEST_QUERY = 2400;

/** The maximum number of stories whose player state is remembered. */
const MOST_STANDINGS = 20;

/**
 * The last reported player state of each story shown in this window, by the key of the story. Stored on
 * `window`, because Streamlit reloads this file whenever it rebuilds the component.
 *
 * @type {Map<string, {state: object, seek: number}>}
 */
export const standings = (window[Symbol.for('storymap.standings')] ??= new Map());

/**
 * Remember the player state of a story.
 *
 * @param {string} story
 * @param {object} state as reported by the document
 * @param {number} seek the number of the last seek that the document has executed
 */
export function noteStanding(story, state, seek) {
  standings.delete(story);
  standings.set(story, { state, seek });
  if (standings.size > MOST_STANDINGS) standings.delete(standings.keys().next().value);
}

/**
 * Some of the fields of a link, unchanged.
 *
 * @param {unknown} link
 * @param {Set<string>} names
 * @returns {string[]}
 */
function fieldsOf(link, names) {
  return String(link ?? '').slice(0, LONGEST_QUERY).split('&').filter((field) => (
    names.has(field.split('=')[0]) && /^\w+=[\w.,:%!~*'()-]*$/.test(field)));
}

/**
 * The link for a new document: the fields of the address that a document reads.
 *
 * @param {string} query of the address, as Python has read it
 * @returns {string} empty if there are none
 */
export function linkFromAddress(query) { return fieldsOf(query, FOR_DOCUMENT).join('&'); }

/**
 * The address for the current state of a document.
 *
 * @param {{story: string, place: string}|null} page the fields of the page; null: the story has no link
 * @param {unknown} link as reported by the document
 * @returns {string}
 */
function addressOf(page, link) {
  const { origin, pathname, search } = window.location;
  const foreign = search.slice(1).split('&').filter((field) => {
    const name = field.split('=')[0];
    return field && !FROM_DOCUMENT.has(name) && !FROM_PAGE.has(name);
  });
  const own = page === null ? [NO_LINK] : [
    ...(page.story ? [`story=${page.story}`] : []),
    ...fieldsOf(link, FROM_DOCUMENT),
    ...(page.place ? [`place=${encodeURIComponent(page.place)}`] : []),
  ];
  const query = [...own, ...foreign].join('&');
  return origin + pathname + (query && `?${query}`);
}

/**
 * Write the address if it has changed.
 *
 * @param {{story: string, place: string}|null} page
 * @param {unknown} link
 */
export function keepAddress(page, link) {
  const address = addressOf(page, link);
  if (address !== window.location.href) window.history.replaceState(window.history.state, '', address);
}

/**
 * Copy the address for the current state of a document, after a click on its copy button.
 *
 * @param {{story: string, place: string}|null} page
 * @param {unknown} link
 * @returns {Promise<{url: string|null, copied: boolean}>}
 */
export async function copyAddress(page, link) {
  if (page === null) return { url: null, copied: false };
  const url = addressOf(page, link);
  try {
    await navigator.clipboard.writeText(url);
    return { url, copied: true };
  } catch {
    // The browser refused, or there is no clipboard because the page was loaded over plain HTTP.
    return { url, copied: false };
  }
}

/**
 * The link that restores the state of the previous document in a new document of the same story. It has no
 * theme, which the page sets, and it uses the filter of the page.
 *
 * @param {object} state as reported by the previous document
 * @param {object} filter the argument of setFilter
 */
export function linkToTakeUp(state, filter) {
  const own = fieldsOf(state.link, FROM_DOCUMENT).filter((field) => !(field.split('=')[0] in filter));
  const wanted = Object.entries(filter).filter(([, list]) => list)
    .map(([name, list]) => `${name}=${list.map((id) => encodeURIComponent(id)).join(',')}`);
  return [...own, ...wanted].join('&');
}
