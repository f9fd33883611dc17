// The drawn base map of the story, if there is one: in the colours of the theme, and another one for another area.
import { whenIdle } from '../dom.js';
import { Basemap, LETTERING_MS } from './basemap.js';

export class DrawnMap {
  /**
   * @param {PlayerStore} store
   * @param {SlippyMap} map
   * @param {() => Taken} taken called when names are placed: what they must not cover
   */
  constructor(store, map, taken) {
    this.store = store;
    this.map = map;
    this.taken = taken;
    /** @type {?Basemap} */
    this._basemap = null;
    /** The atlas that is drawn. @type {?RawAtlas} */
    this._atlas = null;
    this._isMakingRoom = false;
    this._show();
    store.watch(['theme'], () => this._basemap?.setPalette(store.get('theme').map));
    store.watch(['storyAsSet'], () => this._show());
  }

  /**
   * Move names that a panel covers now, when there is time for it.
   * @param {() => boolean} isAtRest whether the map does not move
   */
  makeRoom(isAtRest) {
    if (this._isMakingRoom) return;
    this._isMakingRoom = true;
    whenIdle(() => {
      this._isMakingRoom = false;
      if (isAtRest()) this._basemap?.makeRoom();
    }, LETTERING_MS);
  }

  /** A changed story most often has the same area, which is then not drawn again. */
  _show() {
    const { atlas } = this.store.get('storyAsSet');
    if (!this._basemap) {
      if (atlas) this._basemap = new Basemap(this.map, atlas, this.store.get('theme').map, this.taken);
    } else if (JSON.stringify(atlas) !== JSON.stringify(this._atlas)) {
      this._basemap.setAtlas(atlas);
    }
    this._atlas = atlas;
  }
}
