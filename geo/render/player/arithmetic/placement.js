// Where labels have room: each is put at the first of its places that touches no label placed before it and no
// obstacle, so the most important label comes first. The module that draws a label also lists its possible
// places. Pure arithmetic in CSS pixels: no DOM, no imports.

/** Side of the squares by which neighbours are found, in pixels: about as large as a label. */
const CELL_PX = 128;

/** Numbers kept for each box: middle, half its width and height, angle, and weight. */
const FIELDS = 6;

/** The number of a square. Distant squares may share one: that costs time and changes nothing. */
const cellOf = (/** @type {number} */ column, /** @type {number} */ row) => (column & 255) | ((row & 255) << 8);

/** @type {Box} */
const EVERYWHERE = [-Infinity, -Infinity, Infinity, Infinity];

/** At exactly the distance that labels keep, rounding would decide: there they have no room. */
const HAIR_PX = 1e-9;

/** It may touch other labels, and lies on no obstacle. */
const CLOSE = Object.freeze({ room: 0, over: 0 });

/** @param {number} x @param {number} y @param {number} far @returns {Box} that far from a point, to each side */
export function boxAround(x, y, far) { return [x - far, y - far, x + far, y + far]; }

export class LabelPlacer {
  /** @param {Box} [window] left, top, right and bottom of what labels must lie in whole; left out: anywhere */
  constructor(window = EVERYWHERE) {
    this._window = window;
    /** FIELDS numbers for each box, one after the other: hundreds of labels are placed in a frame. @type {number[]} */
    this._boxes = [];
    /** By square, see cellOf: where the numbers of its boxes begin. @type {Map<number, number[]>} */
    this._cells = new Map();
  }

  /** Forget all labels and obstacles. What they took is used again: a frame makes no garbage. */
  clear() {
    this._boxes.length = 0;
    for (const cell of this._cells.values()) cell.length = 0;
  }

  /**
   * Keep labels away from something else.
   * @param {readonly number[]} edges left, top, right, bottom
   * @param {number} [weight] above 0: how much it matters, see fits
   */
  block([left, top, right, bottom], weight = Infinity) {
    this._put((left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2, 0, weight);
  }

  /**
   * @param {LabelBox} box
   * @param {{room: number, over: number}} [how] `room`: pixels that stay free to other labels, at each side; 0:
   *   they may touch; `over`: it may lie on obstacles of no more than this weight
   * @returns {boolean} whether a label has room there
   */
  fits(box, how = CLOSE) {
    const [left, top, right, bottom] = this._window;
    const { x, y } = box;
    const across = reachAcross(box.w / 2, box.h / 2, box.angle ?? 0);
    const down = reachAcross(box.h / 2, box.w / 2, box.angle ?? 0);
    if (x - across < left || y - down < top || x + across > right || y + down > bottom) return false;
    // A turned box reaches farther with its room: less than twice the room, on each side.
    const far = 2 * how.room;
    const lastColumn = Math.floor((x + across + far) / CELL_PX);
    const lastRow = Math.floor((y + down + far) / CELL_PX);
    for (let row = Math.floor((y - down - far) / CELL_PX); row <= lastRow; row += 1) {
      for (let column = Math.floor((x - across - far) / CELL_PX); column <= lastColumn; column += 1) {
        const cell = this._cells.get(cellOf(column, row));
        if (!cell) continue;
        for (let i = 0; i < cell.length; i += 1) if (this._meets(cell[i], box, how)) return false;
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
    const across = reachAcross(halfWidth, halfHeight, angle);
    const down = reachAcross(halfHeight, halfWidth, angle);
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
  _meets(at, box, { room, over }) {
    const boxes = this._boxes;
    const weight = boxes[at + FIELDS - 1];
    if (weight && weight <= over) return false;
    const grown = weight || !room ? 0 : room + HAIR_PX;
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
 * How far a turned box reaches from its middle to the right and to the left; up and down with the first two exchanged.
 * @param {number} halfWidth
 * @param {number} halfHeight
 * @param {number} angle
 */
function reachAcross(halfWidth, halfHeight, angle) {
  return angle ? halfWidth * Math.abs(Math.cos(angle)) + halfHeight * Math.abs(Math.sin(angle)) : halfWidth;
}

/**
 * Whether one of the two axes of a box has two boxes apart (separating axis theorem).
 * @param {number} dx from the middle of the one box to that of the other
 * @param {number} dy
 * @param {number} angle of the box whose axes are looked along
 * @param {number} halfWidth
 * @param {number} halfHeight
 * @param {number} otherAngle
 * @param {number} otherHalfWidth
 * @param {number} otherHalfHeight
 */
function isApart(dx, dy, angle, halfWidth, halfHeight, otherAngle, otherHalfWidth, otherHalfHeight) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = otherAngle - angle;
  return Math.abs(dx * cos + dy * sin) >= halfWidth + reachAcross(otherHalfWidth, otherHalfHeight, turned)
    || Math.abs(dy * cos - dx * sin) >= halfHeight + reachAcross(otherHalfHeight, otherHalfWidth, turned);
}
