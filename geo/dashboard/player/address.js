/*
 * The page's address: it names the story and what is shown of it, and leads back there. Written here and
 * nowhere else, and only ever replaced: Streamlit would add an entry to the history for each step.
 */

/** What a document may put into the address. Its theme is the page's own. */
const FROM_DOCUMENT = new Set(['at', 'clock', 'people', 'groups', 'days', 'hidden', 'followed', 'pair', 'kept', 'tail',
  'ground', 'lanes', 'span', 'speed', 'length', 'camera']);

/** What else stands there of ours; anything more belongs to somebody else and stays. */
const FROM_PAGE = new Set(['story', 'place', 'scene', 'theme']);

/** What stands there of a story that no link leads to: a reload can say at least that it was (links.py). */
const NO_LINK = 'story=brought';

/** The longest address of a story that is written, in characters of the query. */
const LONGEST_QUERY = 2400;

/** Frames of stories that a visit has seen: how each stood when it was last heard of. */
const MOST_STANDINGS = 20;

/**
 * How the stories of this visit stand, by the story. Kept at the window: Streamlit loads this file anew
 * whenever it makes the component anew.
 *
 * @type {Map<string, {state: object, seek: number}>}
 */
const standings = (window[Symbol.for('storymap.standings')] ??= new Map());

/**
 * @param {string} story
 * @param {object} state as the document told it
 * @param {number} seek the last seek of the page that it has made
 */
function noteStanding(story, state, seek) {
  standings.delete(story);
  standings.set(story, { state, seek });
  if (standings.size > MOST_STANDINGS) standings.delete(standings.keys().next().value);
}

/**
 * The fields of a document's link that may stand in the address, as they are written.
 *
 * @param {unknown} link
 * @returns {string[]}
 */
function fieldsOf(link) {
  return String(link ?? '').slice(0, LONGEST_QUERY).split('&').filter((field) => (
    FROM_DOCUMENT.has(field.split('=')[0]) && /^\w+=[\w.,:%!~*'()-]*$/.test(field)));
}

/**
 * The address of what a document shows.
 *
 * @param {{story: string, place: string}|null} page what the page says; null: the story has no address
 * @param {unknown} link as the document told it
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
    ...fieldsOf(link),
    ...(page.place ? [`place=${encodeURIComponent(page.place)}`] : []),
  ];
  const query = [...own, ...foreign].join('&');
  return origin + pathname + (query && `?${query}`);
}

/**
 * @param {{story: string, place: string}|null} page
 * @param {unknown} link
 */
function keepAddress(page, link) {
  const address = addressOf(page, link);
  if (address !== window.location.href) window.history.replaceState(window.history.state, '', address);
}

/**
 * Copy the address of what a document shows, for someone who has just asked for it there.
 *
 * @param {{story: string, place: string}|null} page
 * @param {unknown} link
 * @returns {Promise<{url: string|null, copied: boolean}>}
 */
async function copyAddress(page, link) {
  if (page === null) return { url: null, copied: false };
  const url = addressOf(page, link);
  try {
    await navigator.clipboard.writeText(url);
    return { url, copied: true };
  } catch {
    // Refused, or missing: a page that came over plain http has no clipboard.
    return { url, copied: false };
  }
}

/**
 * The link that brings another document of a story to where the one before it was: without the theme,
 * which is the page's, and with the filter that the page wants.
 *
 * @param {object} state as the document before told it
 * @param {object} filter as setFilter takes it
 */
function linkToTakeUp(state, filter) {
  const own = fieldsOf(state.link).filter((field) => !(field.split('=')[0] in filter));
  const wanted = Object.entries(filter).filter(([, list]) => list)
    .map(([name, list]) => `${name}=${list.map((id) => encodeURIComponent(id)).join(',')}`);
  return [...own, ...wanted].join('&');
}
