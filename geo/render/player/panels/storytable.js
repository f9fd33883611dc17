// The whole story as a table, for reading, for screen readers and for printing. Nothing is made before it is opened; of
// a long story a page of rows at a time.
import { filmClock } from '../arithmetic/labels.js';
import { element, part, setIconAndName } from '../dom.js';
import { listenTo } from '../listening.js';
import { StateReader } from '../statereader.js';
import { furtherScaleName, furtherTimeOf } from '../time/furtherscale.js';
import { spanLabel } from '../time/times.js';
import { areaInWords } from '../words/quantities.js';
import { capitalised, countLabel, phrase, phraseNodes } from '../words/words.js';
import { movementInWords } from './movementwords.js';
import { clockBasisInWords, filmBasisInWords } from './timedoubt.js';

/** Rows of a page: they are made and laid out within a frame or two. */
const PAGE_ROWS = 500;

/** Four digits are about 10 m. */
const DEGREE_DIGITS = 4;

/** Nearer to a pole, a position is at the pole: `_POLE_LATITUDE` in pole_longitudes.py. In degrees. */
const POLE_LATITUDE = 89.99;

export class StoryTable extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   */
  constructor(store, playhead) {
    super(store);
    this.playhead = playhead;
    this.dialog = /** @type {HTMLDialogElement} */ (part('story-table'));
    this.table = part('story-table-rows');
    /** The events in the table: places of the timeline. @type {number[]} */
    this._places = [];
    /** The first row of the page, counted from 0. */
    this._first = 0;
    /** By place of the timeline: the row in the page. @type {Map<number, HTMLElement>} */
    this._rows = new Map();
    /** The place that is marked as current. */
    this._current = -1;
    /** What had the focus before. @type {?HTMLElement} */
    this._opener = null;
    for (const name of ['story-table-open', 'story-table-list']) listenTo(part(name), 'click', () => this.toggle());
    listenTo(part('story-table-close'), 'click', () => this.dialog.close());
    listenTo(part('story-table-earlier'), 'click', () => this._turnPage(-1));
    listenTo(part('story-table-later'), 'click', () => this._turnPage(1));
    listenTo(this.dialog, 'close', () => this._leave());
    setIconAndName(part('story-table-close'), 'close', phrase('closeTable'));
    listenTo(window, 'beforeprint', () => this.isOpen && this._fill(0, this._places.length));
    listenTo(window, 'afterprint', () => this.isOpen && this._fillPage());
    store.watch(['story', 'timeline', 'shown'], () => this.isOpen && this._list());
  }

  get isOpen() { return this.dialog.open; }

  toggle() {
    if (this.isOpen) {
      this.dialog.close();
      return;
    }
    this._opener = /** @type {?HTMLElement} */ (document.activeElement);
    this.dialog.showModal();
    this._list();
    // The region that scrolls has the focus, so that the keys scroll it.
    part('story-table-scroll').focus({ preventScroll: true });
  }

  /** Called in each frame. @param {Moment} moment */
  show({ focus }) {
    if (!this.isOpen || focus === this._current) return;
    this._mark(focus);
  }

  /** Everything is let go of. */
  _leave() {
    this.table.replaceChildren();
    this._rows.clear();
    this._current = -1;
    const opener = this._opener?.isConnected && this._opener !== document.body ? this._opener : part('play');
    opener.focus({ preventScroll: true });
  }

  /** List what the filter shows, with the current event in sight. */
  _list() {
    const { shown, story, timeline } = this;
    this._places = Array.from(timeline.order, (_, k) => k).filter((k) => !shown || shown[k]);
    part('story-table-title').textContent = story.title;
    const [count, total] = [this._places.length, story.events.count];
    part('story-table-count').textContent = count === total ? phrase('eventCount', { count }) : phrase('eventCountOfAll', { count, total });
    const row = Math.max(0, this._places.findLastIndex((k) => k <= this.playhead.focus));
    this._first = row - (row % PAGE_ROWS);
    this._fillPage();
    this._rows.get(this._places[row])?.scrollIntoView({ block: 'center' });
  }

  /** @param {1|-1} step */
  _turnPage(step) {
    this._first += step * PAGE_ROWS;
    this._fillPage();
    part('story-table-scroll').scrollTop = 0;
    // A button that has become useless keeps no focus.
    part('story-table-scroll').focus({ preventScroll: true });
  }

  _fillPage() {
    const count = this._places.length;
    const last = Math.min(count, this._first + PAGE_ROWS);
    this._fill(this._first, last);
    part('story-table-pages').hidden = count <= PAGE_ROWS;
    part('story-table-page').textContent = phrase('rowsShown', { first: this._first + 1, last });
    /** @type {HTMLButtonElement} */ (part('story-table-earlier')).disabled = this._first === 0;
    /** @type {HTMLButtonElement} */ (part('story-table-later')).disabled = last === count;
  }

  /** @param {number} first @param {number} last the rows from the first up to the last, without the last */
  _fill(first, last) {
    const columns = this._columns();
    this._rows = new Map(this._places.slice(first, last).map((k, n) => [k, this._row(k, first + n, columns)]));
    this.table.setAttribute('aria-rowcount', String(this._places.length + 1));
    const heads = Array.from(columns.values(), (head) => element('th', { scope: 'col', role: 'columnheader', text: head }));
    this.table.replaceChildren(
      element('caption', { class: 'sm-hidden', story: this.story.title }),
      element('thead', { role: 'rowgroup' }, element('tr', { role: 'row', 'aria-rowindex': 1 }, ...heads)),
      element('tbody', { role: 'rowgroup' }, ...this._rows.values()),
    );
    this._mark(this.playhead.focus);
  }

  /** @returns {Map<PhraseKey, string>} the columns that the story needs, with their names */
  _columns() {
    /** @type {PhraseKey[]} */
    const keys = ['numberColumn', 'titleColumn', 'timeColumn'];
    if (this.clocks.names.includes('film')) keys.push('filmTimeScale');
    if (this.clocks.names.includes('further')) keys.push('furtherTime');
    keys.push(...this.story.numbers.map(({ kind }) => kind), 'placeColumn');
    if (this.story.people.length) keys.push('people');
    const columns = new Map(keys.map((key) => [key, key === 'furtherTime' ? furtherScaleName(this.story) : phrase(key)]));
    for (const { kind, name } of this.story.numbers) columns.set(kind, name);
    return columns;
  }

  /**
   * The roles are written out: on a phone, where a row is no longer drawn as one, some browsers would drop them.
   * @param {number} k
   * @param {number} n the number of the row, counted from 0
   * @param {Map<PhraseKey, string>} columns
   */
  _row(k, n, columns) {
    const { story, clocks: { base, basePlaces } } = this;
    const { events } = story;
    const event = this.timeline.order[k];
    const jump = element('button', { type: 'button', class: 'sm-plain-link', story: events.titles[event] });
    listenTo(jump, 'click', () => {
      this.playhead.seekTo(k, 'click');
      this.dialog.close();
    });
    const start = events.filmStart[event];
    /** @param {PhraseKey} key @param {Array<string|Node|null>} contents */
    const cell = (key, ...contents) => columns.has(key) && element('td', { role: 'cell', 'data-column': columns.get(key) }, ...contents);
    return element('tr', { role: 'row', 'aria-rowindex': n + 2 },
      element('td', { role: 'cell', text: countLabel(basePlaces[event] + 1) }),
      element('th', { role: 'rowheader', scope: 'row' }, jump),
      cell('timeColumn', spanLabel(story, base, basePlaces[event]), doubtNote(clockBasisInWords(events, event))),
      start !== null && cell('filmTimeScale', filmClock(start), doubtNote(filmBasisInWords(events, event))),
      start === null && cell('filmTimeScale'),
      cell('furtherTime', furtherTimeOf(story, event)),
      ...story.numbers.map(({ kind, wordsOf }) => cell(kind, wordsOf(event))),
      cell('placeColumn', ...placeInRow(story, event), doubtNote(movementInWords(story, this.clocks, event))),
      cell('people', ...namesInRow(story, event)));
  }

  /** @param {number} k */
  _mark(k) {
    this._rows.get(this._current)?.removeAttribute('aria-current');
    this._rows.get(k)?.setAttribute('aria-current', 'true');
    this._current = k;
  }
}

/** @param {string} words '': there is nothing to say @returns {?HTMLElement} */
function doubtNote(words) { return words ? element('span', { class: 'sm-doubt', text: ` ${words}` }) : null; }

/** @param {Story} story @param {number} event @returns {Array<string|?HTMLElement>} where the event is set */
function placeInRow({ asSet, places }, event) {
  const place = asSet.place[event];
  const area = areaInWords(asSet.areas[event]);
  if (place === null && area) return [capitalised(area)];
  if (place === null) return [asSet.pinned[event] ? inDegrees(asSet.paths[event][0]) : doubtNote(phrase('unknown'))];
  return [element('span', { story: places[place].name }), area && phrase('comma') + area, asSet.pinned[event] ? null : doubtNote(phrase('uncertain'))];
}

/**
 * @param {LonLat} position
 * @returns {string} a place without a name, in degrees: latitude, then longitude. A pole has no longitude: there it is
 *   that of the drawing, see pole_longitudes.py
 */
function inDegrees([lon, lat]) {
  const latitude = lat.toFixed(DEGREE_DIGITS);
  return Math.abs(lat) < POLE_LATITUDE ? `${latitude}, ${lon.toFixed(DEGREE_DIGITS)}` : `${latitude}°`;
}

/** @param {Story} story @param {number} event @returns {Array<string|Node>} who takes part, and how */
function namesInRow({ events, people }, event) {
  const nameOf = (/** @type {number} */ person) => element('span', { story: people[person].name });
  return [
    ...events.people[event].map((person) => [nameOf(person)]),
    ...events.heard[event].map((person) => phraseNodes('heardPerson', { name: nameOf(person) })),
    ...events.watched[event].map((person) => phraseNodes('watchedPerson', { name: nameOf(person) })),
  ].flatMap((nodes, n) => (n ? [phrase('comma'), ...nodes] : nodes));
}
