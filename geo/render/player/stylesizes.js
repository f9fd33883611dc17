// Sizes that both style sheets and scripts need. The style sheets define them as custom properties of `main`, and
// scripts read them here, so that each number is in one place. Media queries can change them: they are read again when
// the size of the window changes.
import { page } from './dom.js';
import { ofView } from './viewguard.js';

/** By name: the custom property. Lengths are in CSS pixels; values whose name begins with `has` or `is` are 1 or 0. */
const PROPERTIES = /** @type {const} */ ({
  eventRow: '--row-event',
  personRow: '--row-person',
  encounterRow: '--row-encounter',
  hasLanes: '--has-lanes',
  hasGlanceInBar: '--has-glance-in-bar',
  isNarrow: '--is-narrow',
  daysHeight: '--strip-days',
  blocksHeight: '--strip-blocks',
  histogramHeight: '--strip-histogram',
  gapsHeight: '--strip-gaps',
  stripFoot: '--strip-foot',
  laneName: '--lane-name-size',
  laneNameRoom: '--lane-name-room',
  scaleWidth: '--scale-width',
  scaleHeight: '--scale-height',
  scaleAbove: '--scale-above',
  curveTop: '--curve-top',
  curveBottom: '--curve-bottom',
  signWidth: '--sign-width',
  signHeight: '--sign-height',
});

/** @typedef {Record<keyof typeof PROPERTIES, number>} StyleSizes */

/** @type {?StyleSizes} */
let currentSizes = null;

/** @type {Array<() => void>} */
const sizeListeners = [];

/** @returns {StyleSizes} a new object after each change */
export function styleSizes() {
  if (currentSizes) return currentSizes;
  window.addEventListener('resize', () => {
    const before = JSON.stringify(currentSizes);
    currentSizes = readSizes();
    if (JSON.stringify(currentSizes) !== before) for (const listener of sizeListeners) listener();
  });
  currentSizes = readSizes();
  return currentSizes;
}

/** @param {() => void} listener called when a size has changed */
export function listenToStyleSizes(listener) { sizeListeners.push(ofView(listener)); }

/** Read all sizes at once, so that the browser computes the styles of the page once. @returns {StyleSizes} */
function readSizes() {
  const style = getComputedStyle(page());
  const sizes = Object.entries(PROPERTIES).map(([name, property]) => {
    const text = style.getPropertyValue(property);
    const size = parseFloat(text);
    if (Number.isNaN(size)) throw new Error(`style sheets: found "${text}" for ${property}, expected a number or a length in px`);
    return [name, size];
  });
  return Object.fromEntries(sizes);
}
