// People on the map: seen ones solid, all others hollow, side by side where they would cover each other.
// Uses markers.js, stamps.js, story.js, palette.js and toView of stage.js.
'use strict';

const PERSON_RADIUS = { seen: 12, between: 9.5, 'last-seen': 8, dead: 9 };

/** The cross of the dead, at the upper right: how far from the middle, as a share of the radius, and its size in pixels. */
const CROSS = { out: 0.85, clear: 5, arm: 2.8, wide: 1.8 };

/** So many people stand at one place; more are counted. */
const KNOT_SIZE = 14;

/** People whose markers would touch stand side by side: pixels between two centres. */
const SPACING = 27;

/** Half of what the largest figure needs, a star that is followed: pixels. */
const FIGURE_HALF = [22, 22];

const INITIALS_FONT = '600 11px system-ui, sans-serif';

/** By whether a marker is large, and whether it carries three letters. */
const PERSON_FONTS = {
  large: { few: INITIALS_FONT, three: '600 8px system-ui, sans-serif' },
  small: { few: '600 9.5px system-ui, sans-serif', three: '600 6.5px system-ui, sans-serif' },
};

const RANK = { seen: 0, dead: 1, between: 2, 'last-seen': 3 };

/**
 * What does not change with time about how people look.
 * @param {Object} story
 * @param {Theme} theme
 * @returns {{colours: Object<string, string>, of: Array<{colour: string, shape: string, initials: string}>}}
 */
function looksOf(story, theme) {
  return {
    colours: theme.stage,
    of: story.people.map(({ group, hue, initials }) => ({
      colour: theme.colourOf(story, hue),
      shape: story.groups[group]?.shape ?? 'circle',
      initials,
    })),
  };
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {{view: View, landing: View}} where `view`: world pixels of zoom 0 to pixels, see StageCanvas.begin;
 *   `landing`: the same where the camera's flight ends, or `view` again. Who stands beside whom goes by that,
 *   so that nobody hops about in flight
 * @param {Object[]} people as from whereabouts, one a person
 * @param {ReturnType<typeof looksOf> & {stamps: Stamps}} looks
 * @param {(k: number) => boolean} isSure whether the place of a scene is known well enough
 * @param {Choice} choice who is hidden, followed or pointed at
 * @returns {Array<{p: number, status: string, x: number, y: number}>} who was drawn where
 */
function drawPeople(c, { view, landing }, people, looks, isSure, choice) {
  const standing = [];
  for (let p = 0; p < people.length; p++) {
    const { position, status, event } = people[p];
    if (!position || !choice.shows(p)) continue;
    const [worldX, worldY] = toWorld(position[0], position[1]);
    const footX = worldX * view.scale + view.x;
    const footY = worldY * view.scale + view.y;
    const x = landing === view ? footX : worldX * landing.scale + landing.x;
    const y = landing === view ? footY : worldY * landing.scale + landing.y;
    if (!isNearWindow(view, footX, footY) && !isNearWindow(landing, x, y)) continue;
    const solid = status === 'seen' && isSure(event);
    const marked = choice.followed.has(p) || choice.pointed === p;
    standing.push({ p, look: looks.of[p], status, solid, marked, x, y, shiftX: footX - x, shiftY: footY - y, rank: 0 });
  }
  // Who is followed, and then who is surely there, is placed first, nearest to the pin.
  standing.sort((a, b) => b.marked - a.marked || RANK[a.status] - RANK[b.status]);
  const { drawn, crowds } = spread(standing);
  for (const one of [...drawn, ...crowds]) {
    one.x += one.shiftX;
    one.y += one.shiftY;
  }
  // By how sure they are over all of the map: where two groups meet, a hollow one never covers a solid one.
  drawn.sort((a, b) => a.marked - b.marked || RANK[b.status] - RANK[a.status]);
  const { colours, stamps } = looks;
  for (const person of drawn) {
    stamps.lay(c, keyOf(person), FIGURE_HALF, person.x, person.y, (own) => drawPerson(own, { ...person, x: 0, y: 0 }, colours));
  }
  for (const { x, y, more } of crowds) {
    stamps.lay(c, `more ${more}`, FIGURE_HALF, x, y, (own) => drawCrowd(own, more, colours));
  }
  c.globalAlpha = 1;
  return drawn;
}

/** What the picture of a person depends on. */
function keyOf({ p, status, solid, marked }) { return `person ${p} ${status} ${solid} ${marked}`; }

/** How people can look, most of the time. */
const USUAL_FIGURES = [
  { status: 'seen', solid: true }, { status: 'seen', solid: false }, { status: 'between', solid: false },
  { status: 'last-seen', solid: false }, { status: 'dead', solid: false },
];

/**
 * Make the pictures of someone before they are needed.
 * @param {number} p
 * @param {ReturnType<typeof looksOf> & {stamps: Stamps}} looks
 */
function makeFigures(p, { of, colours, stamps }) {
  for (const usual of USUAL_FIGURES) {
    const person = { p, look: of[p], marked: false, x: 0, y: 0, ...usual };
    stamps.make(keyOf(person), FIGURE_HALF, (own) => drawPerson(own, person, colours));
  }
}

function isNearWindow({ width, height }, x, y) {
  return x > -40 && y > -40 && x < width + 40 && y < height + 40;
}

/** Solid: known to be there. A ring: in a scene whose place is doubtful. Dashes: between two sightings. */
function drawPerson(c, { look, status, solid, marked, x, y }, colours) {
  const lost = status === 'last-seen' || status === 'dead';
  const edge = lost ? colours.lost : look.colour;
  if (marked) {
    traceShape(c, look.shape, x, y, PERSON_RADIUS[status] + 3.5);
    c.lineWidth = 2.5;
    c.strokeStyle = colours.ink;
    c.globalAlpha = 1;
    c.stroke();
  }
  traceShape(c, look.shape, x, y, PERSON_RADIUS[status]);
  c.globalAlpha = lost ? 0.85 : 1;
  c.fillStyle = solid ? look.colour : colours.paper;
  c.fill();
  c.lineWidth = status === 'seen' ? 2 : 1.5;
  c.strokeStyle = solid ? colours.paper : edge;
  if (status === 'between') c.setLineDash([3, 2.5]);
  c.stroke();
  c.setLineDash([]);
  const text = look.initials;
  c.font = PERSON_FONTS[status === 'seen' ? 'large' : 'small'][text.length > 2 ? 'three' : 'few'];
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.fillStyle = solid ? colours.onMarker : edge;
  c.fillText(text, x, y + 0.5);
  if (status === 'dead') drawCross(c, x + PERSON_RADIUS.dead * CROSS.out, y - PERSON_RADIUS.dead * CROSS.out, colours);
}

/** Beside the initials, so that one can still read who it was. */
function drawCross(c, x, y, { paper, ink }) {
  c.globalAlpha = 1;
  c.beginPath();
  c.arc(x, y, CROSS.clear, 0, 2 * Math.PI);
  c.fillStyle = paper;
  c.fill();
  c.beginPath();
  c.moveTo(x - CROSS.arm, y - CROSS.arm);
  c.lineTo(x + CROSS.arm, y + CROSS.arm);
  c.moveTo(x - CROSS.arm, y + CROSS.arm);
  c.lineTo(x + CROSS.arm, y - CROSS.arm);
  c.lineWidth = CROSS.wide;
  c.strokeStyle = ink;
  c.stroke();
}

/** How many more there are than could be drawn. */
function drawCrowd(c, more, colours) {
  c.globalAlpha = 1;
  c.font = INITIALS_FONT;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.lineWidth = 4;
  c.lineJoin = 'round';
  c.strokeStyle = colours.paper;
  c.strokeText(`+${more}`, 0, 0);
  c.fillStyle = colours.ink;
  c.fillText(`+${more}`, 0, 0);
}

/**
 * Move people apart who would cover each other, and leave out whom there is no room for.
 * @param {Array<{x: number, y: number, rank: number}>} standing in order of importance; moved in place
 * @returns {{drawn: Array, crowds: Array<{x: number, y: number, more: number}>}}
 */
function spread(standing) {
  const knots = [];
  for (let i = 0; i < standing.length; i++) {
    const person = standing[i];
    person.rank = i;
    const knot = knots.find((k) => Math.hypot(k.x - person.x, k.y - person.y) < SPACING * 0.8);
    if (knot) knot.people.push(person);
    else knots.push({ x: person.x, y: person.y, people: [person] });
  }
  const drawn = [];
  const crowds = [];
  for (const { x, y, people } of merged(knots)) {
    people.sort((one, other) => one.rank - other.rank);
    const shown = people.slice(0, KNOT_SIZE);
    const places = Math.min(people.length, KNOT_SIZE + 1);
    // Above the pin, so that the pin itself stays in sight.
    const place = (one, i) => {
      const [column, row] = seat(i, places);
      one.x = x + column * SPACING;
      one.y = y - 24 - row * SPACING * 0.94;
      return one;
    };
    shown.forEach(place);
    if (places > shown.length) {
      const { shiftX, shiftY } = people[0];
      crowds.push(place({ more: people.length - shown.length, shiftX, shiftY }, shown.length));
    }
    drawn.push(...shown);
  }
  return { drawn, crowds };
}

/**
 * Knots whose people would cover each other's become one, between the places of both.
 * @param {Array<{x: number, y: number, people: Array}>} knots
 */
function merged(knots) {
  if (knots.length < 2) return knots;
  const done = [];
  for (const knot of knots) {
    let grown = sized(knot);
    for (let n = 0; n < done.length; n++) {
      if (!areTouching(done[n], grown)) continue;
      const [other] = done.splice(n, 1);
      const share = grown.people.length / (grown.people.length + other.people.length);
      grown = sized({
        x: other.x + (grown.x - other.x) * share,
        y: other.y + (grown.y - other.y) * share,
        people: [...other.people, ...grown.people],
      });
      // It is wider now, and elsewhere.
      n = -1;
    }
    done.push(grown);
  }
  return done;
}

/** Whether two knots cover each other: they rise from their places. */
function areTouching(one, other) {
  return Math.abs(one.x - other.x) < (one.wide + other.wide) / 2
    && one.y - one.high < other.y && other.y - other.high < one.y;
}

/** @returns {Object} a knot with how wide and high its people stand, in pixels */
function sized({ x, y, people }) {
  const count = Math.min(people.length, KNOT_SIZE + 1);
  const perRow = seatsInRow(count);
  const rows = Math.ceil(count / perRow);
  return { x, y, people, wide: perRow * SPACING - 3, high: ((rows - 1) * 0.94 + 1) * SPACING - 3 };
}

/** Rows of up to five. */
function seatsInRow(count) { return count <= 5 ? count : Math.min(5, Math.ceil(count / Math.ceil(count / 5))); }

/** Rows above the pin, each centred: column (may be a half) and row. */
function seat(i, count) {
  const perRow = seatsInRow(count);
  const row = Math.floor(i / perRow);
  const inRow = Math.min(perRow, count - row * perRow);
  return [(i % perRow) - (inRow - 1) / 2, row];
}
