// When the map shows other locations, markers glide there.
import { prefersStillness } from '../dom.js';
import { MANY_EVENTS } from './crowding.js';

/** How long markers take from one location to the other. */
const GLIDE_MS = 600;

export class Gliding {
  /**
   * @param {PlayerStore} store
   * @param {Frames} frames
   */
  constructor(store, frames) {
    this.store = store;
    this.frames = frames;
    this._began = 0;
    store.watch(['ground'], () => this._begin());
  }

  /** @param {number} now as from performance.now(): called in each frame */
  step(now) {
    if (this.store.get('glide') === null) return;
    const share = eased(Math.max(0, (now - this._began) / GLIDE_MS));
    this.store.set({ glide: share < 1 ? share : null });
    this.frames.request();
  }

  /** In long stories markers jump: to cluster them again in each frame would take too long. */
  _begin() {
    const isSeen = !prefersStillness() && this.store.get('story').events.count < MANY_EVENTS;
    this._began = performance.now();
    this.store.set({ glide: isSeen && this.store.get('locations').moved.length ? 0 : null });
  }
}

/** Slow, quick, slow. @param {number} share of the time @returns {number} of the way, 0 to 1 */
function eased(share) {
  if (share >= 1) return 1;
  return share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2;
}
