// The markers of events: large where events play, small where they have ended or are to come. markernumbers.js draws
// their numbers.
import { DETAILED } from './crowding.js';
import { markerRadius, PIN } from './markersize.js';
import { fillDisc, strokeRing } from './shapes.js';
import { xInView } from './view.js';

/** Opacity of markers: where nothing plays; and where very many events play, at known and at doubtful locations. */
const ALPHA = { idle: 0.75, crowd: 0.45, doubtful: 0.7 };

/** Half of the largest marker, in pixels: farther outside the window, a marker cannot be seen. */
const MARKER_MARGIN_PX = 30;

/**
 * Small markers, and all markers of a crowd, are discs or rings with a line of one pixel: nothing is faster to draw.
 * The others have an edge and are drawn as pictures.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {MarkerCounts} counts
 * @param {MarkerLooks} looks
 * @param {Pick<Moment, 'time' | 'visible'>} moment
 * @returns {number[]} the markers in the window at which several events play
 */
export function drawEventMarkers(c, view, { markers, numbers, latest, isMixed }, looks, { time, visible }) {
  const { pictureCache } = looks;
  const { order } = looks.timeline;
  const { count, total, first, leader, spots } = markers;
  const { y: top, scale, width, height } = view;
  const isCrowd = visible.length > DETAILED;
  const numbered = [];
  c.lineWidth = 1;
  for (let m = 0; m < count; m++) {
    if (!total[m]) continue;
    const x = xInView(view, markers.x[m]);
    const y = markers.y[m] * scale + top;
    if (x < -MARKER_MARGIN_PX || y < -MARKER_MARGIN_PX || x > width + MARKER_MARGIN_PX || y > height + MARKER_MARGIN_PX) continue;
    const playing = numbers[m];
    if (playing > 1) numbered.push(m);
    const isArea = playing ? playing === 1 && looks.isShownAsArea?.(latest[m]) : spots && !spots[m] && looks.isShownAsArea?.(leader[m]);
    if (isArea) continue;
    if (playing) {
      const event = order[latest[m]];
      const isSure = looks.isSure(event);
      // The colour shows the group. Where several groups play, one colour would be wrong for the others.
      const colour = isCrowd && isMixed[m] ? looks.colours.lost : looks.colourOf(event);
      if (!isCrowd) pictureCache.drawPicture(c, pictureCache.markerPicture(isSure ? 'sure' : 'unsure', colour, markerRadius(playing)), x, y);
      else if (isSure) fillDisc(c, x, y, markerRadius(playing), colour, ALPHA.crowd);
      else strokeRing(c, x, y, markerRadius(playing), colour, ALPHA.doubtful);
    } else if (first[m] <= time) {
      fillDisc(c, x, y, PIN.past + PIN.growth * Math.log2(total[m]), looks.colourOf(order[leader[m]]), ALPHA.idle);
    } else {
      strokeRing(c, x, y, PIN.future + PIN.growth * Math.log2(total[m]), looks.colours.inkSoft, ALPHA.idle);
    }
  }
  c.globalAlpha = 1;
  return numbered;
}
