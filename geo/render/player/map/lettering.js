// Where lettering may stand: boxes that may be turned, tested against those already taken, and
// straight stretches of a line long enough for a word. Pure arithmetic in CSS pixels; no DOM.

/**
 * Whether two boxes touch: no axis of either separates them.
 * @param {LetterBox} a
 * @param {LetterBox} b
 * @returns {boolean}
 */
function boxesTouch(a, b) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const reach = (Math.hypot(a.w, a.h) + Math.hypot(b.w, b.h)) / 2;
  if (dx * dx + dy * dy > reach * reach) return false;
  for (const angle of [a.angle, a.angle + Math.PI / 2, b.angle, b.angle + Math.PI / 2]) {
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    if (Math.abs(dx * cos + dy * sin) > halfExtent(a, cos, sin) + halfExtent(b, cos, sin)) return false;
  }
  return true;
}

/**
 * How far a box reaches from its middle along a direction.
 * @param {LetterBox} box
 * @param {number} cos
 * @param {number} sin
 * @returns {number}
 */
function halfExtent(box, cos, sin) {
  const c = Math.cos(box.angle);
  const s = Math.sin(box.angle);
  return (box.w * Math.abs(c * cos + s * sin) + box.h * Math.abs(c * sin - s * cos)) / 2;
}

/** The boxes taken on one drawing of the map; a cell grid keeps each test short. */
export class Lettering {
  /**
   * @param {number} width of the canvas
   * @param {number} height of the canvas
   */
  constructor(width, height) {
    this._width = width;
    this._height = height;
    /** @type {Map<string, LetterBox[]>} */
    this._cells = new Map();
  }

  /**
   * Keeps lettering away from something that is not lettering.
   * @param {number[]} edges left, top, right, bottom
   * @param {number} weight how much it matters: see take; no room is kept around it
   */
  block([left, top, right, bottom], weight) {
    const box = { x: (left + right) / 2, y: (top + bottom) / 2, w: right - left, h: bottom - top, angle: 0, weight };
    this._put(box, this._cellsOf(box, box.w / 2, box.h / 2));
  }

  /**
   * Takes the box if it has room.
   * @param {LetterBox} box
   * @param {number} room free pixels to keep on every side of it, from other lettering
   * @param {number} [over] it may lie on what is blocked with no more than this weight
   * @returns {boolean} whether it was taken
   */
  take(box, room, over = 0) {
    const cells = this._cellsWithRoom(box, room, over);
    if (!cells) return false;
    this._put(box, cells);
    return true;
  }

  /** Whether a box as for take would be taken. @param {LetterBox} box @param {number} room */
  hasRoom(box, room, over = 0) { return this._cellsWithRoom(box, room, over) !== null; }

  /**
   * @param {LetterBox} box
   * @param {number} room
   * @param {number} over
   * @returns {?string[]} the cells of a box that lies on the canvas whole, where nothing else is; else null
   */
  _cellsWithRoom(box, room, over) {
    const cos = Math.abs(Math.cos(box.angle));
    const sin = Math.abs(Math.sin(box.angle));
    const rx = (box.w * cos + box.h * sin) / 2;
    const ry = (box.w * sin + box.h * cos) / 2;
    if (box.x - rx < 2 || box.y - ry < 2 || box.x + rx > this._width - 2 || box.y + ry > this._height - 2) {
      return null;
    }
    const wide = { ...box, w: box.w + 2 * room, h: box.h + 2 * room };
    const cells = this._cellsOf(wide, rx + 2 * room, ry + 2 * room);
    const isMet = (/** @type {LetterBox} */ other) => (other.weight ? other.weight > over && boxesTouch(box, other) : boxesTouch(wide, other));
    return cells.some((cell) => this._cells.get(cell)?.some(isMet)) ? null : cells;
  }

  /** @param {LetterBox} box @param {string[]} cells */
  _put(box, cells) {
    for (const cell of cells) {
      const there = this._cells.get(cell);
      if (there) there.push(box);
      else this._cells.set(cell, [box]);
    }
  }

  /**
   * @param {LetterBox} box
   * @param {number} rx
   * @param {number} ry
   * @returns {string[]} the names of the 128-pixel cells that the box may touch
   */
  _cellsOf(box, rx, ry) {
    const cells = [];
    for (let i = Math.floor((box.x - rx) / 128); i <= Math.floor((box.x + rx) / 128); i += 1) {
      for (let j = Math.floor((box.y - ry) / 128); j <= Math.floor((box.y + ry) / 128); j += 1) {
        cells.push(`${i},${j}`);
      }
    }
    return cells;
  }
}

/**
 * @param {Float64Array} xy x and y in turn
 * @returns {MeasuredLine}
 */
export function measureLine(xy) {
  const sums = new Float64Array(xy.length / 2);
  for (let i = 1; i < sums.length; i += 1) {
    sums[i] = sums[i - 1] + Math.hypot(xy[2 * i] - xy[2 * i - 2], xy[2 * i + 1] - xy[2 * i - 1]);
  }
  return { xy, sums, length: sums[sums.length - 1] };
}

/**
 * @param {MeasuredLine} line
 * @param {number} along distance from the line's start
 * @returns {number} the first vertex but the line's first that lies there or farther
 */
function stepAt(line, along) {
  let low = 1;
  let high = line.sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (line.sums[middle] < along) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {MeasuredLine} line
 * @param {number} along distance from the line's start
 * @returns {[number, number]}
 */
export function pointAlong(line, along) {
  const { xy, sums } = line;
  const i = stepAt(line, along);
  const step = sums[i] - sums[i - 1];
  const share = step > 0 ? Math.min(1, Math.max(0, (along - sums[i - 1]) / step)) : 0;
  return [
    xy[2 * i - 2] + share * (xy[2 * i] - xy[2 * i - 2]),
    xy[2 * i - 1] + share * (xy[2 * i + 1] - xy[2 * i - 1]),
  ];
}

/**
 * Where a word of some width can stand on a line: its middle and its turn, never upside down;
 * null when the line bends too much there for straight lettering.
 * @param {MeasuredLine} line
 * @param {number} middle distance from the line's start
 * @param {number} width in the line's own units, like everything here
 * @param {number} slack how far the line may stray from the lettering's base
 * @returns {?{x: number, y: number, angle: number}}
 */
export function spotAlong(line, middle, width, slack) {
  const from = middle - width / 2;
  const to = middle + width / 2;
  if (from < 0 || to > line.length) return null;
  const [ax, ay] = pointAlong(line, from);
  const [bx, by] = pointAlong(line, to);
  const reach = Math.hypot(bx - ax, by - ay);
  if (reach < width * 0.97) return null;
  for (let i = stepAt(line, from); line.sums[i] < to; i += 1) {
    const off = ((bx - ax) * (line.xy[2 * i + 1] - ay) - (by - ay) * (line.xy[2 * i] - ax)) / reach;
    if (Math.abs(off) > slack) return null;
  }
  let angle = Math.atan2(by - ay, bx - ax);
  if (angle > Math.PI / 2) angle -= Math.PI;
  if (angle <= -Math.PI / 2 + 0.02) angle += Math.PI;
  return { x: (ax + bx) / 2, y: (ay + by) / 2, angle };
}
