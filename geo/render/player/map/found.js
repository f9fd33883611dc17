// Places that the page around asked to see, beside the story: a point with its uncertainty, an area
// or a line. Uses story.js, stamps.js; disc and toView of stage.js.
'use strict';

const FOUND_POINT_PX = 7;

const TAG_FONT = '600 13px system-ui, sans-serif';

/** Half of a tag's height, and its middle above the base of its letters: pixels. */
const TAG_HALF_PX = 11.5;
const TAG_BASE_PX = 4.5;

/**
 * @param {CanvasRenderingContext2D} c
 * @param {{x: number, y: number, scale: number}} view
 * @param {Object[]} places see docs/document-interface.md
 * @param {{colours: Object<string, string>, stamps: Stamps}} looks of the stage
 */
function drawFound(c, view, places, looks) {
  for (const place of places) {
    if (place.lines.length) strokeLines(c, view, place.lines, looks.colours.found);
    else drawPoint(c, view, place, looks);
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

function drawPoint(c, view, place, { colours, stamps }) {
  const [x, y] = toView(view, [place.lon, place.lat]);
  const radius = metresToWorld(place.radius_m ?? 0, place.lat) * view.scale;
  if (radius > FOUND_POINT_PX) disc(c, x, y, radius, colours.found, 0.12, [6, 4]);
  c.beginPath();
  c.arc(x, y, FOUND_POINT_PX, 0, 2 * Math.PI);
  c.lineWidth = 3;
  c.strokeStyle = colours.found;
  c.stroke();
  nameTag(c, stamps, place.name, x, y - FOUND_POINT_PX - 8, { paper: colours.paper, ink: colours.found });
}

/**
 * A name on a ground of its own, so that it can be read whatever the map says below.
 * @param {CanvasRenderingContext2D} c
 * @param {Stamps} stamps
 * @param {string} name
 * @param {number} x middle
 * @param {number} y base of the letters
 * @param {{paper: string, ink: string}} colours
 */
function nameTag(c, stamps, name, x, y, { paper, ink }) {
  const key = `tag ${ink} ${name}`;
  const half = tagHalf(stamps, name, ink);
  stamps.tags.push([x, y - TAG_BASE_PX, half]);
  stamps.lay(c, key, [half, TAG_HALF_PX], x, y - TAG_BASE_PX, (own) => {
    own.font = TAG_FONT;
    own.textAlign = 'center';
    own.beginPath();
    own.roundRect(-half, -TAG_HALF_PX, half * 2, TAG_HALF_PX * 2, 7);
    own.fillStyle = paper;
    own.fill();
    own.fillStyle = ink;
    own.fillText(name, 0, TAG_BASE_PX);
  });
}

/** Half the width of a name on its ground, in pixels. */
function tagHalf(stamps, name, ink) {
  return stamps.halfOf(`tag ${ink} ${name}`) ?? Math.ceil(stamps.widthOf(name, TAG_FONT) / 2) + 8;
}
