// Two people: their distance now and over time, and their encounters.
import { REPLAY_AFTER_S } from '../arithmetic/axis.js';
import { element, icon, part, setIconAndName } from '../dom.js';
import { listenTo } from '../listening.js';
import { StateReader } from '../statereader.js';
import { listenToStyleSizes, styleSizes } from '../stylesizes.js';
import { timeInEvent } from '../time/times.js';
import { apartInWords, ENCOUNTER_KINDS, encounterInWords, encountersCounted } from './distancewords.js';
import { Curve } from './curve.js';
import { markCurrent } from './drawer.js';
import { listInWords, phrase } from '../words/words.js';
import { Rows } from './rows.js';

/** A longer text is written smaller, so that the curve stays where it is. */
const LONG_FIGURE = 20;

export class PairPanel extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   * @param {Choice} choice
   */
  constructor(store, playhead, choice) {
    super(store);
    this.playhead = playhead;
    this.choice = choice;
    this.curve = new Curve(store, playhead);
    this.rows = new Rows(part('met'), part('met-list'), styleSizes().encounterRow, (row) => this._encounter(row));
    listenToStyleSizes(() => this.rows.setRowHeight(styleSizes().encounterRow));
    this.selects = ['pair-one', 'pair-other'].map((name) => /** @type {HTMLSelectElement} */ (part(name)));
    /** What was written last, by part. @type {Record<string, string>} */
    this._said = {};
    /** Whether the panel must be filled again when it is next visible. */
    this._isStale = true;
    /** The current encounter, or -1. */
    this._current = -1;
    /** The encounters that are listed. @type {number[]} */
    this._listed = [];
    this._listen();
    store.watch(['storyAsSet'], () => this.selects.forEach((select) => select.replaceChildren()));
    store.watch(['pairOf', 'timeline', 'theme', 'pixelDensity'], () => { this._isStale = true; });
    store.watch(['kept'], () => part('pair-map').setAttribute('aria-pressed', String(choice.kept)));
  }

  /** The two compared people, or null. */
  get pair() { return this.store.get('pairOf'); }

  get isOpen() { return this.store.get('drawerOpen') && this.store.get('drawerTab') === 'pair'; }

  /** @param {Moment} moment */
  show({ baseTime }) {
    if (!this.isOpen) return;
    const { pair } = this;
    if (this._isStale) this._fill();
    this.curve.move();
    const { figure, how } = pair ? apartInWords(pair, baseTime) : { figure: phrase('chooseTwoPeople'), how: '' };
    if (figure !== this._said.apart) part('apart').dataset.long = figure.length > LONG_FIGURE ? 'yes' : 'no';
    this._say('apart', figure);
    this._say('apart-how', pair && this.choice.ground === 'filmed' ? `${phrase('bySetLocations')} ${how}` : how);
    this._mark(pair ? pair.encounterAt(baseTime) : -1);
  }

  /**
   * @param {1|-1} direction to the next encounter on the timeline under the map, or back
   * @returns {boolean} whether there is one
   */
  step(direction) {
    if (!this.pair) return false;
    const { seconds } = this.playhead;
    const stops = [...this._encounterSeconds()].sort((a, b) => a - b);
    const stop = direction > 0
      ? stops.find((second) => second > seconds + 1e-6)
      : stops.findLast((second) => second < seconds - REPLAY_AFTER_S);
    if (stop !== undefined) this.playhead.seek(stop, 'click');
    return stop !== undefined;
  }

  _listen() {
    const { choice } = this;
    const [one, other] = this.selects;
    const choose = (/** @type {HTMLSelectElement} */ changed, /** @type {HTMLSelectElement} */ kept) => {
      const before = choice.pair?.[this.selects.indexOf(changed)];
      // The same person twice: the two are swapped.
      if (changed.value === kept.value) kept.value = String(before ?? '');
      const pair = this.selects.map(({ value }) => (value === '' ? -1 : Number(value)));
      if (!pair.includes(-1)) choice.set({ pair: /** @type {[number, number]} */ (pair) });
    };
    listenTo(one, 'change', () => choose(one, other));
    listenTo(other, 'change', () => choose(other, one));
    listenTo(part('pair-swap'), 'click', () => choice.pair && choice.set({ pair: [choice.pair[1], choice.pair[0]] }));
    listenTo(part('met-previous'), 'click', () => this.step(-1));
    listenTo(part('met-next'), 'click', () => this.step(1));
    listenTo(part('pair-map'), 'click', () => choice.set({ kept: !choice.kept }));
    setIconAndName(part('pair-swap'), 'swap', phrase('swap'));
    setIconAndName(part('met-previous'), 'previous', phrase('previousEncounter'));
    setIconAndName(part('met-next'), 'next', phrase('nextEncounter'));
    setIconAndName(part('pair-map'), 'map', phrase('pinToMap'));
  }

  /** Everything that changes with another pair, time scale or theme. */
  _fill() {
    const { pair, story } = this;
    this._isStale = false;
    this.selects.forEach((select, n) => {
      if (!select.options.length) select.append(...story.people.map(({ name }, p) => element('option', { value: p, story: name })));
      select.value = pair ? String(pair.people[n]) : '';
    });
    const seconds = pair ? this._encounterSeconds() : new Float64Array(0);
    this.curve.set(pair, seconds);
    this.curve.root.hidden = !pair;
    part('curve-key').hidden = !pair;
    const all = pair?.encounters ?? [];
    this._current = -1;
    this._listed = this._byTime(seconds);
    this.rows.set(this._listed.map((n) => ({ pair, met: all[n], n })));
    part('met').scrollTop = 0;
    part('met-count').textContent = encountersCounted(all);
    part('met-head').hidden = !pair;
    part('met').hidden = !all.length;
    for (const name of ['met-previous', 'met-next']) /** @type {HTMLButtonElement} */ (part(name)).disabled = !all.length;
    part('met-none').hidden = !pair || all.length > 0;
    if (pair) this.curve.root.setAttribute('aria-label', phrase('distanceOverTime', { names: listInWords([pair.nameOf(0), pair.nameOf(1)]) }));
  }

  /** By encounter: the playing second at which its event gets the card. */
  _encounterSeconds() {
    const { pair, playhead, clocks } = this;
    return pair ? Float64Array.from(pair.encounters, (met) => clocks.shown.cues[playhead.placeOf(pair.eventOf(met))]) : new Float64Array(0);
  }

  /**
   * The order of the list: by its times. A near miss may begin days before the second of the two people is there.
   * @param {Float64Array} seconds see _encounterSeconds
   * @returns {number[]} encounters
   */
  _byTime(seconds) {
    const times = Array.from(seconds, (second) => this.clocks.baseTimeAt(second));
    return [...times.keys()].sort((one, other) => times[one] - times[other] || one - other);
  }

  /** @param {number} current the current encounter, or -1 */
  _mark(current) {
    if (current === this._current) return;
    this._current = current;
    this.rows.update((row, { n }) => markCurrent(/** @type {HTMLElement} */ (row.firstChild), n === current));
    if (current >= 0 && !part('met').contains(document.activeElement)) this.rows.reveal(this._listed.indexOf(current));
  }

  /**
   * For the pair of the list: another pair may have been chosen since.
   * @param {{pair: Pair, met: Encounter, n: 0 | 1}} given
   */
  _encounter({ pair, met, n }) {
    const { story, clocks } = this;
    const event = pair.eventOf(met);
    // When its event gets the card, which is where the row leads.
    const second = clocks.shown.cues[this.playhead.placeOf(event)];
    const when = timeInEvent(story, clocks.base, clocks.basePlaces[event], clocks.baseTimeAt(second));
    const words = encounterInWords(pair, met);
    // The other person is clear from the two names above.
    const short = met.kind === 'watching' ? phrase('watchesShort', { name: story.people[met.watcher].name }) : words;
    const label = (/** @type {string} */ encounter) => phrase('timeAndEncounter', { time: when, encounter });
    const button = element('button', { type: 'button', class: 'sm-row sm-met-row', title: label(words) },
      icon(ENCOUNTER_KINDS[met.kind].picture),
      element('span', { class: 'sm-row-when', text: label(short) }),
      element('span', { class: 'sm-row-title', story: story.events.titles[event] }));
    markCurrent(button, n === this._current);
    listenTo(button, 'click', () => this.playhead.seekTo(this.playhead.placeOf(event), 'click'));
    return button;
  }

  /** Write a text if it has changed: each change makes the browser lay out the panel. @param {string} name @param {string} text */
  _say(name, text) {
    if (this._said[name] === text) return;
    this._said[name] = text;
    part(name).textContent = text;
  }
}
