// The list of keys in the drawer, and the switch for keys of one character.
import { element, part } from '../dom.js';
import { listenTo } from '../listening.js';
import { StateReader } from '../statereader.js';
import { phrase } from '../words/words.js';
import { activeKeys, KEYS, keyLabel } from './keytable.js';

export class KeyHelp extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Drawer} drawer has the panel
   */
  constructor(store, drawer) {
    super(store);
    this.drawer = drawer;
    const legend = /** @type {HTMLDetailsElement} */ (part('legend'));
    this.root = /** @type {HTMLDetailsElement} */ (part('keys'));
    this.box = /** @type {HTMLInputElement} */ (part('character-keys'));
    listenTo(this.box, 'change', () => store.set({ characterKeys: this.box.checked }, 'keys'));
    listenTo(this.root, 'toggle', () => {
      this._show();
      // There is room for one of the two.
      if (this.root.open) legend.open = false;
    });
    listenTo(legend, 'toggle', () => {
      if (legend.open) this.root.open = false;
    });
    store.watch(['story', 'characterKeys'], () => this._show());
    this._show();
  }

  /** Open the list, wherever the drawer is; or close it. */
  toggle() {
    const { drawer, root } = this;
    if (drawer.isOpen && root.open && drawer.hasLegend) {
      root.open = false;
      return;
    }
    if (!drawer.hasLegend) drawer.choose('scenes');
    drawer.toggle(true);
    root.open = true;
    /** @type {HTMLElement} */ (root.firstElementChild).focus();
  }

  /** Made when it is first opened. */
  _show() {
    const isOn = this.store.get('characterKeys');
    this.box.checked = isOn;
    if (!this.root.open) return;
    const { people } = this.story;
    const has = { people: people.length > 0, pair: people.length > 1, timeScales: this.clocks.names.length > 1, locations: this.locations.differs };
    part('keys-list').replaceChildren(...KEYS.filter(({ needs }) => !needs || has[needs]).map((entry) => {
      const active = activeKeys(entry, isOn);
      const action = phrase(entry.words);
      const keys = entry.keys.map((name) => element('kbd', { text: keyLabel(name), 'data-off': !active.includes(name) }));
      return element('tr', {},
        element('td', {}, ...keys.flatMap((key, n) => (n ? [' ', key] : [key]))),
        element('td', { text: active.length ? action : phrase('keySwitchedOff', { action }) }));
    }));
  }
}
