/** folium's Timeline and TimelineSlider: Leaflet.timeline, whose parts folium keeps as globals. */
'use strict';

(() => {
  const global = (test) => window[Object.keys(window).find((key) => test.test(key))] ?? null;
  let kept = null;
  const control = () => {
    kept ??= global(/^timeline_slider_[0-9a-f]{32}$/);
    return kept;
  };
  let layer = null;
  const timeline = () => {
    layer ??= global(/^timeline_[0-9a-f]{32}$/);
    return layer;
  };
  const slider = () => document.querySelector('.leaflet-timeline-control input.time-slider');

  window.subject = {
    usable: () => Boolean(control()) && Boolean(slider()) && Boolean(timeline()?._map)
      && document.readyState !== 'loading',
    jump: (position) => {
      const input = slider();
      input.value = String(Number(input.min) + position * (Number(input.max) - Number(input.min)));
      input.dispatchEvent(new Event('input', { bubbles: true }));
    },
    play: () => {
      const input = slider();
      input.value = input.min;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      control().play();
    },
    state: () => timeline().time,
    shown: () => timeline().getLayers().length,
  };
})();
