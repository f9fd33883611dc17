// Places labels: each gets the first of its possible places that touches no obstacle and no label placed before. So the
// most important label must be placed first. The module that draws a label also lists its possible places. Pure
// arithmetic in CSS pixels: no DOM, no imports.

/** The side of the squares in which neighbours are searched, in pixels: about the width of a label. */
const CELL_PX = 128;

/** Numbers for each box: x and y of its middle, half its width and height, angle, and weight. */
const FIELDS = 6;

/** The number of a square. Distant squares may have the same number: that costs time, but changes no result. */
const cellOf = (/** @type {number} */ column, /** @type {number} */ row) => (column & 255) | ((row & 255) << 8);

/** @type {Box} */
const EVERYWHERE = [-Infinity, -Infinity, Infinity, Infinity];

/** Added to the room of a label, so that rounding does not decide at exactly that distance. */
const ROUNDING_PX = 1e-9;

/** A label may touch other labels, and covers no obstacle. */
const CLOSE = Object.freeze({ room: 0, over: 0 });

/** @param {number} x @param {number} y @param {number} reach @returns {Box} around a point, to this distance */
export function boxAround(x, y, reach) { return [x - reach, y - reach, x + reach, y + reach]; }

export class LabelPlacer {
  /** @param {Box} [window] which must contain labels completely; left out: no limit */
  constructor(window = EVERYWHERE) {
    this._window = window;
    /** FIELDS numbers for each box, in one array: a frame can place hundreds of labels. @type {number[]} */
    this._boxes = [];
    /** By square, see cellOf: the indices at which the numbers of its boxes begin. @type {Map<number, number[]>} */
    this._cells = new Map();
  }

  /** Forget all labels and obstacles. The arrays are used again, so that a frame allocates little. */
  clear() {
    this._boxes.length = 0;
    for (const cell of this._cells.values()) cell.length = 0;
  }

  /**
   * Add an obstacle.
   * @param {Readonly<Box>} box
   * @param {number} [weight] above 0: how much it matters, see fits
   */
  block([left, top, right, bottom], weight = Infinity) {
    this._put((left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2, 0, weight);
  }

  /**
   * @param {LabelBox} box
   * @param {{room: number, over: number}} [how] `room`: pixels to other labels on each side; 0: they may
   *   touch; `over`: the label may cover obstacles up to this weight
   * @returns {boolean} whether a label has room there
   */
  fits(box, how = CLOSE) {
    const [left, top, right, bottom] = this._window;
    const { x, y, w, h, angle = 0 } = box;
    const across = angle ? reachAcross(w / 2, h / 2, angle) : w / 2;
    const down = angle ? reachAcross(h / 2, w / 2, angle) : h / 2;
    if (x - across < left || y - down < top || x + across > right || y + down > bottom) return false;
    // With its room, a rotated box reaches farther: by less than twice the room on each side.
    const far = 2 * how.room;
    const lastColumn = Math.floor((x + across + far) / CELL_PX);
    const lastRow = Math.floor((y + down + far) / CELL_PX);
    for (let row = Math.floor((y - down - far) / CELL_PX); row <= lastRow; row += 1) {
      for (let column = Math.floor((x - across - far) / CELL_PX); column <= lastColumn; column += 1) {
        const cell = this._cells.get(cellOf(column, row));
        if (!cell) continue;
        for (let i = 0; i < cell.length; i += 1) if (this._touches(cell[i], box, how)) return false;
      }
    }
    return true;
  }

  /**
   * Place a label if it has room.
   * @param {LabelBox} box
   * @param {{room: number, over: number}} [how] as for fits
   * @returns {boolean} whether it had
   */
  take(box, how = CLOSE) {
    if (!this.fits(box, how)) return false;
    this._put(box.x, box.y, box.w / 2, box.h / 2, box.angle ?? 0, 0);
    return true;
  }

  /**
   * Place a label at the first of its places that has room.
   * @template {LabelBox} T
   * @param {readonly T[]} places the best first
   * @param {{room: number, over: number}} [how] as for fits
   * @returns {?T} null: none has
   */
  takeFirst(places, how = CLOSE) { return places.find((place) => this.take(place, how)) ?? null; }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} halfWidth
   * @param {number} halfHeight
   * @param {number} angle
   * @param {number} weight 0: a label
   */
  _put(x, y, halfWidth, halfHeight, angle, weight) {
    const at = this._boxes.length;
    this._boxes.push(x, y, halfWidth, halfHeight, angle, weight);
    const across = angle ? reachAcross(halfWidth, halfHeight, angle) : halfWidth;
    const down = angle ? reachAcross(halfHeight, halfWidth, angle) : halfHeight;
    const lastColumn = Math.floor((x + across) / CELL_PX);
    const lastRow = Math.floor((y + down) / CELL_PX);
    for (let row = Math.floor((y - down) / CELL_PX); row <= lastRow; row += 1) {
      for (let column = Math.floor((x - across) / CELL_PX); column <= lastColumn; column += 1) {
        const key = cellOf(column, row);
        const cell = this._cells.get(key);
        if (cell) cell.push(at);
        else this._cells.set(key, [at]);
      }
    }
  }

  /**
   * @param {number} at where the numbers of a placed box begin
   * @param {LabelBox} box
   * @param {{room: number, over: number}} how
   */
  _touches(at, box, { room, over }) {
    const boxes = this._boxes;
    const weight = boxes[at + FIELDS - 1];
    if (weight && weight <= over) return false;
    const grown = weight || !room ? 0 : room + ROUNDING_PX;
    const halfWidth = box.w / 2 + grown;
    const halfHeight = box.h / 2 + grown;
    const dx = boxes[at] - box.x;
    const dy = boxes[at + 1] - box.y;
    const angle = box.angle ?? 0;
    const otherAngle = boxes[at + 4];
    if (!angle && !otherAngle) return Math.abs(dx) < halfWidth + boxes[at + 2] && Math.abs(dy) < halfHeight + boxes[at + 3];
    return !isApart(dx, dy, angle, halfWidth, halfHeight, otherAngle, boxes[at + 2], boxes[at + 3])
      && !isApart(dx, dy, otherAngle, boxes[at + 2], boxes[at + 3], angle, halfWidth, halfHeight);
  }
}

/**
 * @param {number} halfWidth
 * @param {number} halfHeight
 * @param {number} angle
 * @returns {number} how far a rotated box reaches from its middle to the right and to the left; with width and height
 *   swapped: up and down
 */
function reachAcross(halfWidth, halfHeight, angle) {
  return angle ? halfWidth * Math.abs(Math.cos(angle)) + halfHeight * Math.abs(Math.sin(angle)) : halfWidth;
}

/**
 * Whether an axis of the first box separates two boxes (separating axis theorem).
 * @param {number} dx from the middle of the first box to the middle of the other
 * @param {number} dy
 * @param {number} angle of the first box
 * @param {number} halfWidth
 * @param {number} halfHeight
 * @param {number} otherAngle
 * @param {number} otherHalfWidth
 * @param {number} otherHalfHeight
 */
function isApart(dx, dy, angle, halfWidth, halfHeight, otherAngle, otherHalfWidth, otherHalfHeight) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const rotation = otherAngle - angle;
  return Math.abs(dx * cos + dy * sin) >= halfWidth + reachAcross(otherHalfWidth, otherHalfHeight, rotation)
    || Math.abs(dy * cos - dx * sin) >= halfHeight + reachAcross(otherHalfHeight, otherHalfWidth, rotation);
}
