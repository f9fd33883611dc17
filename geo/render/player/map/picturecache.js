// Small pictures of markers, people and labels, made once and then drawn many times: without a graphics card that is
// several times faster than drawing edges and text.
import { contextOf } from '../dom.js';

/** How a marker whose events play is drawn, by whether its location is known well enough: widths in pixels. */
const STAMP_STYLES = {
  now: { alpha: 0.92, edge: 1.5 },
  unsure: { alpha: 0.95, ring: 2.5 },
};

/** With more pictures than these all are thrown away and made again when needed. */
const MOST_PICTURES = 500;

export class PictureCache {
  /** @param {string} edgeColour around markers whose events play */
  constructor(edgeColour) {
    this.edgeColour = edgeColour;
    this.density = Math.min(2, window.devicePixelRatio || 1);
    /** @type {Object<string, Map<string, Map<number, Picture>>>} by style, colour and radius */
    this.marks = Object.fromEntries(Object.keys(STAMP_STYLES).map((style) => [style, new Map()]));
    /** @type {Map<string|number, Picture>} by what they show */
    this.drawings = new Map();
    /** Middles of the labels drawn since the stage was cleared, and half their widths. @type {number[][]} */
    this.tags = [];
    // Not in the page: setting a font on a canvas in the page computes the page's styles.
    this._ruler = contextOf(document.createElement('canvas'));
  }

  /** @param {string} text @param {string} font @returns {number} CSS pixels */
  widthOf(text, font) {
    this._ruler.font = font;
    return this._ruler.measureText(text).width;
  }

  /** @param {string|number} key see lay @returns {?number} half the width of its picture; null: not made yet */
  halfOf(key) {
    const picture = this.drawings.get(key);
    return picture ? picture.wide / 2 : null;
  }

  /**
   * Draw a picture, which is made the first time.
   * @param {CanvasRenderingContext2D} c scaled to CSS pixels
   * @param {string|number} key everything that its look depends on, except the theme
   * @param {[number, number]} half half its width and height, in CSS pixels
   * @param {number} x middle
   * @param {number} y
   * @param {(c: CanvasRenderingContext2D) => void} draw around the origin
   */
  lay(c, key, half, x, y, draw) { this.set(c, this.drawings.get(key) ?? this.make(key, half, draw), x, y); }

  /**
   * Make a picture for later; parameters as for lay.
   * @param {string | number} key
   * @param {number[]} values
   * @param {(c: CanvasRenderingContext2D) => void} draw
   * @returns {Picture}
   */
  make(key, [halfWide, halfHigh], draw) {
    if (this.drawings.size >= MOST_PICTURES) this.drawings.clear();
    const picture = this._blank(halfWide, halfHigh);
    draw(contextOf(picture.image));
    this.drawings.set(key, picture);
    return picture;
  }

  /** An empty picture whose origin is its middle. @param {number} halfWide @param {number} halfHigh */
  _blank(halfWide, halfHigh) {
    const { density } = this;
    const image = document.createElement('canvas');
    image.width = Math.ceil(halfWide * 2 * density);
    image.height = Math.ceil(halfHigh * 2 * density);
    contextOf(image).setTransform(density, 0, 0, density, image.width / 2, image.height / 2);
    return { image, wide: image.width / density, high: image.height / density };
  }

  /**
   * @param {keyof typeof STAMP_STYLES} style
   * @param {string} colour
   * @param {number} radius CSS pixels
   * @returns {Picture}
   */
  mark(style, colour, radius) {
    let byRadius = this.marks[style].get(colour);
    if (!byRadius) this.marks[style].set(colour, byRadius = new Map());
    let picture = byRadius.get(radius);
    if (!picture) byRadius.set(radius, picture = this._make(STAMP_STYLES[style], colour, radius));
    return picture;
  }

  /**
   * Draw a picture, on whole pixels: anywhere else each of its pixels would be mixed from four.
   * @param {CanvasRenderingContext2D} c scaled to CSS pixels
   * @param {Picture} picture
   * @param {number} x middle
   * @param {number} y
   */
  set(c, { image, wide, high }, x, y) {
    const { density } = this;
    const left = Math.round((x - wide / 2) * density) / density;
    const top = Math.round((y - high / 2) * density) / density;
    c.drawImage(image, left, top, wide, high);
  }

  /** @param {{alpha: number, ring?: number, edge?: number}} style @param {string} colour @param {number} radius */
  _make({ alpha, ring, edge }, colour, radius) {
    const picture = this._blank(radius + 2, radius + 2);
    const c = contextOf(picture.image);
    c.globalAlpha = alpha;
    c.beginPath();
    c.arc(0, 0, radius, 0, 2 * Math.PI);
    c.fillStyle = colour;
    c.strokeStyle = ring ? colour : this.edgeColour;
    c.lineWidth = ring ?? edge ?? 1;
    if (!ring) c.fill();
    c.stroke();
    return picture;
  }
}
