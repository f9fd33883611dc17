// The marker of the current event: a pin in a ring on a plain background, so that it differs from every other marker
// at a glance. While the event plays, a disc around it grows and shrinks.
import { locateOnPath } from '../arithmetic/pathshape.js';
import { vertexIn } from '../arithmetic/tracks.js';
import { sharePlayed } from './movers.js';
import { disc } from './shapes.js';
import { xInView } from './view.js';

/**
 * The pin, the ring around it and the background of both: radii in pixels. The pin is small (`over`) when the event
 * has ended and its card is still shown.
 */
export const CURRENT_RADIUS = { pin: 9, over: 4.5, ring: 13.5, clear: 17 };

/** The disc while the event plays: its least radius, and by how much it grows, in pixels. */
export const PULSE_RADIUS = { least: 18, growth: 8 };

/**
 * @param {?ArrayLike<number>} radii by event, where numbers give the sizes
 * @param {number} event
 * @returns {number} by how many pixels all of these radii are greater for this event
 */
export function grownBy(radii, event) { return radii ? radii[event] - CURRENT_RADIUS.pin : 0; }

/** How long the disc takes to grow and shrink once, in seconds. */
export const PULSE_S = 1.6;

/** Half the size of the picture of the pin and the ring, in pixels. */
const PICTURE_HALF = /** @type {[number, number]} */ ([19, 19]);

/** One for all frames: x and y in world pixels. */
const placeOnWay = [0, 0];

/**
 * Where the marker of an event is: at its location, also if a cluster has its other marker somewhere else. An event with a
 * path is on its way, as its people are, and at the end of the path when it has ended.
 * @param {View} view
 * @param {Pick<Moment, 'time'>} moment
 * @param {number} k
 * @param {{story: Pick<Story, 'worldX' | 'worldY' | 'events'>, timeline: Pick<Timeline, 'order' | 'starts' | 'ends'>}} stage
 * @returns {[number, number]} pixels of the map's window; NaN: the location is unknown
 */
export function placeOfEvent(view, { time }, k, { story: { worldX, worldY, events }, timeline }) {
  const event = timeline.order[k];
  let [x, y] = [worldX[event], worldY[event]];
  const path = events.paths[event];
  if (path.length > 1 && !Number.isNaN(x)) {
    locateOnPath(path, vertexIn(events, event, sharePlayed(timeline, k, time)), placeOnWay);
    [x, y] = placeOnWay;
  }
  return [xInView(view, x), y * view.scale + view.y];
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Moment} moment
 * @param {Stage} stage
 * @returns {Array<{x: number, y: number, reach: number}>} the marker, or nothing
 */
export function drawCurrentEvent(c, view, moment, stage) {
  if (moment.focus < 0) return [];
  const event = stage.timeline.order[moment.focus];
  const [x, y] = placeOfEvent(view, moment, moment.focus, stage);
  if (Number.isNaN(x)) return [];
  const colour = stage.colourOf(event);
  const { radii } = stage.story;
  const grown = grownBy(radii, event);
  const look = { sure: stage.isSure(event), over: !stage.isPlaying(moment), grown: radii ? grown : undefined };
  if (!look.over) {
    const share = moment.pulse ? 0.5 - 0.5 * Math.cos((moment.pulse / PULSE_S) * 2 * Math.PI) : 0.4;
    disc(c, x, y, PULSE_RADIUS.least + grown + share * PULSE_RADIUS.growth, colour, 0.3 - share * 0.12);
  }
  const key = `current ${colour} ${look.sure} ${look.over} ${grown}`;
  const half = /** @type {[number, number]} */ (PICTURE_HALF.map((side) => side + grown));
  stage.pictureCache.draw(c, key, half, x, y, (own) => drawCurrentMarker(own, colour, look, stage.colours));
  return [{ x, y, reach: CURRENT_RADIUS.clear + grown }];
}

/**
 * @param {CanvasRenderingContext2D} c drawn around the origin
 * @param {string} colour of the event
 * @param {{sure: boolean, over: boolean, grown?: number}} look `sure`: the location is more likely right than wrong; if not, the pin is
 *   hollow; `over`: the event has ended; `grown`: see grownBy, where numbers give sizes: the pin covers little then
 * @param {{ink: string, inkSoft: string, paper: string}} colours
 */
export function drawCurrentMarker(c, colour, { sure, over, grown }, { ink, inkSoft, paper }) {
  const round = (/** @type {number} */ radius) => {
    c.beginPath();
    c.arc(0, 0, radius + (grown ?? 0), 0, 2 * Math.PI);
  };
  c.globalAlpha = 0.7;
  if (grown === undefined) {
    round(CURRENT_RADIUS.clear);
    c.fillStyle = paper;
    c.fill();
  } else {
    round(CURRENT_RADIUS.ring);
    c.lineWidth = 6;
    c.strokeStyle = paper;
    c.stroke();
  }
  c.globalAlpha = 1;
  round(CURRENT_RADIUS.ring);
  c.lineWidth = 2;
  c.strokeStyle = over ? inkSoft : ink;
  c.stroke();
  const pin = over && grown === undefined ? CURRENT_RADIUS.over : CURRENT_RADIUS.pin;
  round(sure ? pin : pin - 1);
  c.fillStyle = sure ? colour : paper;
  if (grown !== undefined) c.globalAlpha = over ? 0.7 : 0.9;
  c.fill();
  c.globalAlpha = 1;
  c.lineWidth = over ? 2 : 3;
  c.strokeStyle = colour;
  if (!sure) c.stroke();
}
