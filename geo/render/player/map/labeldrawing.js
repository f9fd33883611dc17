// Draws the labels of the base map: text with halos, shields, and signs of places.

/** An aeroplane seen from above, nose up. */
const PLANE = [
  [0, -6], [1.2, -4], [1.2, -1.2], [6, 1.6], [6, 3], [1.2, 1.6], [0.9, 4.2], [2.4, 5.4], [2.4, 6.2], [0, 5.6],
  [-2.4, 6.2], [-2.4, 5.4], [-0.9, 4.2], [-1.2, 1.6], [-6, 3], [-6, 1.6], [-1.2, -1.2], [-1.2, -4],
];

/**
 * All halos are drawn before all text.
 * @param {CanvasRenderingContext2D} c scaled to CSS pixels
 * @param {BasemapPalette} palette
 * @param {PlacedLabel[]} labels see labelBasemap
 */
export function drawLabels(c, palette, labels) {
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.lineJoin = 'round';
  for (const label of labels) if (label.shield) drawShield(c, palette, label);
  for (const halo of [true, false]) {
    for (const label of labels) {
      if (halo && (label.shield || label.bare)) continue;
      c.globalAlpha = halo ? 0.9 : label.alpha;
      c.strokeStyle = palette.labelHalo;
      c.lineWidth = 3;
      c.fillStyle = label.colour;
      if (label.sign) drawSign(c, label, halo);
      drawText(c, label, halo);
    }
  }
  c.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} c @param {PlacedLabel} label @param {boolean} halo */
function drawText(c, label, halo) {
  c.font = label.font;
  c.save();
  c.translate(label.x, label.y);
  c.rotate(label.angle);
  label.rows.forEach((row, i) => {
    const y = (i - (label.rows.length - 1) / 2) * label.size * 1.2 + label.size * 0.04;
    if (label.spacing) drawSpaced(c, row, y, label.spacing, halo);
    else if (halo) c.strokeText(row, 0, y);
    else c.fillText(row, 0, y);
  });
  c.restore();
}

/** @param {CanvasRenderingContext2D} c @param {PlacedLabel} label @param {boolean} halo */
function drawSign(c, label, halo) {
  const [x, y] = label.signAt ?? [label.x, label.y];
  c.beginPath();
  if (label.sign === 'ring') c.arc(x, y, 2.6, 0, 2 * Math.PI);
  else if (label.sign === 'diamond') traceCorners(c, x, y, [[0, -3.6], [3.6, 0], [0, 3.6], [-3.6, 0]]);
  else traceCorners(c, x, y, PLANE);
  if (halo) {
    c.stroke();
  } else if (label.sign === 'ring') {
    c.strokeStyle = label.colour;
    c.lineWidth = 1.4;
    c.stroke();
  } else {
    c.fill();
  }
}

/**
 * The shield with the number of a freeway.
 * @param {CanvasRenderingContext2D} c
 * @param {BasemapPalette} palette
 * @param {{x: number, y: number, w: number, h: number, shield?: Shield}} label
 */
function drawShield(c, palette, { x, y, w, h, shield }) {
  const [rx, ry] = [w / 2, h / 2];
  c.beginPath();
  if (shield === 'oval') {
    c.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
  } else if (shield === 'pointed') {
    c.moveTo(x - rx, y - ry * 0.7);
    c.quadraticCurveTo(x - rx * 0.5, y - ry * 0.75, x, y - ry);
    c.quadraticCurveTo(x + rx * 0.5, y - ry * 0.75, x + rx, y - ry * 0.7);
    c.bezierCurveTo(x + rx * 1.05, y + ry * 0.35, x + rx * 0.45, y + ry * 0.85, x, y + ry);
    c.bezierCurveTo(x - rx * 0.45, y + ry * 0.85, x - rx * 1.05, y + ry * 0.35, x - rx, y - ry * 0.7);
  } else {
    c.roundRect(x - rx, y - ry, w, h, [h * 0.2, h * 0.2, h * 0.5, h * 0.5]);
  }
  c.closePath();
  c.globalAlpha = 0.95;
  c.fillStyle = palette.freewayCasing;
  c.fill();
  c.globalAlpha = 0.8;
  c.strokeStyle = palette.freeway;
  c.lineWidth = 1;
  c.stroke();
  c.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} c @param {number} x @param {number} y @param {number[][]} corners */
function traceCorners(c, x, y, corners) {
  corners.forEach(([dx, dy], i) => (i ? c.lineTo(x + dx, y + dy) : c.moveTo(x + dx, y + dy)));
  c.closePath();
}

/**
 * Draw text with space between its letters, centred. Where canvas has no letter spacing, draw letter by letter.
 * @param {CanvasRenderingContext2D} c
 * @param {string} text
 * @param {number} y
 * @param {number} spacing
 * @param {boolean} halo
 */
function drawSpaced(c, text, y, spacing, halo) {
  const draw = (/** @type {string} */ part, /** @type {number} */ left) => (halo ? c.strokeText(part, left, y) : c.fillText(part, left, y));
  if (Reflect.has(c, 'letterSpacing')) {
    c.letterSpacing = `${spacing}px`;
    // The space after the last letter would shift the text by half of that space.
    draw(text, spacing / 2);
    c.letterSpacing = '0px';
    return;
  }
  const widths = [...text].map((letter) => c.measureText(letter).width + spacing);
  let x = (spacing - widths.reduce((sum, width) => sum + width, 0)) / 2;
  c.textAlign = 'left';
  [...text].forEach((letter, i) => {
    draw(letter, x);
    x += widths[i];
  });
  c.textAlign = 'center';
}
