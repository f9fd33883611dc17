// Other sources' claims about the location of the current event: a hollow sign with the letter that the card has for
// the claim, and a faint line from the pin to it.
import { sharesWithin } from '../arithmetic/clipping.js';
import { metresApart } from '../arithmetic/distances.js';
import { letter } from '../arithmetic/labels.js';
import { metresToWorld } from '../arithmetic/mercator.js';
import { boxAround, LabelPlacer } from '../arithmetic/placement.js';
import { StateReader } from '../statereader.js';
import { distanceInWords } from '../words/quantities.js';
import { phrase, writingDirection } from '../words/words.js';
import { PERSON_FONTS, PERSON_RADIUS } from './personmarkers.js';
import { PULSE_RADIUS } from './currentmarker.js';
import { boxesOfNumbers } from './markernumbers.js';
import { linesInView, toView } from './view.js';

/** The sign of a claim: its radius and half the size of its picture, in pixels; and the font of its label. */
const CLAIM = { radius: 8, half: /** @type {[number, number]} */ ([11, 11]), font: '500 11.5px system-ui, sans-serif' };

/** A claim this near to the other end of the line from setfilmedlines.js is at that end: metres. */
const SAME_CLAIM_M = 100;

/**
 * The label of a claim: half its height, how far it is below the sign, and how far from the panels, in pixels; and the
 * number of letters of the longest name that is not cut.
 */
const CLAIM_LABEL = { half: 10, below: 21, edge: 8, letters: 40 };

/** Places of a label, the best first: rows down; negative: up. */
const CLAIM_ROWS = [0, 1, -1, 2, -2, 3, -3];

/** @type {readonly PlacedClaim[]} */
const NO_CLAIMS = Object.freeze([]);

/** @typedef {{words: string, half: number}} ClaimText `half`: half its width in pixels */
/**
 * @typedef {{letter: string, at: LonLat, radius: ?number, isOtherEnd: boolean, near: ClaimText, far: ?ClaimText}}
 *   PlacedClaim `near`, `far`: the label if the claim is in the window, and if it is outside
 */

export class Claims extends StateReader {
  /** @param {PlayerStore} store */
  constructor(store) {
    super(store);
    /** The event and the story of the cached claims. @type {?{event: number, story: Story}} */
    this._cachedFor = null;
    /** @type {PlacedClaim[]} */
    this._cached = [];
    /** Labels to draw. @type {Array<ClaimText & Point>} */
    this._labels = [];
    /** The part of the window without panels. @type {Box} */
    this._free = [0, 0, 0, 0];
    /** The current event, in pixels; null: its location is unknown. @type {?[number, number]} */
    this._pin = null;
  }

  /**
   * Signs and lines. They are drawn before the pin and the people.
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {number} event the current event, or -1
   * @param {Box} margins pixels at each edge that panels cover
   * @param {Looks} looks
   */
  draw(c, view, event, [left, top, right, bottom], { colours, pictureCache }) {
    this._labels = [];
    const claims = event < 0 ? NO_CLAIMS : this._claims(event, pictureCache);
    if (!claims.length) return;
    const { events } = this.store.get('storyOnMap');
    const here = events.pinned[event] ? events.paths[event][0] : null;
    const free = [left, top, view.width - right, view.height - bottom];
    this._free = free;
    this._pin = here && toView(view, here);
    /** @type {Array<{which: string, x: number, y: number}>} */
    const signs = [];
    for (const claim of claims) {
      const [ends] = linesInView(view, here ? [here, claim.at] : [claim.at]);
      const [from, to] = [ends[0], ends[ends.length - 1]];
      const shares = sharesWithin(from, to, free);
      const along = (/** @type {number} */ share) => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
      if (shares && !claim.isOtherEnd) strokeClaim(c, along(shares[0]), along(shares[1]), colours);
      const isVisible = to[0] >= free[0] && to[1] >= free[1] && to[0] <= free[2] && to[1] <= free[3];
      if (isVisible) {
        drawUncertainty(c, view, claim, to, colours);
        signs.push({ which: claim.letter, x: to[0], y: to[1] });
        this._labels.push({ ...claim.near, x: to[0], y: to[1] + (claim.isOtherEnd ? -CLAIM_LABEL.below : CLAIM_LABEL.below) });
      } else if (shares) {
        const [x, y] = along(shares[1]);
        // The claim is outside the window: its label is where the line leaves the window.
        if (claim.far) this._labels.push({ ...claim.far, x, y });
      }
    }
    for (const { which, x, y } of signs) pictureCache.draw(c, `claim ${which}`, CLAIM.half, x, y, (own) => drawClaimSign(own, which, colours));
  }

  /**
   * Labels, where they cover nobody. They are drawn after everything else.
   * @param {CanvasRenderingContext2D} c
   * @param {{people: Point[], covered: Box[], numbersDrawn: number[]}} drawn `covered`: panels and other labels;
   *   `numbersDrawn`: see drawNumbers
   * @param {Looks} looks
   */
  drawLabels(c, { people, covered, numbersDrawn }, { colours, pictureCache }) {
    if (!this._labels.length) return;
    const obstacles = [...covered, ...people.map(({ x, y }) => boxAround(x, y, PERSON_RADIUS.seen + 1))];
    if (this._pin) obstacles.push(boxAround(this._pin[0], this._pin[1], PULSE_RADIUS.least + PULSE_RADIUS.growth));
    for (const { words, half, x, y } of placeClaims(this._labels, this._free, obstacles, boxesOfNumbers(numbersDrawn))) {
      pictureCache.labelsDrawn.push([x, y, half]);
      pictureCache.draw(c, `claim label ${words}`, [half, CLAIM_LABEL.half], x, y, (own) => drawClaimText(own, words, half, colours));
    }
  }

  /**
   * The claims about the kind of location that the map shows, if they name a position. They are computed once for each
   * event.
   * @param {number} event
   * @param {PictureCache} pictureCache
   */
  _claims(event, pictureCache) {
    const { story, locations } = this;
    if (event === this._cachedFor?.event && story === this._cachedFor.story) return this._cached;
    this._cachedFor = { event, story };
    const { events, places } = story;
    const index = events[locations.ground === 'set' ? 'place' : 'filmedAt'][event];
    const place = index === null ? null : places[index];
    this._cached = [];
    place?.alternatives.forEach((/** @type {{name: string, at: LonLat | null, radius: number | null}} */ { name, at, radius }, /** @type {number} */ n) => {
      if (!at) return;
      const measured = (/** @type {string} */ text) => ({ words: text, half: Math.ceil(pictureCache.widthOf(text, CLAIM.font) / 2) + 7 });
      const claim = { letter: letter(n + 1), name: cutName(name) };
      const words = phrase('claimNamed', claim);
      const otherEnd = locations.apart(event)?.to;
      const [here] = events.paths[event];
      this._cached.push({
        letter: letter(n + 1), at, radius,
        isOtherEnd: otherEnd !== undefined && metresApart(otherEnd, at) < SAME_CLAIM_M,
        near: measured(words),
        far: here ? measured(phrase('claimNamedAway', { ...claim, distance: distanceInWords(metresApart(here, at)) })) : null,
      });
    });
    return this._cached;
  }
}

/** @param {string} name */
function cutName(name) {
  const letters = [...name];
  return letters.length > CLAIM_LABEL.letters ? `${letters.slice(0, CLAIM_LABEL.letters - 1).join('')}…` : name;
}

/**
 * The line to a claim: it shows a direction, so it is only one pixel wide.
 * @param {CanvasRenderingContext2D} c
 * @param {number[]} from
 * @param {number[]} to
 * @param {{inkSoft: string}} colours
 */
function strokeClaim(c, from, to, { inkSoft }) {
  c.beginPath();
  c.moveTo(from[0], from[1]);
  c.lineTo(to[0], to[1]);
  strokeDotted(c, inkSoft);
}

/**
 * The uncertainty of a claim, if it is larger than the sign.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {PlacedClaim} claim
 * @param {number[]} middle pixels
 * @param {{inkSoft: string}} colours
 */
function drawUncertainty(c, view, { at, radius }, [x, y], { inkSoft }) {
  const reach = metresToWorld(radius ?? 0, at[1]) * view.scale;
  if (reach < CLAIM.radius * 2.5) return;
  c.beginPath();
  c.arc(x, y, reach, 0, 2 * Math.PI);
  strokeDotted(c, inkSoft);
}

/** @param {CanvasRenderingContext2D} c @param {string} colour */
function strokeDotted(c, colour) {
  c.globalAlpha = 1;
  c.lineWidth = 1;
  c.strokeStyle = colour;
  c.setLineDash([2, 5]);
  c.stroke();
  c.setLineDash([]);
}

/**
 * Place labels in the free part of the window, each in the nearest row with room.
 * @param {Array<ClaimText & Point>} labels
 * @param {Box} free
 * @param {Box[]} obstacles a label may also be directly to the left or right of one
 * @param {Box[]} numbers
 * @returns {Array<ClaimText & Point>} the labels that have room, at their places
 */
function placeClaims(labels, [left, top, right, bottom], obstacles, numbers) {
  const placer = new LabelPlacer([-Infinity, top, Infinity, bottom]);
  for (const box of [...obstacles, ...numbers]) placer.block(box);
  const { edge, half: high } = CLAIM_LABEL;
  const sides = obstacles.map((box) => [box[0], box[2]]);
  return labels.flatMap((label) => {
    const middle = clamped(label.y, top + edge + high, bottom - edge - high);
    const columns = [label.x, ...sides.flatMap((side) => [side[0] - label.half - edge, side[1] + label.half + edge])]
      .map((x) => clamped(x, left + edge + label.half, right - edge - label.half))
      .sort((one, other) => Math.abs(one - label.x) - Math.abs(other - label.x));
    const place = placeClaim(placer, label, columns, middle);
    if (!place) return [];
    sides.push([place.x - label.half, place.x + label.half]);
    return [{ ...label, x: place.x, y: place.y }];
  });
}

/**
 * @param {LabelPlacer} placer
 * @param {ClaimText} label
 * @param {number[]} columns x of its middle, the best first
 * @param {number} middle y of the best row
 * @returns {?LabelBox} its place; null: there is no room
 */
function placeClaim(placer, { half }, columns, middle) {
  const h = 2 * CLAIM_LABEL.half;
  for (const row of CLAIM_ROWS) {
    for (const x of columns) {
      const box = { x, y: middle + row * (h + 2), w: 2 * half, h };
      if (placer.take(box)) return box;
    }
  }
  return null;
}

/** @param {number} value @param {number} least @param {number} most @returns {number} the nearest value between them */
function clamped(value, least, most) { return Math.max(least, Math.min(most, value)); }

/**
 * @param {CanvasRenderingContext2D} c drawn around the origin
 * @param {string} which the letter
 * @param {{ink: string, inkSoft: string, paper: string}} colours
 */
export function drawClaimSign(c, which, { ink, inkSoft, paper }) {
  c.beginPath();
  c.arc(0, 0, CLAIM.radius, 0, 2 * Math.PI);
  c.fillStyle = paper;
  c.fill();
  c.lineWidth = 1.5;
  c.strokeStyle = inkSoft;
  c.setLineDash([3, 2.5]);
  c.stroke();
  c.setLineDash([]);
  c.font = PERSON_FONTS.small.few;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.fillStyle = ink;
  c.fillText(which, 0, 0.5);
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {string} words
 * @param {number} half its width, halved
 * @param {{inkSoft: string, paper: string}} colours
 */
function drawClaimText(c, words, half, { inkSoft, paper }) {
  c.direction = writingDirection();
  c.beginPath();
  c.roundRect(-half, -CLAIM_LABEL.half, half * 2, CLAIM_LABEL.half * 2, 6);
  c.globalAlpha = 0.88;
  c.fillStyle = paper;
  c.fill();
  c.globalAlpha = 1;
  c.font = CLAIM.font;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.fillStyle = inkSoft;
  c.fillText(words, 0, 0.5);
}
