// The list of speeds: so many times the natural pace, or the whole story in so many minutes; on a phone also what
// happens at the end.
import { element, part } from '../dom.js';
import { listenToStyleSizes, styleSizes } from '../stylesizes.js';
import { SPEEDS } from '../time/playhead.js';

/** Minutes that are offered for the whole story, as far as the speed for it is within the list of speeds. */
const MINUTES = [1, 2, 5, 10, 15, 20, 30, 60];

export class Pace {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   */
  constructor(store, playhead) {
    this.playhead = playhead;
    this.list = /** @type {HTMLSelectElement} */ (part('speed'));
    this.speeds = element('optgroup', { label: 'Speed' });
    this.lengths = element('optgroup', { label: 'Whole story in' });
    this.ends = element('optgroup', { label: 'At the end' });
    this.list.append(this.speeds);
    /** What the list says, as text; null: it is to be written anew. @type {?string} */
    this._made = null;
    this.list.addEventListener('change', () => {
      const [kind, number] = this.list.value.split(' ');
      // The list goes back to the speed, even where that was so already.
      this._made = null;
      if (kind === 'length') playhead.setLength(Number(number));
      else if (kind === 'loop') playhead.setLoop(Boolean(Number(number)));
      else playhead.setSpeed(Number(number));
      this.show();
    });
    listenToStyleSizes(() => this.show());
    store.watch(['speed', 'length', 'playSeconds', 'loop'], () => this.show());
    this.show();
  }

  /** Let the list say what is so now. */
  show() {
    const { speed, length, playSeconds, loop } = this.playhead;
    const made = [length ?? 'free', speed, playSeconds, loop, styleSizes().isNarrow].join(' ');
    if (made === this._made) return;
    this._made = made;
    const speeds = length !== null || SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);
    const offered = MINUTES.filter((m) => {
      const needed = playSeconds / (m * 60);
      return needed >= SPEEDS[0] && needed <= SPEEDS[SPEEDS.length - 1];
    });
    const minutes = length === null || offered.includes(length) ? offered : [...offered, length].sort((a, b) => a - b);
    this.speeds.replaceChildren(...speeds.map((s) => element('option', { value: `speed ${s}`, text: `${shortSpeed(s)}×` })));
    this.lengths.replaceChildren(...minutes.map((m) => element('option', {
      value: `length ${m}`, text: `${shortSpeed(m)} min\u2003${shortSpeed(this.playhead.speedFor(m))}×`,
    })));
    if (minutes.length) this.list.append(this.lengths);
    else this.lengths.remove();
    this._showEnds(loop);
    this.list.value = length === null ? `speed ${speed}` : `length ${length}`;
    this.list.title = length === null ? 'Speed' : `The whole story in ${shortSpeed(length)} min, ${shortSpeed(speed)} times the natural pace`;
  }

  /** What happens at the end, where no button says it. @param {boolean} loop */
  _showEnds(loop) {
    this.list.dataset.loop = String(loop);
    if (!styleSizes().isNarrow) {
      this.ends.remove();
      return;
    }
    const choice = (/** @type {boolean} */ value, /** @type {string} */ words) => element('option', { value: `loop ${Number(value)}`, text: value === loop ? `${words} ✓` : words });
    this.ends.replaceChildren(choice(false, 'Stop'), choice(true, 'Play again'));
    this.list.append(this.ends);
  }
}

/** @param {number} speed @returns {string} near enough to read */
function shortSpeed(speed) { return String(Number(speed.toFixed(speed < 10 ? 2 : 1))); }
