// Rival claims about the location of the current scene: a hollow sign with the claim's letter from the card, on a
// faint line from the pin.
import { sharesWithin } from '../arithmetic/clipping.js';
import { metresApart } from '../arithmetic/distances.js';
import { letter } from '../arithmetic/labels.js';
import { metresToWorld } from '../arithmetic/mercator.js';
import { boxAround, LabelPlacer } from '../arithmetic/placement.js';
import { distanceInWords } from '../dom.js';
import { StateReader } from '../statereader.js';
import { unrolled } from '../story.js';
import { PERSON_FONTS, PERSON_RADIUS } from './personmarkers.js';
import { FOCUS_DISC } from './currentmarker.js';
import { boxesOfNumbers } from './markernumbers.js';
import { toView } from './view.js';

const CLAIM = { radius: 8, half: /** @type {[number, number]} */ ([11, 11]), font: '500 11.5px system-ui, sans-serif' };

/** A claim as far off as the end of another line is at its end: metres. */
const SAME_CLAIM_M = 100;

/**
 * Words of a claim: half their height, how far below its sign they stand and from what covers the map, in
 * pixels; a name is cut after so many letters.
 */
const CLAIM_TAG = { half: 10, below: 21, edge: 8, letters: 40 };

/** Where words go when something stands there already: so many rows down, or up. */
const CLAIM_ROWS = [0, 1, -1, 2, -2, 3, -3];

/** @type {readonly PlacedClaim[]} */
const NO_CLAIMS = Object.freeze([]);

/** @typedef {{words: string, half: number}} ClaimWords and half their width, in pixels */
/** @typedef {{letter: string, at: LonLat, radius: ?number, isOtherEnd: boolean, near: ClaimWords, far: ?ClaimWords}} PlacedClaim */

export class Claims extends StateReader {
  /** @param {PlayerStore} store */
  constructor(store) {
    super(store);
    /** The event and the story of the claims that were found last. @type {?{event: number, story: Story}} */
    this._of = null;
    /** @type {PlacedClaim[]} */
    this._found = [];
    /** Words to write, and the part of the window that is free for them. */
    /** @type {Array<ClaimWords & Point>} */
    this._tags = [];
    this._free = [0, 0, 0, 0];
  }

  /**
   * Signs and lines; below the pin and the people.
   * @param {CanvasRenderingContext2D} c
   * @param {View} view
   * @param {number} event the scene at hand, or -1
   * @param {number[]} margins what furniture covers: left, top, right, bottom
   * @param {Looks} looks
   */
  draw(c, view, event, [left, top, right, bottom], { colours, pictureCache }) {
    this._tags = [];
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
      const ends = unrolled(here ? [here, claim.at] : [claim.at]).map((position) => toView(view, position));
      const [from, to] = [ends[0], ends[ends.length - 1]];
      const shares = sharesWithin(from, to, free);
      const along = (/** @type {number} */ share) => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
      if (shares && !claim.isOtherEnd) strokeClaim(c, along(shares[0]), along(shares[1]), colours);
      const isInSight = to[0] >= free[0] && to[1] >= free[1] && to[0] <= free[2] && to[1] <= free[3];
      if (isInSight) {
        drawReach(c, view, claim, to, colours);
        signs.push({ which: claim.letter, x: to[0], y: to[1] });
        this._tags.push({ ...claim.near, x: to[0], y: to[1] + (claim.isOtherEnd ? -CLAIM_TAG.below : CLAIM_TAG.below) });
      } else if (shares) {
        const [x, y] = along(shares[1]);
        // Where the line leaves, as it is out of sight.
        if (claim.far) this._tags.push({ ...claim.far, x, y });
      }
    }
    for (const { which, x, y } of signs) pictureCache.lay(c, `claim ${which}`, CLAIM.half, x, y, (own) => drawClaimSign(own, which, colours));
  }

  /**
   * What they are called; over all the rest, where it covers nobody.
   * @param {CanvasRenderingContext2D} c
   * @param {{standing: Array<{x: number, y: number}>, covered: number[][], numbersDrawn: number[]}} others `standing`:
   *   people; `covered`: furniture and other labels, each as left, top, right, bottom; `numbersDrawn`: see drawNumbers
   * @param {Looks} looks
   */
  drawWords(c, { standing, covered, numbersDrawn }, { colours, pictureCache }) {
    if (!this._tags.length) return;
    const obstacles = [...covered, ...standing.map(({ x, y }) => boxAround(x, y, PERSON_RADIUS.seen + 1))];
    if (this._pin) obstacles.push(boxAround(this._pin[0], this._pin[1], FOCUS_DISC.least + FOCUS_DISC.growth));
    for (const { words, half, x, y } of placeClaims(this._tags, this._free, obstacles, boxesOfNumbers(numbersDrawn))) {
      pictureCache.tags.push([x, y, half]);
      pictureCache.lay(c, `claim words ${words}`, [half, CLAIM_TAG.half], x, y, (own) => drawClaimWords(own, words, half, colours));
    }
  }

  /**
   * What others claim about the place that the map shows, as far as they say where; worked out once a scene.
   * The letters are those of the card.
   * @param {number} event
   * @param {PictureCache} pictureCache
   */
  _claims(event, pictureCache) {
    const { story, locations } = this;
    if (event === this._of?.event && story === this._of.story) return this._found;
    this._of = { event, story };
    const { events, places } = story;
    const index = events[locations.ground === 'set' ? 'place' : 'filmedAt'][event];
    const place = index === null ? null : places[index];
    this._found = [];
    place?.alternatives.forEach((/** @type {{name: string, at: LonLat | null, radius: number | null}} */ { name, at, radius }, /** @type {number} */ n) => {
      if (!at) return;
      const measured = (/** @type {string} */ text) => ({ words: text, half: Math.ceil(pictureCache.widthOf(text, CLAIM.font) / 2) + 7 });
      const words = `Claim ${letter(n + 1)}: ${cutName(name)}`;
      const otherEnd = locations.apart(event)?.to;
      const [here] = events.paths[event];
      this._found.push({
        letter: letter(n + 1), at, radius,
        isOtherEnd: otherEnd !== undefined && metresApart(otherEnd, at) < SAME_CLAIM_M,
        near: measured(words),
        far: here ? measured(`${words}, ${distanceInWords(metresApart(here, at))} away`) : null,
      });
    });
    return this._found;
  }
}

/** @param {string} name */
function cutName(name) {
  const letters = [...name];
  return letters.length > CLAIM_TAG.letters ? `${letters.slice(0, CLAIM_TAG.letters - 1).join('')}…` : name;
}

/**
 * One pixel wide: it only tells a direction.
 * @param {CanvasRenderingContext2D} c
 * @param {number[]} from
 * @param {number[]} to
 * @param {{inkSoft: string}} given
 */
function strokeClaim(c, from, to, { inkSoft }) {
  c.beginPath();
  c.moveTo(from[0], from[1]);
  c.lineTo(to[0], to[1]);
  dotted(c, inkSoft);
}

/**
 * How far the claim may be off, where that is more than its sign.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {PlacedClaim} claim
 * @param {number[]} values
 * @param {{inkSoft: string}} colours
 */
function drawReach(c, view, { at, radius }, [x, y], { inkSoft }) {
  const reach = metresToWorld(radius ?? 0, at[1]) * view.scale;
  if (reach < CLAIM.radius * 2.5) return;
  c.beginPath();
  c.arc(x, y, reach, 0, 2 * Math.PI);
  dotted(c, inkSoft);
}

/** @param {CanvasRenderingContext2D} c @param {string} colour */
function dotted(c, colour) {
  c.globalAlpha = 1;
  c.lineWidth = 1;
  c.strokeStyle = colour;
  c.setLineDash([2, 5]);
  c.stroke();
  c.setLineDash([]);
}

/**
 * Words within the free part of the window, each in the nearest row with room for it; none where there is none.
 * @param {Array<ClaimWords & Point>} tags
 * @param {number[]} free left, top, right, bottom
 * @param {number[][]} obstacles the same, each: words stand beside them rather than under them
 * @param {number[][]} numbers the same, each
 * @returns {Array<ClaimWords & Point>} those that have room, where they have it
 */
function placeClaims(tags, [left, top, right, bottom], obstacles, numbers) {
  const placer = new LabelPlacer([-Infinity, top, Infinity, bottom]);
  for (const box of [...obstacles, ...numbers]) placer.block(box);
  const { edge, half: high } = CLAIM_TAG;
  const sides = obstacles.map((box) => [box[0], box[2]]);
  return tags.flatMap((tag) => {
    const middle = within(tag.y, top + edge + high, bottom - edge - high);
    const columns = [tag.x, ...sides.flatMap((side) => [side[0] - tag.half - edge, side[1] + tag.half + edge])]
      .map((x) => within(x, left + edge + tag.half, right - edge - tag.half))
      .sort((one, other) => Math.abs(one - tag.x) - Math.abs(other - tag.x));
    const place = placeClaim(placer, tag, columns, middle);
    if (!place) return [];
    sides.push([place.x - tag.half, place.x + tag.half]);
    return [{ ...tag, x: place.x, y: place.y }];
  });
}

/**
 * @param {LabelPlacer} placer
 * @param {ClaimWords} tag
 * @param {number[]} columns middles of words, the best first
 * @param {number} middle of the best row
 * @returns {?LabelBox} the place that the words have now; null: there is no room
 */
function placeClaim(placer, { half }, columns, middle) {
  const h = 2 * CLAIM_TAG.half;
  for (const row of CLAIM_ROWS) {
    for (const x of columns) {
      const box = { x, y: middle + row * (h + 2), w: 2 * half, h };
      if (placer.take(box)) return box;
    }
  }
  return null;
}

/** @param {number} value @param {number} least @param {number} most @returns {number} brought between them */
function within(value, least, most) { return Math.max(least, Math.min(most, value)); }

/**
 * @param {CanvasRenderingContext2D} c drawn around the origin
 * @param {string} which letter
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
 * @param {number} half
 * @param {{inkSoft: string, paper: string}} given
 */
function drawClaimWords(c, words, half, { inkSoft, paper }) {
  c.beginPath();
  c.roundRect(-half, -CLAIM_TAG.half, half * 2, CLAIM_TAG.half * 2, 6);
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
