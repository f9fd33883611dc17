/**
 * A story in deck.gl as its documentation does it: one layer (deck-*.js defines `layersOf`), a tooltip, no base map.
 */
/* global layersOf */
'use strict';

(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const { Deck } = window.deck;
  let position = 0;
  let drawn = 0;
  let waiting = [];

  const layer = layersOf(window.deck, data);

  const chart = new Deck({
    parent: document.getElementById('map'),
    initialViewState: { longitude: -118.3, latitude: 34, zoom: 9 },
    controller: true,
    getTooltip: ({ object }) => object && `${object.title}\n${object.text ?? ''}`,
    layers: [layer(position)],
    onAfterRender: () => {
      drawn += 1;
      waiting.forEach((done) => done());
      waiting = [];
    },
  });

  function show(next) {
    position = next;
    chart.setProps({ layers: [layer(position)] });
  }

  const slider = document.querySelector('input');
  slider.addEventListener('input', () => show(Number(slider.value)));

  let playing = 0;
  window.page = {
    play: (seconds) => {
      const from = performance.now();
      const step = (now) => {
        show(((now - from) / 1000 / seconds) % 1);
        playing = requestAnimationFrame(step);
      };
      cancelAnimationFrame(playing);
      playing = requestAnimationFrame(step);
    },
    drawn: () => drawn,
    nextDrawing: () => new Promise((done) => { waiting.push(done); }),
  };
})();
