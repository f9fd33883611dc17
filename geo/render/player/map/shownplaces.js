// Places that the page around the document shows (storyMap.showPlaces): a point with its uncertainty, or lines.
import { metresToWorld } from '../arithmetic/mercator.js';
import { drawMapLabel } from './maplabel.js';
import { disc } from './shapes.js';
import { linesInView, toView } from './view.js';

const SHOWN_POINT_PX = 7;

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {ShownPlace[]} places
 * @param {Looks} looks of the stage
 */
export function drawShownPlaces(c, view, places, looks) {
  for (const place of places) {
    if (place.lines.length) strokeLines(c, view, place.lines, looks.colours.found);
    else drawPoint(c, view, place, looks);
  }
}

/** @param {CanvasRenderingContext2D} c @param {View} view @param {LonLat[][]} lines @param {string} colour */
function strokeLines(c, view, lines, colour) {
  c.beginPath();
  for (const line of lines.flatMap((path) => linesInView(view, path))) {
    line.forEach(([x, y], i) => {
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

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {ShownPlace} place
 * @param {{colours: StageColours, pictureCache: PictureCache}} looks
 */
function drawPoint(c, view, place, { colours, pictureCache }) {
  const [x, y] = toView(view, [place.lon, place.lat]);
  const radius = metresToWorld(place.radius_m ?? 0, place.lat) * view.scale;
  if (radius > SHOWN_POINT_PX) disc(c, x, y, radius, colours.found, 0.12, [6, 4]);
  c.beginPath();
  c.arc(x, y, SHOWN_POINT_PX, 0, 2 * Math.PI);
  c.lineWidth = 3;
  c.strokeStyle = colours.found;
  c.stroke();
  drawMapLabel(c, pictureCache, place.name, x, y - SHOWN_POINT_PX - 8, { paper: colours.paper, ink: colours.found });
}
