// Two compared people on the map: a line between them with the distance, and markers of their encounters.
import { sharesWithin } from '../arithmetic/clipping.js';
import { boxAround, LabelPlacer } from '../arithmetic/placement.js';
import { drawIcon } from '../dom.js';
import { apartInWords, ENCOUNTER_KINDS, encounterInWords } from '../panels/distancewords.js';
import { StateReader } from '../statereader.js';
import { phrase } from '../words/words.js';
import { PERSON_RADIUS } from './personmarkers.js';
import { drawMapLabel, LABEL_BASELINE_PX, LABEL_HALF_PX, labelHalfWidth } from './maplabel.js';
import { boxesOfNumbers } from './markernumbers.js';
import { linesInView, toView } from './view.js';

/** A shorter line, or one with a shorter visible part, has no label: pixels. */
const LABELLED_PX = { whole: 150, visible: 80 };

/** A shorter line is not drawn: the markers of the two people would cover it. In pixels. */
const LEAST_LINE_PX = 40;

/** Places of the label, the best first: share of the visible part of the line, and pixels below the line. */
const LINE_LABEL_PLACES = [0, -20, 20].flatMap((beside) => [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8].map((share) => [share, beside]));

/** Half of the room of a person's marker, with a margin, in pixels. */
const PERSON_ROOM_PX = PERSON_RADIUS.seen + 4;

/**
 * The marker of an encounter is `drop` below its place, so that it does not cover the people there; the next is beside
 * it. In pixels.
 */
const ENCOUNTER_MARKER = { radius: 11, drop: 31, icon: 15, spacing: 25 };

/** With more markers than these, the map would be covered. */
const MOST_ENCOUNTER_MARKERS = 120;

/**
 * @typedef {{kind: Encounter['kind'], event: number, words: string, encounters: number[]}} EncounterPlace one kind of
 *   encounter at one place
 */
/**
 * @typedef {{kind: Encounter['kind'], isCurrent: boolean, event: number, words: string, x: number, y: number, footX:
 *   number, footY: number}} EncounterMarker
 */

export class PairLine extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {() => Box} margins pixels at each edge that panels cover
   */
  constructor(store, margins) {
    super(store);
    this.margins = margins;
    /** In the last drawing. @type {EncounterMarker[]} */
    this.markers = [];
    /** The place of the label. @type {?number[]} */
    this._labelPlace = null;
    /** @type {?{pair: Pair, places: EncounterPlace[]}} */
    this._cached = null;
  }

  /** The compared people, if the map shows them. */
  get _pair() { return this.store.get('pairOnMap'); }

  /** @param {Point} point of the map's window @returns {?EncounterMarker} the marker there */
  encounterAt(point) {
    return this.markers.find(({ x, y }) => Math.hypot(x - point.x, y - point.y) <= ENCOUNTER_MARKER.radius + 2) ?? null;
  }

  /**
   * Solid if both are present; dashed if the position of one is assumed, or if a location is not known well enough. It
   * is drawn before the people, so that it does not cross out their initials.
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {Moment} moment
   * @returns {?{ends: number[][], baseTime: number}} for drawLabel; null: there is no line
   */
  drawLine(c, view, { baseTime }) {
    const pair = this._pair;
    // Distances are between set locations. A line between filming locations would mean nothing.
    if (!pair || this.store.get('ground') !== 'set') return null;
    const colours = this.theme.stage;
    const { certainty } = pair.apartAt(baseTime);
    if (certainty === 'unknown') return null;
    const isSharp = certainty === 'known' && pair.withinAt(baseTime) === null;
    const [ends] = linesInView(view, pair.endsAt(baseTime));
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
   * The distance, on the line or beside it, where it covers nobody. Without room there is no label: the panel and the
   * bar show the distance, too.
   * @param {CanvasRenderingContext2D} c
   * @param {{width: number, height: number}} view
   * @param {{ends: number[][], baseTime: number}} line from drawLine
   * @param {{obstacles: Obstacle[], numbersDrawn: number[]}} drawn what it must not cover
   * @param {PictureCache} pictureCache
   * @returns {?Box} null: there is no label
   */
  drawLabel(c, view, { ends, baseTime }, { obstacles, numbersDrawn }, pictureCache) {
    const [left, top, right, bottom] = this.margins();
    const window = [left, top, view.width - right, view.height - bottom];
    const [[x, y], [toX, toY]] = ends;
    const shares = sharesWithin(ends[0], ends[1], window);
    const length = Math.hypot(toX - x, toY - y);
    if (!shares || length < LABELLED_PX.whole || length * (shares[1] - shares[0]) < LABELLED_PX.visible) return null;
    const pair = this._pair;
    const label = pair && apartInWords(pair, baseTime).label;
    if (!label) return null;
    const { paper, ink } = this.theme.stage;
    const half = labelHalfWidth(pictureCache, label, ink);
    const middleOf = (/** @type {number[]} */ [share, beside]) => {
      const along = shares[0] + (shares[1] - shares[0]) * share;
      return [x + (toX - x) * along, y + (toY - y) * along + beside];
    };
    const placer = new LabelPlacer(window);
    for (const box of boxesOfNumbers(numbersDrawn)) placer.block(box);
    for (const one of /** @type {Obstacle[]} */ ([...obstacles, ...this.markers])) placer.block(boxAround(one.x, one.y, one.reach ?? PERSON_ROOM_PX));
    const isFree = (/** @type {number[]} */ place) => {
      const [middleX, middleY] = middleOf(place);
      return placer.fits({ x: middleX, y: middleY, w: 2 * half, h: 2 * LABEL_HALF_PX });
    };
    // A label on the line keeps its place as long as the place is free, so that it does not jump. A label beside the
    // line goes back to the line as soon as it can.
    if (!this._labelPlace || this._labelPlace[1] || !isFree(this._labelPlace)) this._labelPlace = LINE_LABEL_PLACES.find(isFree) ?? null;
    if (!this._labelPlace) return null;
    const [middle, height] = middleOf(this._labelPlace);
    drawMapLabel(c, pictureCache, label, middle, height + LABEL_BASELINE_PX, { paper, ink });
    return [middle - half, height - LABEL_HALF_PX, middle + half, height + LABEL_HALF_PX];
  }

  /**
   * The markers of encounters, before the people are drawn. The current encounter is filled.
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {Moment} moment
   */
  drawEncounters(c, view, { baseTime }) {
    const pair = this._pair;
    this.markers = [];
    if (!pair) return;
    const now = pair.encounterAt(baseTime);
    const { events } = this.store.get('storyOnMap');
    for (const place of this._places(pair)) {
      if (!events.pinned[place.event]) continue;
      const [x, y] = toView(view, events.paths[place.event][0]);
      if (x < -20 || y < -40 || x > view.width + 20 || y > view.height + 20) continue;
      const isCurrent = now >= 0 && place.encounters.includes(now);
      const neighbours = this.markers.filter(({ footX, footY }) => Math.hypot(footX - x, footY - y) < ENCOUNTER_MARKER.spacing);
      const same = neighbours.find(({ kind }) => kind === place.kind);
      if (same) {
        same.isCurrent ||= isCurrent;
        continue;
      }
      this.markers.push({
        kind: place.kind, isCurrent, event: place.event, words: place.words,
        x: x + neighbours.length * ENCOUNTER_MARKER.spacing, y: y + ENCOUNTER_MARKER.drop, footX: x, footY: y,
      });
      if (this.markers.length >= MOST_ENCOUNTER_MARKERS) break;
    }
    for (const marker of this.markers) drawEncounter(c, marker, this.theme.stage);
  }

  /**
   * Where encounters are: each kind once at each place. It is computed once for each pair.
   * @param {Pair} pair
   * @returns {EncounterPlace[]}
   */
  _places(pair) {
    if (this._cached?.pair === pair) return this._cached.places;
    const { events } = pair;
    /** @type {Map<string, EncounterPlace>} */
    const found = new Map();
    pair.encounters.forEach((encounter, n) => {
      const event = pair.eventOf(encounter);
      const key = `${encounter.kind} ${events.paths[event][0]?.join() ?? event}`;
      const known = found.get(key);
      if (known) known.encounters.push(n);
      else found.set(key, { kind: encounter.kind, event, encounters: [n], words: phrase('titleAndEncounter', { title: events.titles[event], encounter: encounterInWords(pair, encounter) }) });
    });
    this._cached = { pair, places: [...found.values()] };
    return this._cached.places;
  }
}

/**
 * A small round marker with the icon of its kind, and a line to its place.
 * @param {CanvasRenderingContext2D} c
 * @param {EncounterMarker} marker
 * @param {StageColours} colours
 */
function drawEncounter(c, { kind, isCurrent, x, y, footX, footY }, colours) {
  c.beginPath();
  c.moveTo(x, y - ENCOUNTER_MARKER.radius);
  c.lineTo(footX, footY);
  c.strokeStyle = colours.ink;
  c.lineWidth = 1;
  c.stroke();
  c.beginPath();
  c.arc(x, y, ENCOUNTER_MARKER.radius, 0, 2 * Math.PI);
  c.fillStyle = isCurrent ? colours.ink : colours.paper;
  c.fill();
  c.lineWidth = 1.5;
  c.strokeStyle = colours.ink;
  c.stroke();
  c.fillStyle = isCurrent ? colours.paper : colours.ink;
  drawIcon(c, ENCOUNTER_KINDS[kind].picture, x - ENCOUNTER_MARKER.icon / 2, y - ENCOUNTER_MARKER.icon / 2, ENCOUNTER_MARKER.icon);
}
