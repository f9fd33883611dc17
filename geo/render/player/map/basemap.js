// The base map: the vectors of the atlas on one canvas in a pane of the map. When the map comes to rest, the base map
// is drawn with labels. During a move, the picture is moved and scaled with the pane. It is drawn again, with a margin
// and without labels, after each half zoom level and before the viewer would see an edge of the picture.
import { fromWorld } from '../arithmetic/mercator.js';
import { contextOf, whenIdle } from '../dom.js';
import { haveSameContent } from '../samecontent.js';
import { byZoom, BasemapGeometry } from './basemapgeometry.js';
import { labelBasemap } from './basemaplabels.js';
import { addCanvas, setCanvasSize } from './panes.js';
import { xInView } from './view.js';
import { EDGE, BasemapGlow } from './basemapglow.js';

/** Widths in pixels by zoom, see byZoom. */
const WIDTHS = {
  freeway: [[8, 0.8], [10, 1], [11, 1], [12, 2.2], [14, 3.8], [16, 7], [18, 13]],
  freewayCasing: [[11, 2], [13, 3], [17, 5]],
  street: [[10, 0.5], [12, 0.9], [14, 2], [16, 4.5], [18, 10]],
  streetMinor: [[12, 0.5], [14, 1.3], [16, 3.2], [18, 8]],
};
/**
 * Opacity by zoom, see byZoom: roads of each class fade in, wide freeways are fainter, and thin ones have no casing. A
 * stroke with opacity 0 is left out: without a graphics card, a wide stroke takes ten times as long as a thin one.
 */
const OPACITY = {
  freewayCasing: [[11, 0], [12, 1]],
  freeway: [[11, 1], [12, 0.85], [15, 0.6], [17, 0.45]],
  street: [[9.75, 0], [11, 0.7], [12.5, 1]],
  streetMinor: [[11.5, 0], [12.75, 0.8], [14, 1]],
};

/** Distance between the lines of the graticule, in degrees, below a zoom level. */
const GRID_STEPS = [[6, 2], [7, 1], [9, 0.5], [Infinity, 0.25]];

/** During a drag, this share of the window may be without a picture at an edge. */
const BARE_EDGE = 0.02;

/** During a flight, the picture is larger than the window, so that its edge is not reached soon: in zoom levels. */
const AHEAD = 0.3;

/** A picture that would be scaled by more than this is drawn again: in zoom levels. */
const REDRAWN_AT = 0.5;

/** The most pixels to a CSS pixel: more would make no visible difference. */
const DENSEST_BASEMAP = 3;

/** How long labels and glow take on a slow machine, in ms. */
export const LABELLING_MS = 20;

/** How long a drawing with labels takes after their texts have been measured, in ms. */
const RELABELLING_MS = 8;

/** @type {() => BasemapObstacles} */
const noObstacles = () => ({ panels: [], people: [], markers: [] });

export class Basemap {
  /**
   * Put the base map on the map, under everything else.
   * @param {SlippyMap} map
   * @param {RawAtlas} atlas
   * @param {BasemapPalette} palette
   * @param {() => ?BasemapObstacles} [obstacles] called when labels are placed: what they must not cover; null: this
   *   is not known yet, so labels have to wait
   */
  constructor(map, atlas, palette, obstacles = noObstacles) {
    this._map = map;
    this._geometry = new BasemapGeometry(atlas);
    this._palette = palette;
    this._glow = new BasemapGlow(this._geometry, palette);
    this._obstacles = obstacles;
    /** The labels in the picture. @type {DrawnLabel[]} */
    this._labels = [];
    /** The panels and people that the labels make room for. @type {Box[]} */
    this._avoided = [];
    /** The number of moves since the map came to rest. */
    this._moves = 0;
    /** See LabelText. @type {Map<string, number>} */
    this._widths = new Map();
    this._canvas = addCanvas(map, 'basemap');
    this._context = contextOf(this._canvas);
    this._family = getComputedStyle(map.container).fontFamily || 'system-ui, sans-serif';
    /** The view for which the picture was drawn. */
    this._shown = map.view;
    /** The size of the window when the picture was drawn. */
    this._size = map.size;
    /** Whether the picture is without glow. */
    this._isPlain = true;
    map.listen('zoom', () => this._onZoom());
    map.listen('rest', () => this._onRest());
    map.listen('move', () => this._onMove());
    // The map appears sooner if glow and labels are drawn later.
    this._draw({ withLabels: false, isPlain: true });
    whenIdle(() => this._isPlain && this.redraw(), LABELLING_MS);
  }

  _onZoom() {
    this._map.fitPicture(this._canvas, this._shown);
    if (Math.abs(this._map.zoom - this._shown.zoom) >= REDRAWN_AT) this._draw({ withLabels: false, ahead: AHEAD });
  }

  /** Draw again before a long flight or drag shows an edge of the picture. */
  _onMove() {
    this._moves += 1;
    const { isDragged } = this._map;
    if (!this._covers(isDragged ? BARE_EDGE : 0)) this._draw({ withLabels: isDragged, ahead: isDragged ? 0 : AHEAD });
  }

  /**
   * Draw with labels. After a flight or a drag, if the picture fills the window, wait until the browser has time: the
   * last frame of the flight has enough to do.
   */
  _onRest() {
    const hasMoved = this._moves > 1;
    this._moves = 0;
    const { width, height } = this._map.size;
    const isSameSize = width === this._size.width && height === this._size.height;
    if (hasMoved && isSameSize && this._covers(0)) this._redrawLater();
    else this.redraw();
  }

  /**
   * @param {number} edge the share of the window that may be without a picture at an edge
   * @returns {boolean} whether the picture covers the rest
   */
  _covers(edge) {
    const { width, height } = this._map.size;
    const { centre, zoom } = this._shown;
    const margin = (2 ** (this._map.zoom - zoom) - 1) / 2;
    const { x, y } = this._map.toWindow(centre);
    return Math.abs(x - width / 2) - margin * width <= Math.max(0.5, width * edge)
      && Math.abs(y - height / 2) - margin * height <= Math.max(0.5, height * edge);
  }

  /**
   * @param {{withLabels: boolean, ahead?: number, isPlain?: boolean}} how `withLabels`: labels take longer than
   *   everything else, and nobody reads them during a flight; `ahead`: how much larger than the window the picture is,
   *   in zoom levels; `isPlain`: without glow
   */
  _draw({ withLabels, ahead = 0, isPlain = false }) {
    const map = this._map;
    const { size } = map;
    const { centre, zoom } = map.view;
    const ratio = Math.min(window.devicePixelRatio || 1, DENSEST_BASEMAP);
    this._size = size;
    this._isPlain = isPlain;
    this._shown = { centre, zoom: zoom - ahead };
    setCanvasSize(this._canvas, size, ratio);
    if (ahead) map.fitPicture(this._canvas, this._shown);
    else map.coverWindow(this._canvas);
    const corner = ahead ? map.cornerAt(this._shown) : map.corner;
    const scale = 2 ** (zoom - ahead);
    const view = {
      zoom: zoom - ahead,
      scale,
      ratio,
      width: size.width,
      height: size.height,
      dx: xInView({ x: -corner.x, scale, middle: size.width / 2 }, this._geometry.origin.x),
      dy: this._geometry.origin.y * scale - corner.y,
    };
    this._paint(view);
    if (withLabels) this._drawLabels(view);
  }

  /** Land, sea, coast and roads, in that order. @param {BasemapView} view */
  _paint(view) {
    const { _context: c, _geometry: geometry, _palette: palette } = this;
    c.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    c.fillStyle = palette.ground;
    c.fillRect(0, 0, view.width, view.height);
    const k = view.scale;
    c.setTransform(k * view.ratio, 0, 0, k * view.ratio, view.dx * view.ratio, view.dy * view.ratio);
    c.lineCap = 'round';
    c.lineJoin = 'round';
    if (!this._isPlain) this._glow.drawCityLight(c, view.zoom);
    c.fillStyle = palette.sea;
    c.fill(geometry.sea, 'evenodd');
    this._drawCoast(view);
    if (!this._isPlain) {
      this._glow.fadeSea(c);
      this._drawGrid(view);
    }
    const { paths } = geometry;
    const width = (/** @type {keyof typeof WIDTHS} */ kind) => byZoom(WIDTHS[kind], view.zoom);
    const shown = (/** @type {keyof typeof OPACITY} */ kind) => byZoom(OPACITY[kind], view.zoom);
    if (view.zoom > 11) {
      c.lineCap = 'butt';
      // A runway is 45 to 60 metres wide. It is drawn to scale where that is wider than a line.
      c.strokeStyle = palette.runway;
      c.lineWidth = Math.max(1.5 / k, 55 * geometry.metre);
      c.stroke(paths.runway);
      c.lineCap = 'round';
    }
    this._drawRoads(view, paths.streetMinor, palette.streetMinor, width('streetMinor'), shown('streetMinor'));
    this._drawRoads(view, paths.street, palette.street, width('street'), shown('street'));
    this._drawRoads(view, paths.freeway, palette.freewayCasing, width('freeway') + width('freewayCasing'), shown('freewayCasing'));
    this._drawRoads(view, paths.freeway, palette.freeway, width('freeway'), shown('freeway'));
  }

  /**
   * Stroke a path of roads. Real roads go on where the atlas ends, so they fade out towards its western, northern and
   * eastern edges.
   * @param {BasemapView} view
   * @param {Path2D} path
   * @param {string} colour
   * @param {number} width
   * @param {number} alpha
   */
  _drawRoads(view, path, colour, width, alpha) {
    if (alpha <= 0) return;
    const { _context: c, _geometry: geometry } = this;
    const { x0, y0, x1, y1 } = geometry.frame;
    const deep = (x1 - x0) * EDGE;
    const k = view.scale;
    const stroke = (/** @type {string | CanvasGradient} */ style, /** @type {number} */ top, /** @type {number} */ bottom) => {
      c.save();
      if (bottom > top) {
        c.beginPath();
        c.rect(x0 - deep, top, x1 - x0 + 2 * deep, bottom - top);
        c.clip();
      }
      c.globalAlpha = alpha;
      c.strokeStyle = style;
      c.lineWidth = width / k;
      c.stroke(path);
      c.restore();
    };
    const inside = (x0 + deep) * k + view.dx < 0 && (x1 - deep) * k + view.dx > view.width;
    const below = (y1 + deep) * k + view.dy < 0;
    if (this._isPlain || (inside && below)) {
      stroke(colour, 0, 0);
      return;
    }
    const { across, down } = this._glow.fading(c, colour);
    stroke(across, y1 + deep, y0 + (x1 - x0));
    if (!below) stroke(down, y1, y1 + deep);
  }

  /** The shoreline, with a glow on the water. @param {BasemapView} view */
  _drawCoast(view) {
    const { _context: c, _geometry: geometry, _palette: palette } = this;
    const px = 1 / view.scale;
    c.strokeStyle = palette.coast;
    if (!this._isPlain) this._glow.drawCoast(c, view);
    c.lineWidth = byZoom([[8, 0.8], [12, 1.2], [16, 1.8]], view.zoom) * px;
    c.stroke(geometry.coast);
  }

  /**
   * From far away, a faint graticule shows that the map goes on where the atlas ends. Elsewhere, the stage has a grid.
   * @param {BasemapView} view
   */
  _drawGrid(view) {
    const { _context: c, _geometry: geometry, _palette: palette } = this;
    const shown = byZoom([[9, 0.5], [11.5, 0]], view.zoom);
    const { west, south, east, north, top, bottom, left, right } = this._edges(view);
    const { x0, y0, x1, y1 } = geometry.frame;
    if (!shown || geometry.hasDegrees || x1 < left || x0 > right || y0 < top || y1 > bottom) return;
    c.strokeStyle = palette.street;
    c.lineWidth = 0.6 / view.scale;
    c.globalAlpha = shown;
    const [, step] = GRID_STEPS.find(([zoom]) => view.zoom < zoom) ?? GRID_STEPS[0];
    c.beginPath();
    for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
      const [x] = geometry.place(lon, 0);
      c.moveTo(x, top);
      c.lineTo(x, bottom);
    }
    for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
      const [, y] = geometry.place(0, lat);
      c.moveTo(left, y);
      c.lineTo(right, y);
    }
    c.stroke();
    c.globalAlpha = 1;
  }

  /**
   * The edges of the picture, in pixels of BasemapGeometry and in degrees.
   * @param {BasemapView} view
   */
  _edges({ dx, dy, scale, width, height }) {
    const { origin } = this._geometry;
    const [left, top, right, bottom] = [-dx / scale, -dy / scale, (width - dx) / scale, (height - dy) / scale];
    const [west, north] = fromWorld(left + origin.x, top + origin.y);
    const [east, south] = fromWorld(right + origin.x, bottom + origin.y);
    return { left, top, right, bottom, west, south, east, north };
  }

  /** @param {BasemapView} view */
  _drawLabels(view) {
    const obstacles = this._obstacles();
    this._labels = [];
    if (!obstacles) {
      this._redrawLater();
      return;
    }
    this._avoided = [...obstacles.panels, ...obstacles.people];
    this._context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    this._labels = labelBasemap(this._context, this._geometry, this._palette, view, this._family, this._widths, obstacles);
  }

  /** Draw as soon as the browser has time, unless the map moves then. */
  _redrawLater() { whenIdle(() => this._moves || this.redraw(), RELABELLING_MS); }

  /** Place the labels again if a panel or a person covers one that was free. */
  makeRoom() {
    const obstacles = this._moves ? null : this._obstacles();
    if (!obstacles) return;
    const covering = [...obstacles.panels, ...obstacles.people];
    if (haveSameContent(covering, this._avoided)) return;
    this._avoided = covering;
    const isCovered = (/** @type {DrawnLabel} */ { x, y, w, h, angle }) => {
      const wide = (w * Math.abs(Math.cos(angle)) + h * Math.abs(Math.sin(angle))) / 2;
      const high = (w * Math.abs(Math.sin(angle)) + h * Math.abs(Math.cos(angle))) / 2;
      return covering.some(([left, top, right, bottom]) => x + wide > left && x - wide < right && y + high > top && y - high < bottom);
    };
    if (this._labels.some(isCovered)) this.redraw();
  }

  /** @param {BasemapPalette} palette */
  setPalette(palette) {
    this._palette = palette;
    this._glow = new BasemapGlow(this._geometry, palette);
    this.redraw();
  }

  /** Draw another region. @param {?RawAtlas} atlas null: no base map */
  setAtlas(atlas) {
    this._canvas.hidden = !atlas;
    if (!atlas) return;
    this._geometry = new BasemapGeometry(atlas);
    this._widths = new Map();
    this.setPalette(this._palette);
  }

  /** Draw it for the current view of the map. */
  redraw() { this._draw({ withLabels: true }); }

  /** @returns {DrawnLabel[]} a copy of the labels in the picture, in CSS pixels of the window */
  labelsDrawn() { return this._labels.map((label) => ({ ...label })); }
}
