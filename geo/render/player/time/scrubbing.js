// Moving the playhead with a pointer on an element that is as wide as the timeline. A press is a jump when it is released
// on the element; a press that moves sideways is a drag. Escape, or a pointer far away, brings the playhead back.
import { listenTo, listenToEscape } from '../listening.js';

/** Two fingers closer than this, in pixels, count as this far apart. */
const CLOSEST_FINGERS = 12;

/** A press that moves farther than this, in pixels, is a drag; on the playhead itself, any movement is. */
const DRAG_PX = 4;

/** The playhead is grabbed within this distance, in pixels. */
const GRAB_PX = 10;

/** A pointer this far above or below the timeline, in pixels, cancels for as long as it is there, as with scroll bars. */
const OFF_PX = 120;

/**
 * @typedef {object} ScrubbedLine
 * @property {(x: number, width: number) => number} secondsAt the playing second at a pixel of the node
 * @property {(seconds: number, width: number) => number} xOf the pixel of a playing second
 * @property {(factor: number, from: number, to: number) => void} [pinched] two fingers have moved apart by a factor, and
 *   what was between them from one pixel of the node to another
 */

/**
 * Let a pointer move the playhead. Playback is paused during a drag.
 * @param {HTMLElement} node
 * @param {Playhead} playhead
 * @param {ScrubbedLine} line
 */
export function letScrub(node, playhead, line) {
  const scrubbing = new Scrubbing(node, playhead, line);
  listenTo(node, 'pointerdown', (event) => scrubbing.press(event));
  listenTo(node, 'pointermove', (event) => scrubbing.move(event));
  listenTo(node, 'pointerup', (event) => scrubbing.release(event));
  listenTo(node, 'pointercancel', (event) => {
    scrubbing.cancel();
    scrubbing.release(event);
  });
}

class Scrubbing {
  /** @param {HTMLElement} node @param {Playhead} playhead @param {ScrubbedLine} line */
  constructor(node, playhead, line) {
    this.node = node;
    this.playhead = playhead;
    this.line = line;
    /** Where each finger is: pixels from the left of the window. @type {Map<number, number>} */
    this._fingers = new Map();
    /** Measured when the first finger comes down: at each move it would lay out the page. */
    this._box = new DOMRect();
    this._pressedAt = 0;
    this._startsOnPlayhead = false;
    /** pressed: may become a jump or a drag; over: cancelled, or two fingers have zoomed. @type {'pressed' | 'dragged' | 'over'} */
    this._phase = 'over';
    /** Where the playhead was before the drag, and whether it played. */
    this._before = { seconds: 0, playing: false };
    /** Ends listening to the key Escape. */
    this._stopEscape = () => {};
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.node.setPointerCapture(event.pointerId);
    this._fingers.set(event.pointerId, event.clientX);
    if (this._fingers.size > 1) {
      // The first finger did not mean a moment: it was the first of two.
      this.cancel();
      return;
    }
    this._box = this.node.getBoundingClientRect();
    this._pressedAt = event.clientX;
    this._startsOnPlayhead = Math.abs(this._x(event) - this.line.xOf(this.playhead.seconds, this._box.width)) <= GRAB_PX;
    this._phase = 'pressed';
    this._stopEscape = listenToEscape(() => this.cancel());
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (!this._fingers.has(event.pointerId)) return;
    if (this._fingers.size > 1) {
      this._pinch(event);
      return;
    }
    this._fingers.set(event.pointerId, event.clientX);
    const threshold = this._startsOnPlayhead ? 0 : DRAG_PX;
    if (this._phase === 'pressed' && Math.abs(event.clientX - this._pressedAt) > threshold) this._startDrag();
    if (this._phase !== 'dragged') return;
    this.playhead.seek(this._isOff(event, OFF_PX) ? this._before.seconds : this._secondsAt(event));
  }

  /** @param {PointerEvent} event */
  release(event) {
    if (!this._fingers.delete(event.pointerId) || this._fingers.size) return;
    this._stopEscape();
    if (this._phase === 'pressed' && !this._isOff(event, 0)) this.playhead.seek(this._secondsAt(event));
    if (this._phase === 'dragged') this._endDrag();
    this._phase = 'over';
  }

  /** As if it had never begun: the playhead is where it was, and plays if it played. */
  cancel() {
    this._stopEscape();
    if (this._phase === 'dragged') {
      this.playhead.seek(this._before.seconds);
      this._endDrag();
    }
    this._phase = 'over';
  }

  _startDrag() {
    const { playhead } = this;
    this._phase = 'dragged';
    this._before = { seconds: playhead.seconds, playing: playhead.playing };
    playhead.grab();
    playhead.pause();
  }

  _endDrag() {
    this.playhead.release();
    if (this._before.playing) this.playhead.play();
  }

  /** @param {PointerEvent} event of one of two fingers */
  _pinch(event) {
    const before = this._spread();
    this._fingers.set(event.pointerId, event.clientX);
    const after = this._spread();
    this.line.pinched?.(after.apart / before.apart, before.middle, after.middle);
  }

  _spread() {
    const [one, other] = [...this._fingers.values()];
    return { apart: Math.max(CLOSEST_FINGERS, Math.abs(one - other)), middle: (one + other) / 2 - this._box.left };
  }

  /** @param {PointerEvent} event @returns {number} pixels from the left of the node */
  _x(event) { return event.clientX - this._box.left; }

  /** @param {PointerEvent} event */
  _secondsAt(event) { return this.line.secondsAt(this._x(event), this._box.width); }

  /** @param {PointerEvent} event @param {number} slack pixels @returns {boolean} whether it is farther than this above or below */
  _isOff({ clientY }, slack) { return clientY < this._box.top - slack || clientY > this._box.bottom + slack; }
}
