// The legend of the numbers that give markers their size and colour, beside the card.
// It opens folded where it would cover much of the map.
import { element, part } from '../dom.js';
import { StateReader } from '../statereader.js';
import { phrase } from '../words/words.js';
import { partOfScale, sizedRadius } from './numberscales.js';
import { nameOfNumbers, valueLabel } from './numberwords.js';

/** As in narrow.css: little room for panels. */
const LITTLE_ROOM = '(max-width: 700px), (max-height: 540px)';

export class NumberLegend extends StateReader {
  /** @param {PlayerStore} store */
  constructor(store) {
    super(store);
    this._names = element('summary', { id: 'sm-scales-names', dir: 'auto' });
    this._lists = element('div', {});
    this.root = element('details', { id: 'sm-scales', class: 'sm-scales', open: !matchMedia(LITTLE_ROOM).matches }, this._names, this._lists);
    part('panels').prepend(this.root);
    store.watch(['story', 'theme'], () => this._write());
    this._write();
  }

  _write() {
    const { sizeScale, colourScale, events } = this.story;
    this.root.hidden = !sizeScale && !colourScale;
    const names = [];
    const lists = [];
    if (sizeScale) {
      names.push(phrase('sizeScale', { name: nameOfNumbers('sizeNumber', sizeScale) }));
      lists.push(numberList('sizes', names[0], sizeScale.lacks, sizeScale.ticks.map((tick) => {
        const circle = element('i', {});
        circle.style.width = `${2 * sizedRadius(tick, sizeScale.high, events.count)}px`;
        return element('li', {}, circle, valueLabel(tick));
      })));
    }
    if (colourScale) {
      const bar = element('i', {});
      bar.style.background = `linear-gradient(to right, ${colourScale.steps.map((step, n, { length }) => (
        `${step[this.theme.name]} ${(100 * n) / length}% ${(100 * (n + 1)) / length}%`)).join()})`;
      const name = phrase('colourScale', { name: nameOfNumbers('colourNumber', colourScale) });
      names.push(name);
      lists.push(bar, numberList('colours', name, colourScale.lacks, colourScale.ticks.map((tick) => {
        const share = 100 * partOfScale(tick, colourScale);
        const item = element('li', { text: valueLabel(tick) });
        item.style.left = `${share}%`;
        item.style.transform = `translateX(-${share}%)`;
        return item;
      })));
    }
    this._names.textContent = names.join(' · ');
    this._lists.replaceChildren(...lists);
  }
}

/**
 * @param {string} kind
 * @param {string} name for a screen reader
 * @param {boolean} lacks whether an event has no value
 * @param {HTMLElement[]} items
 */
function numberList(kind, name, lacks, items) {
  const last = lacks ? [element('li', { class: 'sm-no-value' }, element('i', {}), phrase('noValue'))] : [];
  return element('ul', { class: `sm-${kind}`, 'aria-label': name }, ...items, ...last);
}
