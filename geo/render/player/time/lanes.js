// The storyline strip: a line for each person, together where they share a scene, and scenes as blocks
// across the lines of those who are in them. Painted once, not with time; geo/playback/storylines.py lays
// it out. Uses span.js and palette.js.
'use strict';

const LANE = {
  /** Pixels from row to row, and at least. */
  height: 12, lowest: 7,
  /** Line widths: in a scene, and between two. */
  seen: 2.6, between: 1.1,
  /** Half the width of the bend from one row to another, at most. */
  bend: 9,
};

/** How near to a line the pointer means it, in pixels. */
const LANE_REACH = 7;

class Lanes {
  /**
   * @param {Object} story see openStory
   * @param {Theme} theme
   * @param {Choice} choice
   * @param {Span} span
   */
  constructor(story, theme, choice, span) {
    Object.assign(this, { story, theme, choice, span });
    /** @type {?Layout} */
    this.layout = null;
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {{top: number, bottom: number, width: number}} box
   */
  paint(c, box) {
    if (!this.layout) return;
    this.rowHeight = (box.bottom - box.top) / this.layout.rows;
    this.top = box.top;
    c.lineJoin = 'round';
    this._paintBlocks(c, box);
    const { pointed, followed } = this.choice;
    const lit = (p) => p === pointed || followed.has(p);
    const some = pointed >= 0 || followed.size > 0;
    const people = this.layout.people.filter(({ person }) => !this.choice.hidden.has(person));
    for (const line of people) if (!lit(line.person)) this._paintLine(c, box, line, some ? 0.3 : 1);
    for (const line of people) if (lit(line.person)) this._paintLine(c, box, line, 1, 1.35);
    c.globalAlpha = 1;
  }

  /** @param {number} row @returns {number} pixels from the top */
  y(row) { return this.top + (row + 0.5) * this.rowHeight; }

  _paintBlocks(c, box) {
    const { span } = this;
    const pad = this.rowHeight * 0.4;
    for (const { event, from, to, low, high } of this.layout.blocks) {
      const x = span.x(from);
      const width = Math.max(3, span.x(to) - x - 1);
      if (x > box.width || x + width < 0) continue;
      c.fillStyle = this.theme.colourOf(this.story, this.story.events.group[event]);
      c.beginPath();
      c.roundRect(x, this.y(low) - pad, width, this.y(high) - this.y(low) + 2 * pad, 3);
      c.globalAlpha = 0.26;
      c.fill();
    }
    c.globalAlpha = 1;
  }

  /** Thin along the whole of each unbroken run, and thick where the person is in a scene. */
  _paintLine(c, box, { person, stretches }, alpha, scale = 1) {
    const { span } = this;
    const seen = [];
    c.strokeStyle = this.theme.colourOf(this.story, this.story.people[person].group);
    c.beginPath();
    stretches.forEach((stretch, n) => {
      const from = span.x(stretch.from);
      const to = span.x(stretch.to);
      const y = this.y(stretch.row);
      const before = stretches[n - 1];
      const bend = bendOf(span, before, stretch);
      if (bend) {
        const old = this.y(before.row);
        c.lineTo(from - bend, old);
        c.bezierCurveTo(from, old, from, y, from + bend, y);
      } else if (!touches(before, stretch)) {
        c.moveTo(from, y);
      }
      const leave = bendOf(span, stretch, stretches[n + 1]);
      c.lineTo(to - leave, y);
      if (stretch.seen && to >= 0 && from <= box.width) seen.push(from + bend, Math.max(from + bend + 1.5, to - leave), y);
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
   * @param {number} x pixels from the left @param {number} y from the top
   * @returns {number} the person whose line is there, or -1
   */
  personAt(x, y) {
    if (!this.layout || !this.rowHeight) return -1;
    const seconds = this.span.secondsAt(x);
    let nearest = -1;
    let reach = LANE_REACH;
    for (const { person, stretches } of this.layout.people) {
      if (this.choice.hidden.has(person)) continue;
      const stretch = stretches[countUpTo(stretches.starts, seconds) - 1];
      if (!stretch || seconds > stretch.to) continue;
      const away = Math.abs(this.y(stretch.row) - y);
      if (away >= reach) continue;
      reach = away;
      nearest = person;
    }
    return nearest;
  }

  /**
   * Where each line enters what is in sight: for the names beside it.
   * @returns {Array<{person: number, seconds: number, row: number}>}
   */
  entries() {
    if (!this.layout) return [];
    const { from, to } = this.span;
    return this.layout.people.flatMap(({ person, stretches }) => {
      const stretch = stretches[Math.max(0, countUpTo(stretches.starts, from) - 1)];
      if (!stretch || stretch.from > to) return [];
      return [{ person, seconds: Math.max(stretch.from, from), row: stretch.row }];
    });
  }
}

/** Whether a line goes on from one stretch to the next without a break. */
function touches(before, after) { return Boolean(before && after) && before.to === after.from; }

/** Half the width of the bend between two stretches, in pixels; 0: there is none. */
function bendOf(span, before, after) {
  if (!touches(before, after) || before.row === after.row) return 0;
  const shorter = Math.min(span.x(before.to) - span.x(before.from), span.x(after.to) - span.x(after.from));
  return Math.min(LANE.bend, shorter / 2);
}
