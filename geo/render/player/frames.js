// The browser's animation frames: one is requested when something has to be drawn.

/** The longest time of a frame, in seconds: after a pause of the browser, playback continues where it was. */
const LONGEST_FRAME_S = 0.25;

export class Frames {
  /**
   * @param {(now: number, elapsed: number) => void} draw called with the time and the seconds since the frame before; 0
   *   if it was not requested in that frame
   */
  constructor(draw) {
    this._draw = draw;
    this._request = 0;
    this._requestedAt = 0;
    /** The time of the frame before; null: the next frame is the first of a new series. @type {?number} */
    this._last = null;
    this._isStopped = false;
  }

  /** Draw with the next frame. */
  request() {
    if (this._request || this._isStopped) return;
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

  /** Playback has stopped: the next frame starts a new series. */
  rest() { this._last = null; }

  /** Draw no more frames, not even a requested one. */
  stop() {
    cancelAnimationFrame(this._request);
    this._isStopped = true;
  }
}
