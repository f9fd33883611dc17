// window.storyMap, the event storymap:change, and the same by postMessage for a page that frames the document;
// docs/document-interface.md describes them.
import { makeInterface, quoted } from './interface.js';
import { DRAGGED } from './time/playhead.js';

/** @typedef {import('./interface.js').Methods} Methods */
/** @typedef {import('./interface.js').MethodName} MethodName */

/** @type {MethodName[]} */
const METHODS = ['play', 'pause', 'seek', 'step', 'setSpeed', 'setLength', 'setLoop', 'setClock', 'setChoice', 'setFilter', 'setTheme', 'showPlaces', 'pick', 'setCamera', 'setLink', 'setStory', 'state'];

/**
 * While the story plays, the page around the document receives a message about a new event at most this often, in
 * milliseconds.
 */
const EVENT_MESSAGE_MS = 1000;

/** Reasons that the page around the document receives. Listeners in the document receive all. */
const REPORTED = new Set(['play', 'pause', 'seek', 'click', 'end', 'filter', 'clock', 'choice', 'speed', 'loop', 'event', 'placed', 'camera', 'span', 'story', 'keys']);

/** @param {Promise<Player>} opening a player that has shown its first moment */
export function publish(opening) {
  /** @type {?Methods} */
  let methods = null;
  const ready = opening.then((player) => {
    methods = makeInterface(player);
    connect(player, methods);
  });
  const call = (/** @type {MethodName} */ name, /** @type {unknown} */ argument) => {
    if (!methods) throw new Error(`storyMap.${name}: found a call before storyMap.ready, expected it after`);
    return methods[name](argument);
  };
  const api = { ready, ...Object.fromEntries(METHODS.map((name) => [name, (/** @type {unknown} */ argument) => call(name, argument)])) };
  Object.defineProperty(window, 'storyMap', { value: Object.freeze(api) });
}

/** @param {Player} player @param {Methods} methods */
function connect(player, methods) {
  const framed = window.parent !== window;
  const post = (/** @type {object} */ message) => {
    // A sandboxed frame cannot know the origin of the page around it, and the messages contain no secrets.
    if (framed) window.parent.postMessage({ from: 'storymap', ...message }, '*');
  };
  let lastEventMessage = -Infinity;

  player.store.listen((reason, more) => {
    if (reason === DRAGGED) return;
    // The state is computed only if a listener reads it: its list of visible events can be long.
    const detail = { reason, ...more, get state() { return methods.state(); } };
    window.dispatchEvent(new CustomEvent('storymap:change', { detail }));
    if (!framed || !REPORTED.has(reason)) return;
    if (reason === 'event') {
      if (performance.now() - lastEventMessage < EVENT_MESSAGE_MS) return;
      lastEventMessage = performance.now();
    }
    post({ type: 'change', reason, ...more, state: methods.state() });
  });

  window.addEventListener('message', (event) => {
    if (!framed || event.source !== window.parent || event.data?.to !== 'storymap') return;
    if (event.data.type === 'link') {
      player.furniture.share.answered(event.data);
      return;
    }
    post({ type: 'answer', id: event.data.id, ...answerTo(event.data, methods) });
  });
  // The page around the document has the address, so it makes the links.
  if (framed) player.furniture.share.ask = (link) => post({ type: 'link', link });
  post({ type: 'ready', state: methods.state() });
}

/** @param {{call: unknown, with?: unknown}} message @param {Methods} methods */
function answerTo({ call, with: argument }, methods) {
  const name = METHODS.find((known) => known === call);
  if (!name) return { error: `found call ${quoted(call)}, expected one of ${METHODS.join(', ')}` };
  try {
    methods[name](argument);
    return { state: methods.state() };
  } catch (error) {
    return { error: /** @type {Error} */ (error).message, ...currentState(methods) };
  }
}

/** @param {Record<string, (argument?: any) => unknown>} methods @returns {{state?: unknown}} without a state if the player has stopped */
function currentState(methods) {
  try {
    return { state: methods.state() };
  } catch {
    return {};
  }
}
