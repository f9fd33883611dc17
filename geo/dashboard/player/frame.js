// Long because page and document answer each other: the state, the reports and the messages are one conversation.
/*
 * The bridge between the page and the document in its sandboxed frame.
 *
 * Python sends the wanted state (`data`): document, filter, places and seek. This file applies it and sends
 * only changes to the document, so a rerun never reloads the frame. The document has an opaque origin, so the
 * only useful check of a message is that it comes from our own frame.
 *
 * The address of the page follows the state of the document; address.js writes it.
 * The player's keys also work from the page, unless an element of the page uses them.
 */
import { copyAddress, keepAddress, linkFromAddress, linkToTakeUp, noteStanding, standings } from './address.js';

/** How long the playhead must rest before it is reported to Python. Each report causes a rerun. */
const REST_MS = 150;

/** The maximum time that a report waits for the page to become idle. */
const BUSY_MS = 1000;

/** How long a document may take to start before an error message appears. */
const PATIENCE_MS = 20_000;

/** How long to wait for the state of the old document before loading the next one without it. */
const STANDING_MS = 500;

/** The minimum time between updates of the address while playing, because browsers limit their rate. */
const ADDRESS_MS = 1000;

/** The maximum number of errors of one document that are reported, and the length of each text: a document is untrusted. */
const MOST_ERRORS = 40;
const LONGEST_ERROR = 500;

/** The reasons of changes after which the playhead rests at a new position. */
const RESTS = new Set(['pause', 'seek', 'click', 'end']);

/** Elements that handle these keys themselves. While one has the focus, its keys are not passed on. */
const INTERACTIVE = [
  'a[href]', 'button', 'input', 'textarea', 'select', 'summary', 'iframe', 'canvas', 'table', 'audio', 'video',
  '[contenteditable]:not([contenteditable=false])',
  ...['button', 'link', 'tab', 'combobox', 'listbox', 'option', 'menu', 'menuitem', 'slider', 'spinbutton', 'checkbox',
    'radio', 'radiogroup', 'switch', 'textbox', 'searchbox', 'grid', 'tree', 'toolbar', 'dialog'].map((role) => `[role=${role}]`),
].join(', ');

/**
 * @typedef {{rev: string, story: string, title: string, html?: string, filter: object, places: object[],
 *   seek: {n: number, to: object}|null, pick: boolean, reveal: {key: string, n: number}|null, link: string,
 *   address: {story: string, place: string}|null}} Wanted
 * @typedef {{frame: HTMLIFrameElement, rev: string|null, story: string|null, ready: boolean, wanted: Wanted|null,
 *   ask: (() => void)|null, placed: number, errors: object[],
 *   playing: boolean, sent: Map<string, string>, seek: number, led: string|null, rest: number, address: number, addressed: number, late: number, theme: string, forget: () => void,
 *   setStateValue: (name: string, value: unknown) => void}} Bridge
 */

/** @type {WeakMap<Element, Bridge>} */
const bridges = new WeakMap();

/**
 * Report a value to Python when the page is idle. If a report coincides with a click, Streamlit sends both as
 * one rerun, and it reruns only one part of the page.
 *
 * @param {Bridge} bridge
 * @param {string} name
 * @param {unknown} value
 */
function report(bridge, name, value) {
  const go = () => bridge.setStateValue(name, value);
  // Safari does not support requestIdleCallback.
  if (window.requestIdleCallback) window.requestIdleCallback(go, { timeout: BUSY_MS });
  else setTimeout(go);
}

/**
 * Call a function of the document, unless the last call had the same argument.
 *
 * @param {Bridge} bridge
 * @param {string} call
 * @param {unknown} argument
 */
function tell(bridge, call, argument) {
  const text = JSON.stringify(argument);
  if (bridge.sent.get(call) === text) return;
  bridge.sent.set(call, text);
  // An opaque origin cannot be named as a target, so '*' is necessary. The message goes to our own frame only.
  bridge.frame.contentWindow?.postMessage({ to: 'storymap', call, with: argument }, '*');
}

/**
 * Bring the document to the wanted state. Does nothing until the document is ready.
 *
 * @param {Bridge} bridge
 */
function reconcile(bridge) {
  const wanted = bridge.wanted;
  if (!bridge.ready || !wanted) return;
  tell(bridge, 'setTheme', bridge.theme);
  if (Object.values(wanted.filter).some(Boolean) || bridge.sent.has('setFilter')) tell(bridge, 'setFilter', wanted.filter);
  if (wanted.places.length || bridge.sent.has('showPlaces')) tell(bridge, 'showPlaces', wanted.places);
  if (wanted.pick || bridge.sent.has('pick')) tell(bridge, 'pick', wanted.pick);
  if (wanted.seek && wanted.seek.n !== bridge.seek) {
    bridge.seek = wanted.seek.n;
    bridge.sent.delete('seek');
    bridge.led = wanted.seek.to.event ?? null;
    tell(bridge, 'seek', wanted.seek.to);
  }
}

/**
 * Scroll the panel of the selected place to just below the map, unless it is fully in view. Called when another
 * place was selected in Points or a button opened that view. Waits for the panel, which is drawn after the map.
 *
 * @param {Bridge} bridge
 * @param {HTMLElement} stage
 */
function revealPanel(bridge, stage) {
  const { reveal } = bridge.wanted;
  const until = performance.now() + PATIENCE_MS;
  const look = () => {
    if (bridge.wanted.reveal?.key !== reveal.key || !stage.isConnected || performance.now() > until) return;
    const panel = document.querySelector(`.st-key-${reveal.key}`);
    if (!panel) {
      requestAnimationFrame(look);
      return;
    }
    const { top, bottom } = panel.getBoundingClientRect();
    if (top < stage.getBoundingClientRect().bottom || bottom > window.innerHeight) panel.scrollIntoView({ block: 'start' });
  };
  if (reveal) requestAnimationFrame(look);
}

/**
 * Prepare a document that has just started. First restore the state of the previous document of the same story,
 * or else the state in the address. Then apply the wanted state, and show the document.
 *
 * @param {Bridge} bridge
 * @param {object} state as reported by the document
 */
function start(bridge, state) {
  const { wanted, story } = bridge;
  const kept = standings.get(story)?.state;
  const link = linkFromAddress(wanted.link);
  if (kept) {
    tell(bridge, 'setLoop', kept.loop);
    tell(bridge, 'setLink', linkToTakeUp(kept, wanted.filter));
  } else if (link) {
    // The page has read the scene from the address too, so the player need not report it.
    bridge.led = new URLSearchParams(link).get('scene');
    tell(bridge, 'setLink', link);
  } else {
    noteStanding(story, state, bridge.seek);
  }
  const asked = wanted.seek && wanted.seek.n !== bridge.seek;
  reconcile(bridge);
  // Last, because all calls before may move the camera.
  if (kept && !asked) tell(bridge, 'setCamera', kept.camera);
  if (kept?.playing) tell(bridge, 'play', undefined);
  bridge.frame.contentWindow?.postMessage({ to: 'storymap', call: 'state', id: 'started' }, '*');
  // Remove fields of another story and invalid fields from the address. For an uploaded story, write the field
  // that explains after a reload why the story is gone.
  if (window.location.search || wanted.address === null) addressLater(bridge);
}

/**
 * Load the wanted document. First request the state of the current document, so that the next document of the
 * same story can restore it, now or when the viewer returns to that story.
 *
 * @param {Bridge} bridge
 * @param {Wanted} wanted
 */
function change(bridge, wanted) {
  bridge.rev = wanted.rev;
  const go = () => {
    if (bridge.ask !== go) return;
    bridge.ask = null;
    const left = standings.get(bridge.story);
    // A story that the viewer returns to is paused.
    if (left && bridge.story !== wanted.story) left.state = { ...left.state, playing: false };
    load(bridge, wanted);
  };
  bridge.ask = go;
  if (!bridge.ready) {
    go();
    return;
  }
  bridge.ready = false;
  setTimeout(go, STANDING_MS);
  bridge.frame.contentWindow?.postMessage({ to: 'storymap', call: 'state', id: 'standing' }, '*');
}

/**
 * Load a document in a new frame. A new element has a new window, so messages of the previous document cannot
 * be mistaken for messages of this one.
 *
 * @param {Bridge} bridge
 * @param {Wanted} wanted
 */
function load(bridge, wanted) {
  const frame = /** @type {HTMLIFrameElement} */ (bridge.frame.cloneNode(false));
  frame.srcdoc = wanted.html;
  clearTimeout(bridge.rest);
  clearTimeout(bridge.address);
  clearTimeout(bridge.late);
  const wait = bridge.frame.parentElement.querySelector('.wait');
  wait.textContent = 'Drawing the map…';
  bridge.late = setTimeout(() => {
    wait.textContent = 'The map did not start. Reload the page to try again.';
  }, PATIENCE_MS);
  bridge.frame.parentElement.classList.remove('ready');
  bridge.frame.replaceWith(frame);
  const { story } = wanted;
  const seek = standings.get(story)?.seek ?? 0;
  Object.assign(bridge, { frame, story, seek, ready: false, playing: false, sent: new Map(), led: null, errors: [] });
}

/**
 * Handle a message from the document.
 *
 * @param {Bridge} bridge
 * @param {MessageEvent} message
 */
function hear(bridge, message) {
  if (message.source !== bridge.frame.contentWindow || message.data?.from !== 'storymap') return;
  const { type, reason, state, place, id, link } = message.data;
  if (state) bridge.playing = state.playing;
  if (state && type !== 'ready') noteStanding(bridge.story, state, bridge.seek);
  if (type === 'ready') {
    bridge.ready = true;
    clearTimeout(bridge.late);
    start(bridge, state);
  } else if (type === 'answer' && id === 'started') {
    bridge.frame.parentElement?.classList.add('ready');
  } else if (type === 'answer' && id === 'standing') {
    bridge.ask?.();
  } else if (type === 'error') {
    noteError(bridge, message.data);
  } else if (type === 'link') {
    const { frame } = bridge;
    copyAddress(bridge.wanted.address, link).then((done) => {
      frame.contentWindow?.postMessage({ to: 'storymap', type: 'link', ...done }, '*');
    });
  } else if (type === 'change' && reason === 'placed') {
    bridge.placed += 1;
    report(bridge, 'placed', { ...place, rev: bridge.rev, n: bridge.placed });
  } else if (type === 'change' && state) {
    addressLater(bridge);
    if (state.playing && reason !== 'click') clearTimeout(bridge.rest);
    else if (RESTS.has(reason)) reportLater(bridge, state, reason);
  }
}

/**
 * Report an error of the document to Python. A document that has stopped shows the events as a list.
 *
 * @param {Bridge} bridge
 * @param {{part: unknown, message: unknown, reason: unknown, stopped: unknown}} error
 */
function noteError(bridge, { part, message, reason, stopped }) {
  if (stopped) {
    clearTimeout(bridge.late);
    bridge.frame.parentElement?.classList.add('ready');
  }
  if (bridge.errors.length >= MOST_ERRORS) return;
  bridge.errors.push(Object.fromEntries(Object.entries({ part, message, reason }).map(([name, text]) => [name, String(text).slice(0, LONGEST_ERROR)])));
  report(bridge, 'errors', { rev: bridge.rev, list: [...bridge.errors] });
}

/**
 * Update the address when playback rests; while playing, update it at intervals.
 *
 * @param {Bridge} bridge
 */
function addressLater(bridge) {
  clearTimeout(bridge.address);
  const wait = bridge.playing ? bridge.addressed + ADDRESS_MS - performance.now() : 0;
  bridge.address = setTimeout(() => {
    bridge.addressed = performance.now();
    // A story that is still loading has no state yet.
    if (bridge.story === bridge.wanted.story) keepAddress(bridge.wanted.address, standings.get(bridge.story)?.state.link);
  }, Math.max(REST_MS, wait));
}

/**
 * Report the position of the playhead to Python if it stays there for REST_MS.
 *
 * @param {Bridge} bridge
 * @param {object} state
 * @param {string} reason
 */
function reportLater(bridge, state, reason) {
  clearTimeout(bridge.rest);
  const { led } = bridge;
  bridge.led = null;
  // The page requested this seek itself, so it need not be reported.
  if (led !== null && led === state.event && reason === 'seek') return;
  const playhead = { rev: bridge.rev, event: state.event, position: state.position };
  bridge.rest = setTimeout(() => {
    // Python stores this position as seek 1, for a rebuilt frame. This frame is already there.
    bridge.seek = Math.max(bridge.seek, 1);
    report(bridge, 'playhead', playhead);
  }, REST_MS);
}

/**
 * Pass a key of the player on to the document, if no element of the page uses the key and the player is in
 * view.
 *
 * @param {Bridge} bridge
 * @param {KeyboardEvent} event
 */
function passOn(bridge, event) {
  const calls = {
    ' ': [bridge.playing ? 'pause' : 'play', undefined],
    ArrowRight: ['step', 1],
    ArrowLeft: ['step', -1],
    Home: ['seek', { position: 0 }],
    End: ['seek', { position: 1 }],
  };
  const call = calls[event.key];
  const { top, bottom } = bridge.frame.getBoundingClientRect();
  const held = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing;
  if (!call || held || event.defaultPrevented || !bridge.ready || bottom <= 0 || top >= window.innerHeight) return;
  // Check the whole path, to include fields inside a shadow tree.
  if (event.composedPath().some((node) => node instanceof Element && node.matches(INTERACTIVE))) return;
  event.preventDefault();
  if (event.key === ' ' && event.repeat) return;
  bridge.frame.contentWindow?.postMessage({ to: 'storymap', call: call[0], with: call[1] }, '*');
}

/**
 * The current theme of the page, derived from its background colour.
 *
 * @param {HTMLElement} stage
 * @returns {'dark'|'light'}
 */
function themeOf(stage) {
  const probe = document.createElement('span');
  probe.style.color = 'var(--st-background-color)';
  stage.append(probe);
  const [red, green, blue] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
  probe.remove();
  // Rec. 601 luma, accurate enough to distinguish a dark page from a light one.
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? 'dark' : 'light';
}

/** Streamlit calls this function on mount and whenever the data or the theme changes. */
export default function mount({ data, parentElement, setStateValue }) {
  const stage = parentElement.querySelector('.stage');
  let bridge = bridges.get(stage);
  if (!bridge) {
    bridge = {
      frame: stage.querySelector('iframe'), rev: null, ready: false, wanted: null, playing: false,
      ask: null, placed: 0, errors: [], story: null, address: 0, addressed: 0,
      sent: new Map(), seek: 0, led: null, rest: 0, late: 0, theme: 'dark', forget: () => {}, setStateValue,
    };
    bridges.set(stage, bridge);
    const kept = bridge;
    const listener = (message) => hear(kept, message);
    const keys = (event) => passOn(kept, event);
    window.addEventListener('message', listener);
    window.addEventListener('keydown', keys);
    kept.forget = () => {
      clearTimeout(kept.rest);
      clearTimeout(kept.late);
      clearTimeout(kept.address);
      window.removeEventListener('message', listener);
      window.removeEventListener('keydown', keys);
      bridges.delete(stage);
      kept.setStateValue = () => {};
    };
  }
  bridge.setStateValue = setStateValue;
  const revealed = JSON.stringify(bridge.wanted?.reveal ?? null);
  const before = JSON.stringify(bridge.wanted?.address);
  bridge.wanted = data;
  if (before !== undefined && before !== JSON.stringify(data.address)) addressLater(bridge);
  bridge.theme = themeOf(stage);
  if (data.rev !== bridge.rev) {
    if (data.html) change(bridge, data);
    else report(bridge, 'lacks', Date.now()); // Python assumes that we have this document: request it.
  }
  bridge.frame.title = data.title;
  reconcile(bridge);
  if (JSON.stringify(data.reveal) !== revealed) revealPanel(bridge, stage);
  return bridge.forget;
}
