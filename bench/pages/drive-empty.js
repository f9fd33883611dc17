/** The floor: a page with a slider that does nothing. Its play counts frames and shows nothing. */
'use strict';

window.subject = {
  usable: () => document.readyState === 'complete',
  jump: (position) => {
    const slider = document.querySelector('input[type=range]');
    slider.value = String(position);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  },
  play: () => {},
  state: () => 0,
};
