// The canvas of the stage.
import { contextOf } from '../dom.js';
import { addCanvas, setCanvasSize } from './panes.js';

/** The most pixels to a CSS pixel: more would cost time without a visible difference. */
const DENSEST_STAGE = 2;

/** A canvas over the map's window. It is drawn again with each move, and does not scale with the map. */
export class StageCanvas {
  /** @param {SlippyMap} map */
  constructor(map) {
    this.map = map;
    this.canvas = addCanvas(map, 'sm-stage');
    this.context = contextOf(this.canvas);
  }

  /**
   * @param {MapView} view
   * @returns {View} what begin returns when the map looks there
   */
  viewAt(view) {
    const { width, height } = this.map.size;
    const { x, y } = this.map.cornerAt(view);
    return { x: -x, y: -y, scale: 2 ** view.zoom, width, height };
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
    return { x: -corner.x, y: -corner.y, scale: 2 ** map.zoom, width: size.width, height: size.height };
  }
}
