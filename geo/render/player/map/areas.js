// The areas of events: filled while an event plays, the newest on top. Of those that have ended, the last ones stay as
// faint outlines, so that an area that grows shows how it has grown.
import { isInAreas, polygonsOf } from '../arithmetic/areas.js';
import { toWorld } from '../arithmetic/mercator.js';
import { isAroundPole, nextCorner, simpleRingAt } from '../arithmetic/ringshape.js';
import { StateReader } from '../statereader.js';
import { DETAILED } from './crowding.js';
import { CURRENT_RADIUS } from './currentmarker.js';
import { copiesInView, shiftedView } from './view.js';

/** How many areas that have ended are shown. */
const MOST_ENDED = 8;

/** The polygons of this many events that do not play are kept for the next frames. */
const MOST_KEPT_AREAS = 100;

/** An area whose box is smaller has a marker like other events, in pixels. */
const LEAST_OWN_PX = CURRENT_RADIUS.clear * 2.5;

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

export class Areas extends StateReader {
  /** @param {PlayerStore} store */
  constructor(store) {
    super(store);
    /** By event: its polygons in world pixels. Each is made when it is first needed. @type {Map<number, PlanePolygons>} */
    this._made = new Map();
    /** The k with areas that the filter shows, by end; null: it must be made. @type {?number[]} */
    this._byEnd = null;
    store.watch(['story', 'timeline', 'shown'], () => {
      this._made.clear();
      this._byEnd = null;
    });
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {Pick<Moment, 'time' | 'visible' | 'focus'>} moment
   * @param {{colours: StageColours, colourOf: (event: number) => string}} looks
   */
  draw(c, view, { time, visible, focus }, looks) {
    const { shown, timeline: { order, ends } } = this;
    const byEnd = this._byEnd ??= Array.from(order.keys()).filter((k) => this._areasOf(k) && (!shown || shown[k])).sort((a, b) => ends[a] - ends[b]);
    if (!byEnd.length) return;
    const paint = (/** @type {number} */ k, /** @type {AreaStyle} */ style) => {
      for (const copy of this._copiesOf(k, view)) paintAreas(c, this._polygonsOf(k), copy, style, looks.colourOf(order[k]), looks.colours.paper);
    };
    const playing = visible.filter((k) => this._areasOf(k));
    const ended = byEnd.findLastIndex((k) => ends[k] <= time) + 1;
    for (const k of byEnd.slice(Math.max(0, ended - MOST_ENDED), ended)) {
      if (!playing.includes(k)) paint(k, k === focus ? AREA_STYLES.over : AREA_STYLES.ended);
    }
    const plain = playing.length > DETAILED ? AREA_STYLES.crowd : AREA_STYLES.playing;
    for (const k of playing) paint(k, k === focus ? AREA_STYLES.current : plain);
    c.globalAlpha = 1;
    for (const event of this._made.keys()) {
      if (this._made.size <= MOST_KEPT_AREAS + playing.length) break;
      this._made.delete(event);
    }
  }

  /**
   * @param {Point} point of the window
   * @param {View} view
   * @param {Pick<Moment, 'visible' | 'focus'>} moment
   * @returns {number} the k of the smallest playing area there; after that of the current event the next larger one, and
   *   after the largest the smallest; -1: none
   */
  at({ x, y }, view, { visible, focus }) {
    const sizeOf = (/** @type {number} */ k) => this._areasOf(k)?.size ?? 0;
    const isThere = (/** @type {number} */ k) => this._copiesOf(k, view)
      .some((copy) => isInAreas(this._polygonsOf(k), (x - copy.x) / view.scale, (y - view.y) / view.scale));
    const found = visible.filter((k) => sizeOf(k) && isThere(k))
      .sort((a, b) => sizeOf(a) - sizeOf(b) || b - a);
    return found[(found.indexOf(focus) + 1) % found.length] ?? -1;
  }

  /** @param {number} k @param {View} view @returns {boolean} whether its areas are large enough to need no marker */
  areLarge(k, { scale }) {
    if (!this._areasOf(k)) return false;
    const [[west, south], [east, north]] = this._cornersOf(k);
    return Math.min(east - west, south - north) * scale >= LEAST_OWN_PX;
  }

  /** @param {number} k that has areas @returns {[number, number][]} the south-west and the north-east corner, in world pixels */
  _cornersOf(k) { return /** @type {RawAreas} */ (this._areasOf(k)).box.map((corner) => toWorld(...corner)); }

  /** @param {number} k that has areas @param {View} view @returns {View[]} the view for each copy of the world that shows a part of them */
  _copiesOf(k, view) {
    const [[west], [east]] = this._cornersOf(k);
    // An area around the world would otherwise be drawn twice for a pixel at its edge.
    const inset = Math.min((east - west) / 2, 1 / view.scale);
    return copiesInView(view, west + inset, east - inset).map((shift) => shiftedView(view, shift));
  }

  /** @param {number} k @returns {?RawAreas | undefined} */
  _areasOf(k) { return this.story.events.areas[this.timeline.order[k]]; }

  /** @param {number} k that has areas @returns {PlanePolygons} in world pixels */
  _polygonsOf(k) {
    const event = this.timeline.order[k];
    const made = this._made.get(event) ?? polygonsOf(/** @type {RawAreas} */ (this._areasOf(k)), toWorld);
    this._made.set(event, made);
    return made;
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
    for (const ring of rings) traceRing(c, ring, view, false);
    c.fillStyle = colour;
    c.globalAlpha = fill;
    if (fill) c.fill('evenodd');
    c.beginPath();
    for (const ring of rings) traceRing(c, ring, view, true);
    c.globalAlpha = 0.7;
    c.strokeStyle = edgeColour;
    c.lineWidth = edge;
    if (edge) c.stroke();
    c.globalAlpha = line;
    c.strokeStyle = colour;
    c.lineWidth = width;
    c.stroke();
  }
}

/**
 * Add a ring to the canvas's path. A ring around a pole ends with two corners at the pole. The lines to them are no edge
 * of the area: they are filled, but not drawn. Left out are corners that are too near to the one before, and those that
 * lie outside the window on the same side as both neighbours: the lines between them do, too, and so does the line in
 * their place.
 * @param {CanvasRenderingContext2D} c
 * @param {Float64Array} ring in world pixels
 * @param {View} view
 * @param {boolean} isLine whether the line is drawn
 */
function traceRing(c, ring, { x: left, y: top, scale, width, height }, isLine) {
  const isOpen = isLine && isAroundPole(ring);
  const simple = simpleRingAt(ring, scale);
  const { xy } = simple;
  const sides = [-LINE_MARGIN_PX - left, -LINE_MARGIN_PX - top, width + LINE_MARGIN_PX - left, height + LINE_MARGIN_PX - top]
    .map((pixels) => pixels / scale);
  const sideOf = (/** @type {number} */ n) => (xy[n] < sides[0] ? 1 : xy[n] > sides[2] ? 2 : xy[n + 1] < sides[1] ? 3 : xy[n + 1] > sides[3] ? 4 : 0);
  const end = xy.length - (isOpen ? 4 : 0);
  let [x, y] = [xy[0] * scale + left, xy[1] * scale + top];
  let sideBefore = sideOf(0);
  let nextSide = sideBefore;
  c.moveTo(x, y);
  let i = 0;
  while (i < end) {
    const next = nextCorner(simple, i, sides);
    const side = nextSide;
    nextSide = sideOf(next % xy.length);
    const [hereX, hereY] = [xy[i] * scale + left, xy[i + 1] * scale + top];
    i = next;
    if ((side && sideBefore === side && side === nextSide) || Math.abs(hereX - x) + Math.abs(hereY - y) < SIMPLIFIED_PX) continue;
    c.lineTo(hereX, hereY);
    [x, y] = [hereX, hereY];
    sideBefore = side;
  }
  if (!isOpen) c.closePath();
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
  paintAreas(c, [[ring]], { x: 0, y: 0, scale: 1, width: 99, height: 99, middle: 0 }, AREA_STYLES.playing, colour, paper);
}
