// Draws the labels of the base map: text with halos, shields, and signs of places.

/** An aeroplane seen from above, nose up. */
const PLANE = [
  [0, -6], [1.2, -4], [1.2, -1.2], [6, 1.6], [6, 3], [1.2, 1.6], [0.9, 4.2], [2.4, 5.4], [2.4, 6.2], [0, 5.6],
  [-2.4, 6.2], [-2.4, 5.4], [-0.9, 4.2], [-1.2, 1.6], [-6, 3], [-6, 1.6], [-1.2, -1.2], [-1.2, -4],
];

/**
 * All halos are drawn before all text.
 * @param {CanvasRenderingContext2D} ink scaled to CSS pixels
 * @param {BasemapPalette} palette
 * @param {PlacedLabel[]} labels see labelBasemap
 */
export function drawLabels(ink, palette, labels) {
  ink.textAlign = 'center';
  ink.textBaseline = 'middle';
  ink.lineJoin = 'round';
  for (const label of labels) if (label.shield) drawShield(ink, palette, label);
  for (const halo of [true, false]) {
    for (const label of labels) {
      if (halo && (label.shield || label.bare)) continue;
      ink.globalAlpha = halo ? 0.9 : label.alpha;
      ink.strokeStyle = palette.labelHalo;
      ink.lineWidth = 3;
      ink.fillStyle = label.colour;
      if (label.sign) drawSign(ink, label, halo);
      drawText(ink, label, halo);
    }
  }
  ink.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} ink @param {PlacedLabel} label @param {boolean} halo */
function drawText(ink, label, halo) {
  ink.font = label.font;
  ink.save();
  ink.translate(label.x, label.y);
  ink.rotate(label.angle);
  label.rows.forEach((row, i) => {
    const y = (i - (label.rows.length - 1) / 2) * label.size * 1.2 + label.size * 0.04;
    if (label.spacing) spaced(ink, row, y, label.spacing, halo);
    else if (halo) ink.strokeText(row, 0, y);
    else ink.fillText(row, 0, y);
  });
  ink.restore();
}

/** @param {CanvasRenderingContext2D} ink @param {PlacedLabel} label @param {boolean} halo */
function drawSign(ink, label, halo) {
  const [x, y] = label.signAt ?? [label.x, label.y];
  ink.beginPath();
  if (label.sign === 'ring') ink.arc(x, y, 2.6, 0, 2 * Math.PI);
  else if (label.sign === 'diamond') traceCorners(ink, x, y, [[0, -3.6], [3.6, 0], [0, 3.6], [-3.6, 0]]);
  else traceCorners(ink, x, y, PLANE);
  if (halo) {
    ink.stroke();
  } else if (label.sign === 'ring') {
    ink.strokeStyle = label.colour;
    ink.lineWidth = 1.4;
    ink.stroke();
  } else {
    ink.fill();
  }
}

/**
 * The sign of a freeway, for its number.
 * @param {CanvasRenderingContext2D} ink
 * @param {BasemapPalette} palette
 * @param {{x: number, y: number, w: number, h: number, shield?: Shield}} label
 */
function drawShield(ink, palette, { x, y, w, h, shield }) {
  const [rx, ry] = [w / 2, h / 2];
  ink.beginPath();
  if (shield === 'oval') {
    ink.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
  } else if (shield === 'pointed') {
    ink.moveTo(x - rx, y - ry * 0.7);
    ink.quadraticCurveTo(x - rx * 0.5, y - ry * 0.75, x, y - ry);
    ink.quadraticCurveTo(x + rx * 0.5, y - ry * 0.75, x + rx, y - ry * 0.7);
    ink.bezierCurveTo(x + rx * 1.05, y + ry * 0.35, x + rx * 0.45, y + ry * 0.85, x, y + ry);
    ink.bezierCurveTo(x - rx * 0.45, y + ry * 0.85, x - rx * 1.05, y + ry * 0.35, x - rx, y - ry * 0.7);
  } else {
    ink.roundRect(x - rx, y - ry, w, h, [h * 0.2, h * 0.2, h * 0.5, h * 0.5]);
  }
  ink.closePath();
  ink.globalAlpha = 0.95;
  ink.fillStyle = palette.freewayCasing;
  ink.fill();
  ink.globalAlpha = 0.8;
  ink.strokeStyle = palette.freeway;
  ink.lineWidth = 1;
  ink.stroke();
  ink.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} ink @param {number} x @param {number} y @param {number[][]} corners */
function traceCorners(ink, x, y, corners) {
  corners.forEach(([dx, dy], i) => (i ? ink.lineTo(x + dx, y + dy) : ink.moveTo(x + dx, y + dy)));
  ink.closePath();
}

/**
 * A word with space between its letters, centred; where canvas cannot do that, letter by letter.
 * @param {CanvasRenderingContext2D} ink
 * @param {string} text
 * @param {number} y
 * @param {number} spacing
 * @param {boolean} halo
 */
function spaced(ink, text, y, spacing, halo) {
  const draw = (/** @type {string} */ word, /** @type {number} */ left) => (halo ? ink.strokeText(word, left, y) : ink.fillText(word, left, y));
  if (Reflect.has(ink, 'letterSpacing')) {
    ink.letterSpacing = `${spacing}px`;
    // The last letter has space after it as well: shifted by half of that, the word is centred.
    draw(text, spacing / 2);
    ink.letterSpacing = '0px';
    return;
  }
  const widths = [...text].map((letter) => ink.measureText(letter).width + spacing);
  let x = (spacing - widths.reduce((sum, width) => sum + width, 0)) / 2;
  ink.textAlign = 'left';
  [...text].forEach((letter, i) => {
    draw(letter, x);
    x += widths[i];
  });
  ink.textAlign = 'center';
}
