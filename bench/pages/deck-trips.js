/** Movements: a TripsLayer, with the whole way behind each mover. */
'use strict';

function layersOf({ TripsLayer }, { begin, end, rows }) {
  return (position) => new TripsLayer({
    id: 'trips',
    data: rows,
    getPath: (row) => row.path,
    getTimestamps: (row) => row.times,
    getColor: [240, 166, 60],
    widthMinPixels: 3,
    fadeTrail: false,
    trailLength: end - begin,
    currentTime: position * (end - begin),
    pickable: true,
  });
}
