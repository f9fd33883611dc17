// The soft parts of the base map: the light of the city, the glow of the coast, and how roads and sea fade out where
// the atlas ends. All of it is in pixels of BasemapGeometry, so that gradients and pictures are made once.
import { contextOf } from '../dom.js';
import { byZoom } from './basemapgeometry.js';

/** Roads fade within this distance of the edges of the atlas: a share of its width. */
export const EDGE = 0.045;

/** Width of the picture of the city's light, in pixels: soft edges need few. */
const LIGHT_PX = 256;

/**
 * @param {string} colour as canvas gives an opaque colour back: #rrggbb
 * @param {number} alpha 0 to 1
 * @returns {string}
 */
function faded(colour, alpha) {
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
   * @param {CanvasRenderingContext2D} ink
   * @param {string} colour
   * @returns {{across: CanvasGradient, down: CanvasGradient}} the colour as it fades towards the western and eastern
   *   edges of the frame, and towards its northern edge
   */
  fading(ink, colour) {
    const known = this._fades.get(colour);
    if (known) return known;
    const { x0, x1, y1 } = this.geometry.frame;
    ink.fillStyle = colour;
    const plain = ink.fillStyle;
    const fading = (/** @type {CanvasGradient} */ line, /** @type {[number, number][]} */ stops) => {
      for (const [at, share] of stops) line.addColorStop(at, faded(plain, share));
      return line;
    };
    const made = {
      across: fading(ink.createLinearGradient(x0, 0, x1, 0), [[0, 0], [EDGE, 1], [1 - EDGE, 1], [1, 0]]),
      down: fading(ink.createLinearGradient(0, y1, 0, y1 + (x1 - x0) * EDGE), [[0, 0], [1, 1]]),
    };
    this._fades.set(colour, made);
    return made;
  }

  /**
   * The city's light: a soft spot of light for each district and city.
   * @param {CanvasRenderingContext2D} ink
   * @param {number} zoom
   */
  drawCityLight(ink, zoom) {
    const { x, y, w, h } = this._lightBox();
    this._light ??= this._makeLight();
    ink.globalAlpha = byZoom([[8, 0.13], [12, 0.11], [15, 0.05]], zoom);
    ink.drawImage(this._light, x, y, w, h);
    ink.globalAlpha = 1;
  }

  /** @param {{x: number, y: number}} point */
  _inFrame({ x, y }) {
    const { x0, y0, x1, y1 } = this.geometry.frame;
    return x >= x0 && x <= x1 && y >= y1 && y <= y0;
  }

  /** @returns {{x: number, y: number, w: number, h: number}} the frame and a margin, in pixels of the geometry */
  _lightBox() {
    const { x0, y0, x1, y1 } = this.geometry.frame;
    const margin = (x1 - x0) * 0.15;
    return { x: x0 - margin, y: y1 - margin, w: x1 - x0 + 2 * margin, h: y0 - y1 + 2 * margin };
  }

  /**
   * The picture is strong and is drawn with a low opacity: faint colours would lose their hue to eight bits a channel.
   * @returns {HTMLCanvasElement}
   */
  _makeLight() {
    const box = this._lightBox();
    const picture = document.createElement('canvas');
    const k = LIGHT_PX / box.w;
    picture.width = LIGHT_PX;
    picture.height = Math.round(box.h * k);
    const ink = contextOf(picture);
    ink.fillStyle = this.palette.freeway;
    const colour = ink.fillStyle;
    for (const point of this.geometry.points) {
      if (point.kind !== 'city' && point.kind !== 'district') continue;
      // A large area with few people (a canyon, a forest) gives little light.
      if (point.rank > 4 || point.radius > 9000 || !this._inFrame(point)) continue;
      const r = Math.min(point.radius, 3200) * this.geometry.metre * k * 1.9;
      const [x, y] = [(point.x - box.x) * k, (point.y - box.y) * k];
      const light = ink.createRadialGradient(x, y, 0, x, y, r);
      [0.34, 0.22, 0.08, 0].forEach((share, i) => light.addColorStop(i / 3, faded(colour, share)));
      ink.fillStyle = light;
      ink.fillRect(x - r, y - r, 2 * r, 2 * r);
    }
    return picture;
  }

  /**
   * The glow of the coast: on the water's side of the shore, fading out to sea.
   * @param {CanvasRenderingContext2D} ink
   * @param {BasemapView} view
   */
  drawCoast(ink, view) {
    const { geometry } = this;
    ink.strokeStyle = this.palette.coast;
    ink.save();
    ink.clip(geometry.sea, 'evenodd');
    const reach = byZoom([[8, 10], [12, 26], [16, 60]], view.zoom);
    for (const [share, alpha] of [[1, 0.05], [0.62, 0.06], [0.34, 0.08], [0.16, 0.1]]) {
      ink.globalAlpha = alpha;
      ink.lineWidth = (2 * reach * share) / view.scale;
      ink.stroke(geometry.coast);
    }
    ink.restore();
  }

  /** The sea fades out where the atlas ends. @param {CanvasRenderingContext2D} ink */
  fadeSea(ink) {
    const { frame: { x0, y0, x1, y1 } } = this.geometry;
    const far = 4;
    const fade = (x1 - x0) * 0.3;
    ink.fillStyle = this.palette.ground;
    const ground = ink.fillStyle;
    for (const [fromX, fromY, toX, toY] of [[x0, 0, x0 - fade, 0], [0, y0, 0, y0 + fade]]) {
      const gradient = ink.createLinearGradient(fromX, fromY, toX, toY);
      [0, 0.25, 0.75, 1].forEach((share, i) => gradient.addColorStop(i / 3, faded(ground, share)));
      ink.fillStyle = gradient;
      if (fromX) ink.fillRect(x0 - far, y1 - far, far, 2 * far);
      else ink.fillRect(x0 - far, y0, 2 * far, far);
    }
  }
}
