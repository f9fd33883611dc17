// The canvas that the stage draws on.
import { contextOf } from '../dom.js';
import { addCanvas, setCanvasSize } from './panes.js';

/** More pixels to a CSS pixel cost time and show nothing more. */
const DENSEST_STAGE = 2;

/** A canvas over the map's window, drawn again with each move: what is drawn on it keeps its size. */
export class StageCanvas {
  /** @param {SlippyMap} map */
  constructor(map) {
    this.map = map;
    this.canvas = addCanvas(map, 'sm-stage');
    this.context = contextOf(this.canvas);
  }

  /**
   * What begin would return if the map looked elsewhere.
   * @param {MapView} view
   * @returns {View}
   */
  viewAt(view) {
    const { width, height } = this.map.size;
    const { x, y } = this.map.cornerAt(view);
    return { x: -x, y: -y, scale: 2 ** view.zoom, width, height };
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
