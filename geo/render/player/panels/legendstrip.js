// The signs of the timeline, for the map legend: each drawn around the middle of its picture, as the timeline draws it.
import { columnsOf } from '../arithmetic/density.js';
import { customProperty } from '../palette.js';
import { styleSizes } from '../stylesizes.js';
import { paintJump } from '../time/timelinebackground.js';

/**
 * Each with the words beside it, and whether the timeline has any.
 * @type {StripSign[]}
 */
export const STRIP_SIGNS = [
  { words: 'legendShared', sign: drawSharedSign, isThere: ({ choice, folded, strip, lanes }) => Boolean(choice.pair) && !folded && strip === lanes },
  { words: 'legendJump', sign: drawJumpSign, isThere: ({ timelineBackground }) => timelineBackground.jumps.length > 0 },
  { words: 'legendGap', sign: drawGapSign, isThere: ({ timeline }) => timeline.gaps.length > 0 },
  { words: 'legendHollow', sign: drawHollowSign, isThere: ({ timelineBackground, story }) => !timelineBackground.isHistogram && Array.from(story.events.pinned).some((pinned) => !pinned) },
  { words: 'legendAllEvents', sign: drawScenesSign, isThere: ({ timelineBackground }) => !timelineBackground.isHistogram },
  { words: 'legendHistogram', sign: drawHistogramSign, isThere: ({ timelineBackground }) => timelineBackground.isHistogram },
];

/** Both lines run through the block. @param {CanvasRenderingContext2D} c @param {string} colour */
function drawSharedSign(c, colour) {
  c.beginPath();
  c.roundRect(-12, -10, 24, 20, 3);
  c.fillStyle = colour;
  c.globalAlpha = 0.26;
  c.fill();
  c.globalAlpha = 0.9;
  c.strokeStyle = customProperty('ui', 'ink');
  c.lineWidth = 1.25;
  c.stroke();
  c.globalAlpha = 1;
  c.fillRect(-22, -6.3, 44, 2.6);
  c.fillRect(-22, 3.7, 44, 2.6);
}

/** @param {CanvasRenderingContext2D} c */
function drawJumpSign(c) {
  paintJump(c, 0, 0, 4.5);
}

/** @param {CanvasRenderingContext2D} c */
function drawGapSign(c) {
  c.strokeStyle = customProperty('ui', 'gap');
  c.lineWidth = 1.5;
  c.setLineDash([2, 3]);
  c.beginPath();
  c.moveTo(0.5, -13);
  c.lineTo(0.5, 13);
  c.stroke();
  c.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} c @param {string} colour */
function drawHollowSign(c, colour) {
  c.strokeStyle = colour;
  c.strokeRect(-8.5, -3.5, 17, 7);
}

/** @param {CanvasRenderingContext2D} c @param {string} colour */
function drawScenesSign(c, colour) {
  c.fillStyle = colour;
  c.globalAlpha = 0.8;
  const { blocksHeight } = styleSizes();
  for (const [x, width] of [[-22, 8], [-13, 14], [2, 6], [9, 13]]) c.fillRect(x, -blocksHeight / 2, width, blocksHeight);
  c.globalAlpha = 1;
}

/** The number of events at once, from one side of the sign to the other. */
const SIGN_DENSITY = [1, 1, 2, 3, 3, 5, 8, 12, 9, 6, 4, 4, 2, 1, 1, 3, 6, 7, 4, 2, 2, 1];

/** @param {CanvasRenderingContext2D} c @param {string} colour */
function drawHistogramSign(c, colour) {
  const { histogramHeight } = styleSizes();
  const [heights] = columnsOf([Float64Array.from(SIGN_DENSITY)], histogramHeight);
  c.fillStyle = colour;
  c.globalAlpha = 0.8;
  heights.forEach((high, n) => c.fillRect(2 * n - SIGN_DENSITY.length, histogramHeight / 2 - high, 2, high));
  c.globalAlpha = 1;
}
