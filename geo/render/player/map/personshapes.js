// The shapes of people's markers: colour and shape show the group, initials show the person.
import { SVG } from '../dom.js';

/**
 * Corners of the outlines, around the origin and with radius 1. A circle has none.
 * @type {Record<string, number[][]>}
 */
const OUTLINES = {
  square: [[-0.86, -0.86], [0.86, -0.86], [0.86, 0.86], [-0.86, 0.86]],
  diamond: [[0, -1.16], [1.16, 0], [0, 1.16], [-1.16, 0]],
  triangle: [[0, -1.22], [1.14, 0.82], [-1.14, 0.82]],
  hexagon: polygon(6, 1.06),
  pentagon: polygon(5, 1.1),
  star: polygon(10, 1.2, 0.82),
  cross: [[-0.42, -1.05], [0.42, -1.05], [0.42, -0.42], [1.05, -0.42], [1.05, 0.42], [0.42, 0.42],
    [0.42, 1.05], [-0.42, 1.05], [-0.42, 0.42], [-1.05, 0.42], [-1.05, -0.42], [-0.42, -0.42]],
};

/**
 * @param {number} corners
 * @param {number} radius
 * @param {number} [inner] radius of every other corner
 * @returns {number[][]}
 */
function polygon(corners, radius, inner = radius) {
  return Array.from({ length: corners }, (_, i) => {
    const turn = (i / corners) * 2 * Math.PI - Math.PI / 2;
    const r = i % 2 ? inner : radius;
    return [Math.cos(turn) * r, Math.sin(turn) * r];
  });
}

/**
 * Make a shape's outline the context's current path.
 * @param {CanvasRenderingContext2D} context
 * @param {string} shape
 * @param {number} x centre, in pixels
 * @param {number} y
 * @param {number} radius in pixels
 */
export function traceShape(context, shape, x, y, radius) {
  context.beginPath();
  const corners = OUTLINES[shape];
  if (!corners) {
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  corners.forEach((/** @type {number[]} */ [dx, dy], /** @type {number} */ i) => {
    if (i) context.lineTo(x + dx * radius, y + dy * radius);
    else context.moveTo(x + dx * radius, y + dy * radius);
  });
  context.closePath();
}

/**
 * The same shape as an element, for lists and cards.
 * @param {string} shape
 * @param {string} colour
 * @returns {SVGSVGElement}
 */
export function shapeElement(shape, colour) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '-1.3 -1.3 2.6 2.6');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('sm-shape');
  const corners = OUTLINES[shape];
  const outline = document.createElementNS(SVG, corners ? 'polygon' : 'circle');
  if (corners) outline.setAttribute('points', corners.map((corner) => corner.join(',')).join(' '));
  else outline.setAttribute('r', '1');
  outline.setAttribute('fill', colour);
  svg.append(outline);
  return svg;
}
