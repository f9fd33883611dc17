/*
 * The bridge between the page and the document in its sandboxed frame.
 *
 * Python says what should be so (`data`): which document, which filter, which places, where to seek.
 * This file makes it so, and sends only what has changed, so a rerun never reloads the frame. The document
 * has an opaque origin; the only check that means anything is that a message comes from our own frame.
 *
 * The address of the page follows what the document shows; address.js, which stands before this file, writes it.
 * The player's keys work from the page, too, as long as nothing there wants them for itself.
 */

/** How long the playhead must rest before the page hears of it: each report is a run of the server. */
const REST_MS = 150;

/** A report goes when the page has nothing else to do, or after so long. */
const BUSY_MS = 1000;

/** A document that has not started by then will not. */
const PATIENCE_MS = 20_000;

/** How long an old document may take to say how it stands, before the next one is loaded without that. */
const STANDING_MS = 500;

/** While playing, the address follows at most this often: browsers count how often it is written. */
const ADDRESS_MS = 1000;

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
 *   seek: {n: number, to: object}|null, pick: boolean, reveal: {key: string, n: number}|null, link: string,
 *   address: {story: string, place: string}|null}} Wanted
 * @typedef {{frame: HTMLIFrameElement, rev: string|null, story: string|null, ready: boolean, wanted: Wanted|null,
 *   ask: (() => void)|null, placed: number,
 *   playing: boolean, sent: Map<string, string>, seek: number, led: string|null, rest: number, address: number, addressed: number, late: number, theme: string, forget: () => void,
 *   setStateValue: (name: string, value: unknown) => void}} Bridge
 */

/** @type {WeakMap<Element, Bridge>} */
const bridges = new WeakMap();

/**
 * Report something to Python, once nothing else is to be done. What reports together with us, as a click does that meets
 * us on a busy page, would reach the server as one run with ours, of one part of the page only.
 *
 * @param {Bridge} bridge
 * @param {string} name
 * @param {unknown} value
 */
function report(bridge, name, value) {
  const go = () => bridge.setStateValue(name, value);
  // Safari has no idle moments.
  if (window.requestIdleCallback) window.requestIdleCallback(go, { timeout: BUSY_MS });
  else setTimeout(go);
}

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
 * Another place was selected in Points, or a button led there: as soon as its panel is on the page, scroll until
 * it is below the map, unless all of it is in view already. The panel is drawn after the map.
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
 * Bring a document that has just started to where the one of the same story before it was, or to what the
 * address names; and then to what the page wants. It is shown when it is there.
 *
 * @param {Bridge} bridge
 * @param {object} state as it says itself
 */
function start(bridge, state) {
  const { wanted, story } = bridge;
  const kept = standings.get(story)?.state;
  if (kept) {
    tell(bridge, 'setLoop', kept.loop);
    tell(bridge, 'setLink', linkToTakeUp(kept, wanted.filter));
  } else if (wanted.link) {
    // The page knows of a scene that the address names by itself.
    bridge.led = new URLSearchParams(wanted.link).get('scene');
    tell(bridge, 'setLink', wanted.link);
  } else {
    noteStanding(story, state, bridge.seek);
  }
  const asked = wanted.seek && wanted.seek.n !== bridge.seek;
  reconcile(bridge);
  // Last, because all before may move the camera.
  if (kept && !asked) tell(bridge, 'setCamera', kept.camera);
  if (kept?.playing) tell(bridge, 'play', undefined);
  bridge.frame.contentWindow?.postMessage({ to: 'storymap', call: 'state', id: 'started' }, '*');
  // What the address said of another story, or said wrongly, must not stay there; and a reload has to
  // find that a story of the viewer's own was here.
  if (window.location.search || wanted.address === null) addressLater(bridge);
}

/**
 * Load what is wanted. The document before it is asked how it stands: another one of the same story
 * takes up there, at once or when the viewer comes back to it.
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
    // Who comes back to a story finds it resting.
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
 * Put a document into a frame of its own. A new element has a new window, so no message of the
 * document before it can be taken for one of this document.
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
  Object.assign(bridge, { frame, story, seek, ready: false, playing: false, sent: new Map(), led: null });
}

/**
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
  } else if (type === 'link') {
    const { frame } = bridge;
    copyAddress(bridge.wanted.address, link).then((done) => {
      frame.contentWindow?.postMessage({ to: 'storymap', type: 'link', ...done }, '*');
    });
  } else if (type === 'change' && reason === 'placed') {
    bridge.placed += 1;
    report(bridge, 'placed', { rev: bridge.rev, n: bridge.placed, ...place });
  } else if (type === 'change' && state) {
    addressLater(bridge);
    if (state.playing && reason !== 'click') clearTimeout(bridge.rest);
    else if (RESTS.has(reason)) reportLater(bridge, state, reason);
  }
}

/**
 * Let the address follow when things rest; while they move, now and then.
 *
 * @param {Bridge} bridge
 */
function addressLater(bridge) {
  clearTimeout(bridge.address);
  const wait = bridge.playing ? bridge.addressed + ADDRESS_MS - performance.now() : 0;
  bridge.address = setTimeout(() => {
    bridge.addressed = performance.now();
    // A story that is still being loaded has nothing to say yet.
    if (bridge.story === bridge.wanted.story) keepAddress(bridge.wanted.address, standings.get(bridge.story)?.state.link);
  }, Math.max(REST_MS, wait));
}

/**
 * Tell the page where the playhead rests, if it goes on resting there.
 *
 * @param {Bridge} bridge
 * @param {object} state
 * @param {string} reason
 */
function reportLater(bridge, state, reason) {
  clearTimeout(bridge.rest);
  const { led } = bridge;
  bridge.led = null;
  // The page has led here itself, and knows.
  if (led !== null && led === state.event && reason === 'seek') return;
  const playhead = { rev: bridge.rev, event: state.event, position: state.position };
  bridge.rest = setTimeout(() => {
    // The page keeps this as seek 1, for a frame made anew. This one is there already.
    bridge.seek = Math.max(bridge.seek, 1);
    report(bridge, 'playhead', playhead);
  }, REST_MS);
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
      ask: null, placed: 0, story: null, address: 0, addressed: 0,
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
    else report(bridge, 'lacks', Date.now()); // The page believes that we have it: ask for it.
  }
  bridge.frame.title = data.title;
  reconcile(bridge);
  if (JSON.stringify(data.reveal) !== revealed) revealPanel(bridge, stage);
  return bridge.forget;
}
