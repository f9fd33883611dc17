// The areas of events: polygons on a plane, as geo/render/document_areas.py writes them. Pure: no DOM, no imports.

/** Positions in areas are whole numbers of these steps (STEPS_PER_DEGREE in coordinates.py). */
const AREA_STEPS_PER_DEGREE = 1e5;

/**
 * @param {RawAreas} areas
 * @param {(lon: number, lat: number) => ArrayLike<number>} [project] left out: the result is in degrees
 * @returns {PlanePolygons} in the copy of the world in which the document has the position of the event
 */
export function polygonsOf(areas, project = (lon, lat) => [lon, lat]) {
  return areas.rings.map((rings) => rings.map((steps) => {
    const ring = new Float64Array(steps.length);
    let [x, y] = [0, 0];
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i];
      y += steps[i + 1];
      ring.set(project(x / AREA_STEPS_PER_DEGREE, y / AREA_STEPS_PER_DEGREE), i);
    }
    return ring;
  }));
}

/**
 * @param {PlanePolygons} polygons
 * @param {number} x
 * @param {number} y in the unit of the polygons
 * @returns {boolean} whether the point is in one of them and not in its holes
 */
export function isInAreas(polygons, x, y) {
  return polygons.some((rings) => {
    let isIn = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const isAcross = (ring[i + 1] > y) !== (ring[j + 1] > y);
        if (isAcross && x < ring[i] + ((ring[j] - ring[i]) * (y - ring[i + 1])) / (ring[j + 1] - ring[i + 1])) isIn = !isIn;
      }
    }
    return isIn;
  });
}

/**
 * @param {RawAreas} areas
 * @param {LonLat} position
 * @returns {boolean} whether it is in the areas and not in their holes
 */
export function covers(areas, [lon, lat]) {
  const [[west]] = areas.box;
  // In the copy of the world that begins at the western side.
  return isInAreas(polygonsOf(areas), west + ((((lon - west) % 360) + 360) % 360), lat);
}

/** Positions around areas are at most 30 degrees of longitude apart: less than SAVED_BY_CUT in worldcopies.js. */
const STEPS_AROUND = 12;

/**
 * @param {?RawAreas | undefined} areas
 * @returns {LonLat[]} positions from the south-west to the north-east corner around areas; none: there are no areas.
 *   They are so close together that also of wide areas no other side of the world is between them, see mapRange
 */
export function positionsAround(areas) {
  if (!areas) return [];
  const [[west, south], [east, north]] = areas.box;
  return Array.from({ length: STEPS_AROUND + 1 }, (_, n) => [west + ((east - west) * n) / STEPS_AROUND, n ? north : south]);
}
