/**
 * Our document, by its timeline and its interface `window.storyMap`. The mouse is pressed on `grip`
 * by the bench while it jumps: from then on the timeline follows each pointermove. People draw their
 * tracks, so that what is measured has tracks on it, too.
 */
'use strict';

(() => {
  let ready = false;
  document.addEventListener('DOMContentLoaded', () => {
    window.storyMap.ready.then(() => {
      ready = true;
      window.storyMap.setChoice({ tail: 'story' });
    });
  });
  // Every drawing of events and people begins by clearing their canvas.
  let draws = 0;
  const { prototype } = CanvasRenderingContext2D;
  const clearRect = prototype.clearRect;
  prototype.clearRect = function counted(...box) {
    draws += 1;
    clearRect.apply(this, box);
  };
  const grip = '[role=slider]';
  let track = null;
  let box = null;

  window.subject = {
    grip,
    usable: () => ready && document.querySelector(grip)?.getBoundingClientRect().width > 0,
    jump: (position) => {
      // Asked once: asking anew would make the page lay itself out, which a finger does not.
      track ??= document.querySelector(grip);
      box ??= track.getBoundingClientRect();
      const { left, top, width, height } = box;
      track.dispatchEvent(new PointerEvent('pointermove', {
        bubbles: true, clientX: left + position * width, clientY: top + height / 2, pointerId: 1,
      }));
    },
    play: () => {
      window.storyMap.setLoop(true);
      // All of it in 16.8 s, as the others play it; the length is in minutes.
      window.storyMap.setLength(16.8 / 60);
      window.storyMap.seek({ position: 0 });
      window.storyMap.play();
    },
    state: () => window.storyMap.state().position,
    shown: () => window.storyMap.state().visible.length,
    draws: () => draws,
  };
})();
