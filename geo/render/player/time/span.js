// The part of the timeline that is in sight: all of it, or what the viewer has zoomed to. No DOM.

/** So many times closer than all of it, at most; in a long story until so few scenes are in sight. */
const CLOSEST_SPAN = 60;
const FEWEST_IN_SIGHT = 25;

/** A link names what is in sight in these steps of the whole: at the closest, less than a hundredth of a width. */
const SHARE_STEPS = 1_000_000;

/** A playhead that runs out of sight comes back at this share of the width. */
const PAGE_AT = 0.12;

export class Span {
  /** @param {Timeline} timeline the one that is followed */
  constructor(timeline) {
    this.timeline = timeline;
    this.width = 0;
    /** What is in sight, in playing seconds. */
    this.from = 0;
    this.to = timeline.duration;
    this._clock = timeline.clock;
    /** What was in sight on other clocks. @type {Map<string, [number, number]>} */
    this._kept = new Map();
  }

  /** The timeline has become another clock's: show what was in sight when that was last followed. */
  relay() {
    const { clock } = this.timeline;
    if (clock === this._clock) return;
    this._kept.set(this._clock, [this.from, this.to]);
    this._clock = clock;
    this.reset();
    [this.from, this.to] = this._kept.get(clock) ?? [this.from, this.to];
  }

  /** What was in sight on other clocks is no matter any more. */
  forget() {
    this._kept = new Map();
  }

  /** Show all of it. */
  reset() {
    this.from = 0;
    this.to = this.timeline.duration;
  }

  /** What is in sight as shares of the timeline; null: all of it. @returns {?[number, number]} */
  get shares() {
    // Outward, so that a playhead at an edge stays in sight; and what was rounded stays as it is.
    const cut = (/** @type {number} */ seconds, /** @type {(steps: number) => number} */ outward) => outward((seconds / this.timeline.duration) * SHARE_STEPS) / SHARE_STEPS;
    return this.isWhole ? null : [
      cut(this.from, (steps) => Math.floor(steps + 1e-6)), cut(this.to, (steps) => Math.ceil(steps - 1e-6)),
    ];
  }

  /** @param {[number, number]} shares of the timeline, each 0 to 1 */
  set shares([from, to]) {
    const { duration } = this.timeline;
    this._show(from * duration, Math.max(this._least, (to - from) * duration));
  }

  /** The shortest stretch that can be in sight, in playing seconds. */
  get _least() {
    const { duration, order } = this.timeline;
    return duration / Math.max(CLOSEST_SPAN, order.length / FEWEST_IN_SIGHT);
  }

  get isWhole() { return this.to - this.from >= this.timeline.duration - 1e-6; }

  /** @param {number} seconds on the playing axis @returns {number} pixels from the left */
  x(seconds) {
    return this.to > this.from ? ((seconds - this.from) / (this.to - this.from)) * this.width : 0;
  }

  /** @param {number} x pixels from the left @returns {number} playing seconds, within the story */
  secondsAt(x) {
    if (!this.width) return this.from;
    const seconds = this.from + (x / this.width) * (this.to - this.from);
    return Math.min(this.timeline.duration, Math.max(0, seconds));
  }

  /**
   * @param {number} x pixels from the left: what is there stays there
   * @param {number} factor above 1: closer
   */
  zoom(x, factor) {
    const { duration } = this.timeline;
    const anchor = this.secondsAt(x);
    const wide = Math.min(duration, Math.max(this._least, (this.to - this.from) / factor));
    this._show(anchor - (x / (this.width || 1)) * wide, wide);
  }

  /** @param {number} pixels to the right of what is shown now */
  pan(pixels) {
    const wide = this.to - this.from;
    this._show(this.from + (pixels / (this.width || 1)) * wide, wide);
  }

  /**
   * Turn the page if a moment is out of sight.
   * @param {number} seconds
   * @returns {boolean} whether it was
   */
  keep(seconds) {
    if (seconds >= this.from && seconds <= this.to) return false;
    const wide = this.to - this.from;
    this._show(seconds - wide * PAGE_AT, wide);
    return true;
  }

  /** @param {number} from @param {number} wide */
  _show(from, wide) {
    this.from = Math.min(Math.max(0, from), this.timeline.duration - wide);
    this.to = this.from + wide;
  }
}
