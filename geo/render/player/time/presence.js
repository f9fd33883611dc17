// Replaces the lanes where they would be too dense: a row for each person that shows how much of each pixel's time the
// person is in events. Painted once, like lanes.js.
import { countUpTo } from '../arithmetic/axis.js';
import { sharesOf, presenceTimes } from '../arithmetic/presencetimes.js';
import { NO_PERSON } from '../choice.js';
import { StateReader } from '../statereader.js';
import { strengths } from './lanes.js';

const PRESENCE = {
  /** Lanes need this number of pixels for each visible event. */
  room: 4,
  /** A block may represent this number of events of one person. */
  scenes: 2,
  /** The number of steps for the share of a pixel, and the opacity of the first. */
  steps: 6, faintest: 0.3,
  /** The height of blocks: as a share of a row, and at most, in pixels. */
  high: 0.62, highest: 9,
  /** The opacity of the line from one block to the next. */
  thread: 0.4,
};

export class Presence extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Choice} choice
   * @param {Span} span
   */
  constructor(store, choice, span) {
    super(store);
    this.choice = choice;
    this.span = span;
    /** By row, from the top. @type {number[]} */
    this.people = [];
    /** @type {Block[]} */
    this.blocks = [];
    /** By person: when they are in events, see presenceTimes. @type {Map<number, Float64Array>} */
    this._spells = new Map();
    /** By person, see sharesOf: for the visible part. @type {Map<number, Float64Array>} */
    this._shares = new Map();
    this._sight = '';
    /** Pixels from the top of the strip, and of a row. */
    this.top = 0;
    this.rowHeight = 0;
    this.layOut(null);
  }

  /**
   * Give people rows, in the order in which their lanes begin from the top.
   * @param {?Storylines} layout null: nobody has a lane
   */
  layOut(layout) {
    const lines = (layout?.lines ?? []).filter(({ strands }) => strands.length);
    const row = (/** @type {Storylines['lines'][number]} */ line) => line.strands[0].row;
    const from = (/** @type {Storylines['lines'][number]} */ line) => line.strands[0].from;
    this.blocks = layout?.blocks ?? [];
    this.people = lines.sort((one, other) => row(one) - row(other) || from(one) - from(other)).map(({ person }) => person);
    this._spells = new Map();
    this._forgetShares();
  }

  /**
   * Whether rows are clearer than lanes, which would meet and part too often, or would show many events as one.
   */
  get isClearer() {
    const { from, to, width } = this.span;
    const inSight = this.blocks.filter((block) => block.to >= from && block.from <= to);
    if (inSight.length * PRESENCE.room > width) return true;
    const drawn = inSight.reduce((sum, { people }) => sum + people.length, 0);
    const spells = this.people.reduce((sum, person) => sum + this._countInSight(this._spellsOf(person)), 0);
    return spells > drawn * PRESENCE.scenes;
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {StripBox} box
   */
  paint(c, box) {
    this.rowHeight = (box.bottom - box.top) / this.people.length;
    this.top = box.top;
    const { alphaOf } = strengths(this.choice);
    const high = Math.min(PRESENCE.highest, Math.max(2, Math.round(this.rowHeight * PRESENCE.high)));
    this.people.forEach((person, row) => {
      if (!this.choice.shows(person)) return;
      const alpha = alphaOf(person);
      const y = Math.round(this.y(row));
      const spells = this._spellsOf(person);
      c.fillStyle = this.theme.colourOf(this.story, this.story.people[person].hue);
      c.globalAlpha = PRESENCE.thread * alpha;
      const from = Math.max(0, this.span.x(spells[0]));
      c.fillRect(from, y - 0.5, Math.min(box.width, this.span.x(spells[spells.length - 1])) - from, 1);
      this._paintShares(c, this._sharesOf(person), y - high / 2, high, alpha);
    });
    c.globalAlpha = 1;
  }

  /**
   * Adjacent pixels of the same opacity are one rectangle.
   * @param {CanvasRenderingContext2D} c
   * @param {Float64Array} shares
   * @param {number} y
   * @param {number} high
   * @param {number} alpha
   */
  _paintShares(c, shares, y, high, alpha) {
    const stepAt = (/** @type {number} */ pixel) => Math.ceil((shares[pixel] ?? 0) * PRESENCE.steps - 1e-6);
    let x = 0;
    while (x < shares.length) {
      const step = stepAt(x);
      let end = x + 1;
      while (end < shares.length && stepAt(end) === step) end += 1;
      if (step) {
        c.globalAlpha = alpha * (PRESENCE.faintest + (1 - PRESENCE.faintest) * ((step - 1) / (PRESENCE.steps - 1)));
        c.fillRect(x, y, end - x, high);
      }
      x = end;
    }
  }

  /** @param {number} row @returns {number} pixels from the top */
  y(row) { return this.top + (row + 0.5) * this.rowHeight; }

  /** Names are at the left, so rows need no initials. */
  paintInitials() {}

  /**
   * @param {number} x pixels from the left @param {number} y from the top
   * @returns {number} the person whose row is there, between their first event and their last; or NO_PERSON
   */
  lineAt(x, y) {
    const person = this.people[Math.floor((y - this.top) / this.rowHeight)];
    if (person === undefined || !this.choice.shows(person)) return NO_PERSON;
    const spells = this._spellsOf(person);
    const seconds = this.span.secondsAt(x);
    return spells[0] <= seconds && seconds <= spells[spells.length - 1] ? person : NO_PERSON;
  }

  /**
   * The people who are in an event at a moment, and how long that stays the same.
   * @param {number} seconds
   * @returns {{from: number, until: number, present: Array<{person: number, row: number}>}}
   */
  presentAt(seconds) {
    let from = -Infinity;
    let until = Infinity;
    /** @type {Tagged['present']} */
    const present = [];
    this.people.forEach((person, row) => {
      if (!this.choice.shows(person)) return;
      const spells = this._spellsOf(person);
      // Stretches begin at even indices and end at odd ones.
      const passed = countUpTo(spells, seconds);
      if (passed > 0) from = Math.max(from, spells[passed - 1]);
      if (passed < spells.length) until = Math.min(until, spells[passed]);
      if (passed % 2) present.push({ person, row });
    });
    return { from, until, present };
  }

  /** @returns {Array<{person: number, x: number, row: number}>} the right end of each name, at the left of the strip */
  entries() {
    return this.people.map((person, row) => ({ person, x: 0, row })).filter(({ person }) => this.choice.shows(person));
  }

  /** @param {Float64Array} spells */
  _countInSight(spells) {
    const { from, to } = this.span;
    return (countUpTo(spells, to) - countUpTo(spells, from)) / 2;
  }

  /** Cached for the visible part, because a pointer on a row repaints the strip too. @param {number} person */
  _sharesOf(person) {
    const { from, to, width } = this.span;
    const sight = `${from} ${to} ${width}`;
    if (sight !== this._sight) this._forgetShares(sight);
    let shares = this._shares.get(person);
    if (!shares) this._shares.set(person, shares = sharesOf(this._spellsOf(person), this.span));
    return shares;
  }

  _forgetShares(sight = '') {
    this._sight = sight;
    this._shares = new Map();
  }

  /** @param {number} person */
  _spellsOf(person) {
    let spells = this._spells.get(person);
    if (!spells) {
      spells = presenceTimes(this.clocks.shown, this.clocks.placesShown(this.tracks[person].sightings));
      this._spells.set(person, spells);
    }
    return spells;
  }
}
