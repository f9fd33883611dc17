// Discs and rings, which several modules draw.

/**
 * @param {CanvasRenderingContext2D} c
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {string} colour
 * @param {number} alpha
 * @param {number[]} [dash]
 */
export function disc(c, x, y, radius, colour, alpha, dash = []) {
  fillDisc(c, x, y, radius, colour, alpha);
  if (dash.length) {
    c.setLineDash(dash);
    c.strokeStyle = colour;
    c.globalAlpha = 0.7;
    c.lineWidth = 1.25;
    c.stroke();
    c.setLineDash([]);
  }
  c.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {string} colour
 * @param {number} alpha
 */
export function fillDisc(c, x, y, radius, colour, alpha) {
  traceCircle(c, x, y, radius, alpha);
  c.fillStyle = colour;
  c.fill();
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {string} colour
 * @param {number} alpha
 */
export function strokeRing(c, x, y, radius, colour, alpha) {
  traceCircle(c, x, y, radius, alpha);
  c.strokeStyle = colour;
  c.stroke();
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {number} alpha
 */
function traceCircle(c, x, y, radius, alpha) {
  c.globalAlpha = alpha;
  c.beginPath();
  c.arc(x, y, radius, 0, 2 * Math.PI);
}
