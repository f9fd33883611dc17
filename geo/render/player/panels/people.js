// The people of the story: status and location of each now, and whom the map shows and follows.
import { sightingOf } from '../arithmetic/tracks.js';
import { TRACK_LENGTHS } from '../arithmetic/linkfields.js';
import { NO_PERSON } from '../choice.js';
import { element, icon, part } from '../dom.js';
import { listenTo } from '../listening.js';
import { StateReader } from '../statereader.js';
import { listenToStyleSizes, styleSizes } from '../stylesizes.js';
import { endLabel, isTimeUnknown, startLabel } from '../time/times.js';
import { phrase } from '../words/words.js';
import { Rows } from './rows.js';
import { personChip } from './tray.js';

/** @type {Record<Status, PhraseKey>} */
export const STATUS_PHRASES = {
  unseen: 'unseen',
  seen: 'present',
  between: 'between',
  unlocated: 'unlocated',
  'last-seen': 'notSeenAgain',
  dead: 'dead',
};

/** The same with the time since when. @type {Record<Exclude<Status, 'unseen'>, PhraseKey>} */
const STATUS_SINCE = {
  seen: 'presentSince',
  between: 'betweenSince',
  unlocated: 'unlocatedSince',
  'last-seen': 'lastSeen',
  dead: 'deadSince',
};

/** With the name of the place, if the status has a location. @type {Partial<Record<Status, PhraseKey>>} */
const AT_PHRASES = { seen: 'at', dead: 'at', between: 'lastAt', 'last-seen': 'lastAt' };

/** @type {Record<string, PhraseKey>} */
const TRACK_LENGTH_PHRASES = { none: 'noTracks', day: 'tracksOfDay', story: 'tracksOfStory' };

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
    this.stopFollowing = /** @type {HTMLButtonElement} */ (part('stop-following'));
    /** @type {?Moment} */
    this.moment = null;
    this.tail = /** @type {HTMLSelectElement} */ (part('tail'));
    listenTo(this.tail, 'change', () => choice.set({ tail: TRACK_LENGTHS.find((name) => name === this.tail.value) }));
    listenTo(this.all, 'click', () => this._toggleAll());
    listenTo(this.stopFollowing, 'click', () => choice.set({ followed: new Set() }));
    this._listen(part('people-list'));
    store.watch(['storyAsSet'], () => this._fill());
    store.watch(['theme'], () => this.rows.repaint());
    store.watch(['hidden', 'followed', 'shownPeople', 'tail'], () => this._showChoice());
    this._fill();
  }

  /** List everybody in the story. */
  _fill() {
    this.moment = null;
    // Days exist only if the story has times.
    const lengths = TRACK_LENGTHS.filter((name) => name !== 'day' || this.clocks.base.clock === 'story');
    this.tail.replaceChildren(...lengths.map((name) => element('option', { value: name, text: phrase(TRACK_LENGTH_PHRASES[name]) })));
    this.rows.set([...this.story.people.keys()]);
    this._showChoice();
  }

  /** @param {Moment} moment */
  show(moment) {
    this.moment = moment;
    this.rows.update((row, p) => this._say(/** @type {HTMLElement} */ (row.firstChild), p));
  }

  /** Rows stay in the page, so that the pressed button keeps the focus. */
  _showChoice() {
    const { choice } = this;
    this.all.textContent = phrase(choice.hidden.size ? 'showAll' : choice.followed.size ? 'hideOthers' : 'hideAll');
    // Not `disabled`, which would take the focus away from the button that was just pressed.
    this.stopFollowing.setAttribute('aria-disabled', String(!choice.followed.size));
    this.tail.value = choice.tail;
    this.rows.update((row, p) => this._press(/** @type {HTMLElement} */ (row.firstChild), p));
  }

  /** Make the rows that have come into view. */
  paintRows() { this.rows.paint(); }

  /** The panel is closed, so the pointer is on none of its people. */
  leave() { this.choice.point(NO_PERSON); }

  /** The map highlights the person under the pointer or with the focus. @param {HTMLElement} list */
  _listen(list) {
    const point = (/** @type {Event} */ event) => {
      const row = /** @type {?HTMLElement} */ (/** @type {Element} */ (event.target).closest('[data-person]'));
      this.choice.point(Number(row?.dataset.person ?? NO_PERSON));
    };
    listenTo(list, 'pointerover', (event) => event.pointerType === 'mouse' && point(event));
    listenTo(list, 'pointerleave', () => this.choice.point(NO_PERSON));
    listenTo(list, 'focusin', point);
    listenTo(list, 'focusout', () => this.choice.point(NO_PERSON));
  }

  /** @param {number} p */
  _row(p) {
    const { story, theme } = this;
    const { name, hue } = story.people[p];
    const button = (/** @type {string} */ kind, /** @type {Parameters<typeof icon>[0]} */ picture, /** @type {string} */ words, /** @type {() => void} */ toggle) => {
      const made = element('button', { type: 'button', class: `sm-button sm-${kind}`, 'aria-label': words, title: words }, icon(picture));
      listenTo(made, 'click', toggle);
      return made;
    };
    const go = element('button', { type: 'button', class: 'sm-row sm-row-person' },
      personChip(story, theme, p),
      element('span', { class: 'sm-doubt sm-how' }),
      element('span', { class: 'sm-doubt' }));
    listenTo(go, 'click', () => this.chosePerson(p));
    const row = element('div', { class: 'sm-person', 'data-person': p }, go,
      button('eye', 'eye', phrase('showPerson', { name }), () => this._toggleShown(p)),
      button('follow', 'target', phrase('followPerson', { name }), () => this._toggleFollowed(p)));
    row.style.setProperty('--person', theme.colourOf(story, hue));
    this._press(row, p);
    if (this.moment) this._say(row, p);
    return row;
  }

  _toggleAll() {
    const { hidden, followed } = this.choice;
    this.choice.set({ hidden: new Set(hidden.size ? [] : [...this.story.people.keys()].filter((p) => !followed.has(p))) });
  }

  /** A followed person is shown, and a hidden person is not followed. @param {number} p */
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

  /** Status and location of a person, written only when they have changed. @param {HTMLElement} row @param {number} p */
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
    // The focus stays, although there is nothing to show.
    go.disabled = !person.position && go !== document.activeElement;
    const words = whereaboutsInWords(this.story, base, person.status, k);
    status.textContent = words.how;
    where.textContent = words.where;
    /** @type {HTMLElement} */ (where).title = where.textContent ?? '';
  }
}

/**
 * The status of a person, and where.
 * @param {Story} story
 * @param {Timeline} base
 * @param {Status} status
 * @param {number} k of the sighting that says so, or -1
 * @returns {{how: string, where: string}} `how` with the time since when, which does not wrap; `where`: '' before the first sighting
 */
export function whereaboutsInWords(story, base, status, k) {
  if (k < 0 || status === 'unseen') return { how: phrase(STATUS_PHRASES[status]), where: '' };
  const { events, places } = story;
  const event = base.order[k];
  const isOver = status !== 'seen' && status !== 'unlocated';
  const time = isOver && events.hasEnd[event] ? endLabel(story, base, k) : startLabel(story, base, k);
  // The name of the place, or the title of the event if its place has none.
  const index = events.place[event];
  const place = index === null ? '' : places[index].name;
  const at = AT_PHRASES[status];
  const where = place && at ? phrase(at, { place }) : phrase('inEvent', { title: events.titles[event] });
  // "Present since" needs a time.
  const how = isTimeUnknown(story, base, k)
    ? phrase(STATUS_PHRASES[status]) + phrase('comma') + time
    : phrase(STATUS_SINCE[status], { time: time.replaceAll(' ', '\u00a0') });
  return { how, where };
}

/** @param {ReadonlySet<number>} people @param {number} person */
function without(people, person) { return new Set([...people].filter((p) => p !== person)); }
