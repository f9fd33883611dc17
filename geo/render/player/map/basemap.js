// The base map: the atlas as vectors on one canvas that rides on Leaflet's map pane. It is redrawn when the map comes
// to rest, and without names at each half zoom level in between and before an edge would be seen, with some more
// around it; Leaflet moves and scales it meanwhile.
import { fromWorld } from '../arithmetic/mercator.js';
import { contextOf, whenIdle } from '../dom.js';
import { byZoom, Chart } from './chart.js';
import { addPane, Renderer } from './panes.js';
import { letterMap } from './names.js';
import { EDGE, Soft } from './soft.js';

/** Widths in pixels by zoom; between two stops a straight line, beyond them the last one. */
const WIDTHS = {
  freeway: [[8, 0.8], [10, 1], [11, 1], [12, 2.2], [14, 3.8], [16, 7], [18, 13]],
  freewayCasing: [[11, 2], [13, 3], [17, 5]],
  street: [[10, 0.5], [12, 0.9], [14, 2], [16, 4.5], [18, 10]],
  streetMinor: [[12, 0.5], [14, 1.3], [16, 3.2], [18, 8]],
};
/**
 * Opacity by zoom: a class fades in, it does not jump; wide freeways must not shout, and thin ones need no
 * casing. What is transparent is not drawn: without a graphics card a wide stroke takes ten times a thin one.
 */
const OPACITY = {
  freewayCasing: [[11, 0], [12, 1]],
  freeway: [[11, 1], [12, 0.85], [15, 0.6], [17, 0.45]],
  street: [[9.75, 0], [11, 0.7], [12.5, 1]],
  streetMinor: [[11.5, 0], [12.75, 0.8], [14, 1]],
};

/** How far apart the lines of the graticule lie, in degrees, below a zoom level. */
const GRID_STEPS = [[6, 2], [7, 1], [9, 0.5], [Infinity, 0.25]];

/** While a finger drags the map, so much of the window may stand bare at an edge: a share of its size. */
const BARE_EDGE = 0.02;

/** In flight more is drawn than is seen, so that no edge is bare soon after: in zoom levels. */
const AHEAD = 0.3;

/** A drawing that is scaled by more than this is made anew: in zoom levels. */
const REDRAWN_AT = 0.5;

/** What names and glow take on a slow machine, in ms. */
export const LETTERING_MS = 20;

/** What a drawing with names takes later, when they have been measured, in ms. */
const SETTLING_MS = 8;

const BasemapLayer = Renderer.extend({
  /** @param {RawAtlas} wire @param {BasemapPalette} palette @param {() => Taken} taken */
  initialize(wire, palette, taken) {
    Renderer.prototype.initialize.call(this, { padding: 0, pane: 'basemap' });
    this._chart = new Chart(wire);
    this._palette = palette;
    this._soft = new Soft(this._chart, palette);
    this._taken = taken;
    this._drawn = [];
    /** How often the map has moved since it last came to rest. */
    this._moves = 0;
    this._widths = new Map();
  },

  /** @param {L.Map} map */
  onAdd(map) {
    this._layers = {};
    // What is soft and the names come when there is time for them: the map is there sooner.
    this._isFirst = true;
    Renderer.prototype.onAdd.call(this, map);
    this._isFirst = false;
    whenIdle(() => this._isBare && this.redraw(), LETTERING_MS);
  },

  _initContainer() {
    this._container = document.createElement('canvas');
    this._container.className = 'basemap';
    this._container.setAttribute('aria-hidden', 'true');
    this._ink = contextOf(this._container);
    this._family = getComputedStyle(this._map.getContainer()).fontFamily || 'system-ui, sans-serif';
  },

  _destroyContainer() { this._container.remove(); },
  _updatePaths() {},
  _onZoomEnd() {},

  _onZoom() {
    Renderer.prototype._onZoom.call(this);
    if (Math.abs(this._map.getZoom() - this._zoom) >= REDRAWN_AT) this._draw(false, AHEAD);
  },

  getEvents() {
    return { ...Renderer.prototype.getEvents.call(this), move: this._onMove };
  },

  /** A long flight or drag would leave the drawing behind: it is made anew before an edge is seen. */
  _onMove() {
    this._moves += 1;
    if (!this._center) return;
    const isDragged = Boolean(this._map.dragging?.moving());
    if (!this._covers(isDragged ? BARE_EDGE : 0)) this._draw(isDragged, isDragged ? 0 : AHEAD);
  },

  /** @param {number} bare how much of the window may be without drawing at an edge: a share of its size */
  _covers(bare) {
    const map = this._map;
    const size = map.getSize();
    const grown = 2 ** (map.getZoom() - this._zoom);
    const away = map.latLngToContainerPoint(this._center).subtract(size.divideBy(2));
    return ['x', 'y'].every((axis) => Math.abs(away[axis]) - ((grown - 1) * size[axis]) / 2 <= Math.max(0.5, size[axis] * bare));
  },

  /**
   * The map has come to rest. After a flight or a drag, whose drawing still fills the window, the sharp one with
   * names waits for a moment with time for it: the frame that lands has enough to do.
   */
  _update() {
    const hasTravelled = this._moves > 1;
    this._moves = 0;
    if (!hasTravelled || !this._bounds.getSize().equals(this._map.getSize()) || !this._covers(0)) {
      this._draw(!this._isFirst);
      return;
    }
    whenIdle(() => this._moves || this.redraw(), SETTLING_MS);
  },

  /**
   * @param {boolean} lettered whether names are placed: that costs more than all the rest, and nobody
   *   reads them in flight
   * @param {number} [ahead] how much more is drawn than is seen, in zoom levels
   */
  _draw(lettered, ahead = 0) {
    const map = this._map;
    Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const ratio = Math.min(window.devicePixelRatio || 1, 3);
    const canvas = this._container;
    const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
    // Setting a size throws the old canvas away, and the page is laid out anew.
    if (canvas.width !== width || canvas.height !== height) {
      Object.assign(canvas, { width, height });
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    this._zoom = map.getZoom() - ahead;
    if (ahead) this._updateTransform(this._center, map.getZoom());
    else L.DomUtil.setPosition(canvas, this._bounds.min);
    const scale = 2 ** this._zoom;
    const corner = ahead ? map.project(this._center, this._zoom).subtract(size.divideBy(2)) : map.getPixelOrigin().add(this._bounds.min);
    const view = {
      zoom: this._zoom,
      scale,
      ratio,
      width: size.x,
      height: size.y,
      dx: this._chart.origin.x * scale - corner.x,
      dy: this._chart.origin.y * scale - corner.y,
    };
    this._isBare = this._isFirst;
    this._paint(view);
    if (lettered) this._letter(view);
  },

  /** Ground, sea, coast and roads, in that order. @param {ChartView} view */
  _paint(view) {
    const { _ink: ink, _chart: chart, _palette: palette } = this;
    ink.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    ink.fillStyle = palette.ground;
    ink.fillRect(0, 0, view.width, view.height);
    const k = view.scale;
    ink.setTransform(k * view.ratio, 0, 0, k * view.ratio, view.dx * view.ratio, view.dy * view.ratio);
    ink.lineCap = 'round';
    ink.lineJoin = 'round';
    if (!this._isBare) this._soft.wash(ink, view.zoom);
    ink.fillStyle = palette.sea;
    ink.fill(chart.sea, 'evenodd');
    this._shore(view);
    if (!this._isBare) {
      this._soft.veil(ink);
      this._grid(view);
    }
    const { paths } = chart;
    const width = (/** @type {keyof typeof WIDTHS} */ kind) => byZoom(WIDTHS[kind], view.zoom);
    const shown = (/** @type {keyof typeof OPACITY} */ kind) => byZoom(OPACITY[kind], view.zoom);
    if (view.zoom > 11) {
      ink.lineCap = 'butt';
      // A runway is 45 to 60 metres wide: drawn to scale as soon as that is more than a line.
      ink.strokeStyle = palette.runway;
      ink.lineWidth = Math.max(1.5 / k, 55 * chart.metre);
      ink.stroke(paths.runway);
      ink.lineCap = 'round';
    }
    this._road(view, paths.streetMinor, palette.streetMinor, width('streetMinor'), shown('streetMinor'));
    this._road(view, paths.street, palette.street, width('street'), shown('street'));
    this._road(view, paths.freeway, palette.freewayCasing, width('freeway') + width('freewayCasing'), shown('freewayCasing'));
    this._road(view, paths.freeway, palette.freeway, width('freeway'), shown('freeway'));
  },

  /**
   * Strokes a path of roads: they go on where the atlas ends, so they fade out towards its western,
   * northern and eastern edges instead of stopping.
   * @param {ChartView} view
   * @param {Path2D} path
   * @param {string} colour
   * @param {number} width
   * @param {number} alpha
   */
  _road(view, path, colour, width, alpha) {
    if (alpha <= 0) return;
    const { _ink: ink, _chart: chart } = this;
    const { x0, y0, x1, y1 } = chart.frame;
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
    const { across, down } = this._soft.fading(ink, colour);
    stroke(across, y1 + deep, y0 + (x1 - x0));
    if (!below) stroke(down, y1, y1 + deep);
  },

  /** The shoreline, with a glow on the water's side that thins out seaward. @param {ChartView} view */
  _shore(view) {
    const { _ink: ink, _chart: chart, _palette: palette } = this;
    const px = 1 / view.scale;
    ink.strokeStyle = palette.coast;
    if (!this._isBare) this._soft.glow(ink, view);
    ink.lineWidth = byZoom([[8, 0.8], [12, 1.2], [16, 1.8]], view.zoom) * px;
    ink.stroke(chart.coast);
  },

  /** From far away a faint graticule holds the parts where the atlas has nothing. @param {ChartView} view */
  _grid(view) {
    const { _ink: ink, _chart: chart, _palette: palette } = this;
    const shown = byZoom([[9, 0.5], [11.5, 0]], view.zoom);
    if (!shown) return;
    ink.strokeStyle = palette.street;
    ink.lineWidth = 0.6 / view.scale;
    ink.globalAlpha = shown;
    const [, step] = GRID_STEPS.find(([zoom]) => view.zoom < zoom) ?? GRID_STEPS[0];
    const { west, south, east, north, top, bottom, left, right } = this._sight(view);
    ink.beginPath();
    for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
      const [x] = chart.place(lon, 0);
      ink.moveTo(x, top);
      ink.lineTo(x, bottom);
    }
    for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
      const [, y] = chart.place(0, lat);
      ink.moveTo(left, y);
      ink.lineTo(right, y);
    }
    ink.stroke();
    ink.globalAlpha = 1;
  },

  /**
   * What is drawn: its edges on the chart, and in degrees.
   * @param {{dx: number, dy: number, scale: number, width: number, height: number}} given
   */
  _sight({ dx, dy, scale, width, height }) {
    const { origin } = this._chart;
    const [left, top, right, bottom] = [-dx / scale, -dy / scale, (width - dx) / scale, (height - dy) / scale];
    const [west, north] = fromWorld(left + origin.x, top + origin.y);
    const [east, south] = fromWorld(right + origin.x, bottom + origin.y);
    return { left, top, right, bottom, west, south, east, north };
  },

  /** Names and shields, the more important first; none touches another. @param {ChartView} view */
  _letter(view) {
    this._ink.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    this._drawn = letterMap(this._ink, this._chart, this._palette, view, this._family, this._widths, this._taken());
  },

  /** Write the names anew where the furniture has come to cover one. */
  makeRoom() {
    const { furniture } = this._taken();
    const isCut = (/** @type {LetterBox} */ { x, y, w, h, angle }) => {
      const wide = (w * Math.abs(Math.cos(angle)) + h * Math.abs(Math.sin(angle))) / 2;
      const high = (w * Math.abs(Math.sin(angle)) + h * Math.abs(Math.cos(angle))) / 2;
      return furniture.some((/** @type {number[]} */ [left, top, right, bottom]) => x + wide > left && x - wide < right && y + high > top && y - high < bottom);
    };
    if (this._drawn.some(isCut)) this.redraw();
  },

  /** @param {BasemapPalette} palette */
  setPalette(palette) {
    this._palette = palette;
    this._soft = new Soft(this._chart, palette);
    this.redraw();
  },

  redraw() {
    if (this._map) this._draw(true);
  },

  /** @returns {Array<LetterBox & {text: string}>} */
  labelsDrawn() {
    return this._drawn.map((/** @type {PlacedLabel} */ label) => ({ ...label }));
  },
});

/**
 * Puts the base map under everything else on a Leaflet map.
 * @param {L.Map} map
 * @param {RawAtlas} atlasWire
 * @param {BasemapPalette} palette
 * @param {() => Taken} [taken] asked when names are written
 * @returns {Basemap} `makeRoom` writes names anew that furniture has
 *   come to cover; `labelsDrawn` tells what is written now, in CSS pixels of the map's container: middle, full
 *   size and turn of each box
 */
export function makeBasemap(map, atlasWire, palette, taken = () => ({ furniture: [], standing: [], marks: [] })) {
  addPane(map, 'basemap');
  const layer = new BasemapLayer(atlasWire, palette, taken).addTo(map);
  return {
    redraw: () => layer.redraw(),
    makeRoom: () => layer.makeRoom(),
    setPalette: (colours) => layer.setPalette(colours),
    labelsDrawn: () => layer.labelsDrawn(),
  };
}
