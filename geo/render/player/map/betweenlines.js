// The lines of people who are between two sightings: thin and dashed, from one location to the other.
import { SOLID, traceDashed } from './dashedline.js';
import { linesInView } from './view.js';

/** Dash and space, in pixels. */
export const BETWEEN_DASH = [2, 6];

/** In pixels. Without a graphics card, a wider dashed line takes ten times as long: the browser fills it as an area. */
export const DASHED_WIDTH = 1;

/** With more lines than these, nobody could tell them apart. */
const MOST_LINES = 80;

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Whereabouts[]} people by person
 * @param {Looks} looks
 * @param {Choice} choice
 */
export function drawBetweenLines(c, view, people, looks, choice) {
  const period = BETWEEN_DASH[0] + BETWEEN_DASH[1];
  let count = 0;
  let colour = null;
  c.lineWidth = DASHED_WIDTH;
  c.setLineDash(BETWEEN_DASH);
  c.globalAlpha = 0.6;
  // Neighbours in the list are mostly of one group, so they have one colour: their lines are one stroke.
  for (let p = 0; p < people.length && count < MOST_LINES; p += 1) {
    const { line } = people[p];
    if (!line || !choice.shows(p)) continue;
    count += 1;
    if (looks.of[p].colour !== colour) {
      if (colour) c.stroke();
      ({ colour } = looks.of[p]);
      c.strokeStyle = colour;
      c.beginPath();
    }
    for (const [[x, y], [toX, toY]] of linesInView(view, line)) traceDashed(c, view, x, y, toX, toY, period);
  }
  if (colour) c.stroke();
  c.setLineDash(SOLID);
  c.globalAlpha = 1;
}
