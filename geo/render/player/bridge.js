// The document's interface: window.storyMap, the event storymap:change, and the same by postMessage
// for a page that frames the document. docs/document-interface.md describes it. Uses main.js's player.
'use strict';

const METHODS = ['play', 'pause', 'seek', 'step', 'setSpeed', 'setLoop', 'setFilter', 'setTheme', 'showPlaces', 'state'];

/** While playing, the page around hears of a new scene at most this often, in milliseconds. */
const EVENT_MESSAGE_MS = 1000;

/** Changes that are worth a message to the page around; the rest is for listeners in the document. */
const TOLD = new Set(['play', 'pause', 'seek', 'click', 'end', 'filter', 'speed', 'event']);

/**
 * @param {Object} player what main.js made
 * @returns {{tell: (reason: string) => void}} to be called after each change
 */
function openBridge(player) {
  const framed = window.parent !== window;
  let lastEventMessage = -Infinity;

  const api = { ready: Promise.resolve(), ...player.interface };
  Object.defineProperty(window, 'storyMap', { value: Object.freeze(api), configurable: false });

  const post = (message) => {
    // The page around has an origin that a sandboxed frame cannot know, and nothing here is secret.
    if (framed) window.parent.postMessage({ from: 'storymap', ...message }, '*');
  };

  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || event.data?.to !== 'storymap') return;
    const { call, with: argument, id } = event.data;
    if (!METHODS.includes(call)) {
      post({ type: 'answer', id, error: `found "${call}", expected one of ${METHODS.join(', ')}` });
      return;
    }
    try {
      api[call](argument);
      post({ type: 'answer', id, state: api.state() });
    } catch (error) {
      post({ type: 'answer', id, error: error.message, state: api.state() });
    }
  });

  post({ type: 'ready', state: api.state() });

  return {
    tell(reason) {
      // Made only for those who look at it: the list of what is visible can be long.
      const detail = { reason, get state() { return api.state(); } };
      window.dispatchEvent(new CustomEvent('storymap:change', { detail }));
      if (!TOLD.has(reason)) return;
      if (reason === 'event') {
        if (performance.now() - lastEventMessage < EVENT_MESSAGE_MS) return;
        lastEventMessage = performance.now();
      }
      if (framed) post({ type: 'change', reason, state: api.state() });
    },
  };
}
