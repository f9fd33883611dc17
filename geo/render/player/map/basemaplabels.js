// The labels of the base map and where they are: shields along freeways, names of places by rank, of streets along
// their lines, and of seas. The more important are placed first; a label without room is left out.
import { pointAlong, spotAlong } from '../arithmetic/lines.js';
import { LabelPlacer } from '../arithmetic/placement.js';
import { byZoom } from './basemapgeometry.js';
import { drawLabels } from './labeldrawing.js';

/** From which zoom a point's name may show, by kind and rank (1 to 5). */
/** @type {Record<string, number[]>} */
const NAME_FROM = {
  city: [8, 9.75, 10.75, 12, 13],
  district: [10.5, 10, 11.5, 12.5, 14],
  airport: [9.75, 11, 12.25, 13, 14],
  landmark: [11, 11.5, 12.5, 14, 15],
  station: [13, 13, 13.5, 14.25, 15],
};

/** Size and style of a place's name by kind and rank: spaced capitals read as the name of an area. */
/** @typedef {{sizes: number[], caps?: boolean, weight: number, sign?: string}} NameStyle */
/** @type {Record<string, NameStyle>} */
const NAME_STYLE = {
  city: { sizes: [14, 12, 11, 10.5, 10], caps: true, weight: 600 },
  district: { sizes: [13, 11.5, 10.5, 10, 10], caps: true, weight: 500 },
  airport: { sizes: [13, 11, 11, 11, 11], weight: 600, sign: 'plane' },
  landmark: { sizes: [12, 11.5, 11, 11, 11], weight: 500, sign: 'diamond' },
  station: { sizes: [11, 11, 11, 10.5, 10.5], weight: 500, sign: 'ring' },
};

/** Names are measured at this size, in pixels. */
const MEASURED_PX = 64;

/** Places of an area's name, the best first: a share of its width aside, and lines down. */
const AREA_STEPS = [[0, 0], [0, -1.1], [0, 1.1], [-0.2, 0], [0.2, 0], [0, -2.1], [0, 2.1]];

/** Obstacles by how much they matter: a name rather covers small markers than people, and is never under a panel. */
const WEIGHTS = { marks: 1, standing: 2, furniture: Infinity };

/** Names stay this far from the edges of the window: pixels. */
const EDGE_PX = 2;

/** Areas up to this rank have a name even under people and markers. */
const INDISPENSABLE = 1;

/** From which zoom a street's name may show, by rank. */
const STREET_NAME_FROM = [0, 12.25, 13, 14, 14.75];

/** From which zoom a freeway's shield may show, by rank. */
const SHIELD_FROM = [8.5, 10, 11];

/**
 * Places and draws the labels.
 * @param {CanvasRenderingContext2D} ink scaled to CSS pixels
 * @param {BasemapGeometry} geometry
 * @param {BasemapPalette} palette
 * @param {BasemapView} view
 * @param {string} family font family
 * @param {Map<string, number>} widths measured words, kept between calls
 * @param {Taken} taken left, top, right and bottom of each, in CSS pixels
 * @returns {DrawnLabel[]}
 */
export function labelBasemap(ink, geometry, palette, view, family, widths, taken) {
  const names = new BasemapLabels(ink, palette, view, family, widths);
  for (const kind of /** @type {const} */ (['marks', 'standing', 'furniture'])) for (const edges of taken[kind]) names.placer.block(edges, WEIGHTS[kind]);
  names.city(geometry);
  names.points(geometry.points.filter((point) => point.rank === 1));
  names.shields(geometry.lines.filter((line) => line.kind === 'freeway'));
  for (const { name, at } of geometry.seas) names.sea(name, at);
  names.points(geometry.points.filter((point) => point.rank === 2));
  names.streets(geometry.lines.filter((line) => line.kind === 'street' && line.rank === 2));
  names.points(geometry.points.filter((point) => point.rank === 3));
  names.runways(geometry.lines.filter((line) => line.kind === 'runway'));
  names.streets(geometry.lines.filter((line) => line.kind === 'street' && line.rank > 2));
  names.points(geometry.points.filter((point) => point.rank > 3));
  drawLabels(ink, palette, names.labels);
  return names.labels.map(({ text, x, y, w, h, angle }) => ({ text, x, y, w, h, angle }));
}

/** Finds places for the names on one picture of the base map. */
class BasemapLabels {
  /**
   * @param {CanvasRenderingContext2D} ink
   * @param {BasemapPalette} palette
   * @param {BasemapView} view
   * @param {string} family
   * @param {Map<string, number>} widths
   */
  constructor(ink, palette, view, family, widths) {
    this.ink = ink;
    this.palette = palette;
    this.view = view;
    this.family = family;
    this.widths = widths;
    this.placer = new LabelPlacer([EDGE_PX, EDGE_PX, view.width - EDGE_PX, view.height - EDGE_PX]);
    /** @type {PlacedLabel[]} */
    this.labels = [];
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {[number, number]} a point of the geometry in CSS pixels
   */
  screen(x, y) {
    return [x * this.view.scale + this.view.dx, y * this.view.scale + this.view.dy];
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {boolean} whether a point is near enough to the canvas to matter
   */
  near(x, y, margin = 40) {
    return x > -margin && y > -margin && x < this.view.width + margin && y < this.view.height + margin;
  }

  /**
   * The word's width in pixels. Measured once, large: sizes change with each zoom, and measuring
   * costs more than all the rest of placing a name.
   * @param {string} text
   * @param {string} font as from font()
   * @param {number} spacing pixels after each letter
   */
  measure(text, font, spacing) {
    const size = Number(/([\d.]+)px/.exec(font)?.[1]);
    const large = font.replace(`${size}px`, `${MEASURED_PX}px`);
    const key = `${large}|${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.ink.font = large;
      width = this.ink.measureText(text).width / MEASURED_PX;
      this.widths.set(key, width);
    }
    // Every letter but the last has space after it.
    return width * size + spacing * (text.length - 1);
  }

  /** @param {number} size @param {number} weight */
  font(size, weight, style = '') {
    return `${style} ${weight} ${size}px ${this.family}`.trim();
  }

  /**
   * @param {PlacedLabel} label
   * @param {number} room
   * @returns {boolean} whether there was room
   */
  place(label, room, over = 0) {
    if (!this.placer.take(label, { room, over })) return false;
    this.labels.push(label);
    return true;
  }

  /**
   * @param {PlacedLabel[]} places of one label, the best first
   * @param {number} room
   * @returns {boolean} whether there was room
   */
  placeFirst(places, room, over = 0) {
    const label = this.placer.takeFirst(places, { room, over });
    if (label) this.labels.push(label);
    return label !== null;
  }

  /**
   * A name in the middle of its area, or beside what is in the middle.
   * @param {PlacedLabel} label
   * @param {number} room
   * @param {number} rank
   */
  placeArea(label, room, rank) {
    // For another name it does not step aside: nobody would look for it there.
    if (!this.placer.fits(label, { room, over: WEIGHTS.standing })) return;
    const places = AREA_STEPS.map(([aside, lines]) => ({ ...label, x: label.x + aside * label.w, y: label.y + lines * label.size * 1.2 }));
    const isPlaced = this.placeFirst(places, room) || this.placeFirst(places, room, WEIGHTS.marks);
    if (!isPlaced && rank <= INDISPENSABLE) this.place(label, room, WEIGHTS.standing);
  }

  /** @param {BasemapPoint[]} points */
  points(points) {
    const { zoom } = this.view;
    for (const point of points) {
      const from = NAME_FROM[point.kind][point.rank - 1];
      if (zoom < from) continue;
      const [x, y] = this.screen(point.x, point.y);
      if (!this.near(x, y, 0)) continue;
      const style = NAME_STYLE[point.kind];
      // A name grows a little while one comes closer, and an area's name leaves when one is inside.
      const size = style.sizes[point.rank - 1] + byZoom([[from, 0], [from + 3, 2]], zoom);
      if (style.caps) this.area(point, x, y, size, style);
      else this.spot(point, x, y, size, style);
    }
  }

  /** From far away the whole region has a name in the middle of its roads, and no part near it has one. @param {BasemapGeometry} geometry */
  city(geometry) {
    if (this.view.zoom >= 10.5) return;
    const [x, y] = this.screen(...geometry.middle);
    const size = byZoom([[6, 12], [9.75, 18]], this.view.zoom);
    const spacing = size * 0.22;
    const font = this.font(size, 600);
    const words = geometry.name.toUpperCase();
    const w = this.measure(words, font, spacing);
    this.placeArea({
      text: geometry.name, rows: [words], x, y, w, h: size * 1.2, angle: 0, font, size, spacing, alpha: 1,
      colour: this.palette.label,
    }, 5, 1);
  }

  /** @param {BasemapPoint} point @param {number} x @param {number} y @param {number} size @param {NameStyle} style */
  area(point, x, y, size, style) {
    if (this.view.zoom > 16 && point.radius > 400) return;
    const spacing = size * byZoom([[9, 0.1], [13, 0.2]], this.view.zoom);
    const font = this.font(size, point.rank > 2 ? 500 : style.weight);
    const words = point.label.toUpperCase();
    const alpha = [0.92, 0.82, 0.72, 0.66, 0.62][point.rank - 1];
    const rows = words.length > 13 ? splitName(words) : [words];
    const w = Math.max(...rows.map((row) => this.measure(row, font, spacing)));
    const h = size * 1.2 * rows.length;
    this.placeArea({
      text: point.label, rows, x, y, w, h, angle: 0, font, size, spacing, alpha, colour: this.palette.label,
    }, 5, point.rank);
  }

  /**
   * A sign with a name beside it: to the right, or where there is room.
   * @param {BasemapPoint} point
   * @param {number} x
   * @param {number} y
   * @param {number} size
   * @param {NameStyle} style
   */
  spot(point, x, y, size, style) {
    const font = this.font(size, style.weight);
    const words = this.measure(point.label, font, 0);
    const gap = style.sign === 'plane' ? 10 : 8;
    const h = size * 1.25;
    const side = words / 2 + gap;
    const box = (/** @type {number} */ dx, /** @type {number} */ dy) => ({ x: x + dx, y: y + dy, w: words, h, angle: 0 });
    const sign = { x, y, w: 9, h: 9, angle: 0 };
    if (!this.placer.take(sign, { room: 2, over: WEIGHTS.standing })) return;
    this.placeFirst([box(side, 0), box(-side, 0), box(0, -h), box(0, h)].map((at) => ({
      ...at, text: point.label, rows: [point.label], font, size, spacing: 0, alpha: 0.85,
      colour: this.palette.label, sign: style.sign, signAt: [x, y],
    })), 3);
  }

  /**
   * Shields at even distances along each freeway, so that they stay while the map moves.
   * @param {BasemapLine[]} lines
   */
  shields(lines) {
    const size = byZoom([[9, 9], [13, 11], [17, 12.5]], this.view.zoom);
    const font = this.font(size, 700);
    for (const line of lines) {
      if (this.view.zoom < SHIELD_FROM[line.rank - 1]) continue;
      const w = Math.max(size * 1.9, this.measure(line.label, font, 0) + size * 0.9);
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
      if (this.view.zoom < STREET_NAME_FROM[line.rank - 1]) continue;
      const size = byZoom([[12, line.rank === 2 ? 10 : 9.5], [16, 12.5], [18, 14]], this.view.zoom);
      const font = this.font(size, 500);
      const spacing = size * 0.04;
      const w = this.measure(line.label, font, spacing);
      this.along(line, 560, w + 16, (spot) => this.place({
        ...spot, text: line.label, rows: [line.label], w, h: size * 1.15, font, size, spacing,
        alpha: line.rank === 2 ? 0.9 : 0.78, colour: this.palette.label,
      }, 4));
    }
  }

  /** @param {BasemapLine[]} lines */
  runways(lines) {
    // Only where the runway itself is wide enough for text.
    if (this.view.zoom < 15) return;
    const font = this.font(10.5, 600);
    for (const line of lines) {
      const w = this.measure(line.label, font, 1);
      this.along(line, 900, w + 10, (spot) => this.place({
        ...spot, text: line.label, rows: [line.label], w, h: 12, font, size: 10.5, spacing: 1, alpha: 1,
        colour: this.palette.label, bare: true,
      }, 4));
    }
  }

  /** @param {string} name @param {[number, number][]} spots in pixels of the geometry, the best first */
  sea(name, spots) {
    const { zoom } = this.view;
    if (zoom < 8 || zoom > 13.5) return;
    const size = byZoom([[8, 12], [10, 17], [12, 26]], zoom);
    const font = this.font(size, 400, 'italic');
    const spacing = size * 0.22;
    const w = this.measure(name, font, spacing);
    for (const spot of spots) {
      const [x, y] = this.screen(...spot);
      const label = {
        text: name, rows: [name], x, y, w, h: size * 1.2, angle: 0, font, size, spacing,
        alpha: 0.9, colour: this.palette.labelSea, bare: true,
      };
      if (this.place(label, 8)) return;
    }
  }

  /**
   * Offers places along a line at even distances: those of the whole zoom level below, so that they stay while the map
   * zooms.
   * @param {BasemapLine} line
   * @param {number} every pixels between two
   * @param {number} width of the straight stretch that is needed
   * @param {(spot: {x: number, y: number, angle: number}) => boolean} offer
   */
  along(line, every, width, offer) {
    const { scale, zoom } = this.view;
    const step = every / 2 ** Math.floor(zoom);
    for (const part of line.parts) {
      const count = Math.max(1, Math.floor(part.length / step));
      for (let i = 0; i < count; i += 1) {
        const middle = (part.length * (i + 0.5)) / count;
        if (!this.near(...this.screen(...pointAlong(part, middle)), every / 2)) continue;
        for (const nudge of [0, -0.12, 0.12, -0.25, 0.25]) {
          const spot = spotAlong(part, middle + nudge * step, width / scale, 3.5 / scale);
          if (!spot) continue;
          const [x, y] = this.screen(spot.x, spot.y);
          if (this.near(x, y, 0) && offer({ x, y, angle: spot.angle })) break;
        }
      }
    }
  }
}

/** @param {string} name  @returns {string[]} the name in two rows of about equal length, if it has words */
function splitName(name) {
  const places = [...name.matchAll(/[ /-]/g)].map((match) => match.index);
  if (!places.length) return [name];
  const off = (/** @type {number} */ i) => Math.abs(i - name.length / 2);
  const at = places.reduce((best, i) => (off(i) < off(best) ? i : best));
  const cut = name[at] === ' ' ? at : at + 1;
  return [name.slice(0, cut).trim(), name.slice(cut).trim()];
}
