// The current values of the store as properties. Classes that need them extend StateReader.

/** @param {PlayerStore} store @returns {ReadState} reads the current values of the store by name */
export function stateOf(store) { return (name) => store.get(name); }

export class StateReader {
  /** @param {PlayerStore} store */
  constructor(store) { this.store = store; }

  /** The story with the locations that the map shows. */
  get story() { return this.store.get('story'); }

  get clocks() { return this.store.get('clocks'); }

  /** The timeline under the map. */
  get timeline() { return this.store.get('timeline'); }

  get tracks() { return this.store.get('tracks'); }

  get locations() { return this.store.get('locations'); }

  get theme() { return this.store.get('theme'); }

  /** By k: 1 if the filter shows the event; null: it shows all. */
  get shown() { return this.store.get('shown'); }
}
