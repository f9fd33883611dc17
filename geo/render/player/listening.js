// What views call later: listeners, observers and timers. What is called belongs to the view that registers it, so that an
// error in it switches off this view only, see viewguard.js. Views use nothing else for this; the linter checks it.
import { ofView } from './viewguard.js';

/** @typedef {DocumentEventMap & WindowEventMap} PageEvents */

/**
 * @template {keyof PageEvents} Kind
 * @param {EventTarget} target
 * @param {Kind} kind such as 'click'
 * @param {(event: PageEvents[Kind]) => void} listener
 * @param {AddEventListenerOptions} [options]
 * @returns {() => void} call it to stop listening
 */
export function listenTo(target, kind, listener, options) {
  const call = /** @type {EventListener} */ (ofView(listener));
  target.addEventListener(kind, call, options);
  return () => target.removeEventListener(kind, call, options);
}

/**
 * Until it is stopped, Escape calls a function, and nothing else.
 * @param {() => void} cancel
 * @returns {() => void} call it to stop listening
 */
export function listenToEscape(cancel) {
  // Before the keys of the player.
  return listenTo(document, 'keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  }, { capture: true });
}

/**
 * @param {Element[]} elements
 * @param {(size: DOMRectReadOnly) => void} listener called at first, and once after changes of any of the elements, with
 *   the size of the content of one of them, in CSS pixels
 */
export function observeSizes(elements, listener) {
  const call = ofView(listener);
  const observer = new ResizeObserver(([{ contentRect }]) => call(contentRect));
  for (const element of elements) observer.observe(element);
}

/**
 * @param {() => void} work
 * @param {number} [wait] milliseconds
 * @returns {number} the timer, for clearTimeout
 */
export function later(work, wait = 0) { return setTimeout(ofView(work), wait); }
