// Everyone in the story: how each is known to be now, where, and whom the map shows and follows.
import { formatTime } from '../arithmetic/labels.js';
import { sightingOf } from '../arithmetic/tracks.js';
import { TRACK_LENGTHS } from '../arithmetic/linkfields.js';
import { NO_PERSON } from '../choice.js';
import { element, icon, part } from '../dom.js';
import { StateReader } from '../statereader.js';
import { listenToStyleSizes, styleSizes } from '../stylesizes.js';
import { Rows } from './rows.js';
import { personChip } from './tray.js';

/** @type {Record<string, string>} */
export const STATUS_IN_WORDS = {
  unseen: 'not seen yet',
  seen: 'in the scene now',
  between: 'between two sightings',
  unlocated: 'in a scene that nobody can place',
  'last-seen': 'not seen again',
  dead: 'dead',
};

/** The same with a time after it. @type {Record<string, string>} */
const STATUS_SINCE = {
  seen: 'in the scene since',
  between: 'out of sight since',
  unlocated: 'nobody knows where, since',
  'last-seen': 'last seen',
  dead: 'dead since',
};

/** What stands before the name of a place. @type {Record<string, string>} */
const AT_IN_WORDS = { seen: 'At', dead: 'At', between: 'Last at', 'last-seen': 'Last at' };

/** @type {Record<string, string>} */
const TRACK_LENGTHS_IN_WORDS = { none: 'None', day: 'Of this day', story: 'Of the story so far' };

export class PeoplePanel extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Choice} choice
   * @param {(person: number) => void} show called when a person's row is pressed
   */
  constructor(store, choice, show) {
    super(store);
    this.choice = choice;
    this.chosePerson = show;
    this.rows = new Rows(part('people'), part('people-list'), styleSizes().personRow, (p) => this._row(p));
    listenToStyleSizes(() => this.rows.setRowHeight(styleSizes().personRow));
    this.all = part('people-all');
    this.nobody = /** @type {HTMLButtonElement} */ (part('follow-nobody'));
    /** @type {?Moment} */
    this.moment = null;
    this.tail = /** @type {HTMLSelectElement} */ (part('tail'));
    this.tail.addEventListener('change', () => choice.set({ tail: TRACK_LENGTHS.find((name) => name === this.tail.value) }));
    this.all.addEventListener('click', () => this._toggleAll());
    this.nobody.addEventListener('click', () => choice.set({ followed: new Set() }));
    this._listen(part('people-list'));
    store.watch(['storyAsSet'], () => this._fill());
    store.watch(['theme'], () => this.rows.repaint());
    store.watch(['hidden', 'followed', 'shownPeople', 'tail'], () => this._showChoice());
    this._fill();
  }

  /** Everyone in the story. */
  _fill() {
    this.moment = null;
    // A day means something only where the story has times.
    const lengths = TRACK_LENGTHS.filter((name) => name !== 'day' || this.clocks.base.clock === 'story');
    this.tail.replaceChildren(...lengths.map((name) => element('option', { value: name, text: TRACK_LENGTHS_IN_WORDS[name] })));
    this.rows.set([...this.story.people.keys()]);
    this._showChoice();
  }

  /** @param {Moment} moment */
  show(moment) {
    this.moment = moment;
    this.rows.update((row, p) => this._say(/** @type {HTMLElement} */ (row.firstChild), p));
  }

  /** Rows stay in the page, so that the button that was pressed keeps the focus. */
  _showChoice() {
    const { choice } = this;
    this.all.textContent = choice.hidden.size ? 'Show all' : choice.followed.size ? 'Hide others' : 'Hide all';
    this.nobody.disabled = !choice.followed.size;
    this.tail.value = choice.tail;
    this.rows.update((row, p) => this._press(/** @type {HTMLElement} */ (row.firstChild), p));
  }

  /** The panel is closed: nobody in it is pointed at any more. */
  leave() { this.choice.point(NO_PERSON); }

  /** Whoever is pointed at, by pointer or by keys, is lit on the map. @param {HTMLElement} list */
  _listen(list) {
    const point = (/** @type {Event} */ event) => {
      const row = /** @type {?HTMLElement} */ (/** @type {Element} */ (event.target).closest('[data-person]'));
      this.choice.point(Number(row?.dataset.person ?? NO_PERSON));
    };
    list.addEventListener('pointerover', (event) => event.pointerType === 'mouse' && point(event));
    list.addEventListener('pointerleave', () => this.choice.point(NO_PERSON));
    list.addEventListener('focusin', point);
    list.addEventListener('focusout', () => this.choice.point(NO_PERSON));
  }

  /** @param {number} p */
  _row(p) {
    const { story, theme } = this;
    const { name, hue } = story.people[p];
    const button = (/** @type {string} */ kind, /** @type {Parameters<typeof icon>[0]} */ picture, /** @type {string} */ words, /** @type {() => void} */ toggle) => {
      const made = element('button', { type: 'button', class: `sm-button sm-${kind}`, 'aria-label': words, title: words }, icon(picture));
      made.addEventListener('click', toggle);
      return made;
    };
    const go = element('button', { type: 'button', class: 'sm-row sm-row-person' },
      personChip(story, theme, p),
      element('span', { class: 'sm-doubt sm-how' }),
      element('span', { class: 'sm-doubt', dir: 'auto' }));
    go.addEventListener('click', () => this.chosePerson(p));
    const row = element('div', { class: 'sm-person', 'data-person': p }, go,
      button('eye', 'eye', `Show ${name} on the map`, () => this._toggleShown(p)),
      button('follow', 'target', `Follow ${name}`, () => this._toggleFollowed(p)));
    row.style.setProperty('--person', theme.colourOf(story, hue));
    this._press(row, p);
    if (this.moment) this._say(row, p);
    return row;
  }

  _toggleAll() {
    const { hidden, followed } = this.choice;
    this.choice.set({ hidden: new Set(hidden.size ? [] : [...this.story.people.keys()].filter((p) => !followed.has(p))) });
  }

  /** Who is followed is shown, and who is hidden is not followed. @param {number} p */
  _toggleShown(p) {
    const { choice } = this;
    if (!choice.hidden.has(p)) choice.set({ hidden: new Set([...choice.hidden, p]), followed: without(choice.followed, p) });
    else choice.toggle('hidden', p);
  }

  /** @param {number} p */
  _toggleFollowed(p) {
    const { choice } = this;
    if (!choice.followed.has(p)) choice.set({ followed: new Set([...choice.followed, p]), hidden: without(choice.hidden, p) });
    else choice.toggle('followed', p);
  }

  /** @param {HTMLElement} row @param {number} p */
  _press(row, p) {
    const [, eye, follow] = row.children;
    eye.setAttribute('aria-pressed', String(!this.choice.hidden.has(p)));
    follow.setAttribute('aria-pressed', String(this.choice.followed.has(p)));
    row.dataset.hidden = this.choice.shows(p) ? 'no' : 'yes';
  }

  /** How and where someone is. Written only when that has changed. @param {HTMLElement} row @param {number} p */
  _say(row, p) {
    if (!this.moment) return;
    const person = this.moment.people[p];
    const { base } = this.clocks;
    const k = sightingOf(this.tracks[p], base, this.moment.baseTime, person);
    const said = `${person.status} ${k}`;
    if (row.dataset.said === said) return;
    Object.assign(row.dataset, { said, status: person.status });
    const go = /** @type {HTMLButtonElement} */ (row.firstChild);
    const [, status, where] = go.children;
    go.disabled = !person.position;
    const words = whereaboutsInWords(this.story, base, person.status, k);
    // A time is not broken in two lines.
    status.textContent = [words.how, words.since.replaceAll(' ', '\u00a0')].filter(Boolean).join(' ');
    where.textContent = words.where;
    /** @type {HTMLElement} */ (where).title = where.textContent ?? '';
  }
}

/**
 * How someone is known to be, and where.
 * @param {Story} story
 * @param {Timeline} base
 * @param {string} status
 * @param {number} k of the sighting that says so, or -1
 * @returns {{how: string, since: string, where: string}} `since` and `where`: '' before they are seen
 */
export function whereaboutsInWords(story, base, status, k) {
  if (k < 0) return { how: STATUS_IN_WORDS[status], since: '', where: '' };
  const { events, places } = story;
  const event = base.order[k];
  const isOver = status !== 'seen' && status !== 'unlocated';
  const since = formatTime(base, isOver && events.hasEnd[event] ? base.ends[k] : base.starts[k], events.precision[event]);
  // The place's name, or the scene's where its place has none.
  const index = events.place[event];
  const place = index === null ? '' : places[index].name;
  const at = AT_IN_WORDS[status];
  return { how: STATUS_SINCE[status], since, where: place && at ? `${at} ${place}` : `“${events.titles[event]}”` };
}

/** @param {ReadonlySet<number>} people @param {number} person */
function without(people, person) { return new Set([...people].filter((p) => p !== person)); }
