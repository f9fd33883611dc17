/** Our document, by its slider and its interface `window.storyMap`. */
'use strict';

(() => {
  let ready = false;
  document.addEventListener('DOMContentLoaded', () => {
    window.storyMap.ready.then(() => { ready = true; });
  });
  const slider = () => document.querySelector('input[type=range]');

  window.subject = {
    usable: () => ready && slider() !== null && !slider().disabled,
    jump: (position) => {
      const input = slider();
      const from = Number(input.min || 0);
      const to = Number(input.max || 100);
      input.value = String(from + position * (to - from));
      input.dispatchEvent(new Event('input', { bubbles: true }));
    },
    play: () => {
      window.storyMap.setLoop(true);
      window.storyMap.setSpeed(16);
      window.storyMap.seek({ position: 0 });
      window.storyMap.play();
    },
    state: () => window.storyMap.state().position,
  };
})();
