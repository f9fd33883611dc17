// The markers of events that move by themselves. They are at no cluster while they move.
import { markerRadius } from './markersize.js';

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Pick<Moment, 'movers'>} moment
 * @param {MarkerLooks} looks
 * @returns {Array<Obstacle & {k: number}>} the markers in the window
 */
export function drawMovers(c, view, { movers: { ks, xy } }, looks) {
  const { pictureCache } = looks;
  /** @type {Array<Obstacle & {k: number}>} */
  const drawn = [];
  const reach = markerRadius(1);
  ks.forEach((k, n) => {
    const x = xy[2 * n] * view.scale + view.x;
    const y = xy[2 * n + 1] * view.scale + view.y;
    if (x < -reach || y < -reach || x > view.width + reach || y > view.height + reach) return;
    const event = looks.timeline.order[k];
    pictureCache.drawPicture(c, pictureCache.markerPicture(looks.isSure(event) ? 'sure' : 'unsure', looks.colourOf(event), reach), x, y);
    drawn.push({ k, x, y, reach });
  });
  return drawn;
}
