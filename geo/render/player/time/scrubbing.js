// Dragging the playhead along an element whose width is the timeline.
import { listenTo } from '../listening.js';

/** Two fingers closer than this, in pixels, count as this far apart. */
const CLOSEST_FINGERS = 12;

/**
 * Let a pointer drag the playhead. The story pauses meanwhile, and goes on afterwards.
 * @param {HTMLElement} node
 * @param {Playhead} playhead
 * @param {(x: number, width: number) => number} secondsAt the playing second at a pixel of the node
 * @param {(factor: number, from: number, to: number) => void} [pinched] two fingers have moved apart by a
 *   factor, and their middle from one pixel of the node to another
 */
export function letScrub(node, playhead, secondsAt, pinched = () => {}) {
  // Measured when a finger comes down, because measuring at each move would lay out the page.
  /** @type {?DOMRect} */
  let box = null;
  let wasPlaying = false;
  let cameFrom = 0;
  /** Where each finger is. @type {Map<number, number>} */
  const fingers = new Map();
  const seek = (/** @type {PointerEvent} */ event) => {
    if (box) playhead.seek(secondsAt(event.clientX - box.left, box.width));
  };
  const spread = () => {
    const [one, other] = [...fingers.values()];
    return { apart: Math.max(CLOSEST_FINGERS, Math.abs(one - other)), middle: (one + other) / 2 - (box?.left ?? 0) };
  };
  listenTo(node, 'pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    node.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, event.clientX);
    if (box) {
      // The first of two fingers does not seek.
      playhead.seek(cameFrom);
      return;
    }
    cameFrom = playhead.seconds;
    box = node.getBoundingClientRect();
    playhead.grab();
    wasPlaying = playhead.playing;
    playhead.pause();
    seek(event);
  });
  listenTo(node, 'pointermove', (event) => {
    if (!fingers.has(event.pointerId)) return;
    const before = spread();
    fingers.set(event.pointerId, event.clientX);
    if (fingers.size === 1) {
      seek(event);
    } else {
      const after = spread();
      pinched(after.apart / before.apart, before.middle, after.middle);
    }
  });
  const release = (/** @type {PointerEvent} */ event) => {
    if (!fingers.delete(event.pointerId) || fingers.size) return;
    box = null;
    playhead.release();
    if (wasPlaying) playhead.play();
  };
  listenTo(node, 'pointerup', release);
  listenTo(node, 'pointercancel', release);
}
