// When the viewer chooses set or filming locations, markers move from one to the other.
import { prefersReducedMotion } from '../dom.js';
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

  /** Called in each frame. @param {number} now as from performance.now() */
  step(now) {
    if (this.store.get('glide') === null) return;
    const share = eased(Math.max(0, (now - this._began) / GLIDE_MS));
    this.store.set({ glide: share < 1 ? share : null });
    this.frames.request();
  }

  /** In long stories markers jump: it would take too long to cluster them in each frame. */
  _begin() {
    const isVisible = !prefersReducedMotion() && this.store.get('story').events.count < MANY_EVENTS;
    this._began = performance.now();
    this.store.set({ glide: isVisible && this.store.get('locations').moved.length ? 0 : null });
  }
}

/** Slow, fast, slow. @param {number} share of the time @returns {number} share of the way, 0 to 1 */
function eased(share) {
  if (share >= 1) return 1;
  return share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2;
}
