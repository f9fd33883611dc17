// The keys of the player, in one table. The listener, the list of keys in the interface, the hints on buttons, and a
// test of the documentation all read it. No DOM.
import { phrase } from '../words/words.js';

/**
 * @typedef {object} KeyEntry
 * @property {string} action what keys.js does
 * @property {string[]} keys names as `keyName` returns them; each key does it
 * @property {PhraseKey} words what it does, for the list of keys and the documentation
 * @property {string} [button] the button that does the same, by its name in furniture.html
 * @property {'people' | 'pair' | 'timeScales' | 'locations'} [needs] what the story must have: people, two people, several
 *   time scales, or set and filming locations
 * @property {boolean} [repeats] whether it happens repeatedly while the key is held
 */

/**
 * Every entry has a key that French and German keyboards have without Alt.
 * @type {KeyEntry[]}
 */
export const KEYS = [
  { action: 'playOrPause', keys: ['Space'], words: 'keyPlayOrPause', button: 'play' },
  { action: 'nextEvent', keys: ['ArrowRight'], words: 'keyNextEvent', button: 'next', repeats: true },
  { action: 'previousEvent', keys: ['ArrowLeft'], words: 'keyPreviousEvent', button: 'previous', repeats: true },
  { action: 'start', keys: ['Home'], words: 'keyStart' },
  { action: 'end', keys: ['End'], words: 'keyEnd' },
  { action: 'faster', keys: ['+'], words: 'keyFaster', repeats: true },
  { action: 'slower', keys: ['-'], words: 'keySlower', repeats: true },
  { action: 'loop', keys: ['L'], words: 'keyLoop', button: 'loop' },
  { action: 'sayNow', keys: ['N'], words: 'keySayNow', button: 'say-now' },
  { action: 'storyTable', keys: ['S'], words: 'keyStoryTable', button: 'story-table-open' },
  { action: 'events', keys: ['E'], words: 'keyEvents' },
  { action: 'people', keys: ['P'], words: 'keyPeople', needs: 'people' },
  { action: 'distance', keys: ['D'], words: 'keyDistance', needs: 'pair', button: 'glance' },
  { action: 'nextEncounter', keys: ['M'], words: 'keyNextEncounter', needs: 'pair', button: 'met-next', repeats: true },
  { action: 'previousEncounter', keys: ['Shift+M'], words: 'keyPreviousEncounter', needs: 'pair', button: 'met-previous', repeats: true },
  { action: 'goToTime', keys: ['T'], words: 'keyGoToTime', button: 'reading' },
  { action: 'timeScale', keys: ['K'], words: 'keyTimeScale', needs: 'timeScales' },
  { action: 'zoomTimelineIn', keys: ['Z', ']'], words: 'keyZoomTimelineIn', repeats: true },
  { action: 'zoomTimelineOut', keys: ['Shift+Z', '['], words: 'keyZoomTimelineOut', repeats: true },
  { action: 'wholeTimeline', keys: ['W'], words: 'keyWholeTimeline', button: 'whole' },
  { action: 'panMap', keys: ['Shift+ArrowRight', 'Shift+ArrowLeft', 'Shift+ArrowUp', 'Shift+ArrowDown'], words: 'keyPanMap', repeats: true },
  { action: 'zoomIn', keys: ['I'], words: 'keyZoomIn', button: 'zoom-in', repeats: true },
  { action: 'zoomOut', keys: ['O'], words: 'keyZoomOut', button: 'zoom-out', repeats: true },
  { action: 'follow', keys: ['R'], words: 'keyFollow', button: 'resume' },
  { action: 'ground', keys: ['G'], words: 'keyGround', needs: 'locations', button: 'ground' },
  { action: 'theme', keys: ['B'], words: 'keyTheme', button: 'theme' },
  { action: 'fullscreen', keys: ['F'], words: 'keyFullscreen', button: 'fullscreen' },
  { action: 'copyLink', keys: ['C'], words: 'keyCopyLink', button: 'link' },
  { action: 'help', keys: ['H', '?'], words: 'keyHelp' },
  { action: 'close', keys: ['Escape'], words: 'keyClose' },
];

/** @type {Map<string, KeyEntry>} */
const ENTRIES = new Map(KEYS.flatMap((entry) => entry.keys.map((key) => /** @type {const} */ ([key, entry]))));

/**
 * @param {string} name as `keyName` returns it
 * @param {boolean} hasCharacterKeys whether keys of one character are shortcuts
 * @returns {?KeyEntry} null: the player does not use this key
 */
export function entryOf(name, hasCharacterKeys) {
  return hasCharacterKeys || !isCharacter(name) ? ENTRIES.get(name) ?? null : null;
}

/**
 * The name of a pressed key. A letter has Shift in its name only if Shift is held, so that CapsLock changes nothing. A
 * sign such as "+" or "?" never has, because keyboards differ in which signs need Shift.
 * @param {{key: string, code: string, shiftKey: boolean}} event
 * @returns {string} such as "M", "Shift+M", "+", "Space", "Shift+ArrowLeft"
 */
export function keyName({ key, code, shiftKey }) {
  if (key === ' ') return 'Space';
  const letter = latinLetter(key, code);
  if (key.length === 1 && !letter) return key;
  return `${shiftKey ? 'Shift+' : ''}${letter || key}`;
}

/**
 * The letter on the key. A keyboard that types no Latin letters (Cyrillic, Greek, Hebrew …) has them by position.
 * @param {string} key
 * @param {string} code
 * @returns {string} A to Z, or '' if it is no letter
 */
function latinLetter(key, code) {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  return /^\p{L}$/u.test(key) ? /^Key([A-Z])$/.exec(code)?.[1] ?? '' : '';
}

/** @param {string} name @returns {boolean} whether the key types a character other than a space */
function isCharacter(name) { return name.replace(/^Shift\+/, '').length === 1; }

/** Keys that have names. @type {Record<string, PhraseKey>} */
const NAMED_KEYS = { Space: 'spaceKey', Home: 'homeKey', End: 'endKey', Escape: 'escapeKey' };

/** @type {Record<string, string>} */
const ARROWS = { ArrowRight: '→', ArrowLeft: '←', ArrowUp: '↑', ArrowDown: '↓' };

/** @param {string} name @returns {string} as people read it: "Shift+→" */
export function keyLabel(name) {
  const key = name.replace(/^Shift\+/, '');
  const label = NAMED_KEYS[key] ? phrase(NAMED_KEYS[key]) : ARROWS[key] ?? key;
  return key === name ? label : phrase('withShiftKey', { key: label });
}

/** @param {KeyEntry} entry @param {boolean} hasCharacterKeys @returns {string[]} the keys that do it now */
export function activeKeys({ keys }, hasCharacterKeys) { return keys.filter((name) => hasCharacterKeys || !isCharacter(name)); }

/** @param {string} name @returns {string} as `aria-keyshortcuts` has it */
export function ariaKey(name) { return name === '+' ? 'Plus' : name; }
