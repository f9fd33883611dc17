// The shapes of the base map, made once from the atlas: positions in pixels at zoom 0, and one Path2D for each class of
// line.
import { measureLine } from '../arithmetic/lines.js';
import { toWorld } from '../arithmetic/mercator.js';

/** The length of the equator in metres, WGS84. */
const EARTH_M = 40075016.686;
/** The length of a curve's handles, as a share of those of the full spline; 0 would be straight lines. */
const HANDLE_SHARE = 0.7;

/**
 * @param {readonly (readonly number[])[]} stops zoom and value, by zoom
 * @param {number} zoom
 * @returns {number} the value at a zoom: linear between two stops; before the first and after the last, the value there
 */
export function byZoom(stops, zoom) {
  if (zoom <= stops[0][0]) return stops[0][1];
  for (let i = 1; i < stops.length; i += 1) {
    if (zoom <= stops[i][0]) {
      const [z0, v0] = stops[i - 1];
      const [z1, v1] = stops[i];
      return v0 + ((zoom - z0) / (z1 - z0)) * (v1 - v0);
    }
  }
  return stops[stops.length - 1][1];
}

/**
 * The atlas in pixels at zoom 0, relative to the middle of its frame. With that origin Path2D, which has 32-bit floats,
 * is exact to a hundredth of a pixel at zoom 18.
 */
export class BasemapGeometry {
  /**
   * @param {RawAtlas} raw
   */
  constructor(raw) {
    const [west, south, east, north] = raw.frame;
    const [x, y] = toWorld((west + east) / 2, (south + north) / 2);
    this.origin = { x, y };
    this.name = raw.name;
    this.hasDegrees = Boolean(raw.degrees);
    this.metre = 256 / EARTH_M / Math.cos(((south + north) / 2) * (Math.PI / 180));
    const [x0, y0] = this.place(west, south);
    const [x1, y1] = this.place(east, north);
    this.frame = { x0, y0, x1, y1 };
    const coast = raw.coast.map((flat) => this._vertices(flat, raw.unit));
    this.coast = new Path2D();
    this.sea = new Path2D();
    coast.forEach((xy) => {
      trace(this.coast, xy);
      trace(this.sea, xy);
      if (!isRing(xy) && raw.openSea) this._closeSea(xy, raw.openSea);
      this.sea.closePath();
    });
    this.paths = {
      freeway: new Path2D(), street: new Path2D(), streetMinor: new Path2D(), runway: new Path2D(),
    };
    this.lines = raw.lines.map(([kind, rank, label, flats, shield]) => {
      const line = new BasemapLine(kind, rank, label, flats.map((flat) => this._vertices(flat, raw.unit)), shield);
      line.trace(this.paths[line.drawn]);
      return line;
    }).sort((one, other) => one.rank - other.rank);
    /** @type {?BasemapPoint[]} */
    this._points = null;
    this._raw = raw;
    this.middle = middleOf(this.lines.filter(({ isCurved }) => isCurved));
    /** Names of seas, and the possible places of each. */
    this.seas = raw.seas.map(([name, at]) => ({ name, at: at.map(([lon, lat]) => this.place(lon, lat)) }));
  }

  /** Named places that are not lines, the most important first; made when they are first needed. */
  get points() {
    this._points ??= this._raw.points.map(([kind, rank, label, lon, lat, radius]) => {
      const [x, y] = this.place(lon * this._raw.unit, lat * this._raw.unit);
      return { kind, rank, label, x, y, radius };
    }).sort((a, b) => a.rank - b.rank || b.radius - a.radius);
    return this._points;
  }

  /**
   * @param {number} lon
   * @param {number} lat
   * @returns {[number, number]}
   */
  place(lon, lat) {
    const [x, y] = toWorld(lon, lat);
    return [x - this.origin.x, y - this.origin.y];
  }

  /**
   * @param {number[]} flat see RawAtlas.coast
   * @param {number} unit
   * @returns {Float64Array} x and y by turns
   */
  _vertices(flat, unit) {
    const xy = new Float64Array(flat.length);
    let lon = 0;
    let lat = 0;
    for (let i = 0; i < flat.length; i += 2) {
      lon += flat[i];
      lat += flat[i + 1];
      [xy[i], xy[i + 1]] = this.place(lon * unit, lat * unit);
    }
    return xy;
  }

  /**
   * Close the outline of the sea at a coast that leaves the frame: from the end of the coast straight on, around a
   * place far out at sea, and back to its start. The sea is not visible that far out.
   * @param {Float64Array} xy
   * @param {LonLat} openSea
   */
  _closeSea(xy, openSea) {
    const n = xy.length;
    const [west, south] = this.place(...openSea);
    const east = xy[n - 2] + ((south - xy[n - 1]) * (xy[n - 2] - xy[n - 4])) / (xy[n - 1] - xy[n - 3]);
    const north = xy[1] + ((west - xy[0]) * (xy[1] - xy[3])) / (xy[0] - xy[2]);
    this.sea.lineTo(east, south);
    this.sea.lineTo(west, south);
    this.sea.lineTo(west, north);
  }
}

/** @param {Float64Array} xy  @returns {boolean} */
function isRing(xy) {
  return xy[0] === xy[xy.length - 2] && xy[1] === xy[xy.length - 1];
}

/** @param {Path2D} path  @param {Float64Array} xy */
function trace(path, xy) {
  path.moveTo(xy[0], xy[1]);
  for (let i = 2; i < xy.length; i += 2) path.lineTo(xy[i], xy[i + 1]);
}

/**
 * @param {BasemapLine[]} lines
 * @returns {[number, number]} the middle of all vertices: about where the lines cross
 */
function middleOf(lines) {
  let [x, y, count] = [0, 0, 0];
  for (const xy of lines.flatMap(({ vertices }) => vertices)) {
    for (let i = 0; i < xy.length; i += 2) {
      x += xy[i];
      y += xy[i + 1];
    }
    count += xy.length / 2;
  }
  return [x / count, y / count];
}

/** A road or a runway, in one or more parts. Freeways are curved between their vertices, the others are straight. */
class BasemapLine {
  /**
   * @param {'freeway'|'street'|'runway'} kind
   * @param {number} rank from 1, the most important
   * @param {string} label
   * @param {Float64Array[]} vertices by part: x and y by turns
   * @param {Shield} [shield]
   */
  constructor(kind, rank, label, vertices, shield) {
    this.kind = kind;
    this.rank = rank;
    this.label = label;
    this.vertices = vertices;
    this.shield = shield;
    /** @type {'freeway'|'street'|'streetMinor'|'runway'} */
    this.drawn = kind === 'street' && rank > 3 ? 'streetMinor' : kind;
    this.isCurved = kind === 'freeway';
    /** @type {?MeasuredLine[]} */
    this._parts = null;
  }

  /** The parts for labels, the longest first; measured when they are first needed. @returns {MeasuredLine[]} */
  get parts() {
    this._parts ??= this.vertices.map((xy) => measureLine(this.isCurved ? asChords(xy) : xy))
      .sort((one, other) => other.length - one.length);
    return this._parts;
  }

  /** @param {Path2D} path */
  trace(path) {
    for (const xy of this.vertices) {
      if (this.isCurved) traceCurve(path, xy);
      else trace(path, xy);
    }
  }
}

/**
 * The control points of one segment of a curve through all vertices of a line: a centripetal Catmull-Rom spline.
 * Between two interchanges a freeway bends, so a curve is no less exact than a straight line. The handles are short, so
 * that the curve stays near the straight line where vertices are far apart.
 * @param {Float64Array} xy
 * @param {number} i the vertex at the end of the segment, from 1
 * @returns {number[]} x and y of the handle at its start, x and y of the handle at its end
 */
function handles(xy, i) {
  const last = xy.length / 2 - 1;
  const [k0, k1, k2, k3] = [Math.max(0, i - 2), i - 1, i, Math.min(last, i + 1)];
  const gap = (/** @type {number} */ k, /** @type {number} */ l) => Math.sqrt(Math.hypot(xy[2 * l] - xy[2 * k], xy[2 * l + 1] - xy[2 * k + 1]));
  const [d1, d2, d3] = [gap(k0, k1), gap(k1, k2), gap(k2, k3)];
  const lead = (/** @type {number} */ axis) => {
    const p1 = xy[2 * k1 + axis];
    return d1 * d2 === 0 ? p1 : p1 + HANDLE_SHARE * ((d1 * d1 * xy[2 * k2 + axis] - d2 * d2 * xy[2 * k0 + axis]
      + (2 * d1 * d1 + 3 * d1 * d2 + d2 * d2) * p1) / (3 * d1 * (d1 + d2)) - p1);
  };
  const trail = (/** @type {number} */ axis) => {
    const p2 = xy[2 * k2 + axis];
    return d3 * d2 === 0 ? p2 : p2 + HANDLE_SHARE * ((d3 * d3 * xy[2 * k1 + axis] - d2 * d2 * xy[2 * k3 + axis]
      + (2 * d3 * d3 + 3 * d3 * d2 + d2 * d2) * p2) / (3 * d3 * (d3 + d2)) - p2);
  };
  return [lead(0), lead(1), trail(0), trail(1)];
}

/** @param {Path2D} path  @param {Float64Array} xy */
function traceCurve(path, xy) {
  path.moveTo(xy[0], xy[1]);
  for (let i = 2; i < xy.length; i += 2) {
    const [leaveX, leaveY, arriveX, arriveY] = handles(xy, i / 2);
    path.bezierCurveTo(leaveX, leaveY, arriveX, arriveY, xy[i], xy[i + 1]);
  }
}

/**
 * The same curve as short chords, for labels along it.
 * @param {Float64Array} xy
 * @returns {Float64Array}
 */
function asChords(xy) {
  const n = xy.length / 2;
  const steps = 8;
  const chords = new Float64Array(2 * ((n - 1) * steps + 1));
  chords.set(xy.subarray(0, 2));
  for (let i = 1; i < n; i += 1) {
    const curve = handles(xy, i);
    for (const axis of [0, 1]) {
      for (let j = 1; j <= steps; j += 1) {
        const t = j / steps;
        const u = 1 - t;
        chords[2 * ((i - 1) * steps + j) + axis] = u * u * u * xy[2 * i - 2 + axis] + 3 * u * u * t * curve[axis]
          + 3 * u * t * t * curve[2 + axis] + t * t * t * xy[2 * i + axis];
      }
    }
  }
  return chords;
}
