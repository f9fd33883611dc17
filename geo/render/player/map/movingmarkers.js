// The markers of events that move by themselves. They are at no cluster while they move.
import { markerRadius } from './markersize.js';
import { xInView } from './view.js';

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Pick<Moment, 'movers'>} moment
 * @param {MarkerLooks & {story: Pick<Story, 'radii'>}} looks
 * @returns {Array<Obstacle & {k: number, reach: number}>} the markers in the window
 */
export function drawMovers(c, view, { movers: { ks, xy } }, looks) {
  const { pictureCache, story: { radii } } = looks;
  /** @type {Array<Obstacle & {k: number, reach: number}>} */
  const drawn = [];
  ks.forEach((k, n) => {
    const event = looks.timeline.order[k];
    const reach = radii ? radii[event] : markerRadius(1);
    const x = xInView(view, xy[2 * n]);
    const y = xy[2 * n + 1] * view.scale + view.y;
    if (x < -reach || y < -reach || x > view.width + reach || y > view.height + reach) return;
    pictureCache.drawPicture(c, pictureCache.markerPicture(looks.isSure(event) ? 'sure' : 'unsure', looks.colourOf(event), reach), x, y);
    drawn.push({ k, x, y, reach });
  });
  return drawn;
}
