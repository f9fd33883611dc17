// Places that the page around asked to see, beside the story: a point with its uncertainty, an area
// or a line. Uses story.js; disc and toView of stage.js.
'use strict';

const FOUND_POINT_PX = 7;

/**
 * @param {CanvasRenderingContext2D} c
 * @param {{x: number, y: number, scale: number}} view
 * @param {Object[]} places see docs/document-interface.md
 * @param {Object<string, string>} colours of the stage
 */
function drawFound(c, view, places, colours) {
  for (const place of places) {
    if (place.lines.length) strokeLines(c, view, place.lines, colours.found);
    else drawPoint(c, view, place, colours);
  }
}

function strokeLines(c, view, lines, colour) {
  c.beginPath();
  for (const line of lines) {
    line.forEach((position, i) => {
      const [x, y] = toView(view, position);
      if (i) c.lineTo(x, y);
      else c.moveTo(x, y);
    });
  }
  c.strokeStyle = colour;
  c.globalAlpha = 0.85;
  c.lineWidth = 4;
  c.stroke();
  c.globalAlpha = 1;
}

function drawPoint(c, view, place, colours) {
  const [x, y] = toView(view, [place.lon, place.lat]);
  const radius = metresToWorld(place.radius_m ?? 0, place.lat) * view.scale;
  if (radius > FOUND_POINT_PX) disc(c, x, y, radius, colours.found, 0.12, [6, 4]);
  c.beginPath();
  c.arc(x, y, FOUND_POINT_PX, 0, 2 * Math.PI);
  c.lineWidth = 3;
  c.strokeStyle = colours.found;
  c.stroke();
  nameTag(c, place.name, x, y - FOUND_POINT_PX - 8, colours);
}

/** A name on a ground of its own, so that it can be read whatever the map says below. */
function nameTag(c, name, x, y, colours) {
  c.font = '600 13px system-ui, sans-serif';
  c.textAlign = 'center';
  c.textBaseline = 'alphabetic';
  const half = c.measureText(name).width / 2 + 8;
  c.beginPath();
  c.roundRect(x - half, y - 16, half * 2, 23, 7);
  c.fillStyle = colours.paper;
  c.fill();
  c.fillStyle = colours.found;
  c.fillText(name, x, y);
}
