// What is soft on the base map, and fades: the light of the city, the glow of the coast, roads and sea where the
// atlas ends. All is on the chart, so that colours and pictures are made once.
import { contextOf } from '../dom.js';
import { byZoom } from './chart.js';

/** How deep roads fade at the edges of the atlas: a share of its width. */
export const EDGE = 0.045;

/** Width of the picture of the city's light: what is soft needs few pixels. */
const STAIN_PX = 256;

/**
 * @param {string} colour as canvas gives an opaque colour back: #rrggbb
 * @param {number} alpha 0 to 1
 * @returns {string}
 */
function faded(colour, alpha) {
  return colour + Math.round(alpha * 255).toString(16).padStart(2, '0');
}

export class Soft {
  /**
   * @param {Chart} chart
   * @param {BasemapPalette} palette
   */
  constructor(chart, palette) {
    this.chart = chart;
    this.palette = palette;
    /** By colour: how it fades at the edges. @type {Map<string, {across: CanvasGradient, down: CanvasGradient}>} */
    this._fades = new Map();
    /** The picture of the city's light, once it was wanted. @type {?HTMLCanvasElement} */
    this._stain = null;
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
    const { x0, x1, y1 } = this.chart.frame;
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
   * The city's light: a soft stain where people live, one for each district and city.
   * @param {CanvasRenderingContext2D} ink
   * @param {number} zoom
   */
  wash(ink, zoom) {
    const { x, y, w, h } = this._stainBox();
    this._stain ??= this._makeStain();
    ink.globalAlpha = byZoom([[8, 0.13], [12, 0.11], [15, 0.05]], zoom);
    ink.drawImage(this._stain, x, y, w, h);
    ink.globalAlpha = 1;
  }

  /** @param {{x: number, y: number}} given */
  _inFrame({ x, y }) {
    const { x0, y0, x1, y1 } = this.chart.frame;
    return x >= x0 && x <= x1 && y >= y1 && y <= y0;
  }

  /** @returns {{x: number, y: number, w: number, h: number}} the frame and a margin, on the chart */
  _stainBox() {
    const { x0, y0, x1, y1 } = this.chart.frame;
    const margin = (x1 - x0) * 0.15;
    return { x: x0 - margin, y: y1 - margin, w: x1 - x0 + 2 * margin, h: y0 - y1 + 2 * margin };
  }

  /**
   * The stain is strong here and thinned when it is laid on: faint ink would lose its hue to
   * eight bits a channel.
   * @returns {HTMLCanvasElement}
   */
  _makeStain() {
    const box = this._stainBox();
    const stain = document.createElement('canvas');
    const k = STAIN_PX / box.w;
    stain.width = STAIN_PX;
    stain.height = Math.round(box.h * k);
    const ink = contextOf(stain);
    ink.fillStyle = this.palette.freeway;
    const colour = ink.fillStyle;
    for (const point of this.chart.points) {
      if (point.kind !== 'city' && point.kind !== 'district') continue;
      // A large area of few people (a canyon, a forest) gives little light.
      if (point.rank > 4 || point.radius > 9000 || !this._inFrame(point)) continue;
      const r = Math.min(point.radius, 3200) * this.chart.metre * k * 1.9;
      const [x, y] = [(point.x - box.x) * k, (point.y - box.y) * k];
      const light = ink.createRadialGradient(x, y, 0, x, y, r);
      [0.34, 0.22, 0.08, 0].forEach((share, i) => light.addColorStop(i / 3, faded(colour, share)));
      ink.fillStyle = light;
      ink.fillRect(x - r, y - r, 2 * r, 2 * r);
    }
    return stain;
  }

  /**
   * On the water's side of the shore, thinner seaward.
   * @param {CanvasRenderingContext2D} ink
   * @param {ChartView} view
   */
  glow(ink, view) {
    const { chart } = this;
    ink.strokeStyle = this.palette.coast;
    ink.save();
    ink.clip(chart.sea, 'evenodd');
    const reach = byZoom([[8, 10], [12, 26], [16, 60]], view.zoom);
    for (const [share, alpha] of [[1, 0.05], [0.62, 0.06], [0.34, 0.08], [0.16, 0.1]]) {
      ink.globalAlpha = alpha;
      ink.lineWidth = (2 * reach * share) / view.scale;
      ink.stroke(chart.coast);
    }
    ink.restore();
  }

  /** Where the atlas ends the sea fades out. @param {CanvasRenderingContext2D} ink */
  veil(ink) {
    const { frame: { x0, y0, x1, y1 } } = this.chart;
    const far = 4;
    const fade = (x1 - x0) * 0.3;
    ink.fillStyle = this.palette.ground;
    const ground = ink.fillStyle;
    for (const [fromX, fromY, toX, toY] of [[x0, 0, x0 - fade, 0], [0, y0, 0, y0 + fade]]) {
      const veil = ink.createLinearGradient(fromX, fromY, toX, toY);
      [0, 0.25, 0.75, 1].forEach((share, i) => veil.addColorStop(i / 3, faded(ground, share)));
      ink.fillStyle = veil;
      if (fromX) ink.fillRect(x0 - far, y1 - far, far, 2 * far);
      else ink.fillRect(x0 - far, y0, 2 * far, far);
    }
  }
}
