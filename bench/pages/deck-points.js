/** Events as points: a ScatterplotLayer, filtered on the GPU by start and end. */
'use strict';

function layersOf({ DataFilterExtension, ScatterplotLayer }, { begin, end, rows }) {
  const extensions = [new DataFilterExtension({ filterSize: 2, fp64: false })];
  // Times count from the story's beginning: single floats are exact to the second only there.
  return (position) => {
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
}
