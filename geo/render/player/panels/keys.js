// The keyboard: what the keys of keytable.js do, and when a key belongs to the element that has the focus. Keys that do
// something here never reach the page around.
import { stateOf } from '../statereader.js';
import { answerToKey } from './keyanswers.js';
import { entryOf, keyName } from './keytable.js';

/** How far one key moves the map, in pixels. */
const PAN_PX = 120;

/** How much closer the timeline comes with one key. */
const KEY_ZOOM = 1.6;

/** Which way the keys of `panMap` move the map: right, down. @type {Record<string, [number, number]>} */
const PANS = {
  'Shift+ArrowRight': [1, 0], 'Shift+ArrowLeft': [-1, 0], 'Shift+ArrowDown': [0, 1], 'Shift+ArrowUp': [0, -1],
};

/** Elements that take text, and lists of the browser: all keys except Escape belong to them. */
const TAKES_TEXT = 'input:not([type=checkbox]), textarea, select';

/** Elements that Space and Enter press. */
const PRESSED = 'button, a, summary, input[type=checkbox]';

/** Regions that Home and End scroll. */
const SCROLLED = '.sm-scroll, .sm-card-body, .sm-legend, .sm-credit';

/**
 * @typedef {{store: PlayerStore, playhead: Playhead, controls: Controls, drawer: Drawer, camera: Camera, goto: Goto,
 *   pairPanel: PairPanel, scrubber: Scrubber, keyHelp: KeyHelp, storyTable: StoryTable, say: (speech: Speech) => void,
 *   sayNow: () => void, resume: () => void}} Keyed
 */

/** @param {Keyed} player */
export function listenToKeys(player) {
  const actions = actionsOf(player);
  // A button that was clicked keeps the focus, but a viewer who then presses Space means the player.
  /** @type {?Element} */
  let clicked = null;
  document.addEventListener('pointerdown', ({ target }) => {
    clicked = target instanceof Element ? target.closest(PRESSED) : null;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Tab') clicked = null;
    // The target is the document itself if a script sends the event there.
    const target = event.target instanceof Element ? event.target : document.documentElement;
    // Enter would press a button at each repetition.
    if (event.repeat && event.key === 'Enter' && target.matches(PRESSED)) event.preventDefault();
    if (hasModifier(event)) return;
    const name = keyName(event);
    const entry = entryOf(name, player.store.get('characterKeys'));
    if (!entry || isKeyOf(target, name, clicked)) return;
    // While the table of the whole story is open, the map cannot be used, and Escape belongs to the table. If the view of
    // the table could not be made, `isOpen` is not a boolean.
    if (player.storyTable.isOpen === true && entry.action !== 'storyTable') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat && !entry.repeats) return;
    const answer = answerToKey(entry.action, stateOf(player.store), actions[entry.action](name));
    if (answer) player.say([answer]);
  });
}

/**
 * Whether the key belongs to the browser or the system. AltGr, which Windows reports as Ctrl and Alt, types signs such as
 * "["; with letters it belongs to the system.
 * @param {KeyboardEvent} event
 */
function hasModifier(event) {
  if (event.isComposing || event.metaKey) return true;
  if (event.getModifierState('AltGraph')) return /^\p{L}$/u.test(event.key);
  return event.ctrlKey || event.altKey;
}

/**
 * Whether a key belongs to the element that has the focus.
 * @param {Element} target
 * @param {string} name of the key
 * @param {?Element} clicked the button that was last clicked
 */
function isKeyOf(target, name, clicked) {
  if (target.matches(TAKES_TEXT)) return name !== 'Escape';
  if (name === 'Space') return target.matches(PRESSED) && target !== clicked;
  if (name === 'Home' || name === 'End') return Boolean(target.closest(`${SCROLLED}, [role=tab]`));
  return name.startsWith('Arrow') && target.matches('[role=tab]');
}

/** @param {Keyed} player @returns {Record<string, (key: string) => unknown>} by action of keytable.js */
function actionsOf({ playhead, controls, drawer, camera, goto, pairPanel, scrubber, keyHelp, storyTable, sayNow, resume }) {
  return {
    playOrPause: () => controls.togglePlaying(),
    nextEvent: () => playhead.step(1),
    previousEvent: () => playhead.step(-1),
    start: () => playhead.seek(0),
    end: () => playhead.seek(playhead.duration),
    faster: () => controls.changeSpeed(1),
    slower: () => controls.changeSpeed(-1),
    loop: () => controls.toggleLoop(),
    sayNow,
    storyTable: () => storyTable.toggle(),
    events: () => drawer.toggleTab('scenes'),
    people: () => drawer.toggleTab('people'),
    distance: () => drawer.toggleTab('pair'),
    nextEncounter: () => pairPanel.step(1),
    previousEncounter: () => pairPanel.step(-1),
    goToTime: () => goto.open(),
    timeScale: () => controls.nextTimeScale(),
    zoomTimelineIn: () => scrubber.zoom(KEY_ZOOM),
    zoomTimelineOut: () => scrubber.zoom(1 / KEY_ZOOM),
    wholeTimeline: () => scrubber.showWhole(),
    panMap: (key) => camera.pan(PANS[key][0] * PAN_PX, PANS[key][1] * PAN_PX),
    zoomIn: () => camera.zoom(1, playhead.focus),
    zoomOut: () => camera.zoom(-1, playhead.focus),
    follow: resume,
    ground: () => controls.toggleGround(),
    theme: () => controls.toggleTheme(),
    fullscreen: () => controls.toggleFullscreen(),
    copyLink: () => controls.share.copy(),
    help: () => keyHelp.toggle(),
    close: () => {
      if (controls.share.isOpen === true) controls.share.close();
      else if (drawer.isOpen) drawer.toggle(false);
    },
  };
}
