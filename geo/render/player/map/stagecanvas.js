// The canvas of the stage.
import { contextOf } from '../dom.js';
import { addCanvas, setCanvasSize } from './panes.js';

/** The most pixels to a CSS pixel: more would cost time without a visible difference. */
const DENSEST_STAGE = 2;

/** A canvas over the map's window. It is drawn again with each move, and does not scale with the map. */
export class StageCanvas {
  /**
   * @param {SlippyMap} map
   * @param {() => Box} margins pixels at each edge of the window that panels cover
   */
  constructor(map, margins) {
    this.map = map;
    this.margins = margins;
    this.canvas = addCanvas(map, 'sm-stage');
    this.context = contextOf(this.canvas);
  }

  /**
   * @param {MapView} view
   * @returns {View} what begin returns when the map looks there
   */
  viewAt(view) {
    return this._view(this.map.cornerAt(view), view.zoom);
  }

  /** @param {Point} corner @param {number} zoom @returns {View} */
  _view({ x, y }, zoom) {
    const { width, height } = this.map.size;
    const [left, , right] = this.margins();
    return { x: -x, y: -y, scale: 2 ** zoom, width, height, middle: (left + width - right) / 2 };
  }

  /** Clear the canvas, and forget everything that a drawing has set on it and not set back. */
  reset() {
    this.canvas.width = 0;
  }

  /**
   * Lay the canvas over the map's window and clear it.
   * @returns {View}
   */
  begin() {
    const { map, context } = this;
    const { size, corner } = map;
    const density = Math.min(DENSEST_STAGE, window.devicePixelRatio || 1);
    setCanvasSize(this.canvas, size, density);
    map.coverWindow(this.canvas);
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    return this._view(corner, map.zoom);
  }
}
