// The map legend: the looks of events and people, drawn as the map draws them, and the signs of the timeline.
import { contextOf, element, part } from '../dom.js';
import { listenTo } from '../listening.js';
import { drawAreaSign } from '../map/areas.js';
import { drawClaimSign } from '../map/claims.js';
import { DETAILED } from '../map/crowding.js';
import { drawPerson, looksOf } from '../map/personmarkers.js';
import { drawCurrentMarker } from '../map/currentmarker.js';
import { shapeElement } from '../map/personshapes.js';
import { BETWEEN_DASH } from '../map/betweenlines.js';
import { TRACK_DASH } from '../map/tracklines.js';
import { StateReader } from '../statereader.js';
import { styleSizes } from '../stylesizes.js';
import { phrase } from '../words/words.js';
import { arePinsEverTogether, drawIdleSign, drawNumberSign } from './legendmarkers.js';
import { isDisputed } from './places.js';
import { STRIP_SIGNS } from './legendstrip.js';

/** Signs are smaller than on the map, to fit into their row. */
const LEGEND_SIGN = 0.85;

/**
 * @typedef {object} LegendEntry
 * @property {PhraseKey} words
 * @property {(c: CanvasRenderingContext2D, colour: string, given: {isCrowd: boolean}, colours: StageColours) => void} [sign]
 * @property {{status: DrawnStatus, solid: boolean}} [person]
 * @property {number[]} [dash]
 * @property {(scrubber: Scrubber) => boolean} [isThere] whether the story can show it
 */

/**
 * The words, how it is drawn (a sign, a person, or a line from one side to the other), and whether the story can show it, if
 * not always. Entries with a person or a line need a story with people.
 * @type {LegendEntry[]}
 */
const LEGEND = [
  { words: 'currentEvent', sign: (c, colour, _, colours) => drawCurrentMarker(c, colour, { sure: true, over: false }, colours) },
  { words: 'legendNumber', sign: drawNumberSign, isThere: arePinsEverTogether },
  { words: 'legendIdle', sign: drawIdleSign, isThere: ({ story }) => !story.radii },
  { words: 'legendArea', sign: drawAreaSign, isThere: ({ story }) => story.events.areas.some(Boolean) },
  { words: 'legendClaim', sign: (c, colour, _, colours) => drawClaimSign(c, 'B', colours), isThere: ({ story }) => story.places.some(isDisputed) },
  { words: 'legendPresent', person: { status: 'seen', solid: true } },
  { words: 'legendUncertain', person: { status: 'seen', solid: false } },
  { words: 'legendBetween', person: { status: 'between', solid: false }, dash: BETWEEN_DASH },
  { words: 'legendLastSeen', person: { status: 'last-seen', solid: false } },
  { words: 'legendDead', person: { status: 'dead', solid: false } },
  { words: 'legendKnownRoute', dash: [] },
  { words: 'legendAssumedRoute', dash: TRACK_DASH },
];

/** @param {LegendEntry} entry for the map */
export function addToLegend(entry) { LEGEND.push(entry); }

export class Legend extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Scrubber} scrubber
   */
  constructor(store, scrubber) {
    super(store);
    this.scrubber = scrubber;
    this.root = /** @type {HTMLDetailsElement} */ (part('legend'));
    this._isCrowd = false;
    listenTo(this.root, 'toggle', () => this.paint());
    store.watch(['story', 'timeline', 'theme', 'pair'], () => this.paint());
  }

  /** If very many events happen at once, markers look different. @param {{visible: number[]}} given */
  show({ visible }) {
    const isCrowd = visible.length > DETAILED;
    if (isCrowd === this._isCrowd) return;
    this._isCrowd = isCrowd;
    this.paint();
  }

  /** Only when it is open. */
  paint() {
    if (!this.root.open) return;
    const { people } = this.story;
    const looks = looksOf(this.story, this.theme);
    const named = people.findIndex(({ group }) => group !== null);
    const look = looks.of[Math.max(0, named)] ?? { colour: looks.colours.lost, shape: 'circle', initials: '' };
    const isThere = (/** @type {LegendEntry} */ { isThere: tell, person, dash }) => (tell ? tell(this.scrubber) : people.length > 0 || !(person || dash));
    const drawn = { look, colours: looks.colours, isCrowd: this._isCrowd };
    const row = (/** @type {LegendEntry} */ entry) => element('li', {}, legendPicture(entry, drawn), element('span', { text: phrase(entry.words) }));
    // Where numbers give the colours, groups are those of people.
    const groups = (this.story.colourScale && !people.length ? [] : this.story.groups).map((group, g) => element('span', { class: 'sm-chip' },
      shapeElement(group.shape, this.theme.colourOf(this.story, g)), element('span', { story: group.name })));
    part('legend-list').replaceChildren(...LEGEND.filter(isThere).map(row));
    part('legend-strip').replaceChildren(...STRIP_SIGNS.filter(isThere).map(row));
    part('legend-groups').replaceChildren(...groups);
  }
}

/**
 * @param {LegendEntry} entry
 * @param {{look: PersonLook, colours: StageColours, isCrowd: boolean}} looks
 * @returns {HTMLCanvasElement} decoration: the words beside it say the same
 */
function legendPicture({ sign, person, dash }, { look, colours, isCrowd }) {
  const { signWidth: width, signHeight: height } = styleSizes();
  const canvas = element('canvas', { 'aria-hidden': 'true', width: 2 * width, height: 2 * height });
  const c = contextOf(canvas);
  c.scale(2, 2);
  if (dash) {
    c.beginPath();
    c.moveTo(2, height / 2);
    c.lineTo(width - 2, height / 2);
    c.setLineDash(dash);
    c.lineWidth = dash.length ? 1.5 : 2.5;
    c.strokeStyle = look.colour;
    c.stroke();
    c.setLineDash([]);
  }
  if (sign) {
    c.translate(width / 2, height / 2);
    c.scale(LEGEND_SIGN, LEGEND_SIGN);
    sign(c, look.colour, { isCrowd }, colours);
  }
  if (person) drawPerson(c, { look, highlighted: false, ...person, x: width / 2, y: height / 2 }, colours);
  return canvas;
}
