/**
 * Paths for drawing: in world pixels, with fewer points the smaller the scale. Pure arithmetic: no DOM.
 *
 * Each point has a rank: the greatest tolerance at which the algorithm of Douglas and Peucker keeps it (D. H. Douglas and
 * T. K. Peucker, 1973, "Algorithms for the reduction of the number of points required to represent a digitized line or
 * its caricature", Cartographica 10(2), 112-122). So it runs once for a path, and not once for each zoom. It runs in parts
 * of PART_POINTS, so that the time stays short for any line.
 */
import { countUpTo } from './axis.js';
import { toWorld } from './mercator.js';
import { shortWayEast } from './tracks.js';

const PART_POINTS = 256;

/** A simplified line is nowhere farther than this from the path, in pixels. */
export const TOLERANCE_PX = 0.4;

/** Between two vertices, a mover goes straight in degrees. Where the latitude changes by more than this, the line follows. */
const STRAIGHT_DEGREES = 1;

/** @type {WeakMap<Path, PathShape>} */
const shapes = new WeakMap();

/** @param {Path} path two positions or more @returns {PathShape} made when it is first needed */
export function shapeOf(path) {
  let shape = shapes.get(path);
  if (!shape) shapes.set(path, shape = makeShape(path));
  return shape;
}

/** @param {Path} path @returns {PathShape} */
function makeShape(path) {
  let [[longitude, latitude]] = path;
  const points = toWorld(longitude, latitude);
  const numbers = [0];
  for (let i = 1; i < path.length; i += 1) {
    const east = shortWayEast(longitude, path[i][0]);
    const north = path[i][1] - latitude;
    const steps = Math.max(1, Math.ceil(Math.abs(north) / STRAIGHT_DEGREES));
    for (let step = 1; step <= steps; step += 1) {
      const [x, y] = toWorld(longitude + (east * step) / steps, latitude + (north * step) / steps);
      points.push(x, y);
      numbers.push(i - 1 + step / steps);
    }
    longitude += east;
    latitude += north;
  }
  const xy = Float64Array.from(points);
  const ranks = new Float64Array(numbers.length);
  rankPoints(xy, ranks, ranks.length);
  return { xy, vertices: Float64Array.from(numbers), ranks, box: boxOf(xy), simplified: new Map() };
}

/** @param {Float64Array} xy @returns {number[]} west, north, east and south */
export function boxOf(xy) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  xy.forEach((value, i) => {
    box[i % 2] = Math.min(box[i % 2], value);
    box[2 + (i % 2)] = Math.max(box[2 + (i % 2)], value);
  });
  return box;
}

/**
 * @param {Float64Array} xy
 * @param {Float64Array} ranks set: by point, the greatest tolerance at which it is kept
 * @param {number} count of the points, from the first one
 */
export function rankPoints(xy, ranks, count) {
  // All but the ends are the least before they are ranked: points on a straight line stay so.
  ranks.fill(0, 1, Math.max(1, count - 1));
  for (let from = 0; from < count - 1; from += PART_POINTS) rankPart(xy, ranks, from, Math.min(count - 1, from + PART_POINTS));
}

/**
 * Rank the points of a part. Its two ends have the highest rank.
 * @param {Float64Array} xy
 * @param {Float64Array} ranks
 * @param {number} from
 * @param {number} to
 */
function rankPart(xy, ranks, from, to) {
  ranks[from] = Infinity;
  ranks[to] = Infinity;
  // What is still to be split: its two ends.
  const open = [from, to];
  while (open.length) {
    const b = Number(open.pop());
    const a = Number(open.pop());
    const dx = xy[2 * b] - xy[2 * a];
    const dy = xy[2 * b + 1] - xy[2 * a + 1];
    const length = dx * dx + dy * dy;
    let farthest = 0;
    let most = 0;
    for (let i = a + 1; i < b; i += 1) {
      const px = xy[2 * i] - xy[2 * a];
      const py = xy[2 * i + 1] - xy[2 * a + 1];
      const share = length ? Math.min(1, Math.max(0, (px * dx + py * dy) / length)) : 0;
      const square = (px - dx * share) ** 2 + (py - dy * share) ** 2;
      if (square <= most) continue;
      most = square;
      farthest = i;
    }
    if (!most) continue;
    // No higher than that of the ends: a point is never kept without the points that split it off.
    ranks[farthest] = Math.min(Math.sqrt(most), ranks[a], ranks[b]);
    open.push(a, farthest, farthest, b);
  }
}

/**
 * @param {PathShape} shape
 * @param {number} scale pixels to a world pixel
 * @returns {SimplePath} the points to draw, made once for each zoom level
 */
export function simplifiedAt({ xy, vertices, ranks, simplified }, scale) {
  const level = Math.ceil(Math.log2(scale));
  let made = simplified.get(level);
  if (!made) {
    const tolerance = TOLERANCE_PX / 2 ** level;
    const isKept = (/** @type {unknown} */ _, /** @type {number} */ i) => ranks[i] > tolerance;
    made = { vertices: vertices.filter(isKept), xy: xy.filter((_, n) => isKept(_, n >> 1)) };
    simplified.set(level, made);
  }
  return made;
}

/**
 * Where a mover is on its drawn path: also beyond the edge of the world, if the path leads there.
 * @param {Path} path
 * @param {number} vertex as from vertexIn
 * @param {number[]} into set to x and y in world pixels
 */
export function locateOnPath(path, vertex, into) {
  const { xy, vertices } = shapeOf(path);
  const before = Math.min(countUpTo(vertices, vertex), vertices.length - 1) - 1;
  const share = (vertex - vertices[before]) / (vertices[before + 1] - vertices[before]);
  into[0] = xy[2 * before] + (xy[2 * before + 2] - xy[2 * before]) * share;
  // In world pixels, degrees are even from west to east, but not from north to south.
  const first = Math.min(Math.floor(vertex), path.length - 2);
  into[1] = toWorld(0, path[first][1] + (path[first + 1][1] - path[first][1]) * (vertex - first))[1];
}
