// The names of events that move by themselves, beside their markers, as far as there is room.
import { boxAround, LabelPlacer } from '../arithmetic/placement.js';
import { CURRENT_RADIUS } from './currentmarker.js';

const MOVER_NAME_FONT = '600 11px system-ui, sans-serif';

/** More movers than these at once have no names. */
const MOST_NAMED = 12;

/** A longer name is cut, in characters. */
const LONGEST_NAME = 24;

/** Between a marker and its name, and half the height of a name, in pixels. */
const ROOM = { beside: 5, half: 8 };

/** Reused, so that a frame allocates little. */
const moverNamePlacer = new LabelPlacer();

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
  moverNamePlacer.clear();
  for (const { k, x, y, reach } of movers) moverNamePlacer.block(boxAround(x, y, k === focus ? CURRENT_RADIUS.clear : reach));
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
    // Whole characters: half of an emoji would be drawn as a box.
    const name = title.length > LONGEST_NAME ? `${Array.from(title).slice(0, LONGEST_NAME).join('')}…` : title;
    const wide = pictureCache.widthOf(name, MOVER_NAME_FONT);
    const aside = reach + ROOM.beside + wide / 2;
    // To the right, or else to the left.
    const places = [x + aside, x - aside].filter((middle) => middle >= wide / 2 && middle <= view.width - wide / 2)
      .map((middle) => ({ x: middle, y, w: wide, h: 2 * ROOM.half }));
    const place = moverNamePlacer.takeFirst(places);
    if (!place) continue;
    c.strokeText(name, place.x - wide / 2, y);
    c.fillText(name, place.x - wide / 2, y);
  }
}
