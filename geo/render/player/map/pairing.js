// Two people on the map: a line between them with the distance on it, and marks where they meet.
// Uses pair.js, apart.js, dom.js (icons), story.js, found.js (nameTag), ground.js (sharesWithin) and toView
// of stage.js.
'use strict';

/** A line shorter than this, or with less of it in sight, has no words on it; one shorter than markers is none. */
const LABELLED_PX = { whole: 150, inSight: 80 };
const LEAST_LINE_PX = 40;

/** The line ends short of the markers of the two, in pixels. */
const CLEAR_OF_MARKER_PX = 15;

/** A mark of an encounter hangs below its place, clear of the people who stand there: pixels. */
const MET_MARK = { radius: 11, drop: 31, icon: 15, apart: 25 };

/** More marks than these in sight would only cover the map. */
const MOST_MET_MARKS = 120;

class Pairing {
  /**
   * @param {PairPanel} panel says who is compared
   * @param {Theme} theme
   * @param {() => number[]} margins pixels that furniture covers: left, top, right, bottom
   */
  constructor(panel, theme, margins) {
    Object.assign(this, { panel, theme, margins });
    /** What was drawn last. */
    this.marks = [];
  }

  /** @param {{x: number, y: number}} point of the map's window @returns {?{event: number, words: string, x: number, y: number}} the mark there */
  hit(point) {
    return this.marks.find(({ x, y }) => Math.hypot(x - point.x, y - point.y) <= MET_MARK.radius + 2) ?? null;
  }

  /**
   * Solid where both are seen; dashed where one is assumed or a place is not known well enough. Over the people, from marker to marker.
   * @param {CanvasRenderingContext2D} c
   * @param {{x: number, y: number, scale: number, width: number, height: number}} view
   * @param {{baseTime: number, people: Whereabouts[]}} moment
   * @param {Array<{p: number, x: number, y: number}>} standing who was drawn where
   * @param {Stamps} stamps
   */
  drawLine(c, view, { baseTime, people }, standing, stamps) {
    const pair = this.panel.mapped;
    // Where scenes were filmed, it would join places that have nothing to do with each other.
    if (!pair || this.panel.choice.ground !== 'set') return;
    const colours = this.theme.stage;
    const { certainty } = pair.apartAt(baseTime);
    if (certainty === 'unknown') return;
    const isSharp = certainty === 'known' && pair.withinAt(baseTime) === null;
    const places = unrolled(pair.people.map((p) => people[p].position)).map((position) => toView(view, position));
    // Several people at one place stand side by side.
    const ends = pair.people.map((p, n) => {
      const marker = standing.find((one) => one.p === p);
      return marker ? [marker.x, marker.y] : places[n];
    });
    if (Math.hypot(places[1][0] - places[0][0], places[1][1] - places[0][1]) < LEAST_LINE_PX) return;
    const [[x, y], [toX, toY]] = shortened(...ends);
    c.lineCap = 'round';
    for (const [colour, width] of [[colours.paper, 4], [colours.ink, 1.5]]) {
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
    const [left, top, right, bottom] = this.margins();
    const shares = sharesWithin([x, y], [toX, toY], [left, top, view.width - right, view.height - bottom]);
    const long = Math.hypot(toX - x, toY - y);
    if (!shares || long < LABELLED_PX.whole || long * (shares[1] - shares[0]) < LABELLED_PX.inSight) return;
    const middle = (shares[0] + shares[1]) / 2;
    const { label } = apartInWords(pair, baseTime);
    nameTag(c, stamps, label, x + (toX - x) * middle, y + (toY - y) * middle + 5, { paper: colours.paper, ink: colours.ink });
  }

  /**
   * Each kind and place once; what goes on now is filled. Below the people.
   * @param {CanvasRenderingContext2D} c
   * @param {{x: number, y: number, scale: number, width: number, height: number}} view
   * @param {{baseTime: number}} moment
   */
  drawMarks(c, view, { baseTime }) {
    const pair = this.panel.mapped;
    this.marks = [];
    if (!pair) return;
    const now = pair.encounterAt(baseTime);
    const { events } = pair.story;
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

  /** Where the two come across each other: each kind at each place once, worked out once for a pair. */
  _places(pair) {
    if (pair === this._pair) return this._found;
    this._pair = pair;
    const { events } = pair;
    const found = new Map();
    pair.encounters.forEach((met, n) => {
      const event = pair.sceneOf(met);
      const key = `${met.kind} ${events.paths[event][0]?.join() ?? event}`;
      if (!found.has(key)) {
        found.set(key, { kind: met.kind, event, words: `${events.titles[event]}: ${encounterInWords(pair, met)}`, encounters: [] });
      }
      found.get(key).encounters.push(n);
    });
    this._found = [...found.values()];
    return this._found;
  }
}

/** A line without the pixels at its ends that markers cover. */
function shortened([x, y], [toX, toY]) {
  const share = Math.min(0.5, CLEAR_OF_MARKER_PX / (Math.hypot(toX - x, toY - y) || 1));
  const [dx, dy] = [(toX - x) * share, (toY - y) * share];
  return [[x + dx, y + dy], [toX - dx, toY - dy]];
}

/** A small round sign on a stem, with the picture of its kind. */
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
