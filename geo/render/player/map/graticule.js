// A faint grid of meridians and parallels with their degrees, where there is no base map. An empty background would look
// like an error.
import { LabelPlacer } from '../arithmetic/placement.js';
import { nearestCopy } from '../arithmetic/worldcopies.js';
import { numberFormat, phrase, writingDirection } from '../words/words.js';
import { toView } from './view.js';

/** Distances between lines, in degrees: the first that keeps them GRATICULE_PX apart is used. */
const GRATICULE_STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60];
const GRATICULE_PX = 130;

/** Degrees are this far above the panels at the lower edge of the map, in pixels. */
const ABOVE_PX = 18;

const FONT_PX = 10.5;

/** Free pixels between degrees and what lies over the map, such as the scale bar. */
const GAP_PX = 4;

/** Reused, so that a frame allocates little. */
const degreePlacer = new LabelPlacer();

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {{low: number, boxes: Box[], mapped: ?Box}} covered `low`: pixels at the lower edge of the window that panels cover;
 *   `boxes`: what lies over the map. Degrees that have no room beside it are left out. `mapped`: where there is a base map,
 *   and no grid; null: nowhere
 * @param {StageColours} colours of the stage
 */
export function drawGraticule(c, view, { low, boxes, mapped }, colours) {
  const perDegree = (256 * view.scale) / 360;
  const step = GRATICULE_STEPS.find((wide) => wide * perDegree >= GRATICULE_PX) ?? 90;
  const west = (-view.x / (256 * view.scale) - 0.5) * 360;
  const east = west + view.width / perDegree;
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  c.strokeStyle = colours.lost;
  c.fillStyle = colours.inkSoft;
  c.lineWidth = 1;
  c.font = `${FONT_PX}px system-ui, sans-serif`;
  c.textAlign = 'left';
  c.textBaseline = 'bottom';
  c.direction = writingDirection();
  degreePlacer.clear();
  for (const [left, top, right, bottom] of mapped ? [...boxes, mapped] : boxes) degreePlacer.block([left - GAP_PX, top - GAP_PX, right + GAP_PX, bottom + GAP_PX]);
  c.save();
  if (mapped) clipOut(c, view, mapped);
  for (let n = Math.ceil(west / step); n * step <= east; n++) {
    const x = (n * step - west) * perDegree;
    // The map ends a little before the poles.
    strokeGridLine(c, x, Math.max(0, view.y), x, Math.min(view.height, view.y + 256 * view.scale));
    writeDegrees(c, degrees(n * step, digits, 'degreesEast', 'degreesWest'), x + 4, view.height - low - ABOVE_PX);
  }
  for (let n = Math.ceil(-84 / step); n * step <= 84; n++) {
    const [, y] = toView(view, [0, n * step]);
    if (y < 0 || y > view.height) continue;
    strokeGridLine(c, 0, y, view.width, y);
    writeDegrees(c, degrees(n * step, digits, 'degreesNorth', 'degreesSouth'), 4, y - 2);
  }
  c.restore();
}

/** @param {CanvasRenderingContext2D} c @param {View} view @param {Box} box what follows is drawn only outside it */
function clipOut(c, { width, height }, [left, top, right, bottom]) {
  c.beginPath();
  c.rect(0, 0, width, height);
  c.rect(left, top, right - left, bottom - top);
  c.clip('evenodd');
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {number} fromX
 * @param {number} fromY
 * @param {number} toX
 * @param {number} toY
 */
function strokeGridLine(c, fromX, fromY, toX, toY) {
  c.globalAlpha = 0.22;
  c.beginPath();
  c.moveTo(fromX, fromY);
  c.lineTo(toX, toY);
  c.stroke();
  c.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} c @param {string} text @param {number} left @param {number} bottom */
function writeDegrees(c, text, left, bottom) {
  const { width } = c.measureText(text);
  if (degreePlacer.take({ x: left + width / 2, y: bottom - FONT_PX / 2, w: width, h: FONT_PX })) c.fillText(text, left, bottom);
}

/** @param {number} value @param {number} digits @param {PhraseKey} positive @param {PhraseKey} negative */
function degrees(value, digits, positive, negative) {
  const wrapped = nearestCopy(value, 0);
  // The equator and the meridians of 0 and 180 degrees are on no side.
  const hasSide = wrapped % 180 !== 0;
  const shown = hasSide ? digits : 0;
  const format = numberFormat({ minimumFractionDigits: shown, maximumFractionDigits: shown });
  const side = wrapped < 0 ? negative : positive;
  return phrase(hasSide ? side : 'degreesOnly', { degrees: format.format(Math.abs(wrapped)) });
}
