// The camera's flight: one at a time, and known to the modules that draw.
import { prefersReducedMotion } from '../dom.js';

/** How long a flight takes, in seconds; and while the viewer drags the playhead, or after a filter moved it. */
export const FLIGHT_S = 1.3;
export const QUICK_FLIGHT_S = 0.35;

/** The shortest flight, in seconds; and the share of the time until the next event that a flight takes at most. */
const LEAST_FLIGHT_S = 0.25;
const MOST_SHARE = 0.6;

export class Flight {
  /** @param {SlippyMap} map */
  constructor(map) {
    this.map = map;
    /** @type {?MapView} */
    this._target = null;
    /** On the clock of performance.now(). */
    this._landsAt = -Infinity;
    for (const kind of /** @type {const} */ (['rest', 'moveStart'])) map.listen(kind, () => { this._landsAt = -Infinity; });
  }

  /** Whether the map moves in every frame. The stage is then drawn with each move. */
  get isOn() { return performance.now() < this._landsAt; }

  /** Where it ends; null: there is no flight. @returns {?MapView} */
  get target() { return this.isOn ? this._target : null; }

  /** @param {MapView} view @param {number} seconds 0: at once */
  start(view, seconds) {
    this._target = view;
    if (seconds === 0 || prefersReducedMotion()) {
      this.map.jump(view);
      return;
    }
    this._landsAt = performance.now() + seconds * 1000;
    this.map.fly(view, seconds);
  }
}

/** @param {import('./camera.js').CameraMove} move @returns {number} seconds; 0: at once */
export function flightTime({ dragging, dwell = Infinity, atOnce }) {
  if (atOnce) return 0;
  return dragging ? QUICK_FLIGHT_S : Math.min(FLIGHT_S, Math.max(LEAST_FLIGHT_S, dwell * MOST_SHARE));
}
