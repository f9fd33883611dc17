// The tracks of people: where they have been, fading with age. A known route is a line. Between two sightings the route
// is unknown: there the track is dashed. No line crosses an event whose location is unknown.
import { countUpTo } from '../arithmetic/axis.js';
import { DAY_S } from '../arithmetic/units.js';
import { NO_PERSON } from '../choice.js';
import { StateReader } from '../statereader.js';
import { DASHED_WIDTH } from './betweenlines.js';
import { DETAILED } from './crowding.js';
import { SOLID } from './dashedline.js';
import { makeTrackGeometry } from './trackgeometry.js';
import { drawDots, drawLegs, visibleAreaOf } from './tracklegs.js';

/** With more tracks and legs than these, nobody could tell them apart, and a frame would take too long. */
const MOST_TRACKS = 12;
const MOST_LEGS = 60;
const MOST_LEGS_IN_ALL = 180;
/** The legs of the person at the pointer: before the current moment, and after it. */
const MOST_POINTED_LEGS = 150;

/** A track fades in this number of steps. */
const FADES = 4;
const FRESH = 0.9;
const FADED = 0.2;

/** Dash and space of an unknown part of a track, in pixels; and of the track of the person at the pointer. */
export const TRACK_DASH = [4, 5];
const POINTED_DASH = [9, 7];

/** The strokes of a track: where the route is unknown, and where it is known. Widths in pixels. */
const UNKNOWN_LEGS = { known: 0, width: DASHED_WIDTH, dash: TRACK_DASH };
const KNOWN_LEGS = { known: 1, width: 2.25, dash: SOLID };

/**
 * The strokes of the person at the pointer, the lowest first: widths and the radius of dots in pixels. `own`: the
 * person's colour.
 * @type {Array<{colour: 'ink'|'paper'|'own', known: number, unknown: number, dot: number}>}
 */
const POINTED_STROKES = [
  { colour: 'ink', known: 10, unknown: 6.5, dot: 7 },
  { colour: 'paper', known: 7.5, unknown: 4.75, dot: 5.75 },
  { colour: 'own', known: 5, unknown: 3, dot: 4.5 },
];

/**
 * The visible part of a track at a moment.
 * @typedef {object} TrackWindow
 * @property {TrackGeometry} geometry
 * @property {number} from   the first leg
 * @property {number} to     the leg after the last
 * @property {number} since  the first sighting
 * @property {number} until  the sighting after the last
 * @property {number} day    the day of the story, if tracks show one day; else 0
 */

export class TrackLines extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Choice} choice
   */
  constructor(store, choice) {
    super(store);
    this.choice = choice;
    /**
     * People, first those with the most events. The order is the same in every frame: otherwise tracks would flicker.
     */
    this._ranked = this._rank();
    /** By person; each is made when it is first needed. @type {Map<number, TrackGeometry>} */
    this._geometries = new Map();
    /** By person; valid until the next sighting begins. @type {Map<number, TrackWindow>} */
    this._windows = new Map();
    /** The people whose tracks are drawn. @type {number[]} */
    this._people = [];
    /** The number of legs for each of them. */
    this._legs = 0;
    this._choose();
    store.watch(['tracks'], () => { this._ranked = this._rank(); });
    store.watch(['tracks', 'shownPeople', 'followed', 'tail'], () => this._choose());
    // While markers move to other locations, tracks stay where they are.
    store.watch(['story', 'glide'], () => {
      if (store.get('glide') === null) this._forgetGeometries();
    });
  }

  _rank() {
    const { tracks } = this;
    return [...tracks.keys()].sort((p, q) => tracks[q].sightings.length - tracks[p].sightings.length);
  }

  _forgetGeometries() {
    this._geometries = new Map();
    this._windows.clear();
  }

  /** Decide whose tracks are drawn. */
  _choose() {
    const { followed, tail } = this.choice;
    const people = tail === 'none' ? [] : this._ranked.filter((p) => this.choice.shows(p) && (!followed.size || followed.has(p)));
    this._people = people.slice(0, MOST_TRACKS);
    this._legs = Math.min(MOST_LEGS, Math.floor(MOST_LEGS_IN_ALL / Math.max(1, this._people.length)));
    this._windows = new Map();
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {Moment} moment
   * @param {Looks} looks
   */
  draw(c, view, moment, looks) {
    if (!this._people.length) return;
    const { baseTime: time } = moment;
    const area = visibleAreaOf(view);
    const { pointed } = this.choice;
    const windows = this._people.map((p) => this._windowOf(p, time));
    // Known routes lie on top.
    for (const stroke of [UNKNOWN_LEGS, KNOWN_LEGS]) {
      c.setLineDash(stroke.dash);
      c.lineWidth = stroke.width;
      for (let n = 0; n < windows.length; n += 1) {
        const p = this._people[n];
        if (p === pointed) continue;
        const { geometry, from, since, until } = windows[n];
        const to = windows[n].to - Number(this._isOnRoute(p, windows[n], moment));
        c.strokeStyle = looks.of[p].colour;
        c.fillStyle = looks.of[p].colour;
        let leg = from;
        let dot = since;
        for (let fade = 1; fade <= FADES; fade += 1) {
          const nextLeg = from + Math.floor(((to - from) * fade) / FADES);
          const nextDot = since + Math.floor(((until - since) * fade) / FADES);
          c.globalAlpha = FADED + ((FRESH - FADED) * (fade - 0.5)) / FADES;
          if (nextLeg > leg) drawLegs(c, view, area, geometry, leg, nextLeg, stroke);
          if (stroke.known && nextDot > dot) drawDots(c, view, area, geometry, dot, nextDot, 2.5);
          leg = nextLeg;
          dot = nextDot;
        }
      }
    }
    c.globalAlpha = 1;
  }

  /**
   * The whole track of the person at the pointer, in the person's colour with a double edge: bright in the past, faint
   * in the future.
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {number} time
   * @param {Looks} looks
   */
  drawPointed(c, view, time, { colours, of }) {
    const p = this.choice.pointed;
    if (p === NO_PERSON || !this.choice.shows(p)) return;
    const geometry = this._geometryOf(p);
    const started = countUpTo(this.tracks[p].starts, time);
    const now = countUpTo(geometry.sightings, started - 1);
    const area = visibleAreaOf(view);
    const parts = [
      { from: now, to: Math.min(geometry.count, now + MOST_POINTED_LEGS), since: started, until: Math.min(geometry.sightingX.length, started + MOST_POINTED_LEGS), alpha: 0.35 },
      { from: Math.max(0, now - MOST_POINTED_LEGS), to: now, since: Math.max(0, started - MOST_POINTED_LEGS), until: started, alpha: 1 },
    ];
    for (const { from, to, since, until, alpha } of parts) {
      c.globalAlpha = alpha;
      for (const { colour, known, unknown, dot } of POINTED_STROKES) {
        c.strokeStyle = colour === 'own' ? of[p].colour : colours[colour];
        c.fillStyle = c.strokeStyle;
        for (const stroke of [{ known: 0, width: unknown, dash: POINTED_DASH }, { known: 1, width: known, dash: SOLID }]) {
          c.setLineDash(stroke.dash);
          c.lineWidth = stroke.width;
          drawLegs(c, view, area, geometry, from, to, stroke);
        }
        drawDots(c, view, area, geometry, since, until, dot);
      }
    }
    c.globalAlpha = 1;
  }

  /**
   * @param {number} p
   * @param {TrackWindow} window
   * @param {Moment} moment
   * @returns {boolean} whether the last leg is the route of an event that plays: eventshapes.js draws it
   */
  _isOnRoute(p, { geometry, from, to }, { visible, people }) {
    const { event } = people[p];
    const leg = to - 1;
    if (event < 0 || leg < from || visible.length > DETAILED || !geometry.routes[leg]) return false;
    if (this.tracks[p].sightings[geometry.sightings[leg]] !== event) return false;
    const { base, shown } = this.clocks;
    return visible.some((k) => shown.order[k] === base.order[event]);
  }

  /** @param {number} p */
  _geometryOf(p) {
    let geometry = this._geometries.get(p);
    if (!geometry) this._geometries.set(p, geometry = makeTrackGeometry(this.story, this.tracks[p], this.clocks.base));
    return geometry;
  }

  /**
   * The visible part of a track. It is computed again only after another sighting or day has begun.
   * @param {number} p
   * @param {number} time
   */
  _windowOf(p, time) {
    const { starts } = this.tracks[p];
    const started = countUpTo(starts, time);
    const isDay = this.choice.tail === 'day' && this.clocks.base.clock === 'story';
    const day = isDay ? Math.floor(time / DAY_S) : 0;
    const cached = this._windows.get(p);
    if (cached && cached.until === started && cached.day === day) return cached;
    const geometry = this._geometryOf(p);
    const first = isDay ? countUpTo(starts, day * DAY_S - 1e-6) : 0;
    const to = countUpTo(geometry.sightings, started - 1);
    let from = to;
    while (from > 0 && to - from < this._legs) {
      const sighting = geometry.sightings[from - 1];
      // The unknown way to the first sighting of the day began on the day before.
      if (sighting < first || (isDay && sighting === first && !geometry.known[from - 1])) break;
      from -= 1;
    }
    const made = { geometry, from, to, since: Math.max(first, started - this._legs), until: started, day };
    this._windows.set(p, made);
    return made;
  }
}
