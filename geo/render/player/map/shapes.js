// Discs and rings, the shapes that several parts of the map draw.

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

export function fillDisc(c, x, y, radius, colour, alpha) {
  traceRound(c, x, y, radius, alpha);
  c.fillStyle = colour;
  c.fill();
}

export function strokeRing(c, x, y, radius, colour, alpha) {
  traceRound(c, x, y, radius, alpha);
  c.strokeStyle = colour;
  c.stroke();
}

function traceRound(c, x, y, radius, alpha) {
  c.globalAlpha = alpha;
  c.beginPath();
  c.arc(x, y, radius, 0, 2 * Math.PI);
}
