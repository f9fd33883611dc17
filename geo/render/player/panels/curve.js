// The distance of two people along the timeline: a curve that shows where it is known, where it is assumed, and where
// it is unknown.
import { contextOf, drawIcon, element, part, placeHint } from '../dom.js';
import { listenTo, observeSizes } from '../listening.js';
import { customProperty } from '../palette.js';
import { StateReader } from '../statereader.js';
import { styleSizes } from '../stylesizes.js';
import { letScrub } from '../time/scrubbing.js';
import { dayMarks, timeLabelAt } from '../time/times.js';
import { distanceInWords } from '../words/quantities.js';
import { phrase, writingDirection } from '../words/words.js';
import { apartInWords, ENCOUNTER_KINDS } from './distancewords.js';

/**
 * How the curve is drawn: solid where both are located, dashed where one location is assumed, a band up to an upper bound.
 * @type {Record<string, {property: string, width: number, dash: number[], band?: number}>}
 */
const CURVE_LINES = {
  known: { property: 'accent', width: 2.5, dash: [] },
  within: { property: 'accent', width: 1, dash: [], band: 0.3 },
  assumed: { property: 'soft', width: 1.5, dash: [4, 3] },
};

/** The scale is linear up to about this distance, in metres, and logarithmic beyond. */
const EVEN_UP_TO_M = 100;

/** Distances with a line and a label, as far as the curve reaches; at least the first two. */
const CURVE_TICKS = [100, 1e3, 1e4, 1e5, 1e6, 1e7];
const LEAST_TOP_M = 1500;

/** The size of the picture of an encounter below the curve, in pixels. Where encounters are closer, there are only strokes. */
const CURVE_PICTURE = 12;

export class Curve extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   */
  constructor(store, playhead) {
    super(store);
    this.playhead = playhead;
    /** @type {?Pair} */
    this.pair = null;
    /** @type {Stretch[]} */
    this.stretches = [];
    /** Where each of its encounters is on the timeline under the map. @type {Float64Array} */
    this.encounterSeconds = new Float64Array(0);
    this.width = 0;
    this.height = 0;
    /** Pixels of a playing second. */
    this._across = 0;
    /** Pixels from the top at a distance in metres. @type {(metres: number) => number} */
    this._yOf = () => 0;
    /** The position of the playhead, in pixels. @type {?number} */
    this._x = null;
    this.root = part('curve');
    this.canvas = /** @type {HTMLCanvasElement} */ (part('curve-canvas'));
    this.playheadLine = part('curve-playhead');
    this.hint = part('curve-hint');
    letScrub(this.root, playhead, {
      secondsAt: (x, width) => Math.min(1, Math.max(0, x / width)) * playhead.duration,
      xOf: (seconds, width) => (seconds / playhead.duration) * width,
    });
    /** Where the curve is on the page. Measured when the pointer comes in: with each move, it would lay out the page. @type {?DOMRect} */
    this._box = null;
    listenTo(this.root, 'pointerenter', () => { this._box = this.root.getBoundingClientRect(); });
    listenTo(this.root, 'pointermove', (event) => this._hint(event));
    listenTo(this.root, 'pointerleave', () => { this.hint.hidden = true; });
    observeSizes([this.root], ({ width, height }) => {
      if (width !== this.width || height !== this.height) this.paint();
    });
  }

  /**
   * @param {?Pair} pair
   * @param {Float64Array} seconds where each of its encounters is on the timeline under the map
   */
  set(pair, seconds) {
    this.pair = pair;
    this.encounterSeconds = seconds;
    this.stretches = pair ? pair.curve(this.clocks) : [];
    this.paint();
  }

  /** Move the playhead to the current moment. */
  move() {
    const x = this.playhead.position * this.width;
    if (x === this._x) return;
    this._x = x;
    this.playheadLine.style.transform = `translateX(${x.toFixed(1)}px)`;
  }

  /** Draw everything that changes with the pair, time scale, theme or size, but not with time. */
  paint() {
    const { width, height } = this.root.getBoundingClientRect();
    if (!width || !height || !this.pair) return;
    this.width = width;
    this.height = height;
    const density = Math.min(2, window.devicePixelRatio || 1);
    this.canvas.width = Math.round(width * density);
    this.canvas.height = Math.round(height * density);
    const c = contextOf(this.canvas);
    c.scale(density, density);
    c.direction = writingDirection();
    const farthest = this.stretches.reduce((most, { metres }) => metres.reduce((a, b) => Math.max(a, b), most), LEAST_TOP_M);
    const { curveTop, curveBottom } = styleSizes();
    const floor = height - curveBottom;
    this._across = width / this.playhead.duration;
    const scale = (floor - curveTop) / Math.log1p(farthest / EVEN_UP_TO_M);
    this._yOf = (metres) => floor - 2 - Math.log1p(metres / EVEN_UP_TO_M) * (scale * 0.96);
    const box = { width, top: curveTop, floor, farthest };
    this._paintUnknown(c, box);
    this._paintTicks(c, box);
    for (const stretch of this.stretches) if (stretch.times.length) this._paintLine(c, stretch, floor);
    this._paintNames(c, box);
    this._paintDays(c, box);
    this._paintEncounters(c, box);
    this._x = null;
    this.move();
  }

  /**
   * Hatched, with the label if there is room, turned in narrow stretches.
   * @param {CanvasRenderingContext2D} c
   * @param {{top: number, floor: number}} given
   */
  _paintUnknown(c, { top, floor }) {
    const soft = customProperty('ui', 'soft');
    c.font = 'italic 11px system-ui, sans-serif';
    c.textAlign = 'center';
    c.textBaseline = 'middle';
    for (const { from, to, certainty } of this.stretches) {
      if (certainty !== 'unknown') continue;
      const left = from * this._across;
      const width = Math.max(1, (to - from) * this._across);
      c.save();
      c.beginPath();
      c.rect(left, top, width, floor - top);
      c.clip();
      c.beginPath();
      // From one grid for the whole width, so that adjacent stretches have a continuous pattern.
      for (let x = Math.floor((left - floor) / 7) * 7; x < left + width; x += 7) {
        c.moveTo(x, floor);
        c.lineTo(x + floor - top, top);
      }
      c.strokeStyle = customProperty('ui', 'gap');
      c.globalAlpha = 0.55;
      c.lineWidth = 1;
      c.stroke();
      c.restore();
      const words = phrase('unknown');
      const room = c.measureText(words).width + 8;
      if (width < 15) continue;
      c.save();
      c.translate(left + width / 2, (top + floor) / 2);
      if (room > width) c.rotate(-Math.PI / 2);
      c.fillStyle = customProperty('ui', 'panel');
      c.fillRect(-room / 2, -7.5, room, 15);
      c.fillStyle = soft;
      c.fillText(words, 0, 0.5);
      c.restore();
    }
  }

  /** @param {CanvasRenderingContext2D} c @param {{width: number, farthest: number, floor: number}} given */
  _paintTicks(c, { width, farthest, floor }) {
    c.strokeStyle = customProperty('ui', 'line');
    c.lineWidth = 1;
    c.beginPath();
    for (const metres of [0, ...CURVE_TICKS.filter((tick) => tick < farthest)]) {
      const y = metres ? Math.round(this._yOf(metres)) + 0.5 : floor - 0.5;
      c.moveTo(0, y);
      c.lineTo(width, y);
    }
    c.stroke();
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {{certainty: Stretch['certainty'], from: number, to: number, times: number[], metres: number[]}} given
   * @param {number} floor
   */
  _paintLine(c, { certainty, from, to, times, metres }, floor) {
    const { property, width, dash, band } = CURVE_LINES[certainty];
    c.beginPath();
    times.forEach((second, n) => c[n ? 'lineTo' : 'moveTo'](second * this._across, this._yOf(metres[n])));
    // A single moment is drawn as a point.
    if (times.length === 1) c.lineTo(times[0] * this._across + 0.5, this._yOf(metres[0]));
    c.strokeStyle = customProperty('ui', property);
    c.lineWidth = width;
    c.lineCap = 'round';
    c.lineJoin = 'round';
    c.setLineDash(dash);
    c.stroke();
    c.setLineDash([]);
    if (!band) return;
    // The last sample holds until the stretch ends.
    c.lineTo(to * this._across, this._yOf(metres[metres.length - 1]));
    c.lineTo(to * this._across, floor);
    c.lineTo(from * this._across, floor);
    c.globalAlpha = band;
    c.fillStyle = c.strokeStyle;
    c.fill();
    c.globalAlpha = 1;
  }

  /**
   * The labels of distances, at the left, over the curve.
   * @param {CanvasRenderingContext2D} c
   * @param {{farthest: number}} given
   */
  _paintNames(c, { farthest }) {
    c.font = '10px system-ui, sans-serif';
    c.textAlign = 'left';
    c.textBaseline = 'middle';
    c.lineJoin = 'round';
    c.lineWidth = 4;
    c.strokeStyle = customProperty('ui', 'panel');
    c.fillStyle = customProperty('ui', 'soft');
    for (const metres of CURVE_TICKS.filter((tick) => tick < farthest)) {
      const y = this._yOf(metres);
      c.strokeText(distanceInWords(metres), 3, y);
      c.fillText(distanceInWords(metres), 3, y);
    }
  }

  /**
   * A stroke for each day, and the names of the days that have room.
   * @param {CanvasRenderingContext2D} c
   * @param {{width: number, top: number, floor: number}} given
   */
  _paintDays(c, { width, top, floor }) {
    c.font = '600 10px system-ui, sans-serif';
    c.textAlign = 'left';
    c.textBaseline = 'middle';
    let free = -Infinity;
    const marks = dayMarks(this.story, this.clocks.shown);
    marks.forEach(({ time, text, short }, n) => {
      const x = this.clocks.shown.secondsAt(time) * this._across;
      const next = n + 1 < marks.length ? this.clocks.shown.secondsAt(marks[n + 1].time) * this._across : width;
      if (x < free + 2) return;
      c.fillStyle = customProperty('ui', 'line');
      c.fillRect(Math.round(x), 2, 1, floor - 2);
      free = x;
      const name = [text, short].find((words) => c.measureText(words).width + 6 < next - x);
      if (!name) return;
      c.fillStyle = customProperty('ui', 'soft');
      c.fillText(name, x + 4, top / 2);
      free = x + c.measureText(name).width + 4;
    });
  }

  /**
   * A stroke for each encounter, and below it a picture of its kind if there is room.
   * @param {CanvasRenderingContext2D} c
   * @param {{width: number, floor: number}} given
   */
  _paintEncounters(c, { width, floor }) {
    let free = -Infinity;
    c.fillStyle = customProperty('ui', 'ink');
    const all = this.pair?.encounters ?? [];
    const fromTheLeft = [...all.keys()].sort((one, other) => this.encounterSeconds[one] - this.encounterSeconds[other]);
    for (const n of fromTheLeft) {
      const x = this.encounterSeconds[n] * this._across;
      c.fillRect(x - 0.5, floor, 1, 3);
      const left = Math.min(width - CURVE_PICTURE, Math.max(0, x - CURVE_PICTURE / 2));
      if (left < free) continue;
      free = left + CURVE_PICTURE + 1;
      drawIcon(c, ENCOUNTER_KINDS[all[n].kind].picture, left, floor + 4, CURVE_PICTURE);
    }
  }

  /** What is at the pointer. @param {PointerEvent} event */
  _hint(event) {
    this.hint.hidden = !this.pair || event.pointerType !== 'mouse' || this.playhead.dragging;
    if (!this.pair || this.hint.hidden || !this._box) return;
    const { left, width } = this._box;
    const x = Math.min(width, Math.max(0, event.clientX - left));
    const second = (x / width) * this.playhead.duration;
    const { shown } = this.clocks;
    const { figure, how } = apartInWords(this.pair, this.clocks.baseTimeAt(second));
    this.hint.replaceChildren(
      element('span', { class: 'sm-strong', text: `${timeLabelAt(this.story, shown, second)} · ${figure}` }),
      element('span', { text: how }),
    );
    placeHint(this.hint, x, width);
  }
}
