// The browser's animation frames: one is requested when something has to be drawn.

/** After a pause of the browser, playing goes on where it was: a frame lasts no longer than this, in seconds. */
const LONGEST_FRAME_S = 0.25;

export class Frames {
  /** @param {(now: number, elapsed: number) => void} draw with the time and the seconds since the frame before, 0 if it was not requested in that frame */
  constructor(draw) {
    this._draw = draw;
    this._request = 0;
    this._requestedAt = 0;
    /** When the frame before was drawn; null: the next frame is the first of a new series. @type {?number} */
    this._last = null;
  }

  /** Draw with the next frame. */
  request() {
    if (this._request) return;
    this._requestedAt = Number(document.timeline.currentTime);
    this._request = requestAnimationFrame((now) => this.run(now));
  }

  /** Whether the requested frame has begun and its drawing is still to come. */
  get isNext() { return this._request !== 0 && Number(document.timeline.currentTime) > this._requestedAt; }

  /** Draw now. @param {number} now as from performance.now() */
  run(now) {
    this._request = 0;
    const elapsed = this._last === null ? 0 : Math.min(LONGEST_FRAME_S, (now - this._last) / 1000);
    this._last = now;
    this._draw(now, elapsed);
  }

  /** Nothing plays any more: the next frame does not go on from this one. */
  rest() { this._last = null; }
}
