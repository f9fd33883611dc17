// What is drawn on the map and must not cover the names of the base map: people, labels, numbers, the current scene
// and marks.
import { boxAround } from '../arithmetic/placement.js';
import { PERSON_RADIUS } from './personmarkers.js';
import { FOCUS } from './currentmarker.js';
import { markerRadius, PIN } from './markersize.js';
import { TAG_HALF_PX } from './maplabel.js';
import { boxesOfNumbers } from './markernumbers.js';
import { toView } from './view.js';

/** With more marks than these in sight no name would have room beside them. */
const MOST_AVOIDED = 250;

/** More marks than these are not even looked through: names are placed whenever the map comes to rest. */
const MOST_LOOKED_THROUGH = 3000;

/**
 * @param {?Stage} stage as it was drawn last
 * @returns {{standing: number[][], marks: number[][]}} left, top, right, bottom of each, in pixels of the map's
 *   window; `marks`: those of scenes, small most of them
 */
export function labelObstacles(stage) {
  if (!stage?.moment) return { standing: [], marks: [] };
  const { standing, pictureCache, marks, view, moment } = stage;
  // A number may be beside its mark, and only the largest marks of a crowd have one.
  const boxes = boxesOfNumbers(stage.numbersDrawn);
  for (const { x, y } of standing) boxes.push(boxAround(x, y, PERSON_RADIUS.seen + 1));
  for (const [x, y, half] of pictureCache.tags) boxes.push([x - half, y - TAG_HALF_PX, x + half, y + TAG_HALF_PX]);
  const event = stage.timeline.order[moment.focus];
  if (stage.story.events.pinned[event]) boxes.push(boxAround(...toView(view, stage.story.events.paths[event][0]), FOCUS.ring));
  return { standing: boxes, marks: !marks || marks.count > MOST_LOOKED_THROUGH ? [] : marksInSight({ marks, numbers: stage.numbers, view: stage.view }) };
}

/** @param {{marks: Marks, numbers: Int32Array, view: View}} given */
function marksInSight({ marks, numbers, view }) {
  const boxes = [];
  for (let m = 0; m < marks.count; m++) {
    const x = marks.x[m] * view.scale + view.x;
    const y = marks.y[m] * view.scale + view.y;
    if (!marks.total[m] || x < 0 || y < 0 || x > view.width || y > view.height) continue;
    if (boxes.length >= MOST_AVOIDED) return [];
    boxes.push(boxAround(x, y, numbers[m] ? markerRadius(numbers[m]) : PIN.past));
  }
  return boxes;
}
