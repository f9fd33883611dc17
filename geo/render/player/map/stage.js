// The stage: events and people on a canvas above the base map. This module decides when to draw, and in which order;
// other modules draw the parts.
import { contextOf } from '../dom.js';
import { numberCode } from '../numbercode.js';
import { StateReader } from '../statereader.js';
import { isSureLocation } from '../story.js';
import { countFailedViews, guardView, runView } from '../viewguard.js';
import { Areas } from './areas.js';
import { atlasBox, isBoxInWindow } from './atlasarea.js';
import { Claims } from './claims.js';
import { drawBetweenLines } from './betweenlines.js';
import { Clustering } from './clustering.js';
import { DETAILED } from './crowding.js';
import { drawCurrentEvent } from './currentmarker.js';
import { drawEventMarkers } from './eventmarkers.js';
import { drawEventShapes } from './eventshapes.js';
import { drawGraticule } from './graticule.js';
import { drawNumbers } from './markernumbers.js';
import { drawMoverNames } from './movernames.js';
import { drawMovers } from './movingmarkers.js';
import { PairLine } from './pairline.js';
import { drawPeople, looksOf } from './personmarkers.js';
import { PersonPlacement } from './personplacement.js';
import { PictureCache } from './picturecache.js';
import { preparePictures } from './picturepreparation.js';
import { PlayingCounts } from './playingcounts.js';
import { drawSetFilmedLines } from './setfilmedlines.js';
import { drawShownPlaces } from './shownplaces.js';
import { StageCanvas } from './stagecanvas.js';
import { TrackLines } from './tracklines.js';

/**
 * @typedef {object} StageSurroundings
 * @property {Frames} frames
 * @property {() => Box} margins  pixels at each edge of the window that panels and controls cover
 * @property {() => Box[]} covered  the boxes of the panels and controls
 * @property {() => ?MapView} target  where the camera's flight ends; null: the camera does not fly
 */

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
    this.areas = guardView('routes', () => new Areas(store));
    this.trackLines = guardView('tracks', () => new TrackLines(store, choice));
    this._frames = frames;
    /** Whether the map has moved since the last drawing, and the current frame still has to draw it. */
    this.isRedrawPending = false;
    /** Places that the page around shows, see showPlaces in interface.js. @type {ShownPlace[]} */
    this.shownPlaces = [];
    this.margins = margins;
    this.covered = covered;
    this.target = target;
    this.claims = guardView('claims', () => new Claims(store));
    this.personPlacement = new PersonPlacement();
    this.pairLine = guardView('pair', () => new PairLine(store, margins));
    /** The moment to draw. @type {?Moment} */
    this.moment = null;
    /** The moment that was drawn last. @type {?Moment} */
    this.drawn = null;
    /** Where the map looked at the last drawing. @type {View} */
    this.view = { x: 0, y: 0, scale: 1, width: 0, height: 0, middle: 0 };
    this.counts = new (numberCode()?.Counts ?? PlayingCounts)(store);
    /** The people in the last drawing. @type {DrawnPerson[]} */
    this.peopleDrawn = [];
    /** The markers that move, in the last drawing. @type {Array<Obstacle & {k: number}>} */
    this.moversDrawn = [];
    /** Where the last drawing has numbers, see drawNumbers. @type {number[]} */
    this.numbersDrawn = [];
    /** Made when it is first needed. @type {?Clustering} */
    this._clustering = null;
    /** Those of `story`: markers need them many times in each drawing. */
    this._events = this.story.events;
    this._looks = this._makeLooks();
    this.canvas = new StageCanvas(map, margins);
    map.listen('rest', () => this.requestDraw());
    map.listen('move', () => this._onMove());
    this._preparePictures();
    store.watch(['theme', 'storyAsSet', 'pixelDensity'], () => {
      this._looks = this._makeLooks();
      this._preparePictures();
    });
    store.watch(['storyAsSet'], () => this._forgetDrawing());
    store.watch(['storyOnMap', 'timeline', 'shown'], () => {
      this._clustering = null;
      this._events = this.story.events;
    });
  }

  /**
   * The story with the current positions of its markers: they move when the viewer chooses the other kind of location.
   */
  get story() { return this.store.get('storyOnMap'); }

  get clustering() { return this._clustering ??= new (numberCode()?.Clustering ?? Clustering)(this.story, this.timeline, this.shown); }

  /** Draw with the next frame. */
  requestDraw() { this._frames.request(); }

  /** After a change of the story: the indices in the last drawing belong to the old story. */
  _forgetDrawing() {
    this.moment = null;
    this.drawn = null;
    this.counts.clear();
    this.peopleDrawn = [];
    this.moversDrawn = [];
  }

  /**
   * @returns {Looks & {hues: string[], hueOf: Array<?number>}} how things look in the theme; `hues`: the colours of the
   *   story, `hueOf`: by event
   */
  _makeLooks() {
    const { story, theme } = this;
    const looks = looksOf(story, theme);
    return {
      ...looks,
      pictureCache: new PictureCache(looks.colours.paper),
      hues: story.hues.map((_, hue) => theme.colourOf(story, hue)),
      hueOf: story.events.hue,
    };
  }

  get colours() { return this._looks.colours; }

  get pictureCache() { return this._looks.pictureCache; }

  _preparePictures() {
    const looks = this._looks;
    preparePictures(looks, { isLong: this.story.events.count > DETAILED, isNeeded: () => looks === this._looks });
  }

  /** @param {Moment} moment */
  draw(moment) {
    const view = this.canvas.begin();
    this.isRedrawPending = false;
    this.moment = moment;
    this.drawn = moment;
    this.view = view;
    this.counts.count(this.clustering.at(this.map.zoom), moment, this.story);
    this.pictureCache.labelsDrawn = [];
    const failures = countFailedViews();
    this.peopleDrawn = this._paint(this.canvas.context, view, moment, this);
    if (countFailedViews() === failures) return;
    // A layer has failed halfway. Each layer fails only once, so this ends.
    this.canvas.reset();
    this.draw(moment);
  }

  /** Draw once, and in the same frame as the map moves: one frame later, the markers would lag behind the map. */
  _onMove() {
    if (!this.moment) return;
    if (this._frames.isNext) this.isRedrawPending = true;
    else this.draw(this.moment);
  }

  /**
   * Draw a moment on a canvas that is not in the page. That makes the pictures that the moment needs, and runs the code
   * once.
   * @param {Moment} moment
   * @param {MapView} landing where the camera would be
   */
  warmUp(moment, landing) {
    const view = this.canvas.viewAt(landing);
    const c = contextOf(document.createElement('canvas'));
    const { labelsDrawn } = this.pictureCache;
    const failures = countFailedViews();
    this.counts.count(this.clustering.at(landing.zoom), moment, this.story);
    this._paint(c, view, moment, { personPlacement: new PersonPlacement(), pairLine: null, numbersDrawn: [] });
    // The pointer and the labels of the base map need what the visible canvas has.
    this.pictureCache.labelsDrawn = labelsDrawn;
    if (this.drawn) this.counts.count(this.clustering.at(this.map.zoom), this.drawn, this.story);
    // The map still shows what is switched off now.
    if (countFailedViews() > failures) this.requestDraw();
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {Moment} moment
   * @param {{personPlacement: PersonPlacement, pairLine: ?PairLine, numbersDrawn: number[]}} memory what depends on the
   *   drawing before
   * @returns {DrawnPerson[]}
   */
  _paint(c, view, moment, { personPlacement, pairLine, numbersDrawn }) {
    const { counts, _looks: looks } = this;
    numbersDrawn.length = 0;
    runView('grid', () => this._drawGrid(c, view));
    c.globalAlpha = 1;
    this.areas.draw(c, view, moment, this);
    this.trackLines.draw(c, view, moment, looks);
    const { radii } = this.story;
    const drawMarkers = (radii && numberCode()?.drawMarkers) || drawEventMarkers;
    const numbered = runView('markers', () => drawMarkers(c, view, counts, this, moment)) ?? [];
    runView('routes', () => drawEventShapes(c, view, moment, this));
    runView('persons', () => drawBetweenLines(c, view, moment.people, looks, this.choice));
    runView('locations', () => this._drawSetFilmedLines(c, view, moment));
    this.claims.draw(c, view, this.isPlaying(moment) ? this.timeline.order[moment.focus] : -1, this.margins(), looks);
    this.trackLines.drawPointed(c, view, moment.baseTime, looks);
    const movers = runView('markers', () => drawMovers(c, view, moment, this)) ?? [];
    // Not while warming up: the pointer needs what the visible canvas has.
    if (moment === this.drawn) this.moversDrawn = movers;
    const current = this.areas.areLarge(moment.focus, view) ? [] : runView('current', () => drawCurrentEvent(c, view, moment, this)) ?? [];
    runView('markers', () => drawMoverNames(c, view, movers, moment.focus, this));
    pairLine?.drawEncounters(c, view, moment);
    const landing = this._landing();
    const isSure = (/** @type {number} */ k) => this.isSure(this.clocks.base.order[k]);
    const placed = runView('persons', () => personPlacement.arrange(view, landing ?? view, moment.people, isSure, this.choice)) ?? { drawn: [], rests: [] };
    const line = pairLine?.drawLine(c, view, moment);
    runView('persons', () => drawPeople(c, placed, looks));
    const obstacles = [...placed.drawn, ...placed.rests, ...current, ...movers];
    runView('numbers', () => drawNumbers(c, view, counts, this, { numbered, isCrowd: Boolean(radii) || moment.visible.length > DETAILED, drawn: numbersDrawn }, obstacles));
    const labelBox = line && pairLine?.drawLabel(c, view, line, { obstacles, numbersDrawn }, this.pictureCache);
    const covered = labelBox ? [...this.covered(), labelBox] : this.covered();
    // During a flight, their places would change in every frame.
    if (!landing) this.claims.drawLabels(c, { people: placed.drawn, covered, numbersDrawn }, looks);
    runView('places', () => drawShownPlaces(c, view, this.shownPlaces, looks));
    return placed.drawn;
  }

  /**
   * The grid of degrees, where there is no base map.
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   */
  _drawGrid(c, view) {
    const { atlas } = this.story;
    const mapped = atlas && atlasBox(atlas, this.map);
    if (mapped && !atlas.degrees && isBoxInWindow(mapped, view)) return;
    drawGraticule(c, view, { low: this.margins()[3], boxes: this.covered(), mapped }, this.colours);
  }

  /** The view at the end of the camera's flight; null: the camera does not fly. */
  _landing() {
    const target = this.target();
    return target && this.canvas.viewAt(target);
  }

  /** @param {number} event */
  colourOf(event) {
    const { hues, hueOf, colours } = this._looks;
    const hue = hueOf[event];
    return hue === null ? colours.lost : hues[hue];
  }

  /**
   * The lines between set and filming locations, first that of the current event.
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {{visible: number[], focus: number}} moment
   */
  _drawSetFilmedLines(c, view, { visible, focus }) {
    if (!this.locations.differs || visible.length > DETAILED) return;
    const events = [focus, ...visible.filter((k) => k !== focus)].filter((k) => k >= 0)
      .map((k) => this.timeline.order[k]).map((event) => ({ event, colour: this.colourOf(event) }));
    drawSetFilmedLines(c, view, events, this, { looks: this._looks, margins: this.margins() });
  }

  /** Whether the event on the card plays now. @param {{focus: number, time: number}} moment */
  isPlaying({ focus, time }) { return focus >= 0 && this.timeline.isOn(focus, time); }

  /** @param {number} k @returns {boolean} see MarkerLooks */
  isShownAsArea(k) { return this.areas.areLarge(k, this.view); }

  /** @param {number} event @returns {boolean} see isSureLocation */
  isSure(event) { return isSureLocation(this._events, event); }
}
