// The background of the timeline: days, events or their number, gaps where time is skipped, and jumps back in time.
// Painted once, not with time.
import { columnsOf, densityOf } from '../arithmetic/density.js';
import { gapLabel, gapLengthInShort } from '../arithmetic/gaplabels.js';
import { formatTimeInShort } from '../arithmetic/labels.js';
import { roundTimes } from '../arithmetic/rounds.js';
import { customProperty } from '../palette.js';
import { StateReader } from '../statereader.js';
import { jumpsOf, jumpsTo } from './jumps.js';
import { writingDirection } from '../words/words.js';
import { dayMarks, isTimeUnknown, RULER_LEVELS } from './times.js';

/** More events than this are shown as a histogram, not as blocks. */
const BLOCKS = 1500;

/** The space between the labels of two gaps, in pixels. */
const SEAM_APART_PX = 5;

/** Fewer months or years than these on the ruler say less than some of the days do. */
const FEWEST_MARKS = 4;

/** The width of a time on the ruler, in pixels. */
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
    /** By level of RULER_LEVELS, as far as they were needed. @type {DayMark[][]} */
    this._marks = [];
    /** The longest gap first. @type {Gap[]} */
    this.gaps = [];
    this._collect();
    store.watch(['storyAsSet', 'timeline'], () => this._collect());
  }

  /** Collect what is on the timeline: jumps, days and gaps. */
  _collect() {
    this.jumps = jumpsOf(this.clocks, this.story);
    this._jumpByScene = new Map(this.jumps.map((jump) => [jump.k, jump]));
    this._marks = [];
    this.gaps = [...this.timeline.gaps]
      .sort((one, other) => (other.times[1] - other.times[0]) - (one.times[1] - one.times[0]));
  }

  /** Whether events are shown as a histogram. */
  get isHistogram() { return this.timeline.order.length > BLOCKS; }

  /**
   * Gaps and jumps, and events below.
   * @param {CanvasRenderingContext2D} c
   * @param {StripBox} all the area of days and gaps
   * @param {StripBox} row the row of events
   */
  paint(c, all, row) {
    this._paintSeams(c, all);
    if (this.isHistogram) this.paintDensity(c, row);
    else this._paintScenes(c, row);
    this._paintJumps(c, all);
  }

  /**
   * Days and times above, and the labels of gaps.
   * @param {CanvasRenderingContext2D} c
   * @param {StripBox} all as for paint
   * @param {number} row the middle of the row of gap labels, in pixels from the top
   * @param {number} wholeWidth of the button that shows the whole timeline, in pixels
   */
  letter(c, all, row, wholeWidth) {
    const { isWhole } = this.span;
    c.direction = writingDirection();
    c.textAlign = 'left';
    // The button back to the whole timeline covers the end of the ruler.
    const ruler = isWhole ? all : { ...all, width: all.width - wholeWidth - SEAM_APART_PX };
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
        // Location unknown: an outline.
        c.strokeStyle = c.fillStyle;
        c.lineWidth = 1;
        c.strokeRect(from + 0.5, top + 0.5, Math.max(1, width - 1), bottom - top - 1);
      }
    }
    c.globalAlpha = 1;
  }

  /**
   * Stacked colours: the more events and the more important they are, the higher.
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
   * A notch where the story jumps back in time.
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
   * @param {number} level of RULER_LEVELS
   * @returns {DayMark[]} made when they are first needed
   */
  _marksOf(level) {
    this._marks[0] ??= dayMarks(this.story, this.timeline);
    return this._marks[level] ??= RULER_LEVELS[level](this._marks[0]);
  }

  /**
   * @param {CanvasRenderingContext2D} c with the font of the marks
   * @param {DayMark[]} marks
   * @param {number} width of the timeline, in pixels
   * @returns {RulerMark[]} those in sight, and where they would be
   */
  _placed(c, marks, width) {
    const placed = marks.map(({ time, text }) => ({ text, x: this._x(time), end: width, left: 0, width: 0 }));
    placed.forEach((mark, n) => { mark.end = placed[n + 1]?.x ?? width; });
    const inSight = placed.filter((mark) => mark.end > 0 && mark.x < width);
    for (const mark of inSight) {
      mark.width = c.measureText(mark.text).width + 14;
      // A day that began before the visible part is named at its edge.
      mark.left = Math.min(Math.max(mark.x, 0), width - mark.width + 8);
    }
    return inSight;
  }

  /**
   * The names of days over their first events. If there is not enough room for all, months or years, if there are some;
   * else the days that play longest.
   * @param {CanvasRenderingContext2D} c
   * @param {StripBox} box
   */
  _paintDays(c, { top, width }) {
    c.font = '600 10.5px system-ui, sans-serif';
    c.fillStyle = customProperty('ui', 'soft');
    c.textBaseline = 'alphabetic';
    const { clock, labels } = this.timeline;
    const levels = ['story', 'further'].includes(clock) && labels.day_one === null ? RULER_LEVELS.length : 1;
    let inSight = this._placed(c, this._marksOf(0), width);
    for (let level = 1; level < levels && isCrowded(inSight); level += 1) {
      const marks = this._placed(c, this._marksOf(level), width);
      if (marks.length >= FEWEST_MARKS) inSight = marks;
    }
    /** @type {number[][]} */
    const taken = [];
    // The first one says where the ruler begins.
    const [first, ...others] = inSight;
    others.sort((one, other) => (other.end - other.x) - (one.end - one.x));
    for (const day of first ? [first, ...others] : []) {
      if (taken.some(([left, right]) => day.left < right && day.left + day.width > left)) continue;
      taken.push([day.left, day.left + day.width]);
      if (day.left === day.x) c.fillRect(day.x, top - 12, 1, 10);
      c.fillText(day.text, day.left + 4, top - 4);
    }
    return taken;
  }

  /**
   * In a part of the timeline, round times where the days leave room, the roundest first; none in a gap.
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
      if (!this._hasHours(timeline.focusAt(seconds))) continue;
      const text = formatTimeInShort(timeline, time);
      taken.push([x, x + TIME_PX]);
      c.fillRect(x, top - 9, 1, 7);
      c.fillText(text, x + 4, top - 4);
    }
  }

  /** Whether hours mean something during an event: they do not if its day or its year is all that is known. @param {number} k */
  _hasHours(k) {
    const { timeline, story } = this;
    if (timeline.clock !== 'story' || k < 0) return true;
    return !isTimeUnknown(story, timeline, k) && story.events.precision[timeline.order[k]] === 'time';
  }

  /**
   * The labels of gaps: in short for as many as there is room for, the longest gaps first, and in full where that fits
   * between the others.
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
    for (const gap of this.gaps) {
      const middle = this.span.x((gap.from + gap.to) / 2);
      if (middle < 0 || middle > width) continue;
      const boxOf = (/** @type {string} */ text) => {
        const wide = c.measureText(text).width;
        const left = Math.max(0, Math.min(width - wide, middle - wide / 2));
        return { text, left, right: left + wide };
      };
      const short = boxOf(gapLengthInShort(gap));
      if (taken.subarray(...edges(short.left - SEAM_APART_PX, short.right + SEAM_APART_PX)).includes(1)) continue;
      taken.fill(1, ...edges(short.left, short.right));
      placed.push({ short, whole: boxOf(gapLabel(gap, this.timeline.labels.is_elapsed)) });
    }
    for (const { short, whole } of placed) {
      taken.fill(0, ...edges(short.left, short.right));
      const isFree = !taken.subarray(...edges(whole.left - SEAM_APART_PX, whole.right + SEAM_APART_PX)).includes(1);
      const { text, left, right } = isFree ? whole : short;
      taken.fill(1, ...edges(left, right));
      // The gap's own line must not run through it.
      c.clearRect(left - 2, y - 6, right - left + 4, 12);
      c.fillText(text, left, y);
    }
  }

  /** @param {number} k a place in the order @returns {?Jump} the jump to that event */
  jumpOf(k) { return this._jumpByScene.get(k) ?? null; }

  /** @param {Jump} jump @returns {?number} see jumpsTo; computed once */
  otherEndOf(jump) {
    jump.end ??= jumpsTo(this.clocks, jump);
    return jump.end;
  }

  /** @param {number} seconds @returns {?Jump} the jump whose mark is there */
  jumpAt(seconds) {
    const near = (this.span.to - this.span.from) * 0.004;
    return this.jumps.find((one) => Math.abs(one.seconds - seconds) < near) ?? null;
  }

  /** @param {number} seconds @returns {string} the label of the gap there; '' if there is none */
  gapLabelAt(seconds) {
    const gap = this.gaps.find(({ from, to }) => from <= seconds && seconds < to);
    return gap ? gapLabel(gap, this.timeline.labels.is_elapsed) : '';
  }

  /** @param {number} seconds @returns {string} the label of the jump or gap there; '' if there is none */
  remarkAt(seconds) {
    return this.jumpAt(seconds)?.label ?? this.gapLabelAt(seconds);
  }
}

/** @typedef {{text: string, x: number, end: number, left: number, width: number}} RulerMark `x` to `end`: the day; `left`: of its name; in pixels */

/** @param {RulerMark[]} marks from left to right @returns {boolean} whether some names have no room, beside the first two: the first can be just before a round one */
function isCrowded(marks) { return marks.some(({ left }, n) => n > 1 && left < marks[n - 1].left + marks[n - 1].width); }

/**
 * The sign of a jump: a notch that points back.
 * @param {CanvasRenderingContext2D} c
 * @param {number} x  where the story jumps
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
