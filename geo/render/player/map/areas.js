// The areas of events: filled while an event plays, the newest on top. Of those that have ended, the last ones stay as
// faint outlines, so that an area that grows shows how it has grown.
import { areaCorners, isInAreas, polygonsOf } from '../arithmetic/areas.js';
import { countUpTo } from '../arithmetic/axis.js';
import { toWorld } from '../arithmetic/mercator.js';
import { StateReader } from '../statereader.js';
import { DETAILED } from './crowding.js';
import { CURRENT_RADIUS } from './currentmarker.js';
import { toView } from './view.js';

/** How many areas that have ended are shown. */
const MOST_ENDED = 8;

/** An area whose box is smaller has a marker like other events, in pixels. */
const LEAST_OWN_PX = CURRENT_RADIUS.clear * 2.5;

/** With more corners than these, all polygons are removed and made again when they are needed. */
const MOST_AREA_CORNERS = 2e6;

/** A corner nearer than this to the one before is not drawn: pixels. */
const SIMPLIFIED_PX = 0.6;

/** Farther outside the window, no line can be seen: pixels. */
const LINE_MARGIN_PX = 8;

/**
 * Opacity of the fill and of the line, the line's width, and the width of the edge that separates it from the map
 * below, in pixels. `over`: the event on the card has ended.
 * @type {Record<'ended' | 'crowd' | 'playing' | 'current' | 'over', AreaStyle>}
 */
const AREA_STYLES = {
  ended: [0, 0.45, 1, 0], crowd: [0.2, 0.8, 1, 0], playing: [0.22, 0.9, 1.5, 3.5], current: [0.3, 1, 3, 6], over: [0.08, 1, 2, 5],
};

/** @typedef {[number, number, number, number]} AreaStyle */
/** @typedef {{colours: StageColours, colourOf: (event: number) => string}} AreaLooks */

/**
 * The areas that the map can show and that the filter shows.
 * @typedef {object} AreaIndex
 * @property {number[]} ks        by end
 * @property {Float64Array} ends  of these
 * @property {Uint8Array} flags   by k: 1 if it is one of these
 */

export class Areas extends StateReader {
  /** @param {PlayerStore} store */
  constructor(store) {
    super(store);
    /** By event: its polygons in world pixels. Each is made when it is first needed. @type {Map<number, PlanePolygons>} */
    this._made = new Map();
    this._corners = 0;
    /** Made when it is first needed. @type {?AreaIndex} */
    this._indexed = null;
    store.watch(['story', 'timeline', 'shown'], () => {
      this._made.clear();
      this._indexed = null;
    });
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {Pick<Moment, 'time' | 'visible' | 'focus'>} moment
   * @param {AreaLooks} looks
   */
  draw(c, view, { time, visible, focus }, looks) {
    const { ks, ends, flags } = this._index;
    if (!ks.length) return;
    const paint = (/** @type {number} */ k, /** @type {AreaStyle} */ style) => this._paint(c, view, k, style, looks);
    const playing = visible.filter((k) => flags[k]);
    const isOver = flags[focus] && !playing.includes(focus);
    const ended = countUpTo(ends, time);
    for (const k of ks.slice(Math.max(0, ended - MOST_ENDED), ended)) if (!playing.includes(k)) paint(k, AREA_STYLES.ended);
    const plain = playing.length > DETAILED ? AREA_STYLES.crowd : AREA_STYLES.playing;
    for (const k of playing) paint(k, k === focus ? AREA_STYLES.current : plain);
    if (isOver) paint(focus, AREA_STYLES.over);
    c.globalAlpha = 1;
  }

  /**
   * @param {Point} point of the window
   * @param {View} view
   * @param {Pick<Moment, 'visible' | 'focus'>} moment
   * @returns {number} the k of the smallest playing area there; after that of the current event the next larger one, and
   *   after the largest the smallest; -1: none
   */
  at({ x, y }, view, { visible, focus }) {
    const { flags } = this._index;
    /** @type {Array<{k: number, size: number}>} */
    const found = [];
    for (const k of visible) {
      if (!flags[k]) continue;
      const [left, top, right, bottom] = this._boxOf(k, view);
      if (x < left || x > right || y < top || y > bottom) continue;
      if (isInAreas(this._polygonsOf(k), (x - view.x) / view.scale, (y - view.y) / view.scale)) found.push({ k, size: (right - left) * (bottom - top) });
    }
    found.sort((a, b) => a.size - b.size || b.k - a.k);
    return found.length ? found[(found.findIndex(({ k }) => k === focus) + 1) % found.length].k : -1;
  }

  /** @param {number} k @param {View} view @returns {boolean} whether its areas are large enough to need no marker */
  areLarge(k, view) {
    if (!this._index.flags[k]) return false;
    const [left, top, right, bottom] = this._boxOf(k, view);
    return Math.min(right - left, bottom - top) >= LEAST_OWN_PX;
  }

  get _index() { return this._indexed ??= this._makeIndex(); }

  /** @returns {AreaIndex} */
  _makeIndex() {
    const { shown, story: { events: { areas }, worldX }, timeline: { order, ends } } = this;
    const flags = Uint8Array.from(order, (event, k) => Number(areas[event] && worldX[event] === worldX[event] && !(shown && !shown[k])));
    const ks = Array.from(order.keys()).filter((k) => flags[k]).sort((a, b) => ends[a] - ends[b]);
    return { ks, ends: Float64Array.from(ks, (k) => ends[k]), flags };
  }

  /** @param {number} k @param {View} view @returns {Box} around its areas, in pixels of the window */
  _boxOf(k, view) {
    const [southWest, northEast] = areaCorners(this.story.events, this.timeline.order[k]).map((corner) => toView(view, corner));
    return [southWest[0], northEast[1], northEast[0], southWest[1]];
  }

  /** @param {number} k @returns {PlanePolygons} in world pixels */
  _polygonsOf(k) {
    const event = this.timeline.order[k];
    const { areas, paths } = this.story.events;
    let made = this._made.get(event);
    if (!made) {
      if (this._corners > MOST_AREA_CORNERS) this._made.clear();
      if (!this._made.size) this._corners = 0;
      made = polygonsOf(/** @type {RawAreas} */ (areas[event]), paths[event][0][0], toWorld);
      for (const ring of made.flat()) this._corners += ring.length / 2;
      this._made.set(event, made);
    }
    return made;
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {number} k
   * @param {AreaStyle} style
   * @param {AreaLooks} looks
   */
  _paint(c, view, k, style, looks) {
    const [left, top, right, bottom] = this._boxOf(k, view);
    if (right < 0 || left > view.width || bottom < 0 || top > view.height) return;
    paintAreas(c, this._polygonsOf(k), view, style, looks.colourOf(this.timeline.order[k]), looks.colours.paper);
  }
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {PlanePolygons} polygons in world pixels
 * @param {View} view
 * @param {AreaStyle} style
 * @param {string} colour
 * @param {string} edgeColour
 */
function paintAreas(c, polygons, view, [fill, line, width, edge], colour, edgeColour) {
  c.lineJoin = 'round';
  c.setLineDash([]);
  for (const rings of polygons) {
    c.beginPath();
    for (const ring of rings) traceRing(c, ring, view);
    c.fillStyle = colour;
    c.globalAlpha = fill;
    if (fill) c.fill('evenodd');
    for (const [strokeColour, alpha, lineWidth] of /** @type {const} */ ([[edgeColour, 0.7, edge], [colour, line, width]])) {
      c.strokeStyle = strokeColour;
      c.globalAlpha = alpha;
      c.lineWidth = lineWidth;
      if (lineWidth) c.stroke();
    }
  }
}

/**
 * Add a ring to the canvas's path. Left out are corners that are too near to the one before, and those that lie outside
 * the window on the same side as both neighbours: the lines between them do, too, and so does the line in their place.
 * @param {CanvasRenderingContext2D} c
 * @param {Float64Array} ring in world pixels
 * @param {View} view
 */
function traceRing(c, ring, { x: left, y: top, scale, width, height }) {
  const pointAt = (/** @type {number} */ i) => {
    const [x, y] = [ring[i] * scale + left, ring[i + 1] * scale + top];
    return { x, y, sides: Number(x < -LINE_MARGIN_PX) | (x > width + LINE_MARGIN_PX ? 2 : 0) | (y < -LINE_MARGIN_PX ? 4 : 0) | (y > height + LINE_MARGIN_PX ? 8 : 0) };
  };
  let before = pointAt(0);
  let next = before;
  c.moveTo(before.x, before.y);
  for (let i = 0; i < ring.length; i += 2) {
    const here = next;
    next = pointAt((i + 2) % ring.length);
    if (before.sides & here.sides & next.sides || Math.abs(here.x - before.x) + Math.abs(here.y - before.y) < SIMPLIFIED_PX) continue;
    c.lineTo(here.x, here.y);
    before = here;
  }
  c.closePath();
}

/**
 * An area on the legend.
 * @param {CanvasRenderingContext2D} c drawn around the origin
 * @param {string} colour
 * @param {unknown} _
 * @param {StageColours} colours
 */
export function drawAreaSign(c, colour, _, { paper }) {
  const ring = Float64Array.of(-15, -4, -4, -9, 13, -5, 15, 6, 2, 9, -12, 6);
  paintAreas(c, [[ring]], { x: 0, y: 0, scale: 1, width: 99, height: 99 }, AREA_STYLES.playing, colour, paper);
}
