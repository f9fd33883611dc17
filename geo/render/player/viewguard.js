// A view whose code throws is switched off: from then on none of its code runs, and the other views go on. Each view
// reports its first error only. No DOM.
//
// `guardView` makes a view, and runs each call of its methods as code of the view. What this code registers for later
// (watchers of the store, listeners, timers) belongs to the view as well, because `ofView` wraps it. The store and
// listening.js do this, so a view needs no guard of its own.
import { VIEWS } from './viewnames.js';

/** The view whose code runs now; null: code outside of all views. @type {?ViewName} */
let runningView = null;

/** @type {Set<ViewName>} */
const switchedOff = new Set();

/** Whether the player has stopped: then no view runs any more. */
let areAllOff = false;

/** The first error of each view. @type {ViewError[]} */
const viewErrors = [];

/** @type {Array<(error: ViewError) => void>} */
const viewErrorListeners = [];

/**
 * Run code of a view.
 * @template {any[]} Given
 * @template Result
 * @param {ViewName} view
 * @param {(...given: Given) => Result} work
 * @param {{given?: Given, self?: object}} [call] its arguments, and the value of `this`
 * @returns {Result | undefined} what the code returns; undefined if it throws, or if the view is switched off
 */
export function runView(view, work, { given, self } = {}) {
  if (areAllOff || switchedOff.has(view)) return undefined;
  const outer = runningView;
  runningView = view;
  try {
    const result = work.apply(self, given ?? /** @type {any} */ ([]));
    if (result instanceof Promise) result.catch((error) => failView(view, error));
    return result;
  } catch (error) {
    failView(view, error);
    return undefined;
  } finally {
    runningView = outer;
  }
}

/**
 * @template {any[]} Given
 * @param {(...given: Given) => void} work that is called later, such as a listener
 * @returns {(...given: Given) => void} the same as code of the view whose code runs now; outside of all views, the same
 */
export function ofView(work) {
  const view = runningView;
  if (view === null) return work;
  return (...given) => { runView(view, work, { given }); };
}

/**
 * Make a view. The guarded view has a property for each public method, getter and field of the view. A proxy would be
 * shorter, but slower, and each frame reads many properties.
 * @template {object} Kind
 * @param {ViewName} name
 * @param {() => Kind} make sets all fields that the view will have
 * @returns {Kind} the view, whose methods run as its code. If it cannot be made, each method returns undefined.
 */
export function guardView(name, make) {
  const view = runView(name, make);
  if (!view) return /** @type {Kind} */ (new Proxy({}, { get: () => () => undefined }));
  const guarded = {};
  for (let owner = view; owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    for (const key of Object.getOwnPropertyNames(owner)) {
      // What begins with _ is read by the view alone.
      if (!key.startsWith('_') && !Object.hasOwn(guarded, key)) Object.defineProperty(guarded, key, guardedProperty(name, view, key, owner));
    }
  }
  return /** @type {Kind} */ (Object.preventExtensions(guarded));
}

/**
 * @param {ViewName} name
 * @param {object} view
 * @param {string} key
 * @param {object} owner the view itself, or the class's prototype with this property
 * @returns {PropertyDescriptor}
 */
function guardedProperty(name, view, key, owner) {
  const method = owner === view ? null : Object.getOwnPropertyDescriptor(owner, key)?.value;
  if (typeof method === 'function') return { value: (/** @type {any[]} */ ...given) => runView(name, method, { given, self: view }) };
  const fields = /** @type {Record<string, unknown>} */ (view);
  return {
    get: () => {
      try {
        return fields[key];
      } catch (error) {
        failView(name, error);
        return undefined;
      }
    },
    set: (value) => { fields[key] = value; },
  };
}

/** @param {ViewName} view @param {unknown} error */
function failView(view, error) {
  if (!VIEWS[view].staysOn) switchedOff.add(view);
  if (viewErrors.some((one) => one.view === view)) return;
  const found = { view, error, isOff: switchedOff.has(view) };
  viewErrors.push(found);
  for (const listener of viewErrorListeners) listener(found);
}

/** From now on, no code of any view runs: what all views depend on has failed. */
export function switchAllOff() { areAllOff = true; }

/** @param {ViewName} view @returns {boolean} */
export function isSwitchedOff(view) { return switchedOff.has(view); }

/** How many views have failed; it grows with the first error of each view. @returns {number} */
export function countFailedViews() { return viewErrors.length; }

/** @param {(error: ViewError) => void} listener called for each view that fails, and for those that have failed already */
export function listenToViewErrors(listener) {
  viewErrors.forEach(listener);
  viewErrorListeners.push(listener);
}

/**
 * @typedef {object} ViewError
 * @property {ViewName} view
 * @property {unknown} error what was thrown
 * @property {boolean} isOff whether the view is switched off
 */
