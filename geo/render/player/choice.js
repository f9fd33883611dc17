// The viewer's choices about people and locations, read from the store and changed in it. No DOM.
import { changesOf } from './arithmetic/linkstore.js';
import { stateOf, StateReader } from './statereader.js';

/** The index for no person. */
export const NO_PERSON = -1;

export class Choice extends StateReader {
  get hidden() { return this.store.get('hidden'); }

  get followed() { return this.store.get('followed'); }

  get pair() { return this.store.get('pair'); }

  get kept() { return this.store.get('kept'); }

  get tail() { return this.store.get('tail'); }

  get ground() { return this.store.get('ground'); }

  get lanes() { return this.store.get('lanes'); }

  get pointed() { return this.store.get('pointed'); }

  /** @param {number} p @returns {boolean} whether the map and the timeline show a person */
  shows(p) { return this.store.get('shownPeople')[p] === 1; }

  /**
   * @param {Partial<Pick<PlayerFields, 'hidden' | 'followed' | 'pair' | 'kept' | 'tail' | 'ground' | 'lanes'>>} wanted
   *   people by index
   */
  set(wanted) { this.store.set(changesOf(wanted, stateOf(this.store)), 'choice'); }

  /** @param {'hidden'|'followed'} name @param {number} person added if missing, else removed */
  toggle(name, person) {
    const people = new Set(this.store.get(name));
    if (!people.delete(person)) people.add(person);
    this.set({ [name]: people });
  }

  /**
   * Set the person at the pointer. Links do not contain it, so listeners are not called.
   * @param {number} person or NO_PERSON
   */
  point(person) { this.store.set({ pointed: person }); }
}
