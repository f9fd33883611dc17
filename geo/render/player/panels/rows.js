// A list of any length that keeps only the rows in sight in the page. Uses dom.js.
'use strict';

const SPARE_ROWS = 6;

/** Farther away than this many screens, a list jumps: scrolling there would show nothing on the way. */
const SCROLLED_SCREENS = 3;

class Rows {
  /**
   * @param {HTMLElement} viewport scrolls
   * @param {HTMLElement} list an `<ol>` or `<ul>` inside it
   * @param {number} rowHeight in pixels, the same for all
   * @param {(item: any, number: number) => HTMLElement} make the content of the row
   */
  constructor(viewport, list, rowHeight, make) {
    Object.assign(this, { viewport, list, rowHeight, make });
    this.items = [];
    this._revealed = Infinity;
    /** Rows in the page, by their number. @type {Map<number, HTMLElement>} */
    this._made = new Map();
    viewport.addEventListener('scroll', () => this.paint(), { passive: true });
    // The row that was brought into sight stays there in a lower window.
    new ResizeObserver(() => {
      this.paint();
      if (this._revealed < this.items.length) this.reveal(this._revealed);
    }).observe(viewport);
  }

  /** @param {any[]} items */
  set(items) {
    this.items = items;
    this._revealed = Infinity;
    this.list.style.height = `${items.length * this.rowHeight}px`;
    this.repaint();
  }

  /** Make the rows anew. */
  repaint() {
    this.first = -1;
    this._made.clear();
    this.list.replaceChildren();
    this.paint();
  }

  /** Make the rows that have come into sight, and let go of the others. */
  paint() {
    // In a hidden panel nothing is in sight, and asking would lay out the page. Once shown, it has a new size.
    if (this.viewport.closest('[hidden]')) return;
    const { scrollTop, clientHeight } = this.viewport;
    const first = Math.max(0, Math.floor(scrollTop / this.rowHeight) - SPARE_ROWS);
    const last = Math.min(this.items.length, Math.ceil((scrollTop + clientHeight) / this.rowHeight) + SPARE_ROWS);
    if (first === this.first && last === this.last) return;
    Object.assign(this, { first, last });
    const kept = this._made;
    this._made = new Map();
    for (let n = first; n < last; n++) this._made.set(n, kept.get(n) ?? this._row(n));
    for (const [n, row] of kept) if (!this._made.has(n)) row.remove();
    // Rows that stay are not moved: whoever has focus in one keeps it while the list scrolls.
    let next = null;
    for (const row of [...this._made.values()].reverse()) {
      if (!row.isConnected) this.list.insertBefore(row, next);
      next = row;
    }
  }

  _row(n) {
    const row = element('li', { 'aria-setsize': this.items.length, 'aria-posinset': n + 1 }, this.make(this.items[n], n));
    row.style.transform = `translateY(${n * this.rowHeight}px)`;
    return row;
  }

  /**
   * Change rows in place: whoever has focus in the list keeps it.
   * @param {(row: HTMLElement, item: any) => void} change
   */
  update(change) {
    for (const [n, row] of [...this.list.children].entries()) change(row, this.items[this.first + n]);
  }

  /** @param {number} n scroll so that this row is in the middle, if it is not well in sight */
  reveal(n) {
    const top = n * this.rowHeight;
    const { scrollTop, clientHeight } = this.viewport;
    this._revealed = n;
    const edge = Math.min(this.rowHeight / 2, Math.max(0, (clientHeight - this.rowHeight) / 2));
    if (top - edge >= scrollTop && top + this.rowHeight + edge <= scrollTop + clientHeight) return;
    const to = top - (clientHeight - this.rowHeight) / 2;
    const isFar = Math.abs(to - scrollTop) > SCROLLED_SCREENS * clientHeight;
    this.viewport.scrollTo({ top: to, behavior: isFar || prefersStillness() ? 'auto' : 'smooth' });
  }
}
