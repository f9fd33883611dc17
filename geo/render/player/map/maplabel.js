// A label on the map: text on a plain background, readable over everything.
import { writingDirection } from '../words/words.js';

const MAP_LABEL_FONT = '600 13px system-ui, sans-serif';

/** Half of a label's height, in pixels. */
export const LABEL_HALF_PX = 11.5;

/** How far its middle is above the baseline of its text, in pixels. */
export const LABEL_BASELINE_PX = 4.5;

/**
 * @param {CanvasRenderingContext2D} c
 * @param {PictureCache} pictureCache
 * @param {string} name
 * @param {number} x middle
 * @param {number} y baseline
 * @param {{paper: string, ink: string}} colours
 */
export function drawMapLabel(c, pictureCache, name, x, y, { paper, ink }) {
  const key = `label ${ink} ${name}`;
  const half = labelHalfWidth(pictureCache, name, ink);
  pictureCache.labelsDrawn.push([x, y - LABEL_BASELINE_PX, half]);
  pictureCache.draw(c, key, [half, LABEL_HALF_PX], x, y - LABEL_BASELINE_PX, (own) => {
    own.font = MAP_LABEL_FONT;
    own.textAlign = 'center';
    own.direction = writingDirection();
    own.beginPath();
    own.roundRect(-half, -LABEL_HALF_PX, half * 2, LABEL_HALF_PX * 2, 7);
    own.fillStyle = paper;
    own.fill();
    own.fillStyle = ink;
    own.fillText(name, 0, LABEL_BASELINE_PX);
  });
}

/**
 * @param {PictureCache} pictureCache
 * @param {string} name
 * @param {string} ink
 * @returns {number} half the width of a label, in pixels
 */
export function labelHalfWidth(pictureCache, name, ink) {
  return pictureCache.halfOf(`label ${ink} ${name}`) ?? Math.ceil(pictureCache.widthOf(name, MAP_LABEL_FONT) / 2) + 8;
}
