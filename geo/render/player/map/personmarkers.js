// The markers of people: solid if they are present, hollow if not. Their places are worked out in personplacement.js.
import { traceShape } from './personshapes.js';

export const PERSON_RADIUS = { seen: 12, between: 9.5, 'last-seen': 8, dead: 9 };

/** The cross of the dead, at the upper right: how far from the middle, as a share of the radius, and its size in pixels. */
const CROSS = { out: 0.85, clear: 5, arm: 2.8, wide: 1.8 };

/** Half of the largest marker, a star that is followed: pixels. @type {[number, number]} */
const FIGURE_HALF = /** @type {[number, number]} */ ([22, 22]);

export const INITIALS_FONT = '600 11px system-ui, sans-serif';

/** Fonts of initials, for large and small markers, and for three letters. */
export const PERSON_FONTS = {
  large: { few: INITIALS_FONT, three: '600 8px system-ui, sans-serif' },
  small: { few: '600 9.5px system-ui, sans-serif', three: '600 6.5px system-ui, sans-serif' },
};

/**
 * What does not change with time about how people look.
 * @param {Story} story
 * @param {Theme} theme
 * @returns {Omit<Looks, 'pictureCache'>}
 */
export function looksOf(story, theme) {
  return {
    colours: theme.stage,
    of: story.people.map(({ group, hue, initials }) => ({
      colour: theme.colourOf(story, hue),
      shape: group === null ? 'circle' : story.groups[group].shape,
      initials,
    })),
  };
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {ReturnType<PersonPlacement['at']>} seated
 * @param {Looks} looks
 */
export function drawPeople(c, { drawn, crowds }, { of, colours, pictureCache }) {
  for (const one of drawn) {
    const picture = pictureCache.drawings.get(one.key)
      ?? pictureCache.make(one.key, FIGURE_HALF, (own) => drawPerson(own, { ...one, look: of[one.p], x: 0, y: 0 }, colours));
    pictureCache.set(c, picture, one.x, one.y);
  }
  for (const { x, y, more } of crowds) {
    pictureCache.lay(c, `more ${more}`, FIGURE_HALF, x, y, (own) => drawCrowd(own, more, colours));
  }
  c.globalAlpha = 1;
}

/**
 * What the picture of a person depends on.
 * @param {PersonMarker} figure
 */
export function keyOf({ p, status, solid, marked }) { return `person ${p} ${status} ${solid} ${marked}`; }

/** How people can look, most of the time. @type {Array<{status: DrawnStatus, solid: boolean}>} */
const USUAL_FIGURES = [
  { status: 'seen', solid: true }, { status: 'seen', solid: false }, { status: 'between', solid: false },
  { status: 'last-seen', solid: false }, { status: 'dead', solid: false },
];

/**
 * Make the pictures of someone before they are needed.
 * @param {number} p
 * @param {Looks} looks
 */
export function makePersonMarkers(p, { of, colours, pictureCache }) {
  for (const usual of USUAL_FIGURES) {
    const person = { p, look: of[p], marked: false, x: 0, y: 0, ...usual };
    pictureCache.make(keyOf(person), FIGURE_HALF, (own) => drawPerson(own, person, colours));
  }
}

/**
 * Solid: present. Hollow: present at a doubtful location. Dashed: between sightings.
 * @param {CanvasRenderingContext2D} c
 * @param {{look: PersonLook, status: DrawnStatus, solid: boolean, marked: boolean, x: number, y: number}} person
 * @param {StageColours} colours
 */
export function drawPerson(c, { look, status, solid, marked, x, y }, colours) {
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

/**
 * Beside the initials, so that they stay readable.
 * @param {CanvasRenderingContext2D} c
 * @param {number} x
 * @param {number} y
 * @param {{paper: string, ink: string}} given
 */
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

/**
 * How many more there are than could be drawn.
 * @param {CanvasRenderingContext2D} c
 * @param {number} more
 * @param {StageColours} colours
 */
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
