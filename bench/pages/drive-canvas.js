/** The limit, by its slider. */
'use strict';

window.subject = {
  usable: () => document.readyState === 'complete' && Boolean(window.limit),
  jump: (position) => {
    const slider = document.querySelector('input[type=range]');
    slider.value = String(position);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  },
  play: () => window.limit.play(16.8),
  state: () => window.limit.state(),
  shown: () => window.limit.shown(),
};
