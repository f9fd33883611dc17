// What the furniture covers of the map.
import { page, part } from '../dom.js';
import { styleSizes } from '../stylesizes.js';

/** What lies over the map, by the names in furniture.html. */
const COVERING = ['title', 'ground', 'tools', 'credits', 'panels', 'bar', 'drawer'];

/**
 * Asks for all of it at once, as the page is laid out for it. In pixels of the map's window.
 * @returns {{margins: number[], boxes: number[][]}} `margins`: how much is covered at the left, top, right and
 *   bottom: where the panels take most of the width they are a sheet at the bottom, else they stand at the left;
 *   `boxes`: left, top, right and bottom of each thing that covers something
 */
export function furniture() {
  const map = page().getBoundingClientRect();
  const { title, ground, tools, credits, panels, bar, drawer } = Object.fromEntries(COVERING.map((name) => {
    const box = part(name).getBoundingClientRect();
    return [name, [box.left - map.left, box.top - map.top, box.right - map.left, box.bottom - map.top]];
  }));
  const end = part('drawer').hidden ? map.width : drawer[0];
  // Its area is not measured: in flight it is hidden, and elsewhere it changes its width.
  const { scaleWidth, scaleHeight, scaleAbove } = styleSizes();
  const low = bar[1] - scaleAbove;
  const scale = [end - scaleWidth, low - scaleHeight, end, low];
  const boxes = [title, ground, tools, credits, panels, bar, drawer, scale].filter((box) => box[2] > box[0] && box[3] > box[1]);
  const isRow = tools[2] - tools[0] > tools[3] - tools[1];
  // Hidden, the switch has no size and ends above the map.
  const top = isRow ? Math.max(tools[3], ground[3]) : 0;
  const bottom = map.height - bar[1];
  if (panels[2] - panels[0] > map.width * 0.6) return { margins: [0, top, 0, Math.max(bottom, map.height - panels[1])], boxes };
  const right = part('drawer').hidden ? 0 : map.width - drawer[0];
  return { margins: [panels[3] > panels[1] ? panels[2] : 0, top, right, bottom], boxes };
}
