// The base map: the atlas as vectors on one canvas in a pane of the map. It is drawn with names when the map comes to
// rest. During a move its picture is moved and scaled with the pane; it is drawn again, without names and with a margin,
// after each half zoom level and before an undrawn edge would be seen.
import { fromWorld } from '../arithmetic/mercator.js';
import { contextOf, whenIdle } from '../dom.js';
import { byZoom, BasemapGeometry } from './basemapgeometry.js';
import { labelBasemap } from './basemaplabels.js';
import { addCanvas, setCanvasSize } from './panes.js';
import { EDGE, BasemapGlow } from './basemapglow.js';

/** Widths in pixels by zoom, see byZoom. */
const WIDTHS = {
  freeway: [[8, 0.8], [10, 1], [11, 1], [12, 2.2], [14, 3.8], [16, 7], [18, 13]],
  freewayCasing: [[11, 2], [13, 3], [17, 5]],
  street: [[10, 0.5], [12, 0.9], [14, 2], [16, 4.5], [18, 10]],
  streetMinor: [[12, 0.5], [14, 1.3], [16, 3.2], [18, 8]],
};
/**
 * Opacity by zoom, see byZoom: a class of roads fades in, wide freeways are fainter, and thin ones have no casing. What
 * is transparent is not drawn: without a graphics card a wide stroke takes ten times as long as a thin one.
 */
const OPACITY = {
  freewayCasing: [[11, 0], [12, 1]],
  freeway: [[11, 1], [12, 0.85], [15, 0.6], [17, 0.45]],
  street: [[9.75, 0], [11, 0.7], [12.5, 1]],
  streetMinor: [[11.5, 0], [12.75, 0.8], [14, 1]],
};

/** Distance between the lines of the graticule, in degrees, below a zoom level. */
const GRID_STEPS = [[6, 2], [7, 1], [9, 0.5], [Infinity, 0.25]];

/** While the map is dragged, this share of the window's size may be undrawn at an edge. */
const BARE_EDGE = 0.02;

/** In flight more is drawn than the window shows, so that its edge is not reached soon: in zoom levels. */
const AHEAD = 0.3;

/** A picture that is scaled by more than this is drawn again: in zoom levels. */
const REDRAWN_AT = 0.5;

/** More pixels to a CSS pixel show nothing more. */
const DENSEST_BASEMAP = 3;

/** Time that names and glow take on a slow machine, in ms. */
export const LETTERING_MS = 20;

/** Time of a drawing with names once they have been measured, in ms. */
const SETTLING_MS = 8;

/** @type {() => Taken} */
const nothingTaken = () => ({ furniture: [], standing: [], marks: [] });

export class Basemap {
  /**
   * Puts the base map on the map, under everything else.
   * @param {SlippyMap} map
   * @param {RawAtlas} atlas
   * @param {BasemapPalette} palette
   * @param {() => Taken} [taken] called when names are placed: what they must not cover
   */
  constructor(map, atlas, palette, taken = nothingTaken) {
    this._map = map;
    this._geometry = new BasemapGeometry(atlas);
    this._palette = palette;
    this._glow = new BasemapGlow(this._geometry, palette);
    this._taken = taken;
    /** The labels in the picture. @type {DrawnLabel[]} */
    this._drawn = [];
    /** How often the map has moved since it last came to rest. */
    this._moves = 0;
    /** Widths of words that have been measured, see labelBasemap. @type {Map<string, number>} */
    this._widths = new Map();
    this._canvas = addCanvas(map, 'basemap');
    this._ink = contextOf(this._canvas);
    this._family = getComputedStyle(map.container).fontFamily || 'system-ui, sans-serif';
    /** Where the map would look to show the picture as it was drawn. */
    this._shown = map.view;
    /** The size of the window when the picture was drawn. */
    this._size = map.size;
    /** Whether the soft parts were left out of the picture. */
    this._isBare = true;
    map.listen('zoom', () => this._onZoom());
    map.listen('rest', () => this._onRest());
    map.listen('move', () => this._onMove());
    // BasemapGlow parts and names are drawn when there is time for them: the map is there sooner.
    this._draw({ withNames: false, isBare: true });
    whenIdle(() => this._isBare && this.redraw(), LETTERING_MS);
  }

  _onZoom() {
    this._map.lay(this._canvas, this._shown);
    if (Math.abs(this._map.zoom - this._shown.zoom) >= REDRAWN_AT) this._draw({ withNames: false, ahead: AHEAD });
  }

  /** A long flight or drag would leave the picture behind: it is drawn again before an edge is seen. */
  _onMove() {
    this._moves += 1;
    const { isDragged } = this._map;
    if (!this._covers(isDragged ? BARE_EDGE : 0)) this._draw({ withNames: isDragged, ahead: isDragged ? 0 : AHEAD });
  }

  /**
   * The map has come to rest. After a flight or a drag, whose picture still fills the window, the sharp one with
   * names waits for a moment with time for it: the frame that lands has enough to do.
   */
  _onRest() {
    const hasTravelled = this._moves > 1;
    this._moves = 0;
    const { width, height } = this._map.size;
    const isSameSize = width === this._size.width && height === this._size.height;
    if (hasTravelled && isSameSize && this._covers(0)) whenIdle(() => this._moves || this.redraw(), SETTLING_MS);
    else this.redraw();
  }

  /**
   * @param {number} bare how much of the window may be undrawn at an edge: a share of its size
   * @returns {boolean} whether the picture covers the rest
   */
  _covers(bare) {
    const { width, height } = this._map.size;
    const { centre, zoom } = this._shown;
    const margin = (2 ** (this._map.zoom - zoom) - 1) / 2;
    const { x, y } = this._map.toWindow(centre);
    return Math.abs(x - width / 2) - margin * width <= Math.max(0.5, width * bare)
      && Math.abs(y - height / 2) - margin * height <= Math.max(0.5, height * bare);
  }

  /**
   * @param {{withNames: boolean, ahead?: number, isBare?: boolean}} how `withNames`: placing names takes longer than
   *   everything else, and nobody reads them in flight; `ahead`: how much more is drawn than the window shows, in zoom
   *   levels; `isBare`: without the soft parts
   */
  _draw({ withNames, ahead = 0, isBare = false }) {
    const map = this._map;
    const { size } = map;
    const { centre, zoom } = map.view;
    const ratio = Math.min(window.devicePixelRatio || 1, DENSEST_BASEMAP);
    this._size = size;
    this._isBare = isBare;
    this._shown = { centre, zoom: zoom - ahead };
    setCanvasSize(this._canvas, size, ratio);
    if (ahead) map.lay(this._canvas, this._shown);
    else map.coverWindow(this._canvas);
    const corner = ahead ? map.cornerAt(this._shown) : map.corner;
    const scale = 2 ** (zoom - ahead);
    const view = {
      zoom: zoom - ahead,
      scale,
      ratio,
      width: size.width,
      height: size.height,
      dx: this._geometry.origin.x * scale - corner.x,
      dy: this._geometry.origin.y * scale - corner.y,
    };
    this._paint(view);
    if (withNames) this._drawLabels(view);
  }

  /** Land, sea, coast and roads, in that order. @param {BasemapView} view */
  _paint(view) {
    const { _ink: ink, _geometry: geometry, _palette: palette } = this;
    ink.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    ink.fillStyle = palette.ground;
    ink.fillRect(0, 0, view.width, view.height);
    const k = view.scale;
    ink.setTransform(k * view.ratio, 0, 0, k * view.ratio, view.dx * view.ratio, view.dy * view.ratio);
    ink.lineCap = 'round';
    ink.lineJoin = 'round';
    if (!this._isBare) this._glow.drawCityLight(ink, view.zoom);
    ink.fillStyle = palette.sea;
    ink.fill(geometry.sea, 'evenodd');
    this._shore(view);
    if (!this._isBare) {
      this._glow.fadeSea(ink);
      this._grid(view);
    }
    const { paths } = geometry;
    const width = (/** @type {keyof typeof WIDTHS} */ kind) => byZoom(WIDTHS[kind], view.zoom);
    const shown = (/** @type {keyof typeof OPACITY} */ kind) => byZoom(OPACITY[kind], view.zoom);
    if (view.zoom > 11) {
      ink.lineCap = 'butt';
      // A runway is 45 to 60 metres wide: it is drawn to scale as soon as that is more than a line.
      ink.strokeStyle = palette.runway;
      ink.lineWidth = Math.max(1.5 / k, 55 * geometry.metre);
      ink.stroke(paths.runway);
      ink.lineCap = 'round';
    }
    this._road(view, paths.streetMinor, palette.streetMinor, width('streetMinor'), shown('streetMinor'));
    this._road(view, paths.street, palette.street, width('street'), shown('street'));
    this._road(view, paths.freeway, palette.freewayCasing, width('freeway') + width('freewayCasing'), shown('freewayCasing'));
    this._road(view, paths.freeway, palette.freeway, width('freeway'), shown('freeway'));
  }

  /**
   * Strokes a path of roads. Real roads go on where the atlas ends, so they fade out towards its western, northern and
   * eastern edges.
   * @param {BasemapView} view
   * @param {Path2D} path
   * @param {string} colour
   * @param {number} width
   * @param {number} alpha
   */
  _road(view, path, colour, width, alpha) {
    if (alpha <= 0) return;
    const { _ink: ink, _geometry: geometry } = this;
    const { x0, y0, x1, y1 } = geometry.frame;
    const deep = (x1 - x0) * EDGE;
    const k = view.scale;
    const stroke = (/** @type {string | CanvasGradient} */ style, /** @type {number} */ top, /** @type {number} */ bottom) => {
      ink.save();
      if (bottom > top) {
        ink.beginPath();
        ink.rect(x0 - deep, top, x1 - x0 + 2 * deep, bottom - top);
        ink.clip();
      }
      ink.globalAlpha = alpha;
      ink.strokeStyle = style;
      ink.lineWidth = width / k;
      ink.stroke(path);
      ink.restore();
    };
    const inside = (x0 + deep) * k + view.dx < 0 && (x1 - deep) * k + view.dx > view.width;
    const below = (y1 + deep) * k + view.dy < 0;
    if (this._isBare || (inside && below)) {
      stroke(colour, 0, 0);
      return;
    }
    const { across, down } = this._glow.fading(ink, colour);
    stroke(across, y1 + deep, y0 + (x1 - x0));
    if (!below) stroke(down, y1, y1 + deep);
  }

  /** The shoreline, with a glow on the water's side that fades out to sea. @param {BasemapView} view */
  _shore(view) {
    const { _ink: ink, _geometry: geometry, _palette: palette } = this;
    const px = 1 / view.scale;
    ink.strokeStyle = palette.coast;
    if (!this._isBare) this._glow.drawCoast(ink, view);
    ink.lineWidth = byZoom([[8, 0.8], [12, 1.2], [16, 1.8]], view.zoom) * px;
    ink.stroke(geometry.coast);
  }

  /** From far away, a faint graticule shows that the map goes on where the atlas has nothing. @param {BasemapView} view */
  _grid(view) {
    const { _ink: ink, _geometry: geometry, _palette: palette } = this;
    const shown = byZoom([[9, 0.5], [11.5, 0]], view.zoom);
    if (!shown) return;
    ink.strokeStyle = palette.street;
    ink.lineWidth = 0.6 / view.scale;
    ink.globalAlpha = shown;
    const [, step] = GRID_STEPS.find(([zoom]) => view.zoom < zoom) ?? GRID_STEPS[0];
    const { west, south, east, north, top, bottom, left, right } = this._sight(view);
    ink.beginPath();
    for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
      const [x] = geometry.place(lon, 0);
      ink.moveTo(x, top);
      ink.lineTo(x, bottom);
    }
    for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
      const [, y] = geometry.place(0, lat);
      ink.moveTo(left, y);
      ink.lineTo(right, y);
    }
    ink.stroke();
    ink.globalAlpha = 1;
  }

  /**
   * The edges of the picture, in pixels of BasemapGeometry and in degrees.
   * @param {BasemapView} view
   */
  _sight({ dx, dy, scale, width, height }) {
    const { origin } = this._geometry;
    const [left, top, right, bottom] = [-dx / scale, -dy / scale, (width - dx) / scale, (height - dy) / scale];
    const [west, north] = fromWorld(left + origin.x, top + origin.y);
    const [east, south] = fromWorld(right + origin.x, bottom + origin.y);
    return { left, top, right, bottom, west, south, east, north };
  }

  /** Names and shields. @param {BasemapView} view */
  _drawLabels(view) {
    this._ink.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    this._drawn = labelBasemap(this._ink, this._geometry, this._palette, view, this._family, this._widths, this._taken());
  }

  /** Place the names again if a panel now covers one. */
  makeRoom() {
    const { furniture } = this._taken();
    const isCut = (/** @type {DrawnLabel} */ { x, y, w, h, angle }) => {
      const wide = (w * Math.abs(Math.cos(angle)) + h * Math.abs(Math.sin(angle))) / 2;
      const high = (w * Math.abs(Math.sin(angle)) + h * Math.abs(Math.cos(angle))) / 2;
      return furniture.some((/** @type {number[]} */ [left, top, right, bottom]) => x + wide > left && x - wide < right && y + high > top && y - high < bottom);
    };
    if (this._drawn.some(isCut)) this.redraw();
  }

  /** @param {BasemapPalette} palette */
  setPalette(palette) {
    this._palette = palette;
    this._glow = new BasemapGlow(this._geometry, palette);
    this.redraw();
  }

  /** Draw another region. @param {?RawAtlas} atlas null: none is drawn any more */
  setAtlas(atlas) {
    this._canvas.hidden = !atlas;
    if (!atlas) return;
    this._geometry = new BasemapGeometry(atlas);
    this._widths = new Map();
    this.setPalette(this._palette);
  }

  /** Draw it again as the map looks now. */
  redraw() { this._draw({ withNames: true }); }

  /** @returns {DrawnLabel[]} a copy of the labels in the picture, in CSS pixels of the window */
  labelsDrawn() { return this._drawn.map((label) => ({ ...label })); }
}
