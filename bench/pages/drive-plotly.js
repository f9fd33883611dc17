/** Plotly's animated scatter_map: a jump is what its slider does, and over when MapLibre is at rest. */
'use strict';

(() => {
  const chart = () => document.querySelector('.js-plotly-plot');
  const frames = () => chart()?._transitionData?._frames ?? [];
  const map = () => chart()?._fullLayout?.map?._subplot?.map;
  const how = (duration) => ({
    mode: 'immediate', transition: { duration: 0 }, frame: { duration, redraw: true },
  });

  window.subject = {
    usable: () => frames().length > 0 && Boolean(map()?.loaded()),
    jump: async (position) => {
      const { name } = frames()[Math.round(position * (frames().length - 1))];
      const rest = new Promise((done) => { map().once('idle', done); });
      await window.Plotly.animate(chart(), [name], how(0));
      await rest;
    },
    play: () => {
      // A promise that is left alone: it rejects when another animation takes over.
      window.Plotly.animate(chart(), null, how(100)).catch(() => {});
    },
    state: () => chart()._fullLayout._currentFrame,
    shown: () => chart().calcdata.reduce((sum, trace) => sum + trace.length, 0),
  };
})();
