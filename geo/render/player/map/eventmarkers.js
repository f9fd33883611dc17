// The markers of events: large where events play, small where they have ended or are to come. Their numbers are drawn
// in markernumbers.js.
import { DETAILED } from './crowding.js';
import { markerRadius, PIN } from './markersize.js';
import { fillDisc, strokeRing } from './shapes.js';

/** Opacity of markers: where nothing plays; and where very many events play, at known and at doubtful locations. */
const ALPHA = { idle: 0.75, crowd: 0.45, doubtful: 0.7 };

/**
 * A small marker, or any where very many events play, is a disc or a thin ring: nothing is faster, as long as the ring is
 * no wider than a pixel. The few with an edge are pictures.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Marked} stage its markers, how many events play at each, and which of them started last
 * @param {Pick<Moment, 'time' | 'visible'>} moment
 * @returns {number[]} the markers in the window at which several events play
 */
export function drawEventMarkers(c, view, stage, { time, visible }) {
  const { marks, pictureCache, numbers } = stage;
  const { order } = stage.timeline;
  const { count, total, first, leader } = marks;
  const { x: left, y: top, scale, width, height } = view;
  const isCrowd = visible.length > DETAILED;
  const numbered = [];
  c.lineWidth = 1;
  for (let m = 0; m < count; m++) {
    if (!total[m]) continue;
    const x = marks.x[m] * scale + left;
    const y = marks.y[m] * scale + top;
    if (x < -30 || y < -30 || x > width + 30 || y > height + 30) continue;
    const playing = numbers[m];
    if (playing > 1) numbered.push(m);
    if (playing) {
      const event = order[stage.playing[m]];
      const isSure = stage.isSure(event);
      // The colour tells the group: where several groups play, the last event's would be wrong for the others.
      const colour = isCrowd && stage.mixed[m] ? stage.colours.lost : stage.colourOf(event);
      if (!isCrowd) pictureCache.set(c, pictureCache.mark(isSure ? 'now' : 'unsure', colour, markerRadius(playing)), x, y);
      else if (isSure) fillDisc(c, x, y, markerRadius(playing), colour, ALPHA.crowd);
      else strokeRing(c, x, y, markerRadius(playing), colour, ALPHA.doubtful);
    } else if (first[m] <= time) {
      fillDisc(c, x, y, PIN.past + PIN.growth * Math.log2(total[m]), stage.colourOf(order[leader[m]]), ALPHA.idle);
    } else {
      strokeRing(c, x, y, PIN.future + PIN.growth * Math.log2(total[m]), stage.colours.inkSoft, ALPHA.idle);
    }
  }
  c.globalAlpha = 1;
  return numbered;
}
