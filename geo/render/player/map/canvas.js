// The canvas that the stage draws on.
import { contextOf } from '../dom.js';
import { Renderer } from './panes.js';

/** A canvas over the map's window, drawn anew with each move: what stands on it keeps its size. */
export const StageCanvas = Renderer.extend({
  /** @param {L.Map} map */
  onAdd(/** @type {L.Map} */ map) {
    this._layers = {};
    Renderer.prototype.onAdd.call(this, map);
  },
  _initContainer() {
    this._container = L.DomUtil.create('canvas', 'sm-stage');
    this._container.setAttribute('aria-hidden', 'true');
    this.context = contextOf(this._container);
  },
  _destroyContainer() { this._container.remove(); },
  _updatePaths() {},
  /** The stage draws anew with each move; scaling as well would make it pulse. */
  _onZoom() {},
  _onZoomEnd() {},
  _update() {
    // What Leaflet's renderers scale from.
    this._center = this._map.getCenter();
    this._zoom = this._map.getZoom();
    this.moved();
  },
  /** Set by the stage: the map has moved, so draw soon. */
  moved() {},
  /**
   * What begin would give if the map looked elsewhere.
   * @param {L.LatLng} centre
   * @param {number} zoom
   */
  viewAt(centre, zoom) {
    const { x: width, y: height } = this._map.getSize();
    const { x, y } = this._map.project(centre, zoom);
    return { x: width / 2 - x, y: height / 2 - y, scale: 2 ** zoom, width, height };
  },
  /**
   * Lay the canvas over the map's window and clear it.
   * @returns {?{x: number, y: number, scale: number, width: number, height: number}} world pixels of
   *   zoom 0 to canvas pixels: scale, then x and y to add; null while it is on no map
   */
  begin() {
    const map = this._map;
    if (!map) return null;
    const size = map.getSize();
    const origin = map.containerPointToLayerPoint([0, 0]);
    const density = Math.min(2, window.devicePixelRatio || 1);
    const canvas = this._container;
    if (canvas.width !== Math.round(size.x * density) || canvas.height !== Math.round(size.y * density)) {
      canvas.width = Math.round(size.x * density);
      canvas.height = Math.round(size.y * density);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    L.DomUtil.setTransform(canvas, origin, 1);
    this.context.setTransform(density, 0, 0, density, 0, 0);
    this.context.clearRect(0, 0, size.x, size.y);
    const pixels = map.getPixelOrigin().add(origin);
    return { x: -pixels.x, y: -pixels.y, scale: 2 ** map.getZoom(), width: size.x, height: size.y };
  },
});
