// What the viewer has chosen about people and places; everything that shows them looks here. No DOM.

/** How long a tail people draw behind them: none, of the day they are in, or of the whole story. */
export const TAILS = ['none', 'day', 'story'];

/** Nobody is pointed at. */
export const NOBODY = -1;

/** Where events stand: where they are set, or where they were filmed. */
export const GROUNDS = ['set', 'filmed'];

/** Who has a line in the strip. */
export const LANES = ['principals', 'everyone'];

export class Choice {
  /** @param {Story} story */
  constructor(story) {
    this.story = story;
    /** People who are not shown on the map and in the strip. @type {Set<number>} */
    this.hidden = new Set();
    /** The only people whom the filter leaves; null: everyone. Kept with the filter. @type {?Set<number>} */
    this.only = null;
    /** People the camera keeps in sight. @type {Set<number>} */
    this.followed = new Set();
    /** Two people who are compared. @type {?[number, number]} */
    this.pair = story.pair ?? null;
    /** Whether the line and the marks of the two stay on the map when nobody looks at their distance. */
    this.kept = false;
    /** @type {string} one of TAILS */
    this.tail = 'none';
    /** @type {'set'|'filmed'} */
    this.ground = 'set';
    /** @type {string} one of LANES */
    this.lanes = 'principals';
    /** Whom the pointer rests on, or NOBODY: for the moment only, so it is not kept. */
    this.pointed = NOBODY;
    /** Told what has changed: the names of the fields. @type {(names: string[]) => void} */
    this.changed = () => {};
  }

  /** @param {number} p @returns {boolean} whether the map and the strip show someone */
  shows(p) {
    return !this.hidden.has(p) && (!this.only || this.only.has(p) || this.followed.has(p));
  }

  /** @param {Partial<{hidden: Iterable<number>, followed: Iterable<number>, pair: ?[number, number], kept: boolean, tail: string, ground: string, lanes: string}>} wanted */
  set(wanted) {
    /** @type {Record<string, any>} */
    const values = wanted;
    const own = /** @type {Record<string, any>} */ (this);
    const names = Object.keys(values).filter((name) => !sameChoice(own[name], values[name]));
    for (const name of names) own[name] = name === 'hidden' || name === 'followed' ? new Set(values[name]) : values[name];
    if (names.length) this.changed(names);
  }

  /** @param {'hidden'|'followed'} name @param {number} person put in where missing, taken out where there */
  toggle(name, person) {
    const people = new Set(this[name]);
    if (!people.delete(person)) people.add(person);
    this.set({ [name]: people });
  }

  /** @param {number} person or NOBODY */
  point(person) {
    if (person === this.pointed) return;
    this.pointed = person;
    this.changed(['pointed']);
  }

  /** @returns {{hidden: string[], followed: string[], pair: ?string[], kept: boolean, tail: string, ground: string, lanes: string}} with people's ids */
  state() {
    const ids = (/** @type {Iterable<number>} */ people) => [...people].map((p) => this.story.people[p].id);
    return {
      hidden: ids(this.hidden), followed: ids(this.followed), pair: this.pair && ids(this.pair),
      kept: this.kept, tail: this.tail, ground: this.ground, lanes: this.lanes,
    };
  }
}

/**
 * Whether two values of a choice say the same: sets and lists by what is in them, in order.
 * @param {any} one
 * @param {any} other
 */
export function sameChoice(one, other) {
  const flat = (/** @type {any} */ value) => (value !== null && typeof value === 'object' ? [...value].join() : value);
  return flat(one) === flat(other);
}
