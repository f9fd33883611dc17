// The drawer beside the map: events, people (people.js), and the distance of two people (pair.js).
import { element, page, part, setIconAndName } from '../dom.js';
import { listenTo } from '../listening.js';
import { StateReader } from '../statereader.js';
import { listenToStyleSizes, styleSizes } from '../stylesizes.js';
import { startLabel } from '../time/times.js';
import { isSwitchedOff } from '../viewguard.js';
import { isWrittenFromRight, phrase } from '../words/words.js';
import { Search } from './search.js';
import { Rows } from './rows.js';

/** What the drawer holds, by the names in furniture.html. */
const TABS = /** @type {const} */ (['scenes', 'people', 'pair']);

export class Drawer extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   * @param {PeoplePanel} people
   */
  constructor(store, playhead, people) {
    super(store);
    this.playhead = playhead;
    this.people = people;
    this.root = part('drawer');
    this.rows = new Rows(part('scenes'), part('scenes-list'), styleSizes().eventRow, (k) => this._scene(k));
    listenToStyleSizes(() => this.rows.setRowHeight(styleSizes().eventRow));
    this.search = /** @type {HTMLInputElement} */ (part('find'));
    /** @type {?Moment} */
    this.lastMoment = null;
    this.sceneSearch = new Search(this.story, this.timeline);
    listenTo(this.search, 'input', () => this._find());
    listenTo(this.search, 'keydown', (event) => this._enterList(event, 'scenes'));
    for (const name of TABS) {
      listenTo(part(`tab-${name}`), 'click', () => this.choose(name));
      listenTo(part(`tab-${name}`), 'keydown', (event) => this._step(event, name));
    }
    listenTo(part('drawer-close'), 'click', () => this.toggle(false));
    setIconAndName(part('drawer-close'), 'close', phrase('closeList'));
    this._fill();
    this.showTab();
    store.watch(['storyAsSet'], () => { this.lastMoment = null; });
    store.watch(['storyAsSet', 'timeline', 'shown'], () => this._fill());
    store.watch(['theme'], () => this._recolour());
    store.watch(['drawerOpen'], () => this._showOpen());
    store.watch(['drawerTab', 'storyAsSet'], () => this.showTab());
  }

  get isOpen() { return this.store.get('drawerOpen'); }

  /** The tabs of this story: people if it has some, and the distance of two if there are two. @returns {Array<typeof TABS[number]>} */
  get _tabs() {
    const { length } = this.story.people;
    const isThere = { scenes: true, people: length > 0 && !isSwitchedOff('people'), pair: length > 1 && !isSwitchedOff('distance') };
    return TABS.filter((name) => isThere[name]);
  }

  /** The tab in front. A link, or the story before, can ask for a tab that this story does not have. */
  get _front() {
    const wanted = this.store.get('drawerTab');
    return this._tabs.includes(wanted) ? wanted : 'scenes';
  }

  toggle(open = !this.isOpen) {
    this.store.set({ drawerOpen: open });
    part(open ? `tab-${this._front}` : 'list').focus({ preventScroll: true });
  }

  /** @param {typeof TABS[number]} name of the tab in front */
  open(name) {
    this.choose(name);
    this.toggle(true);
  }

  /** Open a tab, or close the drawer if this tab is in front. @param {typeof TABS[number]} name */
  toggleTab(name) {
    if (!this._tabs.includes(name)) return;
    if (this.isOpen && this._front === name) this.toggle(false);
    else this.open(name);
  }

  /** Whether the tab in front has the legend and the list of keys below it. */
  get hasLegend() { return this._front !== 'pair'; }

  /** @param {typeof TABS[number]} name */
  choose(name) { this.store.set({ drawerTab: name }); }

  /** @param {KeyboardEvent} event @param {typeof TABS[number]} name of the tab that has the focus */
  _step(event, name) {
    this._enterList(event, name);
    const tabs = this._tabs;
    const end = { Home: tabs[0], End: tabs[tabs.length - 1] }[event.key];
    if (end) this._moveTo(end);
    const toTheRight = event.key === 'ArrowLeft' ? -1 : Number(event.key === 'ArrowRight');
    if (!toTheRight) return;
    const step = isWrittenFromRight() ? -toTheRight : toTheRight;
    this._moveTo(tabs[(tabs.indexOf(name) + step + tabs.length) % tabs.length]);
  }

  /** @param {typeof TABS[number]} name of the tab that comes in front and has the focus */
  _moveTo(name) {
    this.choose(name);
    part(`tab-${name}`).focus();
  }

  /** The arrow down leads from a tab, or from the search, into its list. @param {KeyboardEvent} event @param {typeof TABS[number]} name */
  _enterList(event, name) {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    /** @type {?HTMLElement} */ (part(`panel-${name}`).querySelector('.sm-scroll [tabindex="0"]'))?.focus();
  }

  _showOpen() {
    const open = this.isOpen;
    this.root.hidden = !open;
    // Other furniture makes room for it.
    page().dataset.drawer = open ? 'yes' : 'no';
    part('list').setAttribute('aria-expanded', String(open));
    if (!open) {
      this.people.leave();
      return;
    }
    this._makeRows();
    if (this.lastMoment) this.show(this.lastMoment, true);
  }

  /** Show the tabs that there are, and the one in front. */
  showTab() {
    const tabs = this._tabs;
    const front = this._front;
    for (const name of TABS) {
      part(`tab-${name}`).hidden = !tabs.includes(name);
      part(`tab-${name}`).setAttribute('aria-selected', String(name === front));
      part(`tab-${name}`).tabIndex = name === front ? 0 : -1;
      part(`panel-${name}`).hidden = name !== front;
    }
    this._makeRows();
    if (this.lastMoment) this.show(this.lastMoment, true);
  }

  /** Make the rows that have become visible at once, not at the next layout of the page. */
  _makeRows() {
    this.rows.paint();
    this.people.paintRows();
  }

  _recolour() {
    this._fill();
    if (this.lastMoment) this.show(this.lastMoment, true);
  }

  /** Scroll to the first event that matches, or to the current event if all are listed again. */
  _find() {
    this._list();
    const n = this.search.value.trim() ? 0 : this.rows.items.indexOf(this.lastMoment?.focus);
    part('scenes').scrollTop = 0;
    if (n > 0) this.rows.reveal(n);
  }

  /** List the events of the timeline that match the filter and the search. */
  _fill() {
    this.sceneSearch.stop();
    this.sceneSearch = new Search(this.story, this.timeline);
    this.sceneSearch.more = () => this._more();
    this._list();
  }

  _list() {
    this.sceneSearch.find(this.search.value.trim(), this.shown);
    this.rows.set(this.sceneSearch.found);
    this._tellFound();
  }

  /** More of the story has been searched. */
  _more() {
    this.rows.grow();
    this._tellFound();
  }

  /** The number of events found appears only at the end, so that screen readers announce it once. */
  _tellFound() {
    const { found, among, isDone } = this.sceneSearch;
    const none = isDone && !found.length;
    part('scenes-none').hidden = !none;
    const words = isDone ? phrase('found', { count: found.length, total: among }) : phrase('searching');
    part('find-count').textContent = this.search.value.trim() && !none ? words : '';
  }

  /**
   * @param {Moment} moment
   * @param {boolean} [anew] even if nothing has changed
   */
  show(moment, anew = false) {
    const turned = moment.focus !== this.lastMoment?.focus;
    this.lastMoment = moment;
    if (!this.isOpen) return;
    if (turned || anew) {
      this.rows.update((row, k) => markCurrent(/** @type {HTMLElement} */ (row.firstChild), k === moment.focus));
      const n = this.rows.items.indexOf(moment.focus);
      if (n >= 0 && !this.root.contains(document.activeElement)) this.rows.reveal(n);
    }
    if (!part('panel-people').hidden) this.people.show(moment);
  }

  /** @param {number} k */
  _scene(k) {
    const i = this.timeline.order[k];
    const { events } = this.story;
    const button = element('button', { type: 'button', class: 'sm-row' },
      element('span', { class: 'sm-row-when', text: startLabel(this.story, this.timeline, k) }),
      element('span', { class: 'sm-row-title', story: events.titles[i] }));
    markCurrent(button, k === this.lastMoment?.focus);
    button.style.setProperty('--scene', this.theme.colourOf(this.story, events.hue[i]));
    button.dataset.event = events.ids[i];
    listenTo(button, 'click', () => this.playhead.seekTo(k, 'click'));
    return button;
  }
}

/** @param {HTMLElement} button @param {boolean} current */
export function markCurrent(button, current) {
  if (current) button.setAttribute('aria-current', 'true');
  else button.removeAttribute('aria-current');
}
