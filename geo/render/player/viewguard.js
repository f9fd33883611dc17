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
 * @template Result
 * @param {ViewName} view
 * @param {() => Result} work
 * @returns {Result | undefined} what the code returns; undefined if it throws, or if the view is switched off
 */
export function runView(view, work) {
  if (areAllOff || switchedOff.has(view)) return undefined;
  const outer = runningView;
  runningView = view;
  try {
    const result = work();
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
  return (...given) => { runView(view, () => work(...given)); };
}

/**
 * Make a view.
 * @template {object} Kind
 * @param {ViewName} name
 * @param {() => Kind} make
 * @returns {Kind} the view, whose methods run as its code. If it cannot be made, each method returns undefined.
 */
export function guardView(name, make) {
  const made = runView(name, make);
  const view = /** @type {Record<string | symbol, any>} */ (made ?? {});
  /** @type {Map<string | symbol, Function>} */
  const methods = new Map();
  const methodOf = (/** @type {string | symbol} */ key) => {
    const method = (/** @type {any[]} */ ...given) => runView(name, () => view[key]?.apply(view, given));
    methods.set(key, method);
    return method;
  };
  return /** @type {Kind} */ (new Proxy(view, {
    get: (_, key) => methods.get(key) ?? (made && !isMethod(view, key) ? read(name, view, key) : methodOf(key)),
    // Fields are those of the view itself, and not of this proxy.
    set: (_, key, value) => Reflect.set(view, key, value),
  }));
}

/** @param {object} view @param {string | symbol} key @returns {boolean} whether its class has a method of that name */
function isMethod(view, key) {
  for (let owner = Object.getPrototypeOf(view); owner && owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    const property = Object.getOwnPropertyDescriptor(owner, key);
    if (property) return typeof property.value === 'function';
  }
  return false;
}

/** @param {ViewName} name @param {Record<string | symbol, any>} view @param {string | symbol} key of a field, which may be computed */
function read(name, view, key) {
  try {
    return view[key];
  } catch (error) {
    failView(name, error);
    return undefined;
  }
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
