// The markers of people: filled if they are present, hollow if not. personplacement.js computes their places.
import { countLabel } from '../words/words.js';
import { traceShape } from './personshapes.js';

/** By status, in pixels; a star or another shape is slightly larger. */
export const PERSON_RADIUS = { seen: 12, between: 9.5, 'last-seen': 8, dead: 9 };

/**
 * The cross of the dead, at the upper right: its distance from the middle, as a share of the radius; the radius of its
 * background, the length of its arms and the width of its lines, in pixels.
 */
const CROSS = { out: 0.85, clear: 5, arm: 2.8, wide: 1.8 };

/** Half the size of the largest marker, a highlighted star, in pixels. */
const PICTURE_HALF_PX = /** @type {[number, number]} */ ([22, 22]);

export const INITIALS_FONT = '600 11px system-ui, sans-serif';

/** Fonts of initials, by size of the marker, for up to two letters and for three. */
export const PERSON_FONTS = {
  large: { few: INITIALS_FONT, three: '600 8px system-ui, sans-serif' },
  small: { few: '600 9.5px system-ui, sans-serif', three: '600 6.5px system-ui, sans-serif' },
};

/**
 * @param {Story} story
 * @param {Theme} theme
 * @returns {Omit<Looks, 'pictureCache'>} colours and shapes, which are the same at every moment
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
 * @param {ReturnType<PersonPlacement['arrange']>} placed
 * @param {Looks} looks
 */
export function drawPeople(c, { drawn, rests }, { of, colours, pictureCache }) {
  for (const person of drawn) {
    const picture = pictureCache.drawings.get(person.key)
      ?? pictureCache.make(person.key, PICTURE_HALF_PX, (own) => drawPerson(own, { ...person, look: of[person.p], x: 0, y: 0 }, colours));
    pictureCache.drawPicture(c, picture, person.x, person.y);
  }
  for (const { x, y, more } of rests) {
    pictureCache.draw(c, `more ${more}`, PICTURE_HALF_PX, x, y, (own) => drawRest(own, more, colours));
  }
  c.globalAlpha = 1;
}

/** @param {PersonMarker} marker @returns {string} the key of its picture */
export function personKey({ p, status, solid, highlighted }) { return `person ${p} ${status} ${solid} ${highlighted}`; }

/** The usual markers of a person. @type {Array<{status: DrawnStatus, solid: boolean}>} */
const USUAL_MARKERS = [
  { status: 'seen', solid: true }, { status: 'seen', solid: false }, { status: 'between', solid: false },
  { status: 'last-seen', solid: false }, { status: 'dead', solid: false },
];

/** Make the pictures of a person before they are needed. @param {number} p @param {Looks} looks */
export function makePersonMarkers(p, { of, colours, pictureCache }) {
  for (const usual of USUAL_MARKERS) {
    const person = { p, look: of[p], highlighted: false, x: 0, y: 0, ...usual };
    pictureCache.make(personKey(person), PICTURE_HALF_PX, (own) => drawPerson(own, person, colours));
  }
}

/**
 * Filled: present. Hollow: present at a doubtful location. Dashed: between sightings.
 * @param {CanvasRenderingContext2D} c
 * @param {{look: PersonLook, status: DrawnStatus, solid: boolean, highlighted: boolean, x: number, y: number}} person
 * @param {StageColours} colours
 */
export function drawPerson(c, { look, status, solid, highlighted, x, y }, colours) {
  const lost = status === 'last-seen' || status === 'dead';
  const edge = lost ? colours.lost : look.colour;
  if (highlighted) {
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
 * Beside the initials, so that these stay readable.
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
 * The number of people who have no marker because there is no room.
 * @param {CanvasRenderingContext2D} c
 * @param {number} more
 * @param {StageColours} colours
 */
function drawRest(c, more, colours) {
  c.globalAlpha = 1;
  c.font = INITIALS_FONT;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.lineWidth = 4;
  c.lineJoin = 'round';
  c.strokeStyle = colours.paper;
  const text = `+${countLabel(more)}`;
  c.strokeText(text, 0, 0);
  c.fillStyle = colours.ink;
  c.fillText(text, 0, 0);
}
