// The lines between set and filming locations, with the distance for the current event.
import { sharesWithin } from '../arithmetic/clipping.js';
import { distanceInWords } from '../words/quantities.js';
import { phrase } from '../words/words.js';
import { drawMapLabel, LABEL_HALF_PX, labelHalfWidth } from './maplabel.js';
import { linesInView } from './view.js';

/** The label is this far from the panels, and is left out if the line is shorter than this: pixels. */
const LINE_ROOM_PX = 40;

/** The least distance of a label from the edge of the window, in pixels. */
const LABEL_EDGE_PX = 6;

/** The marker of the current event and a person above it reach this far from its location, in pixels. */
const CURRENT_REACH = { beside: 20, below: 20, above: 40 };

/** Places of the label, the best first: shares of the visible part of the line. */
const LABEL_SHARES = [0.5, 0.6, 0.7, 0.8, 0.9, 1];

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {{event: number, colour: string}[]} playing events; the first with a line gets the distance
 * @param {{story: Story, locations: Locations}} shown
 * @param {{looks: Looks, margins: Box}} how `margins`: pixels at each edge that panels cover
 */
export function drawSetFilmedLines(c, view, playing, { story, locations }, { looks, margins }) {
  let isLabelled = false;
  for (const { event, colour } of playing) {
    const apart = locations.apart(event);
    if (!apart) continue;
    const [[from, to]] = linesInView(view, [apart.from, apart.to]);
    strokeSetFilmed(c, from, to, colour, looks.colours.paper);
    if (!isLabelled) labelSetFilmed(c, view, from, to, { ...apart, looks, margins, other: otherEnd(story, locations.ground, event) });
    isLabelled = true;
  }
}

/**
 * @param {Story} story
 * @param {GroundName} ground
 * @param {number} event
 * @returns {{away: PhraseKey, place: string}} the other end of the line
 */
function otherEnd(story, ground, event) {
  const at = story.events[ground === 'set' ? 'filmedAt' : 'place'][event];
  return { away: ground === 'set' ? 'filmedAway' : 'setAway', place: at === null ? '' : story.places[at].name };
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {number[]} from
 * @param {number[]} to
 * @param {string} colour
 * @param {string} paper
 */
function strokeSetFilmed(c, from, to, colour, paper) {
  for (const { style, width } of [{ style: paper, width: 5 }, { style: colour, width: 1.75 }]) {
    c.beginPath();
    c.moveTo(from[0], from[1]);
    c.lineTo(to[0], to[1]);
    c.strokeStyle = style;
    c.lineWidth = width;
    c.globalAlpha = style === paper ? 0.55 : 0.9;
    c.stroke();
  }
  c.globalAlpha = 1;
  c.beginPath();
  c.arc(to[0], to[1], 5, 0, 2 * Math.PI);
  c.fillStyle = paper;
  c.fill();
  c.lineWidth = 2;
  c.strokeStyle = colour;
  c.stroke();
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {number[]} from
 * @param {number[]} to
 * @param {{metres: number, looks: Looks, margins: Box, other: ReturnType<typeof otherEnd>}} given
 */
function labelSetFilmed(c, view, from, to, { metres, looks: { colours, pictureCache }, margins, other }) {
  const [left, top, right, bottom] = margins;
  const window = [left + LINE_ROOM_PX, top + LINE_ROOM_PX, view.width - right - LINE_ROOM_PX, view.height - bottom - LINE_ROOM_PX];
  const shares = sharesWithin(from, to, window);
  if (!shares) return;
  const labelColours = { paper: colours.paper, ink: colours.ink };
  const at = (/** @type {number} */ share) => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) * (shares[1] - shares[0]);
  if (length < LINE_ROOM_PX) return;
  const words = phrase(other.away, { distance: distanceInWords(metres) });
  const half = labelHalfWidth(pictureCache, words, labelColours.ink);
  // In the middle of the line, or farther along if it would cover the current event and the people there; else below.
  const [x, y] = LABEL_SHARES.map((part) => at(shares[0] + (shares[1] - shares[0]) * part)).find((place) => isClearOf(from, place, half))
    ?? [from[0], from[1] + CURRENT_REACH.below + LABEL_HALF_PX];
  const within = (/** @type {number} */ middle, /** @type {number} */ wide) => Math.max(left + wide + LABEL_EDGE_PX, Math.min(view.width - right - wide - LABEL_EDGE_PX, middle));
  drawMapLabel(c, pictureCache, words, within(x, half), y + 5, labelColours);
  if (shares[1] === 1 && other.place && length > 3 * LINE_ROOM_PX) {
    drawMapLabel(c, pictureCache, other.place, within(to[0], labelHalfWidth(pictureCache, other.place, labelColours.ink)), to[1] + 30, labelColours);
  }
}

/**
 * @param {number[]} pin the current event
 * @param {number[]} middle of a label
 * @param {number} half its width, halved
 * @returns {boolean} whether the label leaves the current event free
 */
function isClearOf([pinX, pinY], [x, y], half) {
  return Math.abs(x - pinX) > half + CURRENT_REACH.beside || y - pinY > LABEL_HALF_PX + CURRENT_REACH.below || pinY - y > LABEL_HALF_PX + CURRENT_REACH.above;
}
