// A store of values. A value is replaced and never changed in place, so a value has changed exactly when it is not
// identical to the one before. No DOM. state.js lists the values of the player.
import { ofView } from './viewguard.js';

/** In place of a derived value that has not been computed yet. */
const NOT_COMPUTED = Symbol('not computed');

/**
 * Fields, which are set, and derived values, which are computed from fields and from other derived values. A derived
 * value is computed when it is read, and again only after a value that it is computed from has been replaced.
 * @template {object} Values by name, fields and derived values alike
 */
export class Store {
  /**
   * @param {Partial<Values>} fields the start values; `set` accepts these names only
   * @param {{[Name in keyof Values]?: Derivation<Values, Values[Name]>}} [derivations]
   * @throws {TypeError} if a derived value depends on a name that does not exist
   */
  constructor(fields, derivations = {}) {
    /** @type {Record<string, unknown>} */
    this._fields = { ...fields };
    /** @type {Map<string, Derived>} */
    this._derived = new Map();
    /** By field: the derived values that depend on it. @type {Map<string, Array<[name: string, Derived]>>} */
    this._derivedOf = new Map(Object.keys(this._fields).map((field) => [field, []]));
    for (const [name, { from, make }] of /** @type {Array<[string, Derivation<Values, unknown>]>} */ (Object.entries(derivations))) {
      const names = /** @type {readonly string[]} */ (from);
      const given = names.map(() => NOT_COMPUTED);
      this._derived.set(name, { from: names, make: /** @type {Derived['make']} */ (/** @type {unknown} */ (make)), fields: this._fieldsOf(names), given, value: NOT_COMPUTED, isChecked: false });
    }
    for (const entry of this._derived) {
      for (const field of entry[1].fields) this._derivedOf.get(field)?.push(entry);
    }
    /** In the order in which they are called. @type {Watcher[]} */
    this._watchers = [];
    /** By field: the watchers of values that depend on it. @type {Map<string, Watcher[]>} */
    this._watchersOf = new Map();
    /** @type {Array<(reason: string, detail: object) => void>} */
    this._listeners = [];
    /** Changes and reasons that have not been reported yet. @type {Report[]} */
    this._reports = [];
    this._isReporting = false;
  }

  /**
   * @template {keyof Values} Name
   * @param {Name} name of a field or of a derived value
   * @returns {Values[Name]}
   */
  get(name) {
    const derived = this._derived.get(/** @type {string} */ (name));
    return /** @type {Values[Name]} */ (derived ? this._valueOf(derived) : this._fields[/** @type {string} */ (name)]);
  }

  /** The names of all fields. @returns {Array<keyof Values>} */
  get fields() { return /** @type {Array<keyof Values>} */ (Object.keys(this._fields)); }

  /**
   * Replace fields. Watchers are called once for all of them; then listeners receive the reason. A change that
   * a watcher makes takes effect at once, and is reported after this one.
   * @param {Partial<Values>} patch
   * @param {?string} [reason] null: only the watchers are called
   * @returns {boolean} whether a value has changed; if not, nothing is called
   * @throws {TypeError} if the patch names no field
   * @throws the error of a watcher or a listener outside of all views, after all of them have been called
   */
  set(patch, reason = null) {
    const values = /** @type {Record<string, unknown>} */ (patch);
    const changed = new Set(Object.keys(values).filter((name) => {
      this._check(name);
      return !Object.is(values[name], this._fields[name]);
    }));
    if (!changed.size) return false;
    const before = this._outdate(changed);
    for (const name of changed) this._fields[name] = values[name];
    this._report({ changed, before, reason, detail: {} });
    return true;
  }

  /**
   * Replace a field without a report: for a value that changes in each frame, and that each frame reads.
   * @template {keyof Values} Name
   * @param {Name} name of a field that no derived value depends on
   * @param {Values[Name]} value
   * @throws {TypeError} if a derived value depends on it, because it would not be computed again
   */
  setQuietly(name, value) {
    const field = /** @type {string} */ (name);
    this._check(field);
    if (this._derivedOf.get(field)?.length) throw new TypeError(`store: found a quiet change of ${field}, which derived values depend on; expected set`);
    this._fields[field] = value;
  }

  /**
   * Report an event that changes no value.
   * @param {string} reason
   * @param {object} [detail]
   */
  tell(reason, detail = {}) {
    this._report({ changed: new Set(), before: new Map(), reason, detail });
  }

  /**
   * @template {keyof Values} Name
   * @param {readonly Name[]} names of fields and derived values
   * @param {(changed: ReadonlySet<Name>) => void} watcher called after each change of any of them, as code of the view
   *   that watches
   * @returns {() => void} call it to stop watching
   */
  watch(names, watcher) {
    const wanted = /** @type {readonly string[]} */ (names);
    const fields = this._fieldsOf(wanted);
    const call = /** @type {(changed: ReadonlySet<string>) => void} */ (/** @type {unknown} */ (watcher));
    // A derived value that cannot be computed is an error of the view that watches it, too.
    const report = ofView((/** @type {(name: string) => boolean} */ isChanged) => {
      const changed = wanted.filter(isChanged);
      if (changed.length) call(new Set(changed));
    });
    this._setWatchers([...this._watchers, { fields, report }]);
    return () => this._setWatchers(this._watchers.filter((other) => other.report !== report));
  }

  /**
   * @param {(reason: string, detail: object) => void} listener called with each reason, as code of the view that listens
   * @returns {() => void} call it to stop listening
   */
  listen(listener) {
    const call = ofView(listener);
    this._listeners.push(call);
    return () => { this._listeners = this._listeners.filter((other) => other !== call); };
  }

  /** @param {Watcher[]} watchers */
  _setWatchers(watchers) {
    this._watchers = watchers;
    this._watchersOf.clear();
  }

  /** @param {Set<string>} changed fields @returns {Watcher[]} those of values that may change with them */
  _watchersFor(changed) {
    if (changed.size !== 1) return this._watchers.filter(({ fields }) => [...changed].some((field) => fields.has(field)));
    const [only] = changed;
    let found = this._watchersOf.get(only);
    if (!found) this._watchersOf.set(only, found = this._watchers.filter(({ fields }) => fields.has(only)));
    return found;
  }

  /** @param {string} name */
  _check(name) {
    if (Object.hasOwn(this._fields, name)) return;
    throw new TypeError(`store: found ${name}, expected one of the fields ${this.fields.join(', ')}`);
  }

  /** @param {readonly string[]} names @returns {Set<string>} the fields that these values are, or are computed from */
  _fieldsOf(names) {
    return new Set(names.flatMap((name) => {
      const derived = this._derived.get(name);
      if (!derived) this._check(name);
      return derived ? [...derived.fields] : [name];
    }));
  }

  /** @param {Derived} derived */
  _valueOf(derived) {
    if (derived.isChecked) return derived.value;
    const { from, given } = derived;
    let isSame = derived.value !== NOT_COMPUTED;
    for (let n = 0; n < from.length; n += 1) {
      const value = this.get(/** @type {keyof Values} */ (from[n]));
      if (Object.is(value, given[n])) continue;
      given[n] = value;
      isSame = false;
    }
    if (!isSame) {
      // If the computation throws, the next reading tries it again.
      derived.value = NOT_COMPUTED;
      derived.value = derived.make(Object.fromEntries(from.map((name, n) => [name, given[n]])));
    }
    derived.isChecked = true;
    return derived.value;
  }

  /**
   * Let the derived values that may change be checked when they are read next.
   * @param {Set<string>} changed fields
   * @returns {Map<string, unknown>} these derived values, as last read
   */
  _outdate(changed) {
    const before = new Map();
    for (const field of changed) {
      for (const [name, derived] of this._derivedOf.get(field) ?? []) {
        before.set(name, derived.value);
        derived.isChecked = false;
      }
    }
    return before;
  }

  /** @param {Report} report */
  _report(report) {
    this._reports.push(report);
    if (this._isReporting) return;
    this._isReporting = true;
    /** @type {unknown[]} */
    const errors = [];
    const attempt = (/** @type {() => void} */ run) => {
      try {
        run();
      } catch (error) {
        errors.push(error);
      }
    };
    for (let next = this._reports.shift(); next; next = this._reports.shift()) this._deliver(next, attempt);
    this._isReporting = false;
    if (errors.length === 1) throw errors[0];
    if (errors.length) throw new AggregateError(errors, errors.map(String).join('; '));
  }

  /** @param {Report} report @param {(run: () => void) => void} attempt */
  _deliver({ changed, before, reason, detail }, attempt) {
    const isChanged = (/** @type {string} */ name) => (before.has(name)
      ? !Object.is(before.get(name), this.get(/** @type {keyof Values} */ (name))) : changed.has(name));
    for (const { report } of this._watchersFor(changed)) attempt(() => report(isChanged));
    if (reason === null) return;
    for (const listener of [...this._listeners]) attempt(() => listener(reason, detail));
  }
}

/**
 * @typedef {object} Derived
 * @property {readonly string[]} from
 * @property {(given: Record<string, unknown>) => unknown} make
 * @property {Set<string>} fields  all fields that it depends on, also through other derived values
 * @property {unknown[]} given     the values that it was last computed from
 * @property {unknown} value
 * @property {boolean} isChecked    whether no field that it depends on has changed since it was last read
 */
/**
 * @typedef {object} Watcher
 * @property {Set<string>} fields  all fields that the watched values depend on
 * @property {(isChanged: (name: string) => boolean) => void} report  calls the watcher if a watched value is another one
 */
/** @typedef {{changed: Set<string>, before: Map<string, unknown>, reason: ?string, detail: object}} Report */
