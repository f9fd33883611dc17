// The names of events that move by themselves, beside their markers, as far as there is room.
import { CURRENT_RADIUS } from './currentmarker.js';

const MOVER_NAME_FONT = '600 11px system-ui, sans-serif';

/** More movers than these at once have no names. */
const MOST_NAMED = 12;

/** A longer name is cut, in characters. */
const LONGEST_NAME = 24;

/** Between a marker and its name, and half the height of a name, in pixels. */
const ROOM = { beside: 5, half: 8 };

/**
 * A name must not cover another marker or another name. The card names the current event.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Array<Obstacle & {k: number, reach: number}>} movers as drawn
 * @param {number} focus
 * @param {MarkerLooks & {story: Pick<Story, 'events'>}} looks
 */
export function drawMoverNames(c, view, movers, focus, { story, timeline, colours, pictureCache }) {
  if (movers.length < 2 || movers.length > MOST_NAMED) return;
  /** Left, top, right and bottom. @type {number[][]} */
  const taken = movers.map((mover) => boxOfMover(mover, focus));
  c.font = MOVER_NAME_FONT;
  c.textAlign = 'left';
  c.textBaseline = 'middle';
  c.lineJoin = 'round';
  c.lineWidth = 4;
  c.globalAlpha = 1;
  c.strokeStyle = colours.paper;
  c.fillStyle = colours.ink;
  for (const { k, x, y, reach } of movers) {
    if (k === focus) continue;
    const title = story.events.titles[timeline.order[k]];
    const name = title.length > LONGEST_NAME ? `${title.slice(0, LONGEST_NAME)}…` : title;
    const wide = pictureCache.widthOf(name, MOVER_NAME_FONT);
    const beside = reach + ROOM.beside;
    // To the right, or else to the left.
    const box = [x + beside, x - beside - wide].map((left) => [left, y - ROOM.half, left + wide, y + ROOM.half])
      .find((one) => one[0] >= 0 && one[2] <= view.width && !taken.some((other) => boxesMeet(one, other)));
    if (!box) continue;
    taken.push(box);
    c.strokeText(name, box[0], y);
    c.fillText(name, box[0], y);
  }
}

/** @param {Obstacle & {k: number, reach: number}} mover @param {number} focus */
function boxOfMover({ k, x, y, reach }, focus) {
  const half = k === focus ? CURRENT_RADIUS.clear : reach;
  return [x - half, y - half, x + half, y + half];
}

/** @param {number[]} one @param {number[]} other */
function boxesMeet([left, top, right, bottom], [otherLeft, otherTop, otherRight, otherBottom]) {
  return left < otherRight && otherLeft < right && top < otherBottom && otherTop < bottom;
}
