/** deck.gl: a jump is over when it has drawn; a state is a drawing. */
'use strict';

window.subject = {
  usable: () => Boolean(window.page) && window.page.drawn() > 1,
  jump: (position) => {
    const slider = document.querySelector('input[type=range]');
    const drawing = window.page.nextDrawing();
    slider.value = String(position);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    return drawing;
  },
  play: () => window.page.play(16.8),
  state: () => window.page.drawn(),
};
