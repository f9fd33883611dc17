// A list of any length that keeps only the rows in sight in the page.
import { element, prefersStillness } from '../dom.js';

const SPARE_ROWS = 6;

/** Farther away than this many screens, a list jumps: scrolling there would show nothing on the way. */
const SCROLLED_SCREENS = 3;

/**
 * Browsers cut off what is taller than some ten million pixels. A longer list leaves pixels out, the more of them
 * the farther down one scrolls; for so many at both ends none, so that the first and the last row are reached like
 * those of any list.
 */
const TALLEST_PX = 10_000_000;
const ENDS_PX = 100_000;

export class Rows {
  /**
   * @param {HTMLElement} viewport scrolls
   * @param {HTMLElement} list an `<ol>` or `<ul>` inside it
   * @param {number} rowHeight in pixels, the same for all
   * @param {(item: any, number: number) => HTMLElement} make the content of the row
   */
  constructor(viewport, list, rowHeight, make) {
    this.viewport = viewport;
    this.list = list;
    this.rowHeight = rowHeight;
    this.make = make;
    /** @type {any[]} */
    this.items = [];
    /** The first row in the page, and the one after the last. */
    this.first = -1;
    this.last = -1;
    this._revealed = Infinity;
    /** Rows in the page, by their number. @type {Map<number, HTMLElement>} */
    this._made = new Map();
    /** Pixels that the list leaves out in all, those of them above what is in sight, and where it was scrolled to. */
    this._excess = 0;
    this._leftOut = 0;
    this._scrolled = 0;
    viewport.addEventListener('scroll', () => this.paint(), { passive: true });
    viewport.addEventListener('scrollend', () => this._settle());
    // The row that was brought into sight stays there in a lower window.
    new ResizeObserver(() => {
      this.paint();
      if (this._revealed < this.items.length) this.reveal(this._revealed);
    }).observe(viewport);
  }

  /** @param {number} pixels how high rows are from now on */
  setRowHeight(pixels) {
    if (pixels === this.rowHeight) return;
    this.rowHeight = pixels;
    this._measure();
    this.repaint();
  }

  /** @param {any[]} items */
  set(items) {
    this.items = items;
    this._revealed = Infinity;
    this._measure();
    this.repaint();
  }

  /** More items have been put at the end of those that are listed: rows that stay are kept, and who has focus in one. */
  grow() {
    const top = this._top();
    this._measure();
    if (this._excess) this._jump(top);
    for (const row of this._made.values()) row.setAttribute('aria-setsize', String(this.items.length));
    this.paint();
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
    const { clientHeight } = this.viewport;
    const top = this._top();
    const first = Math.max(0, Math.floor(top / this.rowHeight) - SPARE_ROWS);
    const last = Math.min(this.items.length, Math.ceil((top + clientHeight) / this.rowHeight) + SPARE_ROWS);
    if (first === this.first && last === this.last) return;
    this.first = first;
    this.last = last;
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

  /** @param {number} n */
  _row(n) {
    const row = element('li', { 'aria-setsize': this.items.length, 'aria-posinset': n + 1 }, this.make(this.items[n], n));
    this._place(row, n);
    return row;
  }

  /** @param {HTMLElement} row @param {number} n */
  _place(row, n) { row.style.transform = `translateY(${n * this.rowHeight - this._leftOut}px)`; }

  /** As many pixels as there are rows for, or as a browser can have. */
  _measure() {
    const whole = this.items.length * this.rowHeight;
    this._excess = Math.max(0, whole - TALLEST_PX);
    this.list.style.height = `${whole - this._excess}px`;
    // Nothing is known of where the new rows lie: what is scrolled to says it.
    this._scrolled = Infinity;
    if (!this._excess) this._leftOut = 0;
  }

  /**
   * A list that leaves pixels out moves by as many rows as any other while one scrolls on: nothing more is left out
   * above. What is far away, and the ends, are where the position says.
   * @returns {number} where the list is scrolled to, in pixels of the whole list
   */
  _top() {
    const { scrollTop, clientHeight } = this.viewport;
    if (this._excess) {
      const range = TALLEST_PX - clientHeight;
      const isFar = Math.abs(scrollTop - this._scrolled) > SCROLLED_SCREENS * clientHeight;
      // Positions can be fractions of a pixel.
      if (isFar || scrollTop < 1 || scrollTop > range - 1) this._leaveOut(this._leftOutOf(scrollTop, range));
      this._scrolled = scrollTop;
    }
    return scrollTop + this._leftOut;
  }

  /** @param {number} top in pixels of the whole list @returns {number} how many are to be left out above */
  _leftOutAbove(top) {
    return this._leftOutOf(top, this.items.length * this.rowHeight - this.viewport.clientHeight);
  }

  /** The same by a point of any way of `range` pixels: by one of the scroll bar, too. @param {number} point @param {number} range */
  _leftOutOf(point, range) {
    return Math.round(this._excess * Math.min(1, Math.max(0, (point - ENDS_PX) / (range - 2 * ENDS_PX))));
  }

  /** @param {number} pixels above what is in sight */
  _leaveOut(pixels) {
    if (pixels === this._leftOut) return;
    this._leftOut = pixels;
    for (const [n, row] of this._made) this._place(row, n);
  }

  /** When scrolling has ended, the position again says which rows are in sight, and nobody sees it change. */
  _settle() {
    if (!this._excess) return;
    const top = this._top();
    // To go where it is would stop a scrolling that has just begun.
    if (this._leftOutAbove(top) !== this._leftOut) this._jump(top);
  }

  /** @param {number} top where to be at once: pixels of the whole list */
  _jump(top) {
    if (this._excess) this._leaveOut(this._leftOutAbove(top));
    this.viewport.scrollTo({ top: top - this._leftOut });
    this._scrolled = this.viewport.scrollTop;
  }

  /**
   * Change rows in place: whoever has focus in the list keeps it.
   * @param {(row: HTMLElement, item: any) => void} change
   */
  update(change) {
    for (const [n, row] of [...this.list.children].entries()) change(/** @type {HTMLElement} */ (row), this.items[this.first + n]);
  }

  /** @param {number} n scroll so that this row is in the middle, if it is not well in sight */
  reveal(n) {
    const top = n * this.rowHeight;
    const { clientHeight } = this.viewport;
    const scrollTop = this._top();
    this._revealed = n;
    const edge = Math.min(this.rowHeight / 2, Math.max(0, (clientHeight - this.rowHeight) / 2));
    if (top - edge >= scrollTop && top + this.rowHeight + edge <= scrollTop + clientHeight) return;
    const to = top - (clientHeight - this.rowHeight) / 2;
    const isFar = Math.abs(to - scrollTop) > SCROLLED_SCREENS * clientHeight;
    if (isFar || prefersStillness()) this._jump(to);
    else this.viewport.scrollTo({ top: to - this._leftOut, behavior: 'smooth' });
  }
}
