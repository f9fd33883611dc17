// The glow of the base map: the light of the city, the glow of the coast, and roads and sea that fade out where the
// atlas ends. All sizes are in pixels of BasemapGeometry, so that gradients and pictures are made only once.
import { contextOf } from '../dom.js';
import { byZoom } from './basemapgeometry.js';

/** Roads fade within this distance of the edges of the atlas: a share of its width. */
export const EDGE = 0.045;

/** Width of the picture of the city's light, in pixels: soft edges need only a few. */
const LIGHT_PX = 256;

/**
 * @param {string} colour #rrggbb, as canvas returns an opaque colour
 * @param {number} alpha 0 to 1
 * @returns {string}
 */
function withAlpha(colour, alpha) {
  return colour + Math.round(alpha * 255).toString(16).padStart(2, '0');
}

export class BasemapGlow {
  /**
   * @param {BasemapGeometry} geometry
   * @param {BasemapPalette} palette
   */
  constructor(geometry, palette) {
    this.geometry = geometry;
    this.palette = palette;
    /** Gradients by colour, see fading. @type {Map<string, {across: CanvasGradient, down: CanvasGradient}>} */
    this._fades = new Map();
    /** The picture of the city's light; null: not made yet. @type {?HTMLCanvasElement} */
    this._light = null;
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {string} colour
   * @returns {{across: CanvasGradient, down: CanvasGradient}} the colour, fading towards the western and eastern edges
   *   of the frame, and towards its northern edge
   */
  fading(c, colour) {
    const cached = this._fades.get(colour);
    if (cached) return cached;
    const { x0, x1, y1 } = this.geometry.frame;
    c.fillStyle = colour;
    const plain = c.fillStyle;
    const withStops = (/** @type {CanvasGradient} */ gradient, /** @type {[number, number][]} */ stops) => {
      for (const [at, share] of stops) gradient.addColorStop(at, withAlpha(plain, share));
      return gradient;
    };
    const made = {
      across: withStops(c.createLinearGradient(x0, 0, x1, 0), [[0, 0], [EDGE, 1], [1 - EDGE, 1], [1, 0]]),
      down: withStops(c.createLinearGradient(0, y1, 0, y1 + (x1 - x0) * EDGE), [[0, 0], [1, 1]]),
    };
    this._fades.set(colour, made);
    return made;
  }

  /**
   * Draw the city's light: a soft spot of light for each district and city.
   * @param {CanvasRenderingContext2D} c
   * @param {number} zoom
   */
  drawCityLight(c, zoom) {
    const { x, y, w, h } = this._lightBox();
    this._light ??= this._makeLight();
    c.globalAlpha = byZoom([[8, 0.13], [12, 0.11], [15, 0.05]], zoom);
    c.drawImage(this._light, x, y, w, h);
    c.globalAlpha = 1;
  }

  /** @param {{x: number, y: number}} point */
  _inFrame({ x, y }) {
    const { x0, y0, x1, y1 } = this.geometry.frame;
    return x >= x0 && x <= x1 && y >= y1 && y <= y0;
  }

  /** @returns {{x: number, y: number, w: number, h: number}} the frame with a margin, in pixels of the geometry */
  _lightBox() {
    const { x0, y0, x1, y1 } = this.geometry.frame;
    const margin = (x1 - x0) * 0.15;
    return { x: x0 - margin, y: y1 - margin, w: x1 - x0 + 2 * margin, h: y0 - y1 + 2 * margin };
  }

  /**
   * The picture has strong colours and is drawn with a low opacity: with eight bits a channel, faint colours lose their
   * hue.
   * @returns {HTMLCanvasElement}
   */
  _makeLight() {
    const box = this._lightBox();
    const picture = document.createElement('canvas');
    const k = LIGHT_PX / box.w;
    picture.width = LIGHT_PX;
    picture.height = Math.round(box.h * k);
    const c = contextOf(picture);
    c.fillStyle = this.palette.freeway;
    const colour = c.fillStyle;
    for (const point of this.geometry.points) {
      if (point.kind !== 'city' && point.kind !== 'district') continue;
      // A large area with few people (a canyon, a forest) has little light.
      if (point.rank > 4 || point.radius > 9000 || !this._inFrame(point)) continue;
      const r = Math.min(point.radius, 3200) * this.geometry.metre * k * 1.9;
      const [x, y] = [(point.x - box.x) * k, (point.y - box.y) * k];
      const light = c.createRadialGradient(x, y, 0, x, y, r);
      [0.34, 0.22, 0.08, 0].forEach((share, i) => light.addColorStop(i / 3, withAlpha(colour, share)));
      c.fillStyle = light;
      c.fillRect(x - r, y - r, 2 * r, 2 * r);
    }
    return picture;
  }

  /**
   * Draw the glow of the coast: on the water, fading out to sea.
   * @param {CanvasRenderingContext2D} c
   * @param {BasemapView} view
   */
  drawCoast(c, view) {
    const { geometry } = this;
    c.strokeStyle = this.palette.coast;
    c.save();
    c.clip(geometry.sea, 'evenodd');
    const reach = byZoom([[8, 10], [12, 26], [16, 60]], view.zoom);
    for (const [share, alpha] of [[1, 0.05], [0.62, 0.06], [0.34, 0.08], [0.16, 0.1]]) {
      c.globalAlpha = alpha;
      c.lineWidth = (2 * reach * share) / view.scale;
      c.stroke(geometry.coast);
    }
    c.restore();
  }

  /** Let the sea fade out where the atlas ends. @param {CanvasRenderingContext2D} c */
  fadeSea(c) {
    const { frame: { x0, y0, x1, y1 } } = this.geometry;
    const far = 4;
    const fade = (x1 - x0) * 0.3;
    c.fillStyle = this.palette.ground;
    const ground = c.fillStyle;
    for (const [fromX, fromY, toX, toY] of [[x0, 0, x0 - fade, 0], [0, y0, 0, y0 + fade]]) {
      const gradient = c.createLinearGradient(fromX, fromY, toX, toY);
      [0, 0.25, 0.75, 1].forEach((share, i) => gradient.addColorStop(i / 3, withAlpha(ground, share)));
      c.fillStyle = gradient;
      if (fromX) c.fillRect(x0 - far, y1 - far, far, 2 * far);
      else c.fillRect(x0 - far, y0, 2 * far, far);
    }
  }
}
