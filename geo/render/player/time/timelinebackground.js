// What the timeline shows of the whole story: days, scenes or how many there are, gaps where time is skipped, and
// jumps of the telling. Painted once, not with time.
import { columnsOf, densityOf } from '../arithmetic/density.js';
import { formatTime } from '../arithmetic/labels.js';
import { roundTimes } from '../arithmetic/rounds.js';
import { customProperty } from '../palette.js';
import { StateReader } from '../statereader.js';
import { styleSizes } from '../stylesizes.js';
import { jumpsOf, jumpsTo } from './jumps.js';
import { dayMarks, lengthInShort } from './times.js';

/** More scenes than these are shown as how many there are, not as blocks. */
const BLOCKS = 1500;

/** Between what is said of two gaps, in pixels. */
const SEAM_APART_PX = 5;

/** Room for a time on the ruler, in pixels. */
const TIME_PX = 46;

export class TimelineBackground extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Span} span
   */
  constructor(store, span) {
    super(store);
    this.span = span;
    /** @type {Jump[]} */
    this.jumps = [];
    /** @type {Map<number, Jump>} */
    this._jumpByScene = new Map();
    /** The first scene of each day. @type {ReturnType<typeof dayMarks>} */
    this.days = [];
    /** The longest gap first. @type {Array<Gap & {lasts: number}>} */
    this.gaps = [];
    this._collect();
    store.watch(['storyAsSet', 'timeline'], () => this._collect());
  }

  /** What lies on the timeline: jumps, days and gaps. */
  _collect() {
    this.jumps = jumpsOf(this.clocks, this.story);
    this._jumpByScene = new Map(this.jumps.map((jump) => [jump.k, jump]));
    this.days = dayMarks(this.story, this.timeline);
    const { gaps, timeAt } = this.timeline;
    this.gaps = gaps.map((gap) => ({ ...gap, lasts: timeAt(gap.to) - timeAt(gap.from) })).sort((one, other) => other.lasts - one.lasts);
  }

  /** Whether scenes are shown as how many there are. */
  get isHistogram() { return this.timeline.order.length > BLOCKS; }

  /**
   * Gaps and jumps, and scenes below.
   * @param {CanvasRenderingContext2D} c
   * @param {StripBox} all what the days and gaps run through
   * @param {StripBox} row where the scenes lie
   */
  paint(c, all, row) {
    this._paintSeams(c, all);
    if (this.isHistogram) this.paintDensity(c, row);
    else this._paintScenes(c, row);
    this._paintJumps(c, all);
  }

  /**
   * Days and times above, and what passes between.
   * @param {CanvasRenderingContext2D} c
   * @param {StripBox} all as for paint
   * @param {number} row the middle of the row in which stands what passes
   */
  letter(c, all, row) {
    const { isWhole } = this.span;
    // The button back to the whole timeline covers the end of the ruler.
    const ruler = isWhole ? all : { ...all, width: all.width - styleSizes().wholeButton };
    const taken = this._paintDays(c, ruler);
    if (!isWhole) this._paintTimes(c, ruler, taken);
    this._paintGapNames(c, row, all.width);
  }

  /** @param {number} time */
  _x(time) { return this.span.x(this.timeline.secondsAt(time)); }

  /** @param {CanvasRenderingContext2D} c @param {StripBox} given */
  _paintSeams(c, { top, bottom, width }) {
    c.strokeStyle = customProperty('ui', 'gap');
    c.lineWidth = 1;
    c.setLineDash([2, 3]);
    c.beginPath();
    for (const gap of this.timeline.gaps) {
      const x = Math.round(this.span.x((gap.from + gap.to) / 2)) + 0.5;
      if (x < 0 || x > width) continue;
      c.moveTo(x, top);
      c.lineTo(x, bottom);
    }
    c.globalAlpha = 0.6;
    c.stroke();
    c.globalAlpha = 1;
    c.setLineDash([]);
  }

  /** @param {CanvasRenderingContext2D} c @param {StripBox} given */
  _paintScenes(c, { top, bottom, width: wide }) {
    const { timeline: { starts, ends, order }, story: { events }, shown } = this;
    for (let k = 0; k < order.length; k++) {
      const i = order[k];
      const from = this._x(starts[k]);
      const to = this._x(ends[k]);
      if (to < 0 || from > wide) continue;
      c.globalAlpha = shown && !shown[k] ? 0.13 : 0.5 + events.importance[i] * 0.15;
      c.fillStyle = this.theme.colourOf(this.story, events.hue[i]);
      const width = Math.max(2, to - from - 1);
      if (events.pinned[i]) {
        c.fillRect(from, top, width, bottom - top);
      } else {
        // Nobody knows where: an outline, as on the map a hollow mark is no fact.
        c.strokeStyle = c.fillStyle;
        c.lineWidth = 1;
        c.strokeRect(from + 0.5, top + 0.5, Math.max(1, width - 1), bottom - top - 1);
      }
    }
    c.globalAlpha = 1;
  }

  /**
   * Colours stacked on each other, the higher the more happens, and the more it matters.
   * @param {CanvasRenderingContext2D} c
   * @param {StripBox} given
   */
  paintDensity(c, { top, bottom, width }) {
    const { order } = this.timeline;
    const { hues, events } = this.story;
    const { shown } = this;
    const hueOf = (/** @type {number} */ k) => (shown && !shown[k] ? -1 : events.hue[order[k]] ?? hues.length);
    const layers = densityOf(this.timeline, hueOf, hues.length + 1, this.span, (k) => events.importance[order[k]]);
    const heights = new Float64Array(layers[0].length);
    columnsOf(layers, bottom - top).forEach((column, hue) => {
      c.fillStyle = this.theme.colourOf(this.story, hue < hues.length ? hue : null);
      c.beginPath();
      column.forEach((high, x) => {
        if (!high || x > width) return;
        heights[x] += high;
        c.rect(x, bottom - heights[x], 1, high);
      });
      c.globalAlpha = 0.8;
      c.fill();
    });
    c.globalAlpha = 1;
  }

  /**
   * A notch where the telling goes back.
   * @param {CanvasRenderingContext2D} c
   * @param {StripBox} box
   */
  _paintJumps(c, { top, width }) {
    for (const { seconds } of this.jumps) {
      const x = this.span.x(seconds);
      if (x >= 0 && x <= width) paintJump(c, x, top + 0.5, 3.5);
    }
  }

  /**
   * The names of days over their first scenes; where there is no room, of those that play longest.
   * @param {CanvasRenderingContext2D} c
   * @param {StripBox} box
   */
  _paintDays(c, { top, width }) {
    c.font = '600 10.5px system-ui, sans-serif';
    c.fillStyle = customProperty('ui', 'soft');
    c.textBaseline = 'alphabetic';
    const days = this.days.map(({ time, text }) => ({ text, x: this._x(time), end: width, left: 0, width: c.measureText(text).width + 14 }));
    days.forEach((day, n) => { day.end = days[n + 1]?.x ?? width; });
    const inSight = days.filter((day) => day.end > 0 && day.x < width);
    // The day that has begun before what is in sight is named at its edge.
    for (const day of inSight) day.left = Math.min(Math.max(day.x, 0), width - day.width + 8);
    /** @type {number[][]} */
    const taken = [];
    for (const day of inSight.sort((one, other) => (other.end - other.x) - (one.end - one.x))) {
      if (taken.some(([left, right]) => day.left < right && day.left + day.width > left)) continue;
      taken.push([day.left, day.left + day.width]);
      if (day.left === day.x) c.fillRect(day.x, top - 12, 1, 10);
      c.fillText(day.text, day.left + 4, top - 4);
    }
    return taken;
  }

  /**
   * Closer by, round times where the days leave room, the roundest first; none in a gap, where all times are one.
   * @param {CanvasRenderingContext2D} c
   * @param {StripBox} box
   * @param {number[][]} taken
   */
  _paintTimes(c, { top, width }, taken) {
    const { timeline, span } = this;
    c.font = '10px system-ui, sans-serif';
    for (const time of roundTimes(timeline, timeline.timeAt(span.from), timeline.timeAt(span.to))) {
      const seconds = timeline.secondsAt(time);
      const x = span.x(seconds);
      if (x < 0 || x + TIME_PX > width || taken.some(([left, right]) => x < right && x + TIME_PX > left)) continue;
      if (timeline.gaps.some((gap) => gap.from < seconds && seconds < gap.to)) continue;
      const text = formatTime(timeline, time).split(' · ').slice(-1)[0].replace(/^Film /, '').replace(/ of [\d,]+$/, '');
      taken.push([x, x + TIME_PX]);
      c.fillRect(x, top - 9, 1, 7);
      c.fillText(text, x + 4, top - 4);
    }
  }

  /**
   * What passes at gaps: of as many as there is room for in short, the longest gaps first, and in words
   * where these fit between the others.
   * @param {CanvasRenderingContext2D} c
   * @param {number} y
   * @param {number} width
   */
  _paintGapNames(c, y, width) {
    c.font = '10px system-ui, sans-serif';
    c.fillStyle = customProperty('ui', 'soft');
    c.textBaseline = 'middle';
    const taken = new Uint8Array(Math.ceil(width));
    const edges = (/** @type {number} */ from, /** @type {number} */ to) => [Math.max(0, Math.floor(from)), Math.ceil(to)];
    const placed = [];
    for (const { label, from, to, lasts } of this.gaps) {
      const middle = this.span.x((from + to) / 2);
      if (middle < 0 || middle > width) continue;
      const boxOf = (/** @type {string} */ text) => {
        const wide = c.measureText(text).width;
        const left = Math.max(0, Math.min(width - wide, middle - wide / 2));
        return { text, left, right: left + wide };
      };
      const short = boxOf(lengthInShort(lasts));
      if (taken.subarray(...edges(short.left - SEAM_APART_PX, short.right + SEAM_APART_PX)).includes(1)) continue;
      taken.fill(1, ...edges(short.left, short.right));
      placed.push({ short, whole: boxOf(label) });
    }
    for (const { short, whole } of placed) {
      taken.fill(0, ...edges(short.left, short.right));
      const isFree = !taken.subarray(...edges(whole.left - SEAM_APART_PX, whole.right + SEAM_APART_PX)).includes(1);
      const { text, left, right } = isFree ? whole : short;
      taken.fill(1, ...edges(left, right));
      // Not through the gap's own line.
      c.clearRect(left - 2, y - 6, right - left + 4, 12);
      c.fillText(text, left, y);
    }
  }

  /** @param {number} k a place in the order @returns {?Jump} with which that scene is told */
  jumpOf(k) { return this._jumpByScene.get(k) ?? null; }

  /** @param {Jump} jump @returns {?number} see jumpsTo; looked up once */
  otherEndOf(jump) {
    jump.end ??= jumpsTo(this.clocks, jump);
    return jump.end;
  }

  /** @param {number} seconds @returns {?Jump} whose mark is there */
  jumpAt(seconds) {
    const near = (this.span.to - this.span.from) * 0.004;
    return this.jumps.find((one) => Math.abs(one.seconds - seconds) < near) ?? null;
  }

  /** @param {number} seconds @returns {string} what jumps or passes there; '' where nothing does */
  remarkAt(seconds) {
    return (this.jumpAt(seconds) ?? this.timeline.gaps.find((gap) => gap.from <= seconds && seconds < gap.to))?.label ?? '';
  }
}

/**
 * The sign of a jump: a notch that points back.
 * @param {CanvasRenderingContext2D} c
 * @param {number} x  where the telling jumps
 * @param {number} y  its middle
 * @param {number} half  of its width and height, all in CSS pixels
 */
export function paintJump(c, x, y, half) {
  c.fillStyle = customProperty('ui', 'accent');
  c.beginPath();
  c.moveTo(x + half + 0.5, y - half);
  c.lineTo(x - half + 0.5, y);
  c.lineTo(x + half + 0.5, y + half);
  c.closePath();
  c.fill();
}
