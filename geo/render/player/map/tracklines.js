// The tracks of people: the way they came, fading with age. What somebody saw is a line; where nobody saw the way it is dashes;
// nothing leads across a place that nobody knows.
import { countUpTo } from '../arithmetic/axis.js';
import { toWorld } from '../arithmetic/mercator.js';
import { shortWayEast } from '../arithmetic/tracks.js';
import { DAY_S } from '../arithmetic/units.js';
import { NO_PERSON } from '../choice.js';
import { StateReader } from '../statereader.js';
import { makeTrackGeometry } from './trackgeometry.js';

/** What can be told apart on a map, and drawn within a frame. */
const MOST_TRACKS = 12;
const MOST_LEGS = 60;
const MOST_LEGS_IN_ALL = 180;
/** Corners of all routes of one track. */
const MOST_CORNERS = 1500;
/** Of the one person who is pointed at, behind and ahead. */
const MOST_LIT_LEGS = 150;

/** Steps in which a track fades. */
const FADES = 4;
const FRESH = 0.9;
const FADED = 0.2;

/** Pixels beyond the window's edge in which a line or a dot can still be seen. */
const MARGIN_PX = 9;

/** Dash and space, in pixels: between two sightings, now and in a track. */
export const GAP_DASH = [2, 6];
export const TRACK_DASH = [4, 5];
const LIT_DASH = [9, 7];

/** Of dashes, in pixels: a wider line is drawn as an area, which takes ten times as long without a graphics card. */
const GAP_WIDTH = 1;

/** @type {number[]} */
const SOLID = [];

/** How tracks are stroked: the ways that nobody saw, and those that somebody did. */
const TRACK_GAPS = { known: 0, width: GAP_WIDTH, dash: TRACK_DASH };
const TRACK_WAYS = { known: 1, width: 2.25, dash: SOLID };

/** How the one who is pointed at is drawn, from below: widths in pixels; the last in the person's colour. */
/** @type {Array<{colour: 'ink'|'paper'|'own', known: number, gap: number, spot: number}>} */
const LIT_EDGES = [
  { colour: 'ink', known: 10, gap: 6.5, spot: 7 },
  { colour: 'paper', known: 7.5, gap: 4.75, spot: 5.75 },
  { colour: 'own', known: 5, gap: 3, spot: 4.5 },
];

/** More lines between two sightings than these could not be told apart. */
const MOST_GAPS = 80;

/** @typedef {{geometry: TrackGeometry, from: number, to: number, since: number, until: number, day: number}} TrackWindow the legs and sightings that show */

export class TrackLines extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Choice} choice
   */
  constructor(store, choice) {
    super(store);
    this.choice = choice;
    /** People, the one with the most events first: the same in every frame, so that no track comes and goes. */
    this._ranked = this._rank();
    /** Made when first asked for. @type {Map<number, TrackGeometry>} */
    this._geometries = new Map();
    /** What each track shows, until another sighting begins. @type {Map<number, TrackWindow>} */
    this._windows = new Map();
    /** @type {number[]} */
    this._whose = [];
    this._legs = 0;
    this._choose();
    store.watch(['tracks'], () => { this._ranked = this._rank(); });
    store.watch(['tracks', 'shownPeople', 'followed', 'tail'], () => this._choose());
    // Tracks stay where they are while markers are on their way to other locations.
    store.watch(['story', 'glide'], () => {
      if (store.get('glide') === null) this._forgetTrails();
    });
  }

  _rank() {
    const { tracks } = this;
    return [...tracks.keys()].sort((p, q) => tracks[q].sightings.length - tracks[p].sightings.length);
  }

  _forgetTrails() {
    this._geometries = new Map();
    this._windows.clear();
  }

  /** Whose tracks are drawn. */
  _choose() {
    const { followed, tail } = this.choice;
    const whose = tail === 'none' ? [] : this._ranked.filter((p) => this.choice.shows(p) && (!followed.size || followed.has(p)));
    this._whose = whose.slice(0, MOST_TRACKS);
    this._legs = Math.min(MOST_LEGS, Math.floor(MOST_LEGS_IN_ALL / Math.max(1, this._whose.length)));
    this._windows = new Map();
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {number} time on the clock that whereabouts go by
   * @param {Looks} looks
   */
  draw(c, view, time, looks) {
    if (!this._whose.length) return;
    const sight = sightOf(view);
    // What nobody saw lies under what somebody did.
    for (const stroke of [TRACK_GAPS, TRACK_WAYS]) {
      c.setLineDash(stroke.dash);
      c.lineWidth = stroke.width;
      for (const p of this._whose) {
        if (p === this.choice.pointed) continue;
        const { geometry, from, to, since, until } = this._windowOf(p, time);
        c.strokeStyle = looks.of[p].colour;
        c.fillStyle = looks.of[p].colour;
        for (let fade = 0; fade < FADES; fade += 1) {
          c.globalAlpha = FADED + ((FRESH - FADED) * (fade + 0.5)) / FADES;
          drawLegs(c, view, sight, geometry, partOf(from, to, fade), partOf(from, to, fade + 1), stroke);
          if (stroke.known) drawSpots(c, view, sight, geometry, partOf(since, until, fade), partOf(since, until, fade + 1), 2.5);
        }
      }
    }
    c.globalAlpha = 1;
  }

  /**
   * The whole way of whoever is pointed at, in the person's own colour with a double edge: what was is
   * bright, what will be is faint.
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {number} time
   * @param {Looks} looks
   */
  drawLit(c, view, time, { colours, of }) {
    const p = this.choice.pointed;
    if (p === NO_PERSON || !this.choice.shows(p)) return;
    const geometry = this._geometryOf(p);
    const started = countUpTo(this.tracks[p].starts, time);
    const now = countUpTo(geometry.sightings, started - 1);
    const sight = sightOf(view);
    const stretches = [
      { from: now, to: Math.min(geometry.count, now + MOST_LIT_LEGS), since: started, until: Math.min(geometry.spotX.length, started + MOST_LIT_LEGS), alpha: 0.35 },
      { from: Math.max(0, now - MOST_LIT_LEGS), to: now, since: Math.max(0, started - MOST_LIT_LEGS), until: started, alpha: 1 },
    ];
    for (const { from, to, since, until, alpha } of stretches) {
      c.globalAlpha = alpha;
      for (const { colour, known, gap, spot } of LIT_EDGES) {
        c.strokeStyle = colour === 'own' ? of[p].colour : colours[colour];
        c.fillStyle = c.strokeStyle;
        for (const stroke of [{ known: 0, width: gap, dash: LIT_DASH }, { known: 1, width: known, dash: SOLID }]) {
          c.setLineDash(stroke.dash);
          c.lineWidth = stroke.width;
          drawLegs(c, view, sight, geometry, from, to, stroke);
        }
        drawSpots(c, view, sight, geometry, since, until, spot);
      }
    }
    c.globalAlpha = 1;
  }

  /** @param {number} p */
  _geometryOf(p) {
    let geometry = this._geometries.get(p);
    if (!geometry) this._geometries.set(p, geometry = makeTrackGeometry(this.story, this.tracks[p], this.clocks.base));
    return geometry;
  }

  /**
   * Which legs and sightings a track shows: looked up anew only when another sighting or day has begun.
   * @param {number} p
   * @param {number} time
   */
  _windowOf(p, time) {
    const { starts } = this.tracks[p];
    const started = countUpTo(starts, time);
    const isDay = this.choice.tail === 'day' && this.clocks.base.clock === 'story';
    const day = isDay ? Math.floor(time / DAY_S) : 0;
    const known = this._windows.get(p);
    if (known && known.until === started && known.day === day) return known;
    const geometry = this._geometryOf(p);
    const first = isDay ? countUpTo(starts, day * DAY_S - 1e-6) : 0;
    const to = countUpTo(geometry.sightings, started - 1);
    let from = to;
    let corners = 0;
    while (from > 0 && to - from < this._legs) {
      const sighting = geometry.sightings[from - 1];
      // The way to the day's first sighting began the day before, nobody knows where.
      if (sighting < first || (isDay && sighting === first && !geometry.known[from - 1])) break;
      corners += geometry.corners[from] - geometry.corners[from - 1];
      if (corners > MOST_CORNERS && from < to) break;
      from -= 1;
    }
    const made = { geometry, from, to, since: Math.max(first, started - this._legs), until: started, day };
    this._windows.set(p, made);
    return made;
  }
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} fade
 * @returns {number} where one of the steps in which a track fades begins
 */
function partOf(from, to, fade) { return from + Math.floor(((to - from) * fade) / FADES); }

/**
 * @param {View} view
 * @returns {{west: number, north: number, east: number, south: number}} what can be in sight, in world pixels
 */
function sightOf({ x, y, scale, width, height }) {
  return { west: (-MARGIN_PX - x) / scale, north: (-MARGIN_PX - y) / scale, east: (width + MARGIN_PX - x) / scale, south: (height + MARGIN_PX - y) / scale };
}

/**
 * The legs of one kind, with the stroke that the context has.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {ReturnType<typeof sightOf>} sight
 * @param {TrackGeometry} geometry
 * @param {number} from the first leg
 * @param {number} to the leg after the last
 * @param {{known: number, dash: number[]}} stroke
 */
function drawLegs(c, view, sight, { known, corners, xy, boxes }, from, to, stroke) {
  let any = false;
  for (let n = from; n < to; n += 1) {
    if (known[n] !== stroke.known) continue;
    const west = boxes[4 * n];
    const north = boxes[4 * n + 1];
    const east = boxes[4 * n + 2];
    const south = boxes[4 * n + 3];
    if (east <= sight.west || west >= sight.east || south <= sight.north || north >= sight.south) continue;
    if (!any) c.beginPath();
    any = true;
    const isInside = west >= sight.west && east <= sight.east && north >= sight.north && south <= sight.south;
    const first = 2 * corners[n];
    const end = 2 * corners[n + 1];
    if (isInside || stroke.known || end - first > 4) traceWay(c, view, xy, first, end);
    else traceDashed(c, view, xy[first], xy[first + 1], xy[first + 2], xy[first + 3], stroke.dash[0] + stroke.dash[1]);
  }
  if (any) c.stroke();
}

/**
 * A dot where each sighting began: each by itself, which is faster than all at once.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {ReturnType<typeof sightOf>} sight
 * @param {TrackGeometry} geometry
 * @param {number} from
 * @param {number} to
 * @param {number} radius
 */
function drawSpots(c, view, sight, { spotX, spotY }, from, to, radius) {
  for (let j = from; j < to; j += 1) {
    // Also false where nobody knows the place.
    if (!(spotX[j] > sight.west && spotX[j] < sight.east && spotY[j] > sight.north && spotY[j] < sight.south)) continue;
    c.beginPath();
    c.arc(spotX[j] * view.scale + view.x, spotY[j] * view.scale + view.y, radius, 0, 2 * Math.PI);
    c.fill();
  }
}

/**
 * Where people are between two sightings: a thin dashed line from the one to the other.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Whereabouts[]} people one a person
 * @param {Looks} looks
 * @param {Choice} choice
 */
export function drawGaps(c, view, people, looks, choice) {
  const period = GAP_DASH[0] + GAP_DASH[1];
  let count = 0;
  let colour = null;
  c.lineWidth = GAP_WIDTH;
  c.setLineDash(GAP_DASH);
  c.globalAlpha = 0.6;
  // Most neighbours in the list are of one group, and so of one colour: their lines are one stroke.
  for (let p = 0; p < people.length && count < MOST_GAPS; p += 1) {
    const { line } = people[p];
    if (!line || !choice.shows(p)) continue;
    count += 1;
    if (looks.of[p].colour !== colour) {
      if (colour) c.stroke();
      ({ colour } = looks.of[p]);
      c.strokeStyle = colour;
      c.beginPath();
    }
    const [[lon, lat], [toLon, toLat]] = line;
    const [x, y] = toWorld(lon, lat);
    const [toX, toY] = toWorld(lon + shortWayEast(lon, toLon), toLat);
    traceDashed(c, view, x, y, toX, toY, period);
  }
  if (colour) c.stroke();
  c.setLineDash(SOLID);
  c.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Float64Array} xy
 * @param {number} first
 * @param {number} end
 */
function traceWay(c, view, xy, first, end) {
  const { scale, x, y } = view;
  c.moveTo(xy[first] * scale + x, xy[first + 1] * scale + y);
  for (let i = first + 2; i < end; i += 2) c.lineTo(xy[i] * scale + x, xy[i + 1] * scale + y);
}

/**
 * A straight line that will be dashed, cut to the window (Liang and Barsky's way): a line that leads far
 * away would be thousands of dashes that nobody sees. It is cut at the start of a dash, so that dashes
 * stay where they are while the map moves. From and to are in world pixels.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {number} fromX
 * @param {number} fromY
 * @param {number} toX
 * @param {number} toY
 * @param {number} period of the dashes, in pixels
 */
function traceDashed(c, view, fromX, fromY, toX, toY, period) {
  const x = fromX * view.scale + view.x;
  const y = fromY * view.scale + view.y;
  const wide = (toX - fromX) * view.scale;
  const high = (toY - fromY) * view.scale;
  // Shares of the line at which it passes the window's edges, a dash away from them.
  const west = (-period - x) / wide;
  const east = (view.width + period - x) / wide;
  const north = (-period - y) / high;
  const south = (view.height + period - y) / high;
  // Level or upright: it crosses two of the edges nowhere (infinities of one sign: nothing is in sight).
  const enters = Math.max(0, Math.min(west, east), Math.min(north, south));
  const leaves = Math.min(1, Math.max(west, east), Math.max(north, south));
  if (!(enters < leaves)) return;
  const length = Math.hypot(wide, high);
  const begins = enters ? (Math.floor((enters * length) / period) * period) / length : 0;
  c.moveTo(x + wide * begins, y + high * begins);
  c.lineTo(x + wide * leaves, y + high * leaves);
}
