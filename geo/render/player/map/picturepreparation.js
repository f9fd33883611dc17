// Makes pictures before they are needed, while the browser has nothing else to do. A jump to an event then does not
// have to make them.
import { whenIdle } from '../dom.js';
import { runView } from '../viewguard.js';
import { numberPicture } from './markernumbers.js';
import { makePersonMarkers } from './personmarkers.js';

/** Pictures are prepared for this number of people at most, and for a few people at once. */
const MOST_PEOPLE = 60;
const PEOPLE_AT_ONCE = 4;

/** In a long story, numbers up to this one are prepared, several at once. */
const MOST_NUMBER = 99;
const NUMBERS_AT_ONCE = 14;

/** How long each of these steps takes on a slow machine, in ms. */
const STEP_MS = 10;

/**
 * @param {Looks} looks
 * @param {{isLong: boolean, isNeeded: () => boolean}} story `isLong`: markers may have numbers; `isNeeded`: false when
 *   the looks have been replaced
 */
export function preparePictures(looks, story) { whenIdle(() => preparePeople(looks, story, 0), STEP_MS); }

/** @param {Looks} looks @param {{isLong: boolean, isNeeded: () => boolean}} story @param {number} first person */
function preparePeople(looks, story, first) {
  if (!story.isNeeded()) return;
  const end = Math.min(first + PEOPLE_AT_ONCE, MOST_PEOPLE, looks.of.length);
  if (first >= end) {
    if (story.isLong) prepareNumbers(looks, story, 2);
    return;
  }
  runView('persons', () => {
    for (let p = first; p < end; p += 1) makePersonMarkers(p, looks);
  });
  whenIdle(() => preparePeople(looks, story, end), STEP_MS);
}

/** @param {Looks} looks @param {{isNeeded: () => boolean}} story @param {number} first number */
function prepareNumbers(looks, story, first) {
  if (!story.isNeeded() || first > MOST_NUMBER) return;
  runView('numbers', () => {
    for (let number = first; number < first + NUMBERS_AT_ONCE; number += 1) numberPicture(looks, number, true);
  });
  whenIdle(() => prepareNumbers(looks, story, first + NUMBERS_AT_ONCE), STEP_MS);
}
