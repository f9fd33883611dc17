/** Areas: a PolygonLayer, filtered on the GPU by start and end. */
'use strict';

function layersOf({ DataFilterExtension, PolygonLayer }, { begin, end, rows }) {
  const extensions = [new DataFilterExtension({ filterSize: 2, fp64: false })];
  return (position) => {
    const time = position * (end - begin);
    return new PolygonLayer({
      id: 'areas',
      data: rows,
      getPolygon: (row) => row.polygon,
      getFillColor: [240, 166, 60, 90],
      getLineColor: [240, 166, 60],
      lineWidthMinPixels: 2,
      pickable: true,
      extensions,
      getFilterValue: (row) => [row.start - begin, row.end - begin],
      filterRange: [[-1, time], [time, 1e9]],
    });
  };
}
