// Places the labels of the base map: shields along freeways, and names of places, streets, runways and seas. The most
// important label is placed first. A label without room is left out.
import { labelPlaceAlong, pointAlong } from '../arithmetic/lines.js';
import { LabelPlacer } from '../arithmetic/placement.js';
import { byZoom } from './basemapgeometry.js';
import { AREA_ALPHA, PLACE_FROM, PLACE_STYLES, SHIELD_FROM, STREET_FROM } from './basemaplabelstyles.js';
import { drawLabels } from './labeldrawing.js';
import { LabelText, rowsOf } from './labeltext.js';

/** Places of an area's name, the best first: to the right, as a share of its width; and lines down. */
const AREA_STEPS = [[0, 0], [0, -1.1], [0, 1.1], [-0.2, 0], [0.2, 0], [0, -2.1], [0, 2.1]];

/** How much obstacles matter: a label may rather cover small markers than people, and is never under a panel. */
const WEIGHTS = { markers: 1, people: 2, panels: Infinity };

/** Labels stay this far from the edges of the window, in pixels. */
const EDGE_PX = 2;

/** Areas up to this rank have a label, even if people and markers cover it. */
const ALWAYS_LABELLED = 1;

/**
 * Place and draw the labels.
 * @param {CanvasRenderingContext2D} c scaled to CSS pixels
 * @param {BasemapGeometry} geometry
 * @param {BasemapPalette} palette
 * @param {BasemapView} view
 * @param {string} family font family
 * @param {Map<string, number>} widths see LabelText
 * @param {BasemapObstacles} obstacles in CSS pixels
 * @returns {DrawnLabel[]}
 */
export function labelBasemap(c, geometry, palette, view, family, widths, obstacles) {
  const labels = new BasemapLabels(palette, view, new LabelText(c, family, widths));
  for (const kind of /** @type {const} */ (['markers', 'people', 'panels'])) {
    for (const box of obstacles[kind]) labels.placer.block(box, WEIGHTS[kind]);
  }
  labels.region(geometry);
  labels.points(geometry.points.filter((point) => point.rank === 1));
  labels.shields(geometry.lines.filter((line) => line.kind === 'freeway'));
  for (const { name, at } of geometry.seas) labels.sea(name, at);
  labels.points(geometry.points.filter((point) => point.rank === 2));
  labels.streets(geometry.lines.filter((line) => line.kind === 'street' && line.rank === 2));
  labels.points(geometry.points.filter((point) => point.rank === 3));
  labels.runways(geometry.lines.filter((line) => line.kind === 'runway'));
  labels.streets(geometry.lines.filter((line) => line.kind === 'street' && line.rank > 2));
  labels.points(geometry.points.filter((point) => point.rank > 3));
  drawLabels(c, palette, labels.placed);
  return labels.placed.map(({ text, x, y, w, h, angle }) => ({ text, x, y, w, h, angle }));
}

/** Places the labels of one drawing of the base map. */
class BasemapLabels {
  /**
   * @param {BasemapPalette} palette
   * @param {BasemapView} view
   * @param {LabelText} text
   */
  constructor(palette, view, text) {
    this.palette = palette;
    this.view = view;
    this.text = text;
    this.placer = new LabelPlacer([EDGE_PX, EDGE_PX, view.width - EDGE_PX, view.height - EDGE_PX]);
    /** @type {PlacedLabel[]} */
    this.placed = [];
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {[number, number]} a point of the geometry in CSS pixels
   */
  toCanvas(x, y) {
    return [x * this.view.scale + this.view.dx, y * this.view.scale + this.view.dy];
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {boolean} whether a point is within the canvas or near it
   */
  isNear(x, y, margin = 40) {
    return x > -margin && y > -margin && x < this.view.width + margin && y < this.view.height + margin;
  }

  /**
   * @param {PlacedLabel} label
   * @param {number} room
   * @returns {boolean} whether there was room
   */
  place(label, room, over = 0) {
    if (!this.placer.take(label, { room, over })) return false;
    this.placed.push(label);
    return true;
  }

  /**
   * @param {PlacedLabel[]} places of one label, the best first
   * @param {number} room
   * @returns {boolean} whether there was room
   */
  placeFirst(places, room, over = 0) {
    const label = this.placer.takeFirst(places, { room, over });
    if (label) this.placed.push(label);
    return label !== null;
  }

  /**
   * A name in the middle of its area, or beside an obstacle there.
   * @param {PlacedLabel} label
   * @param {number} room
   * @param {number} rank
   */
  placeArea(label, room, rank) {
    // Beside another label, nobody would connect the name with the area.
    if (!this.placer.fits(label, { room, over: WEIGHTS.people })) return;
    const places = AREA_STEPS.map(([aside, lines]) => ({ ...label, x: label.x + aside * label.w, y: label.y + lines * label.size * 1.2 }));
    const isPlaced = this.placeFirst(places, room) || this.placeFirst(places, room, WEIGHTS.markers);
    if (!isPlaced && rank <= ALWAYS_LABELLED) this.place(label, room, WEIGHTS.people);
  }

  /** @param {BasemapPoint[]} points */
  points(points) {
    const { zoom } = this.view;
    for (const point of points) {
      const from = PLACE_FROM[point.kind][point.rank - 1];
      if (zoom < from) continue;
      const [x, y] = this.toCanvas(point.x, point.y);
      if (!this.isNear(x, y, 0)) continue;
      const style = PLACE_STYLES[point.kind];
      // A name grows a little as the map zooms in.
      const size = style.sizes[point.rank - 1] + byZoom([[from, 0], [from + 3, 2]], zoom);
      if (style.caps) this.placeAreaName(point, x, y, size, style);
      else this.placeSignAndName(point, x, y, size, style);
    }
  }

  /** From far away, the region has its name in the middle of its roads. @param {BasemapGeometry} geometry */
  region(geometry) {
    if (this.view.zoom >= 10.5) return;
    const [x, y] = this.toCanvas(...geometry.middle);
    const size = byZoom([[6, 12], [9.75, 18]], this.view.zoom);
    const spacing = size * 0.22;
    const font = this.text.font(size, 600);
    const capitals = geometry.name.toUpperCase();
    const w = this.text.measure(capitals, font, spacing);
    this.placeArea({
      text: geometry.name, rows: [capitals], x, y, w, h: size * 1.2, angle: 0, font, size, spacing, alpha: 1,
      colour: this.palette.label,
    }, 5, 1);
  }

  /**
   * @param {BasemapPoint} point
   * @param {number} x
   * @param {number} y
   * @param {number} size
   * @param {import('./basemaplabelstyles.js').PlaceStyle} style
   */
  placeAreaName(point, x, y, size, style) {
    // The map shows only a part of the area.
    if (this.view.zoom > 16 && point.radius > 400) return;
    const spacing = size * byZoom([[9, 0.1], [13, 0.2]], this.view.zoom);
    const font = this.text.font(size, point.rank > 2 ? 500 : style.weight);
    const alpha = AREA_ALPHA[point.rank - 1];
    const rows = rowsOf(point.label.toUpperCase());
    const w = Math.max(...rows.map((row) => this.text.measure(row, font, spacing)));
    const h = size * 1.2 * rows.length;
    this.placeArea({
      text: point.label, rows, x, y, w, h, angle: 0, font, size, spacing, alpha, colour: this.palette.label,
    }, 5, point.rank);
  }

  /**
   * A sign with its name to the right, or to the left, above or below.
   * @param {BasemapPoint} point
   * @param {number} x
   * @param {number} y
   * @param {number} size
   * @param {import('./basemaplabelstyles.js').PlaceStyle} style
   */
  placeSignAndName(point, x, y, size, style) {
    const font = this.text.font(size, style.weight);
    const width = this.text.measure(point.label, font, 0);
    const gap = style.sign === 'plane' ? 10 : 8;
    const h = size * 1.25;
    const side = width / 2 + gap;
    const box = (/** @type {number} */ dx, /** @type {number} */ dy) => ({ x: x + dx, y: y + dy, w: width, h, angle: 0 });
    const sign = { x, y, w: 9, h: 9, angle: 0 };
    if (!this.placer.take(sign, { room: 2, over: WEIGHTS.people })) return;
    this.placeFirst([box(side, 0), box(-side, 0), box(0, -h), box(0, h)].map((at) => ({
      ...at, text: point.label, rows: [point.label], font, size, spacing: 0, alpha: 0.85,
      colour: this.palette.label, sign: style.sign, signAt: [x, y],
    })), 3);
  }

  /**
   * Shields at even distances along each freeway. They keep their places while the map moves.
   * @param {BasemapLine[]} lines
   */
  shields(lines) {
    const size = byZoom([[9, 9], [13, 11], [17, 12.5]], this.view.zoom);
    const font = this.text.font(size, 700);
    for (const line of lines) {
      if (this.view.zoom < SHIELD_FROM[line.rank - 1]) continue;
      const w = Math.max(size * 1.9, this.text.measure(line.label, font, 0) + size * 0.9);
      const h = size * 1.7;
      this.along(line, 320, 40, ({ x, y }) => this.place({
        text: line.label, rows: [line.label], x, y, w, h, angle: 0, font, size, spacing: 0, alpha: 1,
        colour: this.palette.labelFreeway, shield: line.shield,
      }, 16));
    }
  }

  /** @param {BasemapLine[]} lines */
  streets(lines) {
    for (const line of lines) {
      if (this.view.zoom < STREET_FROM[line.rank - 1]) continue;
      const size = byZoom([[12, line.rank === 2 ? 10 : 9.5], [16, 12.5], [18, 14]], this.view.zoom);
      const font = this.text.font(size, 500);
      const spacing = size * 0.04;
      const w = this.text.measure(line.label, font, spacing);
      this.along(line, 560, w + 16, (place) => this.place({
        ...place, text: line.label, rows: [line.label], w, h: size * 1.15, font, size, spacing,
        alpha: line.rank === 2 ? 0.9 : 0.78, colour: this.palette.label,
      }, 4));
    }
  }

  /** @param {BasemapLine[]} lines */
  runways(lines) {
    // From here on, the runway is wide enough for text.
    if (this.view.zoom < 15) return;
    const font = this.text.font(10.5, 600);
    for (const line of lines) {
      const w = this.text.measure(line.label, font, 1);
      this.along(line, 900, w + 10, (place) => this.place({
        ...place, text: line.label, rows: [line.label], w, h: 12, font, size: 10.5, spacing: 1, alpha: 1,
        colour: this.palette.label, bare: true,
      }, 4));
    }
  }

  /** @param {string} name @param {[number, number][]} places in pixels of the geometry, the best first */
  sea(name, places) {
    const { zoom } = this.view;
    if (zoom < 8 || zoom > 13.5) return;
    const size = byZoom([[8, 12], [10, 17], [12, 26]], zoom);
    const font = this.text.font(size, 400, 'italic');
    const spacing = size * 0.22;
    const w = this.text.measure(name, font, spacing);
    for (const place of places) {
      const [x, y] = this.toCanvas(...place);
      const label = {
        text: name, rows: [name], x, y, w, h: size * 1.2, angle: 0, font, size, spacing,
        alpha: 0.9, colour: this.palette.labelSea, bare: true,
      };
      if (this.place(label, 8)) return;
    }
  }

  /**
   * Offers places along a line at even distances. Within one zoom level, the places stay the same.
   * @param {BasemapLine} line
   * @param {number} every pixels between two places
   * @param {number} width of the straight part that a place needs
   * @param {(place: {x: number, y: number, angle: number}) => boolean} offer called with each place; true: it has been
   *   used
   */
  along(line, every, width, offer) {
    const { scale, zoom } = this.view;
    const step = every / 2 ** Math.floor(zoom);
    for (const part of line.parts) {
      const count = Math.max(1, Math.floor(part.length / step));
      for (let i = 0; i < count; i += 1) {
        const middle = (part.length * (i + 0.5)) / count;
        if (!this.isNear(...this.toCanvas(...pointAlong(part, middle)), every / 2)) continue;
        for (const nudge of [0, -0.12, 0.12, -0.25, 0.25]) {
          const place = labelPlaceAlong(part, middle + nudge * step, width / scale, 3.5 / scale);
          if (!place) continue;
          const [x, y] = this.toCanvas(place.x, place.y);
          if (this.isNear(x, y, 0) && offer({ x, y, angle: place.angle })) break;
        }
      }
    }
  }
}
