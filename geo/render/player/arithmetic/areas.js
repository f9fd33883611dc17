// The areas of events: polygons on a plane, as geo/render/document_areas.py writes them. Pure: no DOM, no imports.

/** Positions in areas are whole numbers of these steps (STEPS_PER_DEGREE in coordinates.py). */
const AREA_STEPS_PER_DEGREE = 1e5;

/**
 * @param {number} from longitude
 * @param {number} to longitude
 * @returns {number} the degrees of the whole turns around the Earth that bring `from` nearest to `to`
 */
function turnsToward(from, to) { return Math.round((to - from) / 360) * 360; }

/** @param {RawAreas} areas @returns {number} the longitude of their middle */
function middleOfAreas({ box: [[west], [east]] }) { return (west + east) / 2; }

/**
 * @param {RawAreas} areas
 * @param {number} near a longitude: the areas are in the copy of the world that is nearest to it
 * @param {(lon: number, lat: number) => ArrayLike<number>} [project] left out: the result is in degrees
 * @returns {PlanePolygons}
 */
export function polygonsOf(areas, near, project = (lon, lat) => [lon, lat]) {
  const turns = turnsToward(middleOfAreas(areas), near);
  return areas.rings.map((rings) => rings.map((steps) => {
    const ring = new Float64Array(steps.length);
    let [x, y] = [0, 0];
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i];
      y += steps[i + 1];
      ring.set(project(turns + x / AREA_STEPS_PER_DEGREE, y / AREA_STEPS_PER_DEGREE), i);
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
export function covers(areas, [lon, lat]) { return isInAreas(polygonsOf(areas, lon), lon, lat); }

/**
 * @param {{areas: (RawAreas|null)[], paths: Path[]}} events
 * @param {number} event
 * @returns {LonLat[]} the south-west and the north-east corner around its areas, in the copy of the world in which the
 *   event's position is; none: it has no areas
 */
export function areaCorners({ areas, paths }, event) {
  const given = areas[event];
  if (!given) return [];
  const turns = turnsToward(middleOfAreas(given), paths[event][0][0]);
  return given.box.map(([lon, lat]) => [lon + turns, lat]);
}
