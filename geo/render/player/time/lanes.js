// The lanes: a line for each person, together where people share an event, and events as blocks across the lines of
// their people. Painted once, not with time; geo/playback/lanes.py lays them out.
import { firstNotOver } from '../arithmetic/axis.js';
import { LabelPlacer } from '../arithmetic/placement.js';
import { NO_PERSON } from '../choice.js';
import { customProperty } from '../palette.js';
import { StateReader } from '../statereader.js';

export const LANE = {
  /** The least height of a row, in pixels; with less room there are no lanes. */
  lowest: 7,
  /** Line widths: in an event, and between two. */
  seen: 2.6, between: 1.1,
  /** Half the width of the bend from one row to another, at most. */
  bend: 9,
};

/**
 * Initials beside lines: the least height of rows for them, their distance from the line, and the least length of the last
 * stretch to have them at its end too; pixels.
 */
export const LANE_INITIALS = { row: 10, gap: 3, long: 90, font: '600 9px system-ui, sans-serif' };

/** A pointer this near to a line is on it, in pixels. */
const LANE_REACH = 7;

export class Lanes extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Choice} choice
   * @param {Span} span
   */
  constructor(store, choice, span) {
    super(store);
    this.choice = choice;
    this.span = span;
    /** @type {?Storylines} */
    this.layout = null;
    /** Pixels from the top of the strip, and of a row. */
    this.top = 0;
    this.rowHeight = 0;
    /** The opacity of a person's line. @type {(person: number) => number} */
    this._alphaOf = () => 1;
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {StripBox} box
   */
  paint(c, box) {
    if (!this.layout) return;
    this.rowHeight = (box.bottom - box.top) / this.layout.rows;
    this.top = box.top;
    c.lineJoin = 'round';
    this._paintBlocks(c, box);
    const { lit, alphaOf } = strengths(this.choice);
    this._alphaOf = alphaOf;
    const lines = this.layout.lines.filter(({ person }) => this.choice.shows(person));
    for (const line of lines) if (!lit.has(line.person)) this._paintLine(c, box, line, this._alphaOf(line.person));
    for (const line of lines) if (lit.has(line.person)) this._paintLine(c, box, line, 1, 1.5);
    c.globalAlpha = 1;
  }

  /** @param {number} row @returns {number} pixels from the top */
  y(row) { return this.top + (row + 0.5) * this.rowHeight; }

  /** @param {CanvasRenderingContext2D} c @param {StripBox} box */
  _paintBlocks(c, box) {
    const { span } = this;
    const pad = this.rowHeight * 0.4;
    const { pair } = this.choice;
    c.strokeStyle = customProperty('ui', 'ink');
    c.lineWidth = 1.25;
    for (const { event, from, to, row, people } of this.layout?.blocks ?? []) {
      const x = span.x(from);
      const width = Math.max(3, span.x(to) - x - 1);
      if (x > box.width || x + width < 0 || !people.some((person) => this.choice.shows(person))) continue;
      c.fillStyle = this.theme.colourOf(this.story, this.story.events.hue[event]);
      c.beginPath();
      c.roundRect(x, this.y(row) - pad, width, (people.length - 1) * this.rowHeight + 2 * pad, 3);
      c.globalAlpha = 0.26;
      c.fill();
      // An event with both compared people has an outline.
      if (!pair?.every((person) => people.includes(person))) continue;
      c.globalAlpha = 0.9;
      c.stroke();
    }
    c.globalAlpha = 1;
  }

  /**
   * Thin along each unbroken run, and thick where the person is in an event.
   * @param {CanvasRenderingContext2D} c
   * @param {StripBox} box
   * @param {{person: number, strands: Strand[]}} given
   * @param {number} alpha
   */
  _paintLine(c, box, { person, strands }, alpha, scale = 1) {
    const { span } = this;
    /** @type {number[]} */
    const seen = [];
    c.strokeStyle = this.theme.colourOf(this.story, this.story.people[person].hue);
    c.beginPath();
    strands.forEach((strand, n) => {
      const from = span.x(strand.from);
      const to = span.x(strand.to);
      const y = this.y(strand.row);
      const before = strands[n - 1];
      const bend = bendOf(span, before, strand);
      if (bend) {
        const old = this.y(before.row);
        c.lineTo(from - bend, old);
        c.bezierCurveTo(from, old, from, y, from + bend, y);
      } else if (!touches(before, strand)) {
        c.moveTo(from, y);
      }
      const leave = bendOf(span, strand, strands[n + 1]);
      c.lineTo(to - leave, y);
      if (strand.kind === 'scene' && to >= 0 && from <= box.width) seen.push(from + bend, Math.max(from + bend + 1.5, to - leave), y);
    });
    c.globalAlpha = 0.62 * alpha;
    c.lineWidth = LANE.between * scale;
    c.stroke();
    c.beginPath();
    for (let i = 0; i < seen.length; i += 3) {
      c.moveTo(seen[i], seen[i + 2]);
      c.lineTo(seen[i + 1], seen[i + 2]);
    }
    c.globalAlpha = alpha;
    c.lineWidth = LANE.seen * scale;
    c.stroke();
  }

  /**
   * Initials where a line begins again after a break, and where it ends, if there is room: people of one group have the same
   * colour, and after a break a line may be in another row.
   * @param {CanvasRenderingContext2D} c
   * @param {number} width pixels
   * @param {Array<{row: number, left: number, right: number}>} names in the strip
   */
  paintInitials(c, width, names) {
    if (this.rowHeight < LANE_INITIALS.row) return;
    const placer = this._placerBesideLines(width);
    for (const { row, left, right } of names) this._block(placer, row, Math.trunc(left), Math.trunc(right));
    /** @type {Array<{person: number, row: number, start?: number, end: number}>} */
    const wanted = [];
    for (const { person, strands } of this.layout?.lines ?? []) {
      if (!this.choice.shows(person)) continue;
      let begun = 0;
      strands.forEach((strand, n) => {
        const [from, to] = [this.span.x(strand.from), this.span.x(strand.to)];
        const isNew = !touches(strands[n - 1], strand);
        if (isNew) begun = from;
        if (to < 0 || from > width) return;
        if (isNew) wanted.push({ person, row: strand.row, end: from - LANE_INITIALS.gap });
        if (n === strands.length - 1 && to - begun > LANE_INITIALS.long) wanted.push({ person, row: strand.row, start: to + LANE_INITIALS.gap, end: 0 });
      });
    }
    c.font = LANE_INITIALS.font;
    c.textAlign = 'left';
    c.textBaseline = 'middle';
    for (const { person, row, start, end } of wanted) {
      const { initials, hue } = this.story.people[person];
      const wide = c.measureText(initials).width;
      const x = start ?? end - wide;
      if (!placer.take(this._boxIn(row, Math.floor(x) - 1, Math.ceil(x + wide) + 1))) continue;
      c.fillStyle = this.theme.colourOf(this.story, hue);
      c.globalAlpha = this._alphaOf(person);
      c.fillText(initials, x, this.y(row) + 0.5);
    }
    c.globalAlpha = 1;
  }

  /**
   * @param {number} x pixels from the left @param {number} y from the top
   * @returns {number} the person whose line is there, or NO_PERSON
   */
  lineAt(x, y) {
    if (!this.layout || !this.rowHeight) return NO_PERSON;
    const seconds = this.span.secondsAt(x);
    let nearest = NO_PERSON;
    let reach = LANE_REACH;
    for (const { person, strands } of this.layout?.lines ?? []) {
      if (!this.choice.shows(person)) continue;
      const strand = strands.find(({ from, to }) => from <= seconds && seconds <= to);
      if (!strand) continue;
      const away = Math.abs(this.y(strand.row) - y);
      if (away >= reach) continue;
      reach = away;
      nearest = person;
    }
    return nearest;
  }

  /**
   * The people who have a line at a moment, and how long that stays the same.
   * @param {number} seconds
   * @returns {{from: number, until: number, present: Array<{person: number, row: number}>}}
   */
  presentAt(seconds) {
    let from = -Infinity;
    let until = Infinity;
    const present = [];
    for (const { person, strands } of this.layout?.lines ?? []) {
      if (!this.choice.shows(person)) continue;
      let n = firstNotOver(strands, seconds);
      if (n > 0) from = Math.max(from, strands[n - 1].to);
      for (; n < strands.length; n += 1) {
        const strand = strands[n];
        if (strand.from > seconds) {
          until = Math.min(until, strand.from);
          break;
        }
        from = Math.max(from, strand.from);
        until = Math.min(until, strand.to);
        present.push({ person, row: strand.row });
      }
    }
    return { from, until, present };
  }

  /**
   * A part of a row, less high than the row, so that it touches no other row.
   * @param {number} row
   * @param {number} left pixels from the left
   * @param {number} right
   * @returns {LabelBox}
   */
  _boxIn(row, left, right) { return { x: (left + right) / 2, y: this.y(row), w: right - left, h: this.rowHeight / 2 }; }

  /** @param {LabelPlacer} placer @param {number} row @param {number} left @param {number} right */
  _block(placer, row, left, right) {
    const { y, h } = this._boxIn(row, left, right);
    if (left < right) placer.block([left, y - h / 2, right, y + h / 2]);
  }

  /** @param {number} width pixels of the strip @returns {LabelPlacer} for labels that lie on no line */
  _placerBesideLines(width) {
    const placer = new LabelPlacer([0, -Infinity, width, Infinity]);
    for (const { person, strands } of this.layout?.lines ?? []) {
      if (!this.choice.shows(person)) continue;
      for (const { row, from, to } of strands) {
        this._block(placer, row, Math.max(0, Math.floor(this.span.x(from))), Math.min(Math.ceil(width), Math.ceil(this.span.x(to))));
      }
    }
    return placer;
  }

  /**
   * The positions of names: where the line first becomes visible, or begins again with room for the name. A name that would
   * cross the left end of the strip is before it.
   * @param {(person: number) => number} widthOf pixels of a name
   * @returns {Array<{person: number, x: number, row: number}>} the right end of each name
   */
  entries(widthOf) {
    const { from, to, width } = this.span;
    const placer = this._placerBesideLines(width);
    const outside = new Set();
    /** @type {Array<{person: number, starts: Array<{x: number, row: number}>}>} */
    const wanted = [];
    for (const { person, strands } of this.layout?.lines ?? []) {
      if (!this.choice.shows(person)) continue;
      const inSight = strands.filter((one) => one.to > from && one.from <= to);
      const starts = inSight.filter((one, n) => !touches(inSight[n - 1], one));
      if (starts.length) wanted.push({ person, starts: starts.map((one) => ({ x: this.span.x(Math.max(one.from, from)), row: one.row })) });
    }
    const found = [];
    for (const { person, starts } of wanted.sort((one, other) => one.starts[0].x - other.starts[0].x)) {
      const wide = Math.ceil(widthOf(person));
      for (const { x, row } of starts) {
        const end = Math.floor(x);
        const isOutside = end < wide;
        if (isOutside ? outside.has(row) || !placer.fits(this._boxIn(row, 0, end)) : !placer.take(this._boxIn(row, end - wide, end))) continue;
        if (isOutside) outside.add(row);
        found.push({ person, x: isOutside ? 0 : x, row });
        break;
      }
    }
    return found;
  }
}

/**
 * The opacity of people's lines. The people under the pointer and those who are followed stand out, or else the two compared
 * people, a little.
 * @param {Choice} choice
 * @returns {{lit: Set<number>, alphaOf: (person: number) => number}} the people who stand out, and the opacity of each
 */
export function strengths({ pointed, followed, pair }) {
  const picked = new Set([...followed, ...(pointed < 0 ? [] : [pointed])]);
  const lit = picked.size ? picked : new Set(pair ?? []);
  const faint = picked.size ? 0.28 : 0.85;
  return { lit, alphaOf: (person) => (!lit.size || lit.has(person) ? 1 : faint) };
}

/**
 * Whether a line continues from one strand to the next without a break.
 * @param {Strand} before
 * @param {Strand} after
 */
function touches(before, after) { return Boolean(before && after) && before.to === after.from; }

/**
 * Half the width of the bend between two stretches, in pixels; 0: there is none.
 * @param {Span} span
 * @param {Strand} before
 * @param {Strand} after
 */
function bendOf(span, before, after) {
  if (!touches(before, after) || before.row === after.row) return 0;
  const shorter = Math.min(span.x(before.to) - span.x(before.from), span.x(after.to) - span.x(after.from));
  return Math.min(LANE.bend, shorter / 2);
}
