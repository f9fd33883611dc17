/*
 * The bridge between the page and the document in its sandboxed frame.
 *
 * Python says what should be so (`data`): which document, which filter, which places, where to seek.
 * This file makes it so, and sends only what has changed, so a rerun never reloads the frame. The document
 * has an opaque origin; the only check that means anything is that a message comes from our own frame.
 */

/** How long the playhead must rest before the page hears of it: each report is a run of the server. */
const REST_MS = 150;

/** A document that has not started by then will not. */
const PATIENCE_MS = 20_000;

/** Reasons of a change after which the playhead rests somewhere new. */
const RESTS = new Set(['pause', 'seek', 'click', 'end']);

/**
 * @typedef {{rev: string, title: string, html?: string, filter: object, places: object[],
 *   seek: {n: number, to: object}|null}} Wanted
 * @typedef {{frame: HTMLIFrameElement, rev: string|null, ready: boolean, wanted: Wanted|null,
 *   sent: Map<string, string>, seek: number, rest: number, late: number, theme: string, forget: () => void,
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
 * Bring the document to what the page wants. Waits until the document is ready.
 *
 * @param {Bridge} bridge
 */
function reconcile(bridge) {
  const wanted = bridge.wanted;
  if (!bridge.ready || !wanted) return;
  tell(bridge, 'setTheme', bridge.theme);
  tell(bridge, 'setFilter', wanted.filter);
  if (wanted.places.length || bridge.sent.has('showPlaces')) tell(bridge, 'showPlaces', wanted.places);
  if (wanted.seek && wanted.seek.n !== bridge.seek) {
    bridge.seek = wanted.seek.n;
    bridge.sent.delete('seek');
    tell(bridge, 'seek', wanted.seek.to);
  }
}

/**
 * Put a document into a frame of its own. A new element has a new window, so no message of the
 * document before it can be taken for one of this document.
 *
 * @param {Bridge} bridge
 * @param {string} html
 * @param {string} rev
 */
function load(bridge, html, rev) {
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
  Object.assign(bridge, { frame, rev, ready: false, sent: new Map(), seek: 0 });
}

/**
 * @param {Bridge} bridge
 * @param {MessageEvent} message
 */
function hear(bridge, message) {
  if (message.source !== bridge.frame.contentWindow || message.data?.from !== 'storymap') return;
  const { type, reason, state } = message.data;
  if (type === 'ready') {
    bridge.ready = true;
    clearTimeout(bridge.late);
    bridge.frame.parentElement?.classList.add('ready');
    reconcile(bridge);
    bridge.setStateValue('loaded', bridge.rev);
  } else if (type === 'change' && state) {
    clearTimeout(bridge.rest);
    if (!RESTS.has(reason) || (state.playing && reason !== 'click')) return;
    const playhead = { rev: bridge.rev, event: state.event, position: state.position };
    bridge.rest = setTimeout(() => bridge.setStateValue('playhead', playhead), REST_MS);
  }
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
      frame: stage.querySelector('iframe'), rev: null, ready: false, wanted: null, sent: new Map(),
      seek: 0, rest: 0, late: 0, theme: 'dark', forget: () => {}, setStateValue,
    };
    bridges.set(stage, bridge);
    const kept = bridge;
    const listener = (message) => hear(kept, message);
    window.addEventListener('message', listener);
    kept.forget = () => {
      clearTimeout(kept.rest);
      clearTimeout(kept.late);
      window.removeEventListener('message', listener);
      bridges.delete(stage);
    };
  }
  bridge.setStateValue = setStateValue;
  bridge.wanted = data;
  bridge.theme = themeOf(stage);
  if (data.rev !== bridge.rev) {
    if (data.html) load(bridge, data.html, data.rev);
    else setStateValue('loaded', null); // The page believes that we have it: ask for it again.
  }
  bridge.frame.title = data.title;
  reconcile(bridge);
  return bridge.forget;
}
