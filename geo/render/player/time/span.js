// The visible part of the timeline: all of it, or what the viewer has zoomed to. No DOM.

/** The limit of zooming: the whole timeline is this many times as long as the visible part, in a long story by the number of visible events. */
const CLOSEST_SPAN = 60;
const FEWEST_IN_SIGHT = 25;

/** Rounding errors of less than this, in playing seconds, hide nothing. */
const WHOLE_SLACK_S = 1e-6;

/** A playhead that leaves the visible part comes back at this share of the width. */
const PAGE_AT = 0.12;

/**
 * @param {Timeline} timeline
 * @param {readonly [number, number] | undefined} wanted playing seconds; undefined: all of it
 * @returns {VisiblePart} within the timeline, and no shorter than zooming allows
 */
export function visiblePart(timeline, wanted) {
  const { duration } = timeline;
  if (!wanted) return { from: 0, to: duration, isWhole: true };
  const length = Math.min(duration, Math.max(shortestPart(timeline), wanted[1] - wanted[0]));
  const from = Math.min(Math.max(0, wanted[0]), duration - length);
  return { from, to: from + length, isWhole: length >= duration - WHOLE_SLACK_S };
}

/** @param {Timeline} timeline @returns {number} playing seconds */
function shortestPart({ duration, order }) {
  return duration / Math.max(CLOSEST_SPAN, order.length / FEWEST_IN_SIGHT);
}

/** Where moments lie in pixels, in a strip that shows the visible part. */
export class Span {
  /** @param {PlayerStore} store */
  constructor(store) {
    this.store = store;
    /** Of the strip, in pixels. */
    this.width = 0;
  }

  /** The first visible playing second. */
  get from() { return this.store.get('span').from; }

  /** The last visible playing second. */
  get to() { return this.store.get('span').to; }

  get isWhole() { return this.store.get('span').isWhole; }

  /** Show all of it. */
  reset() {
    const spans = new Map(this.store.get('spans'));
    spans.delete(this.store.get('clock'));
    this.store.set({ spans });
  }

  /** @param {number} seconds on the playing axis @returns {number} pixels from the left */
  x(seconds) {
    const { from, to } = this.store.get('span');
    return to > from ? ((seconds - from) / (to - from)) * this.width : 0;
  }

  /** @param {number} x pixels from the left @returns {number} playing seconds, within the story */
  secondsAt(x) {
    const { from, to } = this.store.get('span');
    if (!this.width) return from;
    const seconds = from + (x / this.width) * (to - from);
    return Math.min(this.store.get('timeline').duration, Math.max(0, seconds));
  }

  /**
   * @param {number} x pixels from the left: what is there stays there
   * @param {number} factor above 1: closer
   */
  zoom(x, factor) {
    const timeline = this.store.get('timeline');
    const anchor = this.secondsAt(x);
    const wide = Math.min(timeline.duration, Math.max(shortestPart(timeline), (this.to - this.from) / factor));
    this._show(anchor - (x / (this.width || 1)) * wide, wide);
  }

  /** @param {number} pixels to the right of what is visible now */
  pan(pixels) {
    const wide = this.to - this.from;
    this._show(this.from + (pixels / (this.width || 1)) * wide, wide);
  }

  /**
   * Turn the page if a moment is not visible.
   * @param {number} seconds
   * @returns {boolean} whether it was turned
   */
  keep(seconds) {
    const { from, to } = this.store.get('span');
    if (seconds >= from && seconds <= to) return false;
    this._show(seconds - (to - from) * PAGE_AT, to - from);
    return true;
  }

  /** @param {number} from @param {number} wide playing seconds */
  _show(from, wide) {
    const { clock, duration } = this.store.get('timeline');
    const start = Math.min(Math.max(0, from), duration - wide);
    this.store.set({ spans: new Map([...this.store.get('spans'), [clock, /** @type {const} */ ([start, start + wide])]]) });
  }
}
