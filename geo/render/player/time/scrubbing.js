// Dragging the playhead along whatever has the timeline as its width. Uses playhead.js.
'use strict';

/**
 * Let a pointer drag the playhead: playing stands still meanwhile, and goes on when it lets go.
 * @param {HTMLElement} node
 * @param {Playhead} playhead
 * @param {(x: number, width: number) => number} secondsAt the playing second at a pixel of the node
 */
function letScrub(node, playhead, secondsAt) {
  // Measured when a finger comes down: asking at each move would lay out the page each time.
  let box = null;
  let wasPlaying = false;
  const seek = (event) => playhead.seek(secondsAt(event.clientX - box.left, box.width));
  node.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    box = node.getBoundingClientRect();
    node.setPointerCapture(event.pointerId);
    playhead.dragging = true;
    wasPlaying = playhead.playing;
    playhead.pause();
    seek(event);
  });
  node.addEventListener('pointermove', (event) => box && seek(event));
  const release = () => {
    if (!box) return;
    box = null;
    playhead.dragging = false;
    playhead.changed('seek');
    if (wasPlaying) playhead.play();
  };
  node.addEventListener('pointerup', release);
  node.addEventListener('pointercancel', release);
}
