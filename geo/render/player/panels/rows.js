// A list of any length that keeps only the rows in sight in the page. Uses dom.js.
'use strict';

const SPARE_ROWS = 6;

class Rows {
  /**
   * @param {HTMLElement} viewport scrolls
   * @param {HTMLElement} list an `<ol>` inside it
   * @param {number} rowHeight in pixels, the same for all
   * @param {(item: any, number: number) => HTMLElement} make the content of the row
   */
  constructor(viewport, list, rowHeight, make) {
    Object.assign(this, { viewport, list, rowHeight, make });
    this.items = [];
    viewport.addEventListener('scroll', () => this.paint(), { passive: true });
    new ResizeObserver(() => this.paint()).observe(viewport);
  }

  /** @param {any[]} items */
  set(items) {
    this.items = items;
    this.list.style.height = `${items.length * this.rowHeight}px`;
    this.paint(true);
  }

  /** @param {boolean} [anew] make rows again that are there already */
  paint(anew = false) {
    const { scrollTop, clientHeight } = this.viewport;
    const first = Math.max(0, Math.floor(scrollTop / this.rowHeight) - SPARE_ROWS);
    const last = Math.min(this.items.length, Math.ceil((scrollTop + clientHeight) / this.rowHeight) + SPARE_ROWS);
    if (!anew && first === this.first && last === this.last) return;
    Object.assign(this, { first, last });
    const rows = [];
    for (let n = first; n < last; n++) {
      const row = element('li', { 'aria-setsize': this.items.length, 'aria-posinset': n + 1 }, this.make(this.items[n], n));
      row.style.transform = `translateY(${n * this.rowHeight}px)`;
      rows.push(row);
    }
    this.list.replaceChildren(...rows);
  }

  /**
   * Change rows in place: whoever has focus in the list keeps it.
   * @param {(row: HTMLElement, item: any) => void} change
   */
  update(change) {
    for (const [n, row] of [...this.list.children].entries()) change(row, this.items[this.first + n]);
  }

  /** @param {number} n scroll so that this row is in sight, if it is not */
  reveal(n) {
    const top = n * this.rowHeight;
    const { scrollTop, clientHeight } = this.viewport;
    if (top >= scrollTop && top + this.rowHeight <= scrollTop + clientHeight) return;
    this.viewport.scrollTo({ top: top - clientHeight / 3, behavior: prefersStillness() ? 'auto' : 'smooth' });
  }
}
