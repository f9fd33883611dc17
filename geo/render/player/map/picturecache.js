// Small pictures of markers, people and labels. Each is made once and then drawn many times: without a graphics card,
// that is several times faster than drawing edges and text.
import { contextOf } from '../dom.js';

/** Markers whose events play, at known and at doubtful locations: opacity, and widths in pixels. */
const MARKER_STYLES = {
  sure: { alpha: 0.92, edge: 1.5 },
  unsure: { alpha: 0.95, ring: 2.5 },
};

/** With more pictures than these, all are removed and made again when they are needed. */
const MOST_PICTURES = 500;

export class PictureCache {
  /** @param {string} edgeColour of markers whose events play */
  constructor(edgeColour) {
    this.edgeColour = edgeColour;
    this.density = Math.min(2, window.devicePixelRatio || 1);
    /** By style, colour and radius. @type {Object<string, Map<string, Map<number, Picture>>>} */
    this._markerPictures = Object.fromEntries(Object.keys(MARKER_STYLES).map((style) => [style, new Map()]));
    /** All other pictures by key, see draw. @type {Map<string|number, Picture>} */
    this.drawings = new Map();
    /** The labels since the stage was cleared: x and y of the middle, and half the width. @type {number[][]} */
    this.labelsDrawn = [];
    // Not in the page: there, the browser would compute the styles of the page each time a font is set.
    this._ruler = contextOf(document.createElement('canvas'));
  }

  /** @param {string} text @param {string} font @returns {number} CSS pixels */
  widthOf(text, font) {
    this._ruler.font = font;
    return this._ruler.measureText(text).width;
  }

  /**
   * @param {string|number} key see draw
   * @returns {?number} half the width of the picture; null: it has not been made
   */
  halfOf(key) {
    const picture = this.drawings.get(key);
    return picture ? picture.wide / 2 : null;
  }

  /**
   * Draw a picture; make it the first time.
   * @param {CanvasRenderingContext2D} c scaled to CSS pixels
   * @param {string|number} key names everything that its look depends on, except the theme
   * @param {[number, number]} half half its width and height, in CSS pixels
   * @param {number} x middle
   * @param {number} y
   * @param {(c: CanvasRenderingContext2D) => void} paint draws it around the origin
   */
  draw(c, key, half, x, y, paint) { this.drawPicture(c, this.drawings.get(key) ?? this.make(key, half, paint), x, y); }

  /**
   * Make a picture for later. The parameters are those of draw.
   * @param {string | number} key
   * @param {number[]} half
   * @param {(c: CanvasRenderingContext2D) => void} paint
   * @returns {Picture}
   */
  make(key, [halfWide, halfHigh], paint) {
    if (this.drawings.size >= MOST_PICTURES) this.drawings.clear();
    const picture = this._blank(halfWide, halfHigh);
    paint(contextOf(picture.image));
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
   * @param {keyof typeof MARKER_STYLES} style
   * @param {string} colour
   * @param {number} radius CSS pixels
   * @returns {Picture}
   */
  markerPicture(style, colour, radius) {
    let byRadius = this._markerPictures[style].get(colour);
    if (!byRadius) this._markerPictures[style].set(colour, byRadius = new Map());
    let picture = byRadius.get(radius);
    if (!picture) byRadius.set(radius, picture = this._makeMarker(MARKER_STYLES[style], colour, radius));
    return picture;
  }

  /**
   * Draw a picture at whole pixels: between them, each of its pixels would be mixed from four.
   * @param {CanvasRenderingContext2D} c scaled to CSS pixels
   * @param {Picture} picture
   * @param {number} x middle
   * @param {number} y
   */
  drawPicture(c, { image, wide, high }, x, y) {
    const { density } = this;
    const left = Math.round((x - wide / 2) * density) / density;
    const top = Math.round((y - high / 2) * density) / density;
    c.drawImage(image, left, top, wide, high);
  }

  /** @param {{alpha: number, ring?: number, edge?: number}} style @param {string} colour @param {number} radius */
  _makeMarker({ alpha, ring, edge }, colour, radius) {
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
