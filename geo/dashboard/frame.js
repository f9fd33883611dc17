/*
 * The bridge between the page and the document in its sandboxed frame.
 *
 * Python says what should be so (`data`): which document, which filter, which places, where to seek.
 * This file makes it so, and sends only what has changed, so a rerun never reloads the frame. The document
 * has an opaque origin; the only check that means anything is that a message comes from our own frame.
 *
 * The player's keys work from the page, too, as long as nothing there wants them for itself.
 */

/** How long the playhead must rest before the page hears of it: each report is a run of the server. */
const REST_MS = 150;

/** A document that has not started by then will not. */
const PATIENCE_MS = 20_000;

/** How long an old document may take to say how it stands, before the next one is loaded without that. */
const STANDING_MS = 500;

/** Reasons of a change after which the playhead rests somewhere new. */
const RESTS = new Set(['pause', 'seek', 'click', 'end']);

/** What uses these keys itself: while it has the focus, they are not passed on. */
const INTERACTIVE = [
  'a[href]', 'button', 'input', 'textarea', 'select', 'summary', 'iframe', 'canvas', 'table', 'audio', 'video',
  '[contenteditable]:not([contenteditable=false])',
  ...['button', 'link', 'tab', 'combobox', 'listbox', 'option', 'menu', 'menuitem', 'slider', 'spinbutton', 'checkbox',
    'radio', 'radiogroup', 'switch', 'textbox', 'searchbox', 'grid', 'tree', 'toolbar', 'dialog'].map((role) => `[role=${role}]`),
].join(', ');

/**
 * @typedef {{rev: string, story: string, title: string, html?: string, filter: object, places: object[],
 *   seek: {n: number, to: object}|null, pick: boolean}} Wanted
 * @typedef {{frame: HTMLIFrameElement, rev: string|null, story: string|null, ready: boolean, wanted: Wanted|null,
 *   standing: object|null, ask: (() => void)|null, placed: number,
 *   playing: boolean, sent: Map<string, string>, seek: number, led: string|null, rest: number, late: number, theme: string, forget: () => void,
 *   setStateValue: (name: string, value: unknown) => void}} Bridge
 */

/** @type {WeakMap<Element, Bridge>} */
const bridges = new WeakMap();

/**
 * Tell the document something, unless it was told the same before.
 *
 * @param {Bridge} bridge
 * @param {string} call
 * @param {unknown} argument
 */
function tell(bridge, call, argument) {
  const text = JSON.stringify(argument);
  if (bridge.sent.get(call) === text) return;
  bridge.sent.set(call, text);
  // An opaque origin has no name, so the message goes to whoever is in our frame.
  bridge.frame.contentWindow?.postMessage({ to: 'storymap', call, with: argument }, '*');
}

/**
 * Keep the scene at the playhead in the address, and leave all else in it as it is.
 *
 * @param {string|null} scene null: no scene
 */
function writeAddress(scene) {
  const address = new URL(window.location.href);
  if (scene === null) address.searchParams.delete('scene');
  else address.searchParams.set('scene', scene);
  if (address.href !== window.location.href) window.history.replaceState(window.history.state, '', address);
}

/**
 * Bring the document to what the page wants. Waits until the document is ready.
 *
 * @param {Bridge} bridge
 */
function reconcile(bridge) {
  const wanted = bridge.wanted;
  if (!bridge.ready || !wanted) return;
  tell(bridge, 'setTheme', bridge.theme);
  if (Object.values(wanted.filter).some(Boolean) || bridge.sent.has('setFilter')) tell(bridge, 'setFilter', wanted.filter);
  if (wanted.places.length || bridge.sent.has('showPlaces')) tell(bridge, 'showPlaces', wanted.places);
  if (wanted.pick && bridge.sent.get('pick') !== 'true') bridge.frame.scrollIntoView({ block: 'nearest' });
  if (wanted.pick || bridge.sent.has('pick')) tell(bridge, 'pick', wanted.pick);
  if (wanted.seek && wanted.seek.n !== bridge.seek) {
    bridge.seek = wanted.seek.n;
    bridge.sent.delete('seek');
    bridge.led = wanted.seek.to.event ?? null;
    if (bridge.led !== null) writeAddress(bridge.led);
    tell(bridge, 'seek', wanted.seek.to);
  }
}

/**
 * Bring a document that has just started to where the one of the same story before it was.
 *
 * @param {Bridge} bridge
 * @param {object} state as the document before told it
 */
function takeUp(bridge, state) {
  tell(bridge, 'setSpeed', state.speed);
  tell(bridge, 'setLoop', state.loop);
  tell(bridge, 'seek', { position: state.position });
  // Last, because all before may move the camera.
  tell(bridge, 'setCamera', state.camera);
  if (state.playing) tell(bridge, 'play', undefined);
}

/**
 * Load what is wanted. Another document of the same story takes up where this one is, so this one is
 * asked first.
 *
 * @param {Bridge} bridge
 * @param {Wanted} wanted
 */
function change(bridge, wanted) {
  bridge.rev = wanted.rev;
  bridge.ask = null;
  if (wanted.story !== bridge.story) bridge.standing = null;
  if (bridge.story !== null && wanted.story !== bridge.story) writeAddress(null);
  const seeks = wanted.story === bridge.story ? bridge.seek : 0;
  bridge.story = wanted.story;
  if (!bridge.ready || bridge.standing === null) {
    load(bridge, wanted.html, seeks);
    return;
  }
  const go = () => {
    if (bridge.ask !== go) return;
    bridge.ask = null;
    load(bridge, wanted.html, seeks);
  };
  bridge.ask = go;
  bridge.ready = false;
  setTimeout(go, STANDING_MS);
  bridge.frame.contentWindow?.postMessage({ to: 'storymap', call: 'state', id: 'standing' }, '*');
}

/**
 * Put a document into a frame of its own. A new element has a new window, so no message of the
 * document before it can be taken for one of this document.
 *
 * @param {Bridge} bridge
 * @param {string} html
 * @param {number} seeks the last seek that need not be made again
 */
function load(bridge, html, seeks) {
  const frame = /** @type {HTMLIFrameElement} */ (bridge.frame.cloneNode(false));
  frame.srcdoc = html;
  clearTimeout(bridge.rest);
  clearTimeout(bridge.late);
  const wait = bridge.frame.parentElement.querySelector('.wait');
  wait.textContent = 'Drawing the map…';
  bridge.late = setTimeout(() => {
    wait.textContent = 'The map did not start. Reload the page to try again.';
  }, PATIENCE_MS);
  bridge.frame.parentElement.classList.remove('ready');
  bridge.frame.replaceWith(frame);
  Object.assign(bridge, { frame, ready: false, playing: false, sent: new Map(), seek: seeks, led: null });
}

/**
 * @param {Bridge} bridge
 * @param {MessageEvent} message
 */
function hear(bridge, message) {
  if (message.source !== bridge.frame.contentWindow || message.data?.from !== 'storymap') return;
  const { type, reason, state, place, id } = message.data;
  if (state) bridge.playing = state.playing;
  if (state && type !== 'ready') bridge.standing = state;
  if (type === 'ready') {
    bridge.ready = true;
    clearTimeout(bridge.late);
    bridge.frame.parentElement?.classList.add('ready');
    reconcile(bridge);
    if (bridge.standing) takeUp(bridge, bridge.standing);
    else bridge.standing = state;
  } else if (type === 'answer' && id === 'standing') {
    bridge.ask?.();
  } else if (type === 'change' && reason === 'placed') {
    bridge.placed += 1;
    bridge.setStateValue('placed', { rev: bridge.rev, n: bridge.placed, ...place });
  } else if (type === 'change' && state) {
    clearTimeout(bridge.rest);
    if (!RESTS.has(reason) || (state.playing && reason !== 'click')) return;
    const led = bridge.led;
    bridge.led = null;
    // The page has led here itself, and knows.
    if (led !== null && led === state.event && reason === 'seek') return;
    const playhead = { rev: bridge.rev, event: state.event, position: state.position };
    bridge.rest = setTimeout(() => {
      // The page keeps this as seek 1, for a frame made anew. This one is there already.
      bridge.seek = Math.max(bridge.seek, 1);
      if (playhead.event !== null) writeAddress(playhead.event);
      bridge.setStateValue('playhead', playhead);
    }, REST_MS);
  }
}

/**
 * Pass a key of the player's on to the document, when nothing on the page has a use for it and the
 * player is in view.
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
  // The whole path, so that a field inside a shadow tree is seen as well.
  if (event.composedPath().some((node) => node instanceof Element && node.matches(INTERACTIVE))) return;
  event.preventDefault();
  if (event.key === ' ' && event.repeat) return;
  bridge.frame.contentWindow?.postMessage({ to: 'storymap', call: call[0], with: call[1] }, '*');
}

/**
 * Whether the page is dark at the moment, from its own background colour.
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
  // Rec. 601 luma: near enough to tell a dark page from a light one.
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? 'dark' : 'light';
}

/** Streamlit calls this on mounting and again whenever the data or the theme changes. */
export default function mount({ data, parentElement, setStateValue }) {
  const stage = parentElement.querySelector('.stage');
  let bridge = bridges.get(stage);
  if (!bridge) {
    bridge = {
      frame: stage.querySelector('iframe'), rev: null, ready: false, wanted: null, playing: false,
      standing: null, ask: null, placed: 0, story: null,
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
      window.removeEventListener('message', listener);
      window.removeEventListener('keydown', keys);
      bridges.delete(stage);
    };
  }
  bridge.setStateValue = setStateValue;
  bridge.wanted = data;
  bridge.theme = themeOf(stage);
  if (data.rev !== bridge.rev) {
    if (data.html) change(bridge, data);
    else setStateValue('lacks', Date.now()); // The page believes that we have it: ask for it.
  }
  bridge.frame.title = data.title;
  reconcile(bridge);
  return bridge.forget;
}
