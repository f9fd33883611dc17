// A label: a name on a background of its own, so that it can be read whatever is on the map below.

const TAG_FONT = '600 13px system-ui, sans-serif';

/** Half of a label's height, and how far its middle is above the baseline: pixels. */
export const TAG_HALF_PX = 11.5;

export const TAG_BASE_PX = 4.5;

/**
 * @param {CanvasRenderingContext2D} c
 * @param {PictureCache} pictureCache
 * @param {string} name
 * @param {number} x middle
 * @param {number} y baseline
 * @param {{paper: string, ink: string}} colours
 */
export function mapLabel(c, pictureCache, name, x, y, { paper, ink }) {
  const key = `tag ${ink} ${name}`;
  const half = tagHalf(pictureCache, name, ink);
  pictureCache.tags.push([x, y - TAG_BASE_PX, half]);
  pictureCache.lay(c, key, [half, TAG_HALF_PX], x, y - TAG_BASE_PX, (own) => {
    own.font = TAG_FONT;
    own.textAlign = 'center';
    own.beginPath();
    own.roundRect(-half, -TAG_HALF_PX, half * 2, TAG_HALF_PX * 2, 7);
    own.fillStyle = paper;
    own.fill();
    own.fillStyle = ink;
    own.fillText(name, 0, TAG_BASE_PX);
  });
}

/**
 * Half the width of a label, in pixels.
 * @param {PictureCache} pictureCache
 * @param {string} name
 * @param {string} ink
 */
export function tagHalf(pictureCache, name, ink) {
  return pictureCache.halfOf(`tag ${ink} ${name}`) ?? Math.ceil(pictureCache.widthOf(name, TAG_FONT) / 2) + 8;
}
