// What plays: events and people, on a canvas of their own above the base map.
import { countUpTo } from '../arithmetic/axis.js';
import { metresToWorld } from '../arithmetic/mercator.js';
import { contextOf, whenIdle } from '../dom.js';
import { StateReader } from '../statereader.js';
import { isAssumedRoute, unrolled } from '../story.js';
import { StageCanvas } from './stagecanvas.js';
import { Claims } from './claims.js';
import { DETAILED } from './crowding.js';
import { drawPeople, looksOf, makePersonMarkers, PERSON_RADIUS } from './personmarkers.js';
import { drawCurrentMarker, FOCUS, FOCUS_DISC, FOCUS_HALF } from './currentmarker.js';
import { drawShownPlaces } from './shownplaces.js';
import { Clustering } from './clustering.js';
import { drawGraticule } from './graticule.js';
import { drawSetFilmedLines } from './setfilmedlines.js';
import { drawEventMarkers } from './eventmarkers.js';
import { markerRadius } from './markersize.js';
import { drawNumbers, numberOf } from './markernumbers.js';
import { PairLine } from './pairline.js';
import { PersonPlacement } from './personplacement.js';
import { disc } from './shapes.js';
import { PictureCache } from './picturecache.js';
import { drawGaps, TrackLines } from './tracklines.js';
import { toView } from './view.js';

/** Of so many people pictures are made ahead, of so many at once, and up to which number; what that takes on a slow machine, in ms. */
const PREPARED = { most: 60, atOnce: 4, numbers: 99, numbersAtOnce: 14 };
const PREPARING_MS = 10;

/** One swelling of the scene at hand, in seconds. */
export const BEAT_S = 1.6;

/** How far from a pin a click still means it, in pixels; fingers get more. */
const REACH = { mouse: 13, touch: 24 };

/**
 * @typedef {object} StageSurroundings
 * @property {Frames} frames
 * @property {() => number[]} margins  pixels that furniture covers: left, top, right, bottom
 * @property {() => number[][]} covered  the same, each thing by itself: left, top, right, bottom
 * @property {() => ?MapView} target  where the camera's flight ends; null: it does not fly
 */

/** From this confidence on a place is drawn as known. */
export const SURE = 0.5;

export class Stage extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {SlippyMap} map
   * @param {Choice} choice
   * @param {StageSurroundings} surroundings
   */
  constructor(store, map, choice, { frames, margins, covered, target }) {
    super(store);
    this.map = map;
    this.choice = choice;
    this.trackLines = new TrackLines(store, choice);
    this._frames = frames;
    /** Whether the map has moved since the last drawing, and this frame of the browser was still to draw it. */
    this.isOwed = false;
    /** Places to show beside the story, see showPlaces. @type {FoundPlace[]} */
    this.found = [];
    this.margins = margins;
    this.covered = covered;
    this.target = target;
    this.claims = new Claims(store);
    this.personPlacement = new PersonPlacement();
    /** What stands between two people who are compared. */
    this.pairLine = new PairLine(store, margins);
    /** The moment to draw, and the one that was drawn last. @type {?Moment} */
    this.moment = null;
    /** @type {?Moment} */
    this.drawn = null;
    /** Where the map looked at the last drawing. @type {View} */
    this.view = { x: 0, y: 0, scale: 1, width: 0, height: 0 };
    /** The marks at this zoom; null: nothing has been drawn. @type {?Marks} */
    this.marks = null;
    /** By mark: how many events play there, the k of the one that started last, and whether they have several colours. */
    this.numbers = new Int32Array(0);
    this.playing = new Int32Array(0);
    this.mixed = new Uint8Array(0);
    /** The moment that these are of. @type {?Moment} */
    this._counted = null;
    /** Who was drawn where. @type {Seated[]} */
    this.standing = [];
    /** Where numbers were drawn, see drawNumbers. @type {number[]} */
    this.numbersDrawn = [];
    /** @type {?Clustering} made when first asked for */
    this._gathering = null;
    this._looks = this._lookUp();
    this.canvas = new StageCanvas(map);
    map.listen('rest', () => this.stale());
    map.listen('move', () => this._follow());
    this._prepareLater();
    store.watch(['theme', 'storyAsSet'], () => {
      this._looks = this._lookUp();
      this._prepareLater();
    });
    store.watch(['storyAsSet'], () => this._forget());
    store.watch(['storyOnMap', 'timeline', 'shown'], () => { this._gathering = null; });
  }

  /** The story with its markers where they are now: on their way, after another kind of location was chosen. */
  get story() { return this.store.get('storyOnMap'); }

  get clustering() { return this._gathering ??= new Clustering(this.story, this.timeline, this.shown); }

  /** Draw with the next frame. */
  stale() { this._frames.request(); }

  /** The story is another one: what was drawn of the old one means nothing any more. */
  _forget() {
    this.moment = null;
    this.drawn = null;
    this.marks = null;
    this.standing = [];
  }

  /** @returns {Looks & {hues: string[]}} how things look in the theme; `hues`: the story's colours */
  _lookUp() {
    const { story, theme } = this;
    const looks = looksOf(story, theme);
    return { ...looks, pictureCache: new PictureCache(looks.colours.paper), hues: story.hues.map((_, hue) => theme.colourOf(story, hue)) };
  }

  get colours() { return this._looks.colours; }

  get pictureCache() { return this._looks.pictureCache; }

  _prepareLater() { whenIdle(() => this._prepare(this._looks), PREPARING_MS); }

  /**
   * Pictures of people are made while nothing else is to be done, a few at a time, not in the middle of a jump.
   * @param {Looks} looks
   */
  _prepare(looks, p = 0) {
    const end = Math.min(p + PREPARED.atOnce, PREPARED.most, looks.of.length);
    if (looks !== this._looks) return;
    if (p >= end) {
      if (this.story.events.count > DETAILED) this._prepareNumbers(looks);
      return;
    }
    for (let one = p; one < end; one++) makePersonMarkers(one, looks);
    whenIdle(() => this._prepare(looks, end), PREPARING_MS);
  }

  /** Of a crowd, the numbers that there are most of. @param {Looks} looks */
  _prepareNumbers(looks, number = 2) {
    if (looks !== this._looks || number > PREPARED.numbers) return;
    for (let n = number; n < number + PREPARED.numbersAtOnce; n++) numberOf({ pictureCache: this.pictureCache, colours: this.colours }, n, true);
    whenIdle(() => this._prepareNumbers(looks, number + PREPARED.numbersAtOnce), PREPARING_MS);
  }

  /**
   * @param {Moment} moment
   */
  draw(moment) {
    const view = this.canvas.begin();
    this.isOwed = false;
    this.moment = moment;
    this.drawn = moment;
    this.view = view;
    this._gather(moment, this.map.zoom);
    this.pictureCache.tags = [];
    this.standing = this._paint(this.canvas.context, view, moment, this);
  }

  /** Within the frame that moves the map, and once: a frame later the marks would swim behind it. */
  _follow() {
    if (!this.moment) return;
    if (this._frames.isNext) this.isOwed = true;
    else this.draw(this.moment);
  }

  /**
   * Draw a moment where nobody sees it: the pictures it needs are then made, and the code has run.
   * @param {Moment} moment as for draw
   * @param {MapView} landing where the camera would be
   */
  warmUp(moment, landing) {
    const view = this.canvas.viewAt(landing);
    const c = contextOf(document.createElement('canvas'));
    const { tags } = this.pictureCache;
    this._gather(moment, landing.zoom);
    // Pointers and names of the map go by what stands on the canvas that is seen.
    this._paint(c, view, moment, { personPlacement: new PersonPlacement(), pairLine: null, numbersDrawn: [] });
    this.pictureCache.tags = tags;
    if (this.drawn) this._gather(this.drawn, this.map.zoom);
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {Moment} moment
   * @param {{personPlacement: PersonPlacement, pairLine: ?PairLine, numbersDrawn: number[]}} kept what remembers how it was drawn last
   * @returns {Seated[]} who was drawn where, see PersonPlacement.at
   */
  _paint(c, view, moment, { personPlacement, pairLine, numbersDrawn }) {
    if (!this.story.atlas) drawGraticule(c, view, this.margins()[3], this.colours);
    c.globalAlpha = 1;
    this.trackLines.draw(c, view, moment.baseTime, this._looks);
    const marked = /** @type {Marked} */ (/** @type {unknown} */ (this));
    const numbered = drawEventMarkers(c, view, marked, moment);
    this._drawDetails(c, view, moment);
    this._drawApart(c, view, moment);
    this.claims.draw(c, view, this.isPlaying(moment) ? this.timeline.order[moment.focus] : -1, this.margins(), this._looks);
    this.trackLines.drawLit(c, view, moment.baseTime, this._looks);
    const focus = this._drawFocus(c, view, moment);
    const isSure = (/** @type {number} */ k) => this.isSure(this.clocks.base.order[k]);
    pairLine?.drawEventMarkers(c, view, moment);
    const landing = this._landing();
    const seated = personPlacement.at(view, landing ?? view, moment.people, isSure, this.choice);
    const line = pairLine?.drawLine(c, view, moment);
    drawPeople(c, seated, this._looks);
    const taken = [...seated.drawn, ...seated.crowds, ...focus];
    drawNumbers(c, view, marked, { numbered, isCrowd: moment.visible.length > DETAILED, drawn: numbersDrawn }, taken);
    const said = line && pairLine?.drawLabel(c, view, line, { signs: taken, numbersDrawn }, this.pictureCache);
    const standing = seated.drawn;
    const covered = said ? [...this.covered(), said] : this.covered();
    // Words would hop about in flight.
    if (!landing) this.claims.drawWords(c, { standing, covered, numbersDrawn }, this._looks);
    drawShownPlaces(c, view, this.found, this._looks);
    return standing;
  }

  /**
   * What a click or a pointer at a point of the map's window means.
   * @param {{x: number, y: number}} point
   * @param {'mouse'|'touch'} pointer
   * @returns {?{k: number, others: number, playing: number, goesOn: boolean, x: number, y: number}} the event to
   *   go to at the nearest mark (a place in the order), how many others it stands for, how many of all play now,
   *   whether the scene at hand is one of them, and where the mark is
   */
  hit(point, pointer = 'mouse') {
    const { marks, view, moment } = this;
    if (!marks || !moment) return null;
    let mark = -1;
    let nearest = Infinity;
    for (let m = 0; m < marks.count; m++) {
      if (!marks.total[m]) continue;
      const dx = marks.x[m] * view.scale + view.x - point.x;
      const dy = marks.y[m] * view.scale + view.y - point.y;
      const away = Math.hypot(dx, dy);
      if (away > Math.max(REACH[pointer], markerRadius(this.numbers[m]) + 3) || away >= nearest) continue;
      nearest = away;
      mark = m;
    }
    if (mark < 0) return null;
    return {
      k: this._nextAt(mark, marks, moment),
      others: marks.total[mark] - 1,
      playing: this.numbers[mark],
      goesOn: marks.markOf[moment.focus] === mark,
      x: marks.x[mark] * view.scale + view.x,
      y: marks.y[mark] * view.scale + view.y,
    };
  }

  /** @param {{x: number, y: number}} point @returns {?FoundPlace} the place shown there, if it may be moved */
  movableAt(point) {
    return this.found.find((place) => {
      if (!place.movable) return false;
      const [x, y] = toView(this.view, [place.lon, place.lat]);
      return Math.hypot(x - point.x, y - point.y) <= REACH.touch;
    }) ?? null;
  }

  /**
   * Who stands at a point of the map's window.
   * @param {{x: number, y: number}} point
   * @returns {?Seated}
   */
  personAt(point) {
    return this.standing.findLast(({ x, y }) => Math.hypot(x - point.x, y - point.y) < PERSON_RADIUS.seen) ?? null;
  }

  /**
   * Where the events at a mark are.
   * @param {number} k any of its events
   * @returns {Bounds} around all of them; both corners are the same if all are at one point
   */
  cornersAt(k) {
    const markOf = this.marks?.markOf ?? [];
    /** @type {LonLat[]} */
    const [least, most] = [[Infinity, Infinity], [-Infinity, -Infinity]];
    for (let other = 0; other < markOf.length; other++) {
      if (markOf[other] !== markOf[k] || !this._isShown(other)) continue;
      const [position] = this.story.events.paths[this.timeline.order[other]];
      for (const axis of [0, 1]) {
        least[axis] = Math.min(least[axis], position[axis]);
        most[axis] = Math.max(most[axis], position[axis]);
      }
    }
    return [least, most];
  }

  /**
   * Of the events at a mark the one to go to: after the scene at hand, if that is there, or else the first that
   * plays, or the next to come. After the last comes the first, so all of them can be reached.
   * @param {number} mark
   * @param {Marks} marks
   * @param {Moment} moment
   */
  _nextAt(mark, { markOf }, { focus, visible, time }) {
    const isThere = (/** @type {number} */ k) => markOf[k] === mark && this._isShown(k);
    const from = isThere(focus) ? focus + 1 : visible.find(isThere) ?? countUpTo(this.timeline.starts, time);
    for (let n = 0; n < markOf.length; n++) {
      const k = (from + n) % markOf.length;
      if (isThere(k)) return k;
    }
    return -1;
  }

  /** @param {number} k */
  _isShown(k) { return !this.shown || this.shown[k] === 1; }

  _landing() {
    const target = this.target();
    return target && this.canvas.viewAt(target);
  }

  /**
   * The marks at a zoom: how many events play at each, which of them started last, and whether all have one colour.
   * @param {Moment} moment
   * @param {number} zoom
   */
  _gather(moment, zoom) {
    const marks = this.clustering.at(zoom);
    // In flight one moment is drawn again and again.
    if (marks === this.marks && moment === this._counted) return;
    this.marks = marks;
    this._counted = moment;
    const { visible } = moment;
    const { count, markOf } = marks;
    const { order } = this.timeline;
    const { hue } = this.story.events;
    if (this.numbers.length !== count) {
      this.numbers = new Int32Array(count);
      this.playing = new Int32Array(count);
      this.mixed = new Uint8Array(count);
    }
    const { numbers, playing, mixed } = this;
    numbers.fill(0);
    playing.fill(-1);
    mixed.fill(0);
    for (const k of visible) {
      const mark = markOf[k];
      if (mark < 0) continue;
      // Of a crowd this is soon known, and then not asked again.
      if (!mixed[mark] && numbers[mark] && hue[order[k]] !== hue[order[playing[mark]]]) mixed[mark] = 1;
      numbers[mark]++;
      playing[mark] = k;
    }
  }

  /** @param {number} event */
  colourOf(event) {
    const hue = this.story.events.hue[event];
    return hue === null ? this.colours.lost : this._looks.hues[hue];
  }

  /**
   * Areas and known movements, as long as so few play that they can be told apart.
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {{visible: number[], people: Whereabouts[]}} given
   */
  _drawDetails(c, view, { visible, people }) {
    c.lineCap = 'round';
    c.lineJoin = 'round';
    if (visible.length <= DETAILED) {
      for (const k of visible) {
        const event = this.timeline.order[k];
        if (this.story.worldX[event] !== this.story.worldX[event]) continue;
        const path = this.story.events.paths[event];
        const radius = this.story.events.radius[event];
        if (path.length > 1) this._drawRoute(c, view, event);
        else if (radius !== null) this._drawArea(c, view, path[0], radius, this.colourOf(event));
      }
    }
    drawGaps(c, view, people, this._looks, this.choice);
  }

  /**
   * Where scenes are set and where they were filmed, joined: the scene at hand first.
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {{visible: number[], focus: number}} given
   */
  _drawApart(c, view, { visible, focus }) {
    if (!this.locations.differs || visible.length > DETAILED) return;
    const scenes = [focus, ...visible.filter((k) => k !== focus)].filter((k) => k >= 0)
      .map((k) => this.timeline.order[k]).map((event) => ({ event, colour: this.colourOf(event) }));
    drawSetFilmedLines(c, view, scenes, this, { looks: this._looks, margins: this.margins() });
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {LonLat} position
   * @param {number} radius
   * @param {string} colour
   */
  _drawArea(c, view, position, radius, colour) {
    const [x, y] = toView(view, position);
    const size = metresToWorld(radius, position[1]) * view.scale;
    // A small radius says nothing until one is so near that the pin no longer covers it.
    if (size > FOCUS.pin * 2.5) disc(c, x, y, size, colour, 0.1, [5, 5]);
  }

  /** @param {CanvasRenderingContext2D} c @param {View} view @param {number} event */
  _drawRoute(c, view, event) {
    const assumed = isAssumedRoute(this.story.events, event);
    c.beginPath();
    unrolled(this.story.events.paths[event]).forEach((position, i) => {
      const [x, y] = toView(view, position);
      if (i) c.lineTo(x, y);
      else c.moveTo(x, y);
    });
    c.strokeStyle = this.colours.paper;
    c.globalAlpha = 0.7;
    c.lineWidth = 6;
    c.stroke();
    c.strokeStyle = this.colourOf(event);
    c.globalAlpha = 0.95;
    c.lineWidth = assumed ? 2 : 3;
    if (assumed) c.setLineDash([7, 7]);
    c.stroke();
    c.setLineDash([]);
    c.globalAlpha = 1;
  }

  /** Whether the scene whose card is up plays now. @param {{focus: number, time: number}} given */
  isPlaying({ focus, time }) { return focus >= 0 && this.timeline.isOn(focus, time); }

  /**
   * The scene whose card is up stands at its own place, whatever has gathered around it, and after it is over.
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {Moment} moment
   * @returns {Array<{x: number, y: number, reach: number}>} where, if anywhere
   */
  _drawFocus(c, view, moment) {
    if (moment.focus < 0) return [];
    const { beat } = moment;
    const event = this.timeline.order[moment.focus];
    const x = this.story.worldX[event] * view.scale + view.x;
    if (x !== x) return [];
    const y = this.story.worldY[event] * view.scale + view.y;
    const colour = this.colourOf(event);
    const looks = { sure: this.isSure(event), over: !this.isPlaying(moment) };
    if (!looks.over) {
      const swell = beat ? 0.5 - 0.5 * Math.cos((beat / BEAT_S) * 2 * Math.PI) : 0.4;
      disc(c, x, y, FOCUS_DISC.least + swell * FOCUS_DISC.growth, colour, 0.3 - swell * 0.12);
    }
    const key = `focus ${colour} ${looks.sure} ${looks.over}`;
    this.pictureCache.lay(c, key, FOCUS_HALF, x, y, (own) => drawCurrentMarker(own, colour, looks, this.colours));
    return [{ x, y, reach: FOCUS.clear }];
  }

  /**
   * Whether the place is more likely right than wrong; if not, nothing there is drawn solid.
   * @param {number} event
   */
  isSure(event) {
    const confidence = this.story.events.confidence[event];
    return confidence === null || confidence >= SURE;
  }
}
