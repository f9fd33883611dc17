// What the labels of the base map must not cover: people, other labels, numbers, the current event and markers.
import { boxAround } from '../arithmetic/placement.js';
import { CURRENT_RADIUS, grownBy, placeOfEvent } from './currentmarker.js';
import { LABEL_HALF_PX } from './maplabel.js';
import { boxesOfNumbers } from './markernumbers.js';
import { PERSON_RADIUS } from './personmarkers.js';
import { xInView } from './view.js';

/** With more markers than these in the window, no label would have room beside them: labels may cover markers then. */
const MOST_AVOIDED = 250;

/** With more markers than these in the story, none is avoided: to look at all of them would take too long. */
const MOST_SEARCHED = 3000;

/**
 * @param {?Stage} stage as it was drawn last
 * @returns {{people: Box[], markers: Box[]}} pixels of the map's window; `people`: also labels, numbers and the current
 *   event; `markers`: those of events, most of them small
 */
export function labelObstacles(stage) {
  if (!stage?.moment) return { people: [], markers: [] };
  const { story: { events, radii }, peopleDrawn, pictureCache, counts, view, moment } = stage;
  // Numbers have boxes of their own: a number may be beside its marker.
  const boxes = boxesOfNumbers(stage.numbersDrawn);
  for (const { x, y } of peopleDrawn) boxes.push(boxAround(x, y, PERSON_RADIUS.seen + 1));
  for (const [x, y, half] of pictureCache.labelsDrawn) boxes.push([x - half, y - LABEL_HALF_PX, x + half, y + LABEL_HALF_PX]);
  const event = stage.timeline.order[moment.focus];
  if (events.pinned[event]) boxes.push(boxAround(...placeOfEvent(view, moment, moment.focus, stage), CURRENT_RADIUS.ring + grownBy(radii, event)));
  return { people: boxes, markers: counts.markers.count > MOST_SEARCHED ? [] : markersInWindow(counts, view) };
}

/** @param {PlayingCounts} counts @param {View} view @returns {Box[]} */
function markersInWindow(counts, view) {
  const { markers } = counts;
  const boxes = [];
  for (let m = 0; m < markers.count; m++) {
    const x = xInView(view, markers.x[m]);
    const y = markers.y[m] * view.scale + view.y;
    if (!markers.total[m] || x < 0 || y < 0 || x > view.width || y > view.height) continue;
    if (boxes.length >= MOST_AVOIDED) return [];
    boxes.push(boxAround(x, y, counts.radiusOf(m)));
  }
  return boxes;
}
