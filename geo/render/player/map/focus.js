// The sign of the scene at hand: a pin in a ring, with a clear ground around it, so that it is told from every
// other mark at a look. One small picture.
'use strict';

/** The pin, the ring around it and the ground that is cleared for both: radii in pixels. */
const FOCUS = { pin: 9, ring: 13.5, clear: 17 };
const FOCUS_HALF = [19, 19];

/**
 * @param {CanvasRenderingContext2D} c drawn around the origin
 * @param {string} colour of the scene
 * @param {boolean} sure whether its place is more likely right than wrong; if not, the pin is hollow
 * @param {{ink: string, paper: string}} colours
 */
function drawFocusSign(c, colour, sure, { ink, paper }) {
  const round = (radius) => {
    c.beginPath();
    c.arc(0, 0, radius, 0, 2 * Math.PI);
  };
  round(FOCUS.clear);
  c.fillStyle = paper;
  c.globalAlpha = 0.7;
  c.fill();
  c.globalAlpha = 1;
  round(FOCUS.ring);
  c.lineWidth = 2;
  c.strokeStyle = ink;
  c.stroke();
  round(sure ? FOCUS.pin : FOCUS.pin - 1);
  c.fillStyle = sure ? colour : paper;
  c.fill();
  c.lineWidth = 3;
  c.strokeStyle = colour;
  if (!sure) c.stroke();
}
