// The markers of a story in which numbers give them their size or their colour. Large markers are below small ones, and
// idle markers below those of events that play. Events that have ended keep size and colour, but are faint.
import { DETAILED } from '../map/crowding.js';
import { PIN } from '../map/markersize.js';
import { fillDisc, strokeRing } from '../map/shapes.js';
import { xInView } from '../map/view.js';

/** Opacity of markers: of ended events, fill and edge; of playing ones; where very many events play; of events to come. */
const SIZED_ALPHA = { ended: 0.45, edge: 0.9, playing: 0.85, crowd: 0.6, toCome: 0.75 };

/** The ring of an event that has no number for its size. */
const NO_SIZE_DASH = [3, 2];

/** With more markers than these in the story, those of ended events have no edge, which takes as long to draw as the rest. */
const MOST_OUTLINED = 3000;

/** Half of the largest marker, in pixels. */
const LARGEST_PX = 30;

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {SizedCounts} counts
 * @param {Stage} stage
 * @param {Pick<Moment, 'visible'>} moment
 * @returns {number[]} the markers in the window at which several events play
 */
export function drawSizedMarkers(c, view, counts, stage, { visible }) {
  const { markers, numbers, latest } = counts;
  const { total, leader } = markers;
  const { y: top, scale, width, height } = view;
  const numbered = [];
  for (const isPlaying of [false, true]) {
    for (const m of markers.bySize ?? []) {
      if (!total[m] || numbers[m] > 0 !== isPlaying) continue;
      const x = xInView(view, markers.x[m]);
      const y = markers.y[m] * scale + top;
      if (x < -LARGEST_PX || y < -LARGEST_PX || x > width + LARGEST_PX || y > height + LARGEST_PX) continue;
      if (numbers[m] > 1) numbered.push(m);
      if (numbers[m] < 2 && (isPlaying || total[m] === 1) && stage.isShownAsArea(isPlaying ? latest[m] : leader[m])) continue;
      drawSizedMarker(c, x, y, counts.eventAt(m), { stage, counts }, isPlaying ? 1 + Number(visible.length > DETAILED) : 0);
    }
  }
  c.globalAlpha = 1;
  return numbered;
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {number} x
 * @param {number} y
 * @param {number} event or -1: all events of the marker are to come
 * @param {{stage: Stage, counts: SizedCounts}} map
 * @param {number} playing 0: the event has ended; 1: it plays; 2: in a crowd
 */
function drawSizedMarker(c, x, y, event, { stage, counts }, playing) {
  c.lineWidth = 1;
  if (event < 0) {
    strokeRing(c, x, y, PIN.future, stage.colours.inkSoft, SIZED_ALPHA.toCome);
    return;
  }
  const { story: { radii, sizeScale, events }, pictureCache, colours } = stage;
  const colour = stage.colourOf(event);
  const radius = /** @type {Float32Array} */ (radii)[event];
  if (sizeScale && events.sizeValues[event] === null) {
    c.lineWidth = playing ? 2 : 1.25;
    c.setLineDash(NO_SIZE_DASH);
    strokeRing(c, x, y, radius, colour, playing ? 1 : SIZED_ALPHA.edge);
    c.setLineDash([]);
  } else if (playing === 1) {
    const isSure = stage.isSure(event);
    const half = radius + 2;
    pictureCache.draw(c, `sized ${colour} ${radius} ${isSure}`, [half, half], x, y, (own) => paintSized(own, radius, colour, isSure ? colours.paper : null));
  } else {
    fillDisc(c, x, y, radius, colour, playing ? SIZED_ALPHA.crowd : SIZED_ALPHA.ended);
    if (counts.markers.count <= MOST_OUTLINED) strokeRing(c, x, y, radius, colour, SIZED_ALPHA.edge);
  }
}

/**
 * @param {CanvasRenderingContext2D} c drawn around the origin
 * @param {number} radius
 * @param {string} colour
 * @param {?string} edge null: the location is doubtful, so the marker is hollow
 */
function paintSized(c, radius, colour, edge) {
  if (edge) fillDisc(c, 0, 0, radius, colour, SIZED_ALPHA.playing);
  c.lineWidth = edge ? 1.5 : 2.5;
  strokeRing(c, 0, 0, radius, edge ?? colour, 1);
}

/**
 * The sign in the legend: an event that has ended, and one to come.
 * @param {CanvasRenderingContext2D} c drawn around the origin
 * @param {string} colour
 * @param {unknown} _
 * @param {StageColours} colours
 */
export function drawEndedSign(c, colour, _, { inkSoft }) {
  fillDisc(c, -9, 0, 8, colour, SIZED_ALPHA.ended);
  strokeRing(c, -9, 0, 8, colour, SIZED_ALPHA.edge);
  strokeRing(c, 11, 0, PIN.future, inkSoft, SIZED_ALPHA.toCome);
}
