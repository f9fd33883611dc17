// The list of speeds: times the normal speed, or minutes for the whole story; on a phone also what happens at the end.
import { element, part } from '../dom.js';
import { listenTo } from '../listening.js';
import { listenToStyleSizes, styleSizes } from '../stylesizes.js';
import { SPEEDS } from '../time/playhead.js';
import { factorLabel, lengthInShort } from '../words/quantities.js';
import { phrase } from '../words/words.js';

/** Minutes for the whole story; those are offered whose speed is within the list of speeds. */
const MINUTES = [1, 2, 5, 10, 15, 20, 30, 60];

export class Pace {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   */
  constructor(store, playhead) {
    this.playhead = playhead;
    this.list = /** @type {HTMLSelectElement} */ (part('speed'));
    this.speeds = element('optgroup', { label: phrase('speed') });
    this.lengths = element('optgroup', { label: phrase('wholeStoryIn') });
    this.ends = element('optgroup', { label: phrase('atTheEnd') });
    this.list.append(this.speeds);
    /** What the list shows, as text; null: it must be written again. @type {?string} */
    this._made = null;
    listenTo(this.list, 'change', () => {
      const [kind, number] = this.list.value.split(' ');
      // The list goes back to the speed, even if that has not changed.
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

  /** Show the current state in the list. */
  show() {
    const { speed, length, impossibleLength, playSeconds, loop } = this.playhead;
    const made = [length ?? 'free', impossibleLength, speed, playSeconds, loop, styleSizes().isNarrow].join(' ');
    if (made === this._made) return;
    this._made = made;
    const speeds = length !== null || SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);
    const offered = MINUTES.filter((m) => {
      const needed = playSeconds / (m * 60);
      return needed >= SPEEDS[0] && needed <= SPEEDS[SPEEDS.length - 1];
    });
    const minutes = length === null || offered.includes(length) ? offered : [...offered, length].sort((a, b) => a - b);
    this.speeds.replaceChildren(...speeds.map((s) => element('option', { value: `speed ${s}`, text: phrase('times', { factor: factorLabel(s) }) })));
    this.lengths.replaceChildren(...minutes.map((m) => element('option', {
      value: `length ${m}`, text: `${lengthInShort(m)}\u2003${phrase('times', { factor: factorLabel(this.playhead.speedFor(m)) })}`,
    })));
    if (minutes.length) this.list.append(this.lengths);
    else this.lengths.remove();
    this._showEnds(loop);
    this.list.value = length === null ? `speed ${speed}` : `length ${length}`;
    this.list.title = length === null ? phrase('speed') : paceInWords(this.playhead);
  }

  /** What happens at the end, if there is no button for it. @param {boolean} loop */
  _showEnds(loop) {
    this.list.dataset.loop = String(loop);
    if (!styleSizes().isNarrow) {
      this.ends.remove();
      return;
    }
    const choice = (/** @type {boolean} */ value, /** @type {string} */ words) => element('option', { value: `loop ${Number(value)}`, text: value === loop ? `${words} ✓` : words });
    this.ends.replaceChildren(choice(false, phrase('stopAtTheEnd')), choice(true, phrase('loopAtTheEnd')));
    this.list.append(this.ends);
  }
}

/** @param {Playhead} playhead with a chosen length @returns {string} how long the story takes, and whether that is what was chosen */
export function paceInWords({ length, impossibleLength, speed }) {
  const words = { length: lengthInShort(Number(length)), factor: factorLabel(speed) };
  return impossibleLength === null ? phrase('wholeStoryInAt', words) : phrase('nearestLength', { ...words, wanted: lengthInShort(impossibleLength) });
}
