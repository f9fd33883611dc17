// A list of any length that has only the visible rows in the page.
import { element, prefersReducedMotion } from '../dom.js';
import { listenTo, observeSizes } from '../listening.js';

const SPARE_ROWS = 6;

/** A list jumps to a row that is more than this number of screens away; scrolling would only show empty space. */
const SCROLLED_SCREENS = 3;

/**
 * Browsers limit the height of an element to about ten million pixels. A longer list leaves pixels out, the more the farther
 * down it is scrolled. It leaves none out near both ends, so that the first and the last row can be reached as in any list.
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
    /** The row out of sight that stays because it has the focus, or -1. */
    this._beyond = -1;
    /** The row that Tab reaches: arrows go from there to the others. */
    this._stop = -1;
    this._revealed = Infinity;
    /** Rows in the page, by their number. @type {Map<number, HTMLElement>} */
    this._made = new Map();
    /** The pixels that the list leaves out, those of them above the visible rows, and the last scroll position. */
    this._excess = 0;
    this._leftOut = 0;
    this._scrolled = 0;
    listenTo(viewport, 'scroll', () => this.paint(), { passive: true });
    listenTo(viewport, 'scrollend', () => this._settle());
    listenTo(viewport, 'keydown', (event) => this._key(event));
    listenTo(viewport, 'focusin', () => this._stopAt(this._focus()?.row ?? this._stop));
    // A row that the focus has left may not be visible.
    listenTo(viewport, 'focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && list.contains(relatedTarget))) this.paint();
    });
    // A row that was scrolled to stays visible if the window becomes lower.
    observeSizes([viewport], () => {
      this.paint();
      if (this._revealed < this.items.length) this.reveal(this._revealed);
    });
  }

  /** @param {number} pixels the new height of rows */
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

  /** Items were added at the end: the other rows stay in the page and keep the focus. */
  grow() {
    const top = this._top();
    this._measure();
    if (this._excess) this._jump(top);
    for (const row of this._made.values()) row.setAttribute('aria-setsize', String(this.items.length));
    this.paint();
  }

  /** Make all rows again. The focus stays in its row. */
  repaint() {
    const focus = this._focus();
    this.first = -1;
    this._made.clear();
    this.list.replaceChildren();
    this.paint();
    if (focus) this._focusIn(Math.min(focus.row, this.items.length - 1), focus.control);
  }

  /** Make the rows that are visible now, and remove the others, except the one that has the focus. */
  paint() {
    // In a hidden panel nothing is visible, and measuring would lay out the page. When it is shown, its size changes.
    if (this.viewport.closest('[hidden]')) return;
    const { clientHeight } = this.viewport;
    const top = this._top();
    const first = Math.max(0, Math.floor(top / this.rowHeight) - SPARE_ROWS);
    const last = Math.min(this.items.length, Math.ceil((top + clientHeight) / this.rowHeight) + SPARE_ROWS);
    const focused = this._focus()?.row ?? -1;
    const beyond = focused >= first && focused < last ? -1 : focused;
    if (first === this.first && last === this.last && beyond === this._beyond) return;
    Object.assign(this, { first, last, _beyond: beyond });
    const numbers = Array.from({ length: last - first }, (_, n) => first + n);
    if (beyond >= 0) numbers[beyond < first ? 'unshift' : 'push'](beyond);
    const kept = this._made;
    this._made = new Map(numbers.map((n) => [n, kept.get(n) ?? this._row(n)]));
    for (const [n, row] of kept) if (!this._made.has(n)) row.remove();
    // Rows that stay are not moved, so that they keep the focus while the list scrolls.
    let next = null;
    for (const row of [...this._made.values()].reverse()) {
      if (!row.isConnected) this.list.insertBefore(row, next);
      next = row;
    }
    // Where the row that Tab reaches is out of sight, it is the first one that is fully in sight.
    this._stopAt(this._made.has(this._stop) ? this._stop : Math.min(Math.ceil(top / this.rowHeight), this.items.length - 1));
  }

  /** Tab reaches one row, so that it also leads past a long list. @param {number} n */
  _stopAt(n) {
    this._stop = n;
    for (const [row, node] of this._made) for (const control of controlsIn(node)) control.tabIndex = row === n ? 0 : -1;
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
    // The scroll position decides where the new rows are.
    this._scrolled = Infinity;
    if (!this._excess) this._leftOut = 0;
  }

  /**
   * While one scrolls on, a list that leaves pixels out moves like any other: it leaves out nothing more above. Far away, and
   * near the ends, the scroll position decides.
   * @returns {number} the scroll position, in pixels of the whole list
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

  /** @param {number} top in pixels of the whole list @returns {number} the pixels to leave out above */
  _leftOutAbove(top) {
    return this._leftOutOf(top, this.items.length * this.rowHeight - this.viewport.clientHeight);
  }

  /** The same by a position within `range` pixels, such as that of the scroll bar. @param {number} point @param {number} range */
  _leftOutOf(point, range) {
    return Math.round(this._excess * Math.min(1, Math.max(0, (point - ENDS_PX) / (range - 2 * ENDS_PX))));
  }

  /** @param {number} pixels above the visible rows */
  _leaveOut(pixels) {
    if (pixels === this._leftOut) return;
    this._leftOut = pixels;
    for (const [n, row] of this._made) this._place(row, n);
  }

  /** After scrolling, the scroll position decides again which rows are visible; this is not noticeable. */
  _settle() {
    if (!this._excess) return;
    const top = this._top();
    // A jump to the same place would stop a scroll that has just begun.
    if (this._leftOutAbove(top) !== this._leftOut) this._jump(top);
  }

  /** @param {number} top the new position, in pixels of the whole list */
  _jump(top) {
    if (this._excess) this._leaveOut(this._leftOutAbove(top));
    this.viewport.scrollTo({ top: top - this._leftOut });
    this._scrolled = this.viewport.scrollTop;
  }

  /**
   * Change rows in place, so that the list keeps the focus.
   * @param {(row: HTMLElement, item: any) => void} change
   */
  update(change) {
    for (const [n, row] of this._made) change(row, this.items[n]);
  }

  /** @returns {?{row: number, control: number}} the row that has the focus, and which of its controls; null: none */
  _focus() {
    const { activeElement } = document;
    if (!(activeElement instanceof HTMLElement) || !this.list.contains(activeElement)) return null;
    for (const [n, row] of this._made) {
      if (row.contains(activeElement)) return { row: n, control: controlsIn(row).indexOf(activeElement) };
    }
    return null;
  }

  /** Arrows go from row to row, Home and End to the first and the last, the Page keys a screen further. @param {KeyboardEvent} event */
  _key(event) {
    const focus = this._focus();
    if (!focus || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const screen = Math.max(1, Math.floor(this.viewport.clientHeight / this.rowHeight) - 1);
    const last = this.items.length - 1;
    const row = { ArrowUp: focus.row - 1, ArrowDown: focus.row + 1, PageUp: focus.row - screen, PageDown: focus.row + screen, Home: 0, End: last }[event.key];
    if (row === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this._focusIn(Math.min(last, Math.max(0, row)), focus.control);
  }

  /** @param {number} n the row, scrolled into sight @param {number} control which of its controls gets the focus, if it can */
  _focusIn(n, control) {
    if (n < 0) return;
    const top = n * this.rowHeight;
    const seen = this._top();
    const { clientHeight } = this.viewport;
    if (top < seen) this._jump(top);
    else if (top + this.rowHeight > seen + clientHeight) this._jump(top + this.rowHeight - clientHeight);
    this.paint();
    const controls = controlsIn(/** @type {HTMLElement} */ (this._made.get(n)));
    const usable = controls[control]?.matches(':disabled') ? undefined : controls[control];
    /** @type {?HTMLElement} */ (usable ?? controls.find((one) => !one.matches(':disabled')) ?? null)?.focus({ preventScroll: true });
  }

  /** @param {number} n scroll so that this row is in the middle, unless it is fully visible */
  reveal(n) {
    const top = n * this.rowHeight;
    const { clientHeight } = this.viewport;
    const scrollTop = this._top();
    this._revealed = n;
    const edge = Math.min(this.rowHeight / 2, Math.max(0, (clientHeight - this.rowHeight) / 2));
    if (top - edge >= scrollTop && top + this.rowHeight + edge <= scrollTop + clientHeight) return;
    const to = top - (clientHeight - this.rowHeight) / 2;
    const isFar = Math.abs(to - scrollTop) > SCROLLED_SCREENS * clientHeight;
    if (isFar || prefersReducedMotion()) this._jump(to);
    else this.viewport.scrollTo({ top: to - this._leftOut, behavior: 'smooth' });
  }
}

/** @param {HTMLElement} row @returns {HTMLElement[]} */
function controlsIn(row) { return [...row.querySelectorAll('button')]; }
