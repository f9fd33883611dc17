// Watches what the furniture covers of the map: the camera and the names of the map make room for it.
import { part } from '../dom.js';
import { observeSizes } from '../listening.js';
import { furniture } from './covering.js';

/** What changes its size while the player is used, by the names in furniture.html. */
const CHANGING = ['panels', 'bar', 'drawer', 'tools'];

export class Cover {
  constructor() {
    /** As last measured. @type {ReturnType<typeof furniture>} */
    this._covered = { margins: [0, 0, 0, 0], boxes: [] };
  }

  /** Pixels at the left, top, right and bottom of the map. */
  get margins() { return this._covered.margins; }

  /** Left, top, right and bottom of each thing that covers something. */
  get boxes() { return this._covered.boxes; }

  /** Measure again. */
  measure() { this._covered = furniture(); }

  /**
   * From now on, measure when sizes change. Observers report sizes; to ask for them would lay out the page with each event.
   * @param {(before: number[], margins: number[]) => void} changed
   */
  watch(changed) {
    observeSizes(CHANGING.map(part), () => {
      const before = this.margins;
      this.measure();
      changed(before, this.margins);
    });
  }
}
