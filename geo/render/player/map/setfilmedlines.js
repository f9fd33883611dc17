// The lines between set and filming locations, with the distance at the current event.
import { sharesWithin } from '../arithmetic/clipping.js';
import { distanceInWords } from '../dom.js';
import { unrolled } from '../story.js';
import { mapLabel, TAG_HALF_PX, tagHalf } from './maplabel.js';
import { toView } from './view.js';

/** A label stands this far from what covers the map, and is left out on a shorter line: pixels. */
const APART_ROOM_PX = 40;

/** Words are this far from the edge of the window, at least: pixels. */
const TAG_EDGE_PX = 6;

/** The room of the current event around its location, with somebody above it: pixels. */
const AT_HAND = { beside: 20, below: 20, above: 40 };

/** Where words may stand, as shares of the visible part of a line. */
const ALONG = [0.5, 0.6, 0.7, 0.8, 0.9, 1];

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {{event: number, colour: string}[]} scenes that play now; the first is the current one, which has the distance
 * @param {{story: Story, locations: Locations}} shown
 * @param {{looks: Looks, margins: number[]}} how `margins`: what furniture covers
 */
export function drawSetFilmedLines(c, view, scenes, { story, locations }, { looks, margins }) {
  let labelled = false;
  for (const { event, colour } of scenes) {
    const apart = locations.apart(event);
    if (!apart) continue;
    const [from, to] = unrolled([apart.from, apart.to]).map((position) => toView(view, position));
    strokeApart(c, from, to, colour, looks.colours.paper);
    if (!labelled) labelApart(c, view, from, to, { ...apart, looks, margins, other: otherEnd(story, locations.ground, event) });
    labelled = true;
  }
}

/** What is at the other end. @param {Story} story @param {GroundName} ground @param {number} event */
function otherEnd(story, ground, event) {
  const at = story.events[ground === 'set' ? 'filmedAt' : 'place'][event];
  return { verb: ground === 'set' ? 'filmed' : 'set', place: at === null ? '' : story.places[at].name };
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {number[]} from
 * @param {number[]} to
 * @param {string} colour
 * @param {string} paper
 */
function strokeApart(c, from, to, colour, paper) {
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
function labelApart(c, view, from, to, { metres, looks: { colours, pictureCache }, margins, other }) {
  const [left, top, right, bottom] = margins;
  const window = [left + APART_ROOM_PX, top + APART_ROOM_PX, view.width - right - APART_ROOM_PX, view.height - bottom - APART_ROOM_PX];
  const shares = sharesWithin(from, to, window);
  if (!shares) return;
  const tag = { paper: colours.paper, ink: colours.ink };
  const at = (/** @type {number} */ share) => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) * (shares[1] - shares[0]);
  if (length < APART_ROOM_PX) return;
  const words = `${other.verb} ${distanceInWords(metres)} away`;
  const half = tagHalf(pictureCache, words, tag.ink);
  // In the middle, or as far along as needed to leave the current event and the people there free; or below it.
  const [x, y] = ALONG.map((part) => at(shares[0] + (shares[1] - shares[0]) * part)).find((place) => isClearOf(from, place, half))
    ?? [from[0], from[1] + AT_HAND.below + TAG_HALF_PX];
  const within = (/** @type {number} */ middle, /** @type {number} */ wide) => Math.max(left + wide + TAG_EDGE_PX, Math.min(view.width - right - wide - TAG_EDGE_PX, middle));
  mapLabel(c, pictureCache, words, within(x, half), y + 5, tag);
  if (shares[1] === 1 && other.place && length > 3 * APART_ROOM_PX) {
    mapLabel(c, pictureCache, other.place, within(to[0], tagHalf(pictureCache, other.place, tag.ink)), to[1] + 30, tag);
  }
}

/**
 * Whether words around a place leave the marker of the current event free.
 * @param {number[]} values
 * @param {number[]} values
 * @param {number} half
 */
function isClearOf([pinX, pinY], [x, y], half) {
  return Math.abs(x - pinX) > half + AT_HAND.beside || y - pinY > TAG_HALF_PX + AT_HAND.below || pinY - y > TAG_HALF_PX + AT_HAND.above;
}
