// What the furniture covers of the map.
import { page, part } from '../dom.js';
import { styleSizes } from '../stylesizes.js';
import { isWrittenFromRight } from '../words/words.js';

/** What lies over the map, by the names in furniture.html. */
const COVERING = ['title', 'ground', 'tools', 'credits', 'panels', 'bar', 'drawer'];

/** If the panels are wider than this share of the map, they are a sheet at the bottom. */
const SHEET_SHARE = 0.6;

/**
 * Measured at once, because the page is laid out for it. In pixels of the map's window.
 * @returns {{margins: number[], boxes: number[][]}} `margins`: how much is covered at the left, top, right and bottom. The
 *   panels are at the side where reading begins, and the drawer is at the other; panels that take most of the width are a
 *   sheet at the bottom. `boxes`: left, top, right and bottom of each thing that covers something
 */
export function furniture() {
  const map = page().getBoundingClientRect();
  const { title, ground, tools, credits, panels, bar, drawer } = Object.fromEntries(COVERING.map((name) => {
    const box = part(name).getBoundingClientRect();
    return [name, [box.left - map.left, box.top - map.top, box.right - map.left, box.bottom - map.top]];
  }));
  const isOpen = !part('drawer').hidden;
  const boxes = [title, ground, tools, credits, panels, bar, drawer, scaleBox(map.width, bar[1], isOpen ? drawer : null)]
    .filter((box) => box[2] > box[0] && box[3] > box[1]);
  const isRow = tools[2] - tools[0] > tools[3] - tools[1];
  // A hidden switch has no size and ends above the map.
  const top = isRow ? Math.max(tools[3], ground[3]) : 0;
  const bottom = map.height - bar[1];
  if (panels[2] - panels[0] > map.width * SHEET_SHARE) return { margins: [0, top, 0, Math.max(bottom, map.height - panels[1])], boxes };
  const hasPanels = panels[3] > panels[1];
  const margins = isWrittenFromRight()
    ? [isOpen ? drawer[2] : 0, top, hasPanels ? map.width - panels[0] : 0, bottom]
    : [hasPanels ? panels[2] : 0, top, isOpen ? map.width - drawer[0] : 0, bottom];
  return { margins, boxes };
}

/** @param {number[]} margins @returns {number} how much of the side of the drawer is covered, in pixels */
export function coveredByDrawer(margins) { return margins[isWrittenFromRight() ? 0 : 2]; }

/**
 * The area of the scale bar, which is not measured: it is hidden while the map moves, and its width changes with the zoom.
 * @param {number} width of the map
 * @param {number} barTop
 * @param {?number[]} drawer the open drawer
 */
function scaleBox(width, barTop, drawer) {
  const { scaleWidth, scaleHeight, scaleAbove } = styleSizes();
  const low = barTop - scaleAbove;
  const left = isWrittenFromRight() ? drawer?.[2] ?? 0 : (drawer?.[0] ?? width) - scaleWidth;
  return [left, low - scaleHeight, left + scaleWidth, low];
}
