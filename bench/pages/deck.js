/**
 * A story in deck.gl as its documentation does it: one ScatterplotLayer, filtered on the GPU by start and
 * end, a tooltip with title and text, no base map.
 */
'use strict';

(() => {
  const { begin, end, rows } = JSON.parse(document.getElementById('data').textContent);
  const { Deck, DataFilterExtension, ScatterplotLayer } = window.deck;
  const extensions = [new DataFilterExtension({ filterSize: 2, fp64: false })];
  let position = 0;
  let drawn = 0;
  let waiting = [];

  // Times count from the story's beginning: single floats are exact to the second only there.
  const layer = () => {
    const time = position * (end - begin);
    return new ScatterplotLayer({
      id: 'events',
      data: rows,
      getPosition: (row) => [row.lon, row.lat],
      getFillColor: [240, 166, 60],
      getLineColor: [80, 48, 16],
      stroked: true,
      radiusUnits: 'pixels',
      getRadius: 5,
      lineWidthUnits: 'pixels',
      getLineWidth: 1,
      pickable: true,
      extensions,
      getFilterValue: (row) => [row.start - begin, row.end - begin],
      filterRange: [[-1, time], [time, 1e9]],
    });
  };

  const chart = new Deck({
    parent: document.getElementById('map'),
    initialViewState: { longitude: -118.3, latitude: 34, zoom: 9 },
    controller: true,
    getTooltip: ({ object }) => object && `${object.title}\n${object.text}`,
    layers: [layer()],
    onAfterRender: () => {
      drawn += 1;
      waiting.forEach((done) => done());
      waiting = [];
    },
  });

  function show(next) {
    position = next;
    chart.setProps({ layers: [layer()] });
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
