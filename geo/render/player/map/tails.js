// Tails: the way people came, fading with age. What somebody saw is a line; where nobody saw the way it
// is dashes; nothing leads across a place that nobody knows. Uses trails.js, choice.js and axis.js.
'use strict';

/** What can be told apart on a map, and drawn within a frame. */
const MOST_TAILS = 12;
const MOST_LEGS = 60;
const MOST_LEGS_IN_ALL = 180;
/** Corners of all routes of one tail. */
const MOST_CORNERS = 1500;
/** Of the one person who is pointed at, behind and ahead. */
const MOST_LIT_LEGS = 150;

/** Steps in which a tail fades. */
const FADES = 4;
const FRESH = 0.9;
const FADED = 0.2;

/** Dash and space, in pixels: between two sightings, now and in a tail. */
const GAP_DASH = [2, 6];
const TAIL_DASH = [4, 5];
const LIT_DASH = [9, 7];

/** Of dashes, in pixels: a wider line is drawn as an area, which takes ten times as long without a graphics card. */
const GAP_WIDTH = 1;

/** How the one who is pointed at is drawn, from below: widths in pixels; the last in the person's colour. */
const LIT_EDGES = [
  { colour: 'ink', known: 10, gap: 6.5, spot: 7 },
  { colour: 'paper', known: 7.5, gap: 4.75, spot: 5.75 },
  { colour: 'own', known: 5, gap: 3, spot: 4.5 },
];

/** More lines between two sightings than these could not be told apart. */
const MOST_GAPS = 80;

const DAY_S = 86_400;

class Tails {
  /**
   * @param {Object} story
   * @param {Clocks} clocks
   * @param {Track[]} tracks
   * @param {Choice} choice
   */
  constructor(story, clocks, tracks, choice) {
    Object.assign(this, { story, clocks, tracks, choice });
    // Who is in most scenes comes first: the same people in every frame, so that no tail comes and goes.
    this._ranked = [...tracks.keys()].sort((p, q) => tracks[q].sightings.length - tracks[p].sightings.length);
    this.choose();
  }

  /** The choice has changed: whose tails are drawn. */
  choose() {
    const { followed, tail } = this.choice;
    const whose = tail === 'none' ? [] : this._ranked.filter((p) => this.choice.shows(p) && (!followed.size || followed.has(p)));
    this._whose = whose.slice(0, MOST_TAILS);
    this._legs = Math.min(MOST_LEGS, Math.floor(MOST_LEGS_IN_ALL / Math.max(1, this._whose.length)));
    /** What each tail shows, until another sighting begins. @type {Map<number, Object>} */
    this._windows = new Map();
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {{x: number, y: number, scale: number, width: number, height: number}} view
   * @param {number} time on the clock that whereabouts go by
   * @param {ReturnType<typeof looksOf>} looks
   */
  draw(c, view, time, looks) {
    this._trustPaths();
    for (const p of this._whose) {
      if (p === this.choice.pointed) continue;
      const { trail, from, to, since, until } = this._windowOf(p, time);
      c.strokeStyle = looks.of[p].colour;
      c.fillStyle = looks.of[p].colour;
      for (let fade = 0; fade < FADES; fade += 1) {
        c.globalAlpha = FADED + ((FRESH - FADED) * (fade + 0.5)) / FADES;
        const part = (first, end) => [first + Math.floor(((end - first) * fade) / FADES), first + Math.floor(((end - first) * (fade + 1)) / FADES)];
        drawLegs(c, view, trail, ...part(from, to), { known: 2.25, gap: GAP_WIDTH, dash: TAIL_DASH });
        drawSpots(c, view, trail, ...part(since, until), 2.5);
      }
    }
    c.globalAlpha = 1;
  }

  /**
   * The whole way of whoever is pointed at, in the person's own colour with a double edge: what was is
   * bright, what will be is faint.
   * @param {ReturnType<typeof looksOf>} looks
   */
  drawLit(c, view, time, { colours, of }) {
    const p = this.choice.pointed;
    if (p === NOBODY || !this.choice.shows(p)) return;
    this._trustPaths();
    const trail = this._trailOf(p);
    const started = countUpTo(this.tracks[p].starts, time);
    const now = countUpTo(trail.sightings, started - 1);
    const stretches = [
      { from: now, to: Math.min(trail.legs.length, now + MOST_LIT_LEGS), since: started, until: Math.min(trail.spotX.length, started + MOST_LIT_LEGS), alpha: 0.35 },
      { from: Math.max(0, now - MOST_LIT_LEGS), to: now, since: Math.max(0, started - MOST_LIT_LEGS), until: started, alpha: 1 },
    ];
    for (const { from, to, since, until, alpha } of stretches) {
      c.globalAlpha = alpha;
      for (const { colour, known, gap, spot } of LIT_EDGES) {
        c.strokeStyle = colours[colour] ?? of[p].colour;
        c.fillStyle = c.strokeStyle;
        drawLegs(c, view, trail, from, to, { known, gap, dash: LIT_DASH });
        drawSpots(c, view, trail, since, until, spot);
      }
    }
    c.globalAlpha = 1;
  }

  /** Events may stand elsewhere than before, see ground.js: then trails are made anew. */
  _trustPaths() {
    const { paths } = this.story.events;
    if (paths === this._paths) return;
    this._paths = paths;
    /** @type {Map<number, Trail>} made when first asked for */
    this._trails = new Map();
    this._windows.clear();
  }

  _trailOf(p) {
    if (!this._trails.has(p)) this._trails.set(p, makeTrail(this.story, this.tracks[p], this.clocks.base));
    return this._trails.get(p);
  }

  /** Which legs and sightings a tail shows: looked up anew only when another sighting or day has begun. */
  _windowOf(p, time) {
    const { starts } = this.tracks[p];
    const started = countUpTo(starts, time);
    const isDay = this.choice.tail === 'day' && this.clocks.base.clock === 'story';
    const day = isDay ? Math.floor(time / DAY_S) : 0;
    const known = this._windows.get(p);
    if (known && known.until === started && known.day === day) return known;
    const trail = this._trailOf(p);
    const first = isDay ? countUpTo(starts, day * DAY_S - 1e-6) : 0;
    const to = countUpTo(trail.sightings, started - 1);
    let from = to;
    let corners = 0;
    while (from > 0 && to - from < this._legs) {
      const { sighting, known: seen, xy } = trail.legs[from - 1];
      // The way to the day's first sighting began the day before, nobody knows where.
      if (sighting < first || (isDay && sighting === first && !seen)) break;
      corners += xy.length / 2;
      if (corners > MOST_CORNERS && from < to) break;
      from -= 1;
    }
    const made = { trail, from, to, since: Math.max(first, started - this._legs), until: started, day };
    this._windows.set(p, made);
    return made;
  }
}

/**
 * @param {Trail} trail
 * @param {number} from the first leg @param {number} to the leg after the last
 * @param {{known: number, gap: number, dash: number[]}} widths in pixels; `gap` 0: gaps are left out
 */
function drawLegs(c, view, { legs }, from, to, { known, gap, dash }) {
  for (const seen of gap ? [false, true] : [true]) {
    let any = false;
    for (let n = from; n < to; n += 1) {
      if (legs[n].known !== seen || !isNear(view, legs[n].box)) continue;
      if (!any) c.beginPath();
      any = true;
      if (legs[n].xy.length === 4 && !seen) traceDashed(c, view, legs[n].xy, dash[0] + dash[1]);
      else traceWay(c, view, legs[n].xy);
    }
    if (!any) continue;
    c.lineWidth = seen ? known : gap;
    c.setLineDash(seen ? [] : dash);
    c.stroke();
  }
  c.setLineDash([]);
}

/** A dot where each sighting began. */
function drawSpots(c, view, { spotX, spotY }, from, to, radius) {
  let any = false;
  for (let j = from; j < to; j += 1) {
    const x = spotX[j] * view.scale + view.x;
    const y = spotY[j] * view.scale + view.y;
    // Also false where nobody knows the place.
    if (!(x > -9 && y > -9 && x < view.width + 9 && y < view.height + 9)) continue;
    if (!any) c.beginPath();
    any = true;
    c.moveTo(x + radius, y);
    c.arc(x, y, radius, 0, 2 * Math.PI);
  }
  if (any) c.fill();
}

/**
 * Where people are between two sightings: a thin dashed line from the one to the other.
 * @param {Object[]} people as from whereabouts, one a person
 * @param {ReturnType<typeof looksOf>} looks
 * @param {Choice} choice
 */
function drawGaps(c, view, people, looks, choice) {
  const colours = new Map();
  let count = 0;
  for (let p = 0; p < people.length && count < MOST_GAPS; p += 1) {
    if (!people[p].line || !choice.shows(p)) continue;
    count += 1;
    const { colour } = looks.of[p];
    if (!colours.has(colour)) colours.set(colour, []);
    colours.get(colour).push(asLeg(people[p].line).xy);
  }
  c.lineWidth = GAP_WIDTH;
  c.setLineDash(GAP_DASH);
  c.globalAlpha = 0.6;
  for (const [colour, lines] of colours) {
    c.beginPath();
    for (const xy of lines) traceDashed(c, view, xy, GAP_DASH[0] + GAP_DASH[1]);
    c.strokeStyle = colour;
    c.stroke();
  }
  c.setLineDash([]);
  c.globalAlpha = 1;
}

/** Whether anything of a box in world pixels can be in sight. */
function isNear({ x, y, scale, width, height }, [west, north, east, south]) {
  return east * scale + x > -9 && west * scale + x < width + 9 && south * scale + y > -9 && north * scale + y < height + 9;
}

function traceWay(c, view, xy) {
  c.moveTo(xy[0] * view.scale + view.x, xy[1] * view.scale + view.y);
  for (let i = 2; i < xy.length; i += 2) c.lineTo(xy[i] * view.scale + view.x, xy[i + 1] * view.scale + view.y);
}

/**
 * A straight line that will be dashed, cut to the window (Liang and Barsky's way): a line that leads far
 * away would be thousands of dashes that nobody sees. It is cut at the start of a dash, so that dashes
 * stay where they are while the map moves.
 * @param {Float64Array} xy its two ends, in world pixels
 * @param {number} period of the dashes, in pixels
 */
function traceDashed(c, view, xy, period) {
  const x = xy[0] * view.scale + view.x;
  const y = xy[1] * view.scale + view.y;
  const wide = (xy[2] - xy[0]) * view.scale;
  const high = (xy[3] - xy[1]) * view.scale;
  let enters = 0;
  let leaves = 1;
  for (const [step, room] of [[-wide, x + period], [wide, view.width + period - x], [-high, y + period], [high, view.height + period - y]]) {
    if (step < 0) enters = Math.max(enters, room / step);
    else if (step > 0) leaves = Math.min(leaves, room / step);
    else if (room < 0) return;
  }
  if (enters >= leaves) return;
  const length = Math.hypot(wide, high);
  enters = (Math.floor((enters * length) / period) * period) / length;
  c.moveTo(x + wide * enters, y + high * enters);
  c.lineTo(x + wide * leaves, y + high * leaves);
}
