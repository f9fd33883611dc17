/** The slider and st_folium: a jump is over when the frame's map carries another hour's mark. */
'use strict';

(() => {
  const map = () => document.querySelector('iframe[title*="st_folium"]')?.contentDocument ?? null;
  const mark = () => map()?.querySelector('.bench-hour')?.textContent ?? null;
  const slider = () => document.querySelector('[data-testid="stSlider"] input[type="range"]');
  const pause = () => new Promise((resolve) => { setTimeout(resolve, 4); });

  window.subject = {
    usable: () => slider() !== null && mark() !== null,
    jump: async (position) => {
      const before = mark();
      const track = slider().closest('[data-orientation="horizontal"]:not([role="group"])');
      const { left, top, width, height } = track.getBoundingClientRect();
      const at = {
        bubbles: true, cancelable: true, clientX: left + position * width, clientY: top + height / 2,
        button: 0, pointerId: 1, pointerType: 'mouse', isPrimary: true,
      };
      track.dispatchEvent(new PointerEvent('pointerdown', at));
      await pause();
      window.dispatchEvent(new PointerEvent('pointerup', at));
      await pause();
      // The same hour again is no jump: nothing will change.
      if (slider().value === before) return;
      while (mark() === before || mark() === null) await pause();
    },
    play: () => {
      const toggle = document.querySelector('[data-testid="stCheckbox"] input');
      if (!toggle.checked) toggle.click();
    },
    state: () => mark(),
    shown: () => map().querySelectorAll('path.leaflet-interactive').length,
  };
})();
