// The marker of the current scene: a pin in a ring on a plain background, so that it differs from every other marker
// at a glance. One small picture.

/**
 * The pin, the ring around it and the background of both: radii in pixels. The pin is small (`over`) when the scene
 * has ended and its card is still shown.
 */
export const FOCUS = { pin: 9, over: 4.5, ring: 13.5, clear: 17 };

/** Around it a disc swells while the scene plays: its least radius, and by how much it grows, in pixels. */
export const FOCUS_DISC = { least: 18, growth: 8 };

export const FOCUS_HALF = /** @type {[number, number]} */ ([19, 19]);

/**
 * @param {CanvasRenderingContext2D} c drawn around the origin
 * @param {string} colour of the scene
 * @param {{sure: boolean, over: boolean}} looks `sure`: its location is more likely right than wrong; if not, the pin
 *   is hollow; `over`: it has ended
 * @param {{ink: string, inkSoft: string, paper: string}} colours
 */
export function drawCurrentMarker(c, colour, { sure, over }, { ink, inkSoft, paper }) {
  const round = (/** @type {number} */ radius) => {
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
  c.strokeStyle = over ? inkSoft : ink;
  c.stroke();
  const pin = over ? FOCUS.over : FOCUS.pin;
  round(sure ? pin : pin - 1);
  c.fillStyle = sure ? colour : paper;
  c.fill();
  c.lineWidth = over ? 2 : 3;
  c.strokeStyle = colour;
  if (!sure) c.stroke();
}
