// The base map of the story, if it has one: redrawn for another theme, and replaced for another area.
import { whenIdle } from '../dom.js';
import { atlasBox, isBoxInWindow } from './atlasarea.js';
import { Basemap, LABELLING_MS } from './basemap.js';

export class DrawnMap {
  /**
   * @param {PlayerStore} store
   * @param {SlippyMap} map
   * @param {() => ?BasemapObstacles} obstacles see Basemap
   */
  constructor(store, map, obstacles) {
    this.store = store;
    this.map = map;
    this.obstacles = obstacles;
    /** @type {?Basemap} */
    this._basemap = null;
    /** The atlas that is drawn. @type {?RawAtlas} */
    this._atlas = null;
    this._isMakingRoom = false;
    this._show();
    store.watch(['theme'], () => this._basemap?.setPalette(store.get('theme').map));
    store.watch(['pixelDensity'], () => this._basemap?.redraw());
    store.watch(['storyAsSet'], () => this._show());
    map.listen('move', () => this._look());
  }

  /**
   * Move labels that a panel or a person covers now, as soon as the browser has time.
   * @param {() => boolean} isAtRest whether the map does not move
   */
  makeRoom(isAtRest) {
    if (this._isMakingRoom) return;
    this._isMakingRoom = true;
    whenIdle(() => {
      this._isMakingRoom = false;
      if (isAtRest()) this._basemap?.makeRoom();
    }, LABELLING_MS);
  }

  /** After a change of the story, the area is usually the same. It is not drawn again then. */
  _show() {
    const { atlas } = this.store.get('storyAsSet');
    if (!this._basemap) {
      if (atlas) this._basemap = new Basemap(this.map, atlas, this.store.get('theme').map, this.obstacles);
    } else if (JSON.stringify(atlas) !== JSON.stringify(this._atlas)) {
      this._basemap.setAtlas(atlas);
    }
    this._atlas = atlas;
    this._look();
  }

  /** Find out whether the window shows a part of the base map. */
  _look() {
    const { atlas } = this.store.get('storyAsSet');
    this.store.set({ isMapped: Boolean(atlas && isBoxInWindow(atlasBox(atlas, this.map), this.map.size)) });
  }
}
