// Two people on the map: a line between them with the distance on it, and marks where they meet.
import { sharesWithin } from '../arithmetic/clipping.js';
import { boxAround, LabelPlacer } from '../arithmetic/placement.js';
import { drawIcon } from '../dom.js';
import { apartInWords, ENCOUNTER_KINDS, encounterInWords } from '../panels/distancewords.js';
import { StateReader } from '../statereader.js';
import { unrolled } from '../story.js';
import { PERSON_RADIUS } from './personmarkers.js';
import { mapLabel, TAG_BASE_PX, TAG_HALF_PX, tagHalf } from './maplabel.js';
import { boxesOfNumbers } from './markernumbers.js';
import { toView } from './view.js';

/** A line shorter than this, or with less of it in sight, has no words on it; one shorter than markers is none. */
const LABELLED_PX = { whole: 150, inSight: 80 };
const LEAST_LINE_PX = 40;

/** Where its words may lie: share of the line in sight, and pixels below it; the best first. */
const LABEL_SPOTS = [0, -20, 20].flatMap((beside) => [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8].map((share) => [share, beside]));

/** Half of the room that someone's marker takes, in pixels, with a little air. */
const BADGE_PX = PERSON_RADIUS.seen + 4;

/** A mark of an encounter hangs below its place, clear of the people who stand there: pixels. */
const MET_MARK = { radius: 11, drop: 31, icon: 15, apart: 25 };

/** More marks than these in sight would only cover the map. */
const MOST_MET_MARKS = 120;

/** @typedef {{kind: Encounter['kind'], event: number, words: string, encounters: number[]}} MetPlace one kind of encounter at one place */
/** @typedef {{kind: Encounter['kind'], lit: boolean, event: number, words: string, x: number, y: number, footX: number, footY: number}} MetMark */

export class PairLine extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {() => number[]} margins pixels that furniture covers: left, top, right, bottom
   */
  constructor(store, margins) {
    super(store);
    this.margins = margins;
    /** What was drawn last. */
    /** @type {MetMark[]} */
    this.marks = [];
    /** Where the label stands, one of LABEL_SPOTS. @type {?number[]} */
    this._spot = null;
    /** @type {?{pair: Pair, places: MetPlace[]}} */
    this._met = null;
  }

  /** The two, if the map shows them. */
  get _pair() { return this.store.get('pairOnMap'); }

  /** @param {{x: number, y: number}} point of the map's window @returns {?{event: number, words: string, x: number, y: number}} the mark there */
  hit(point) {
    return this.marks.find(({ x, y }) => Math.hypot(x - point.x, y - point.y) <= MET_MARK.radius + 2) ?? null;
  }

  /**
   * Solid where both are seen; dashed where one is assumed or a place is not known well enough. From place to place,
   * below the people: over them it would strike their names out.
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {Moment} moment
   * @returns {?{ends: number[][], baseTime: number}} what drawLabel needs; null: there is no line
   */
  drawLine(c, view, { baseTime, people }) {
    const pair = this._pair;
    // Between filming locations, it would join places that have nothing to do with each other.
    if (!pair || this.store.get('ground') !== 'set') return null;
    const colours = this.theme.stage;
    const { certainty } = pair.apartAt(baseTime);
    if (certainty === 'unknown') return null;
    const isSharp = certainty === 'known' && pair.withinAt(baseTime) === null;
    const ends = unrolled(/** @type {LonLat[]} */ (pair.people.map((p) => people[p].position))).map((position) => toView(view, position));
    const [[x, y], [toX, toY]] = ends;
    if (Math.hypot(toX - x, toY - y) < LEAST_LINE_PX) return null;
    c.lineCap = 'round';
    for (const { colour, width } of [{ colour: colours.paper, width: 4 }, { colour: colours.ink, width: 1.5 }]) {
      c.beginPath();
      c.moveTo(x, y);
      c.lineTo(toX, toY);
      c.strokeStyle = colour;
      c.lineWidth = width;
      c.globalAlpha = colour === colours.paper ? 0.6 : 0.9;
      c.setLineDash(isSharp ? [] : [6, 6]);
      c.stroke();
    }
    c.setLineDash([]);
    c.globalAlpha = 1;
    return { ends, baseTime };
  }

  /**
   * The distance, on the line or just beside it, where it covers nobody; where there is no such room the bar and the
   * panel say it.
   * @param {CanvasRenderingContext2D} c
   * @param {{width: number, height: number}} view
   * @param {{ends: number[][], baseTime: number}} line from drawLine
   * @param {{signs: Array<{x: number, y: number, reach?: number}>, numbersDrawn: number[]}} obstacles what it must not
   *   cover: people and signs (`reach`: pixels around the middle; left out: as a person's marker), and numbers, see
   *   drawNumbers
   * @param {PictureCache} pictureCache
   * @returns {?number[]} left, top, right, bottom of the words; null: there are none
   */
  drawLabel(c, view, { ends, baseTime }, { signs, numbersDrawn }, pictureCache) {
    const [left, top, right, bottom] = this.margins();
    const window = [left, top, view.width - right, view.height - bottom];
    const [[x, y], [toX, toY]] = ends;
    const shares = sharesWithin(ends[0], ends[1], window);
    const long = Math.hypot(toX - x, toY - y);
    if (!shares || long < LABELLED_PX.whole || long * (shares[1] - shares[0]) < LABELLED_PX.inSight) return null;
    const pair = this._pair;
    const label = pair && apartInWords(pair, baseTime).label;
    if (!label) return null;
    const { paper, ink } = this.theme.stage;
    const half = tagHalf(pictureCache, label, ink);
    const middleOf = (/** @type {number[]} */ [share, beside]) => {
      const along = shares[0] + (shares[1] - shares[0]) * share;
      return [x + (toX - x) * along, y + (toY - y) * along + beside];
    };
    const placer = new LabelPlacer(window);
    /** @type {Array<{x: number, y: number, reach?: number}>} */
    const taken = [...signs, ...this.marks];
    for (const box of boxesOfNumbers(numbersDrawn)) placer.block(box);
    for (const one of taken) placer.block(boxAround(one.x, one.y, one.reach ?? BADGE_PX));
    const isFree = (/** @type {number[]} */ spot) => {
      const [middleX, middleY] = middleOf(spot);
      return placer.fits({ x: middleX, y: middleY, w: 2 * half, h: 2 * TAG_HALF_PX });
    };
    // On the line it stays where it was as long as it can: it would hop about. From beside it, it comes back.
    if (!this._spot || this._spot[1] || !isFree(this._spot)) this._spot = LABEL_SPOTS.find(isFree) ?? null;
    if (!this._spot) return null;
    const [middle, height] = middleOf(this._spot);
    mapLabel(c, pictureCache, label, middle, height + TAG_BASE_PX, { paper, ink });
    return [middle - half, height - TAG_HALF_PX, middle + half, height + TAG_HALF_PX];
  }

  /**
   * Each kind and place once; what goes on now is filled. Below the people.
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {Moment} moment
   */
  drawEventMarkers(c, view, { baseTime }) {
    const pair = this._pair;
    this.marks = [];
    if (!pair) return;
    const now = pair.encounterAt(baseTime);
    const { events } = this.store.get('storyOnMap');
    for (const place of this._places(pair)) {
      if (!events.pinned[place.event]) continue;
      const [x, y] = toView(view, events.paths[place.event][0]);
      if (x < -20 || y < -40 || x > view.width + 20 || y > view.height + 20) continue;
      const lit = now >= 0 && place.encounters.includes(now);
      const beside = this.marks.filter(({ footX, footY }) => Math.hypot(footX - x, footY - y) < MET_MARK.apart);
      const same = beside.find(({ kind }) => kind === place.kind);
      if (same) {
        same.lit ||= lit;
        continue;
      }
      this.marks.push({
        kind: place.kind, lit, event: place.event, words: place.words,
        x: x + beside.length * MET_MARK.apart, y: y + MET_MARK.drop, footX: x, footY: y,
      });
      if (this.marks.length >= MOST_MET_MARKS) break;
    }
    for (const mark of this.marks) drawMet(c, mark, this.theme.stage);
  }

  /**
   * Where the two come across each other: each kind at each place once, worked out once for a pair.
   * @param {Pair} pair
   * @returns {MetPlace[]}
   */
  _places(pair) {
    if (this._met?.pair === pair) return this._met.places;
    const { events } = pair;
    /** @type {Map<string, MetPlace>} */
    const found = new Map();
    pair.encounters.forEach((met, n) => {
      const event = pair.sceneOf(met);
      const key = `${met.kind} ${events.paths[event][0]?.join() ?? event}`;
      const there = found.get(key);
      if (there) there.encounters.push(n);
      else found.set(key, { kind: met.kind, event, words: `${events.titles[event]}: ${encounterInWords(pair, met)}`, encounters: [n] });
    });
    this._met = { pair, places: [...found.values()] };
    return this._met.places;
  }
}

/**
 * A small round sign on a stem, with the picture of its kind.
 * @param {CanvasRenderingContext2D} c
 * @param {MetMark} mark
 * @param {StageColours} colours
 */
function drawMet(c, { kind, lit, x, y, footX, footY }, colours) {
  c.beginPath();
  c.moveTo(x, y - MET_MARK.radius);
  c.lineTo(footX, footY);
  c.strokeStyle = colours.ink;
  c.lineWidth = 1;
  c.stroke();
  c.beginPath();
  c.arc(x, y, MET_MARK.radius, 0, 2 * Math.PI);
  c.fillStyle = lit ? colours.ink : colours.paper;
  c.fill();
  c.lineWidth = 1.5;
  c.strokeStyle = colours.ink;
  c.stroke();
  c.fillStyle = lit ? colours.paper : colours.ink;
  drawIcon(c, ENCOUNTER_KINDS[kind].picture, x - MET_MARK.icon / 2, y - MET_MARK.icon / 2, MET_MARK.icon);
}
