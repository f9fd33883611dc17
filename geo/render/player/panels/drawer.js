// The drawer beside the map: every scene, everyone in the story (people.js), and two of them (pair.js).
import { countLabel } from '../arithmetic/labels.js';
import { dress, element, page, part } from '../dom.js';
import { listenToStyleSizes, styleSizes } from '../stylesizes.js';
import { startLabel } from '../time/times.js';
import { Finding } from './finding.js';
import { Rows } from './rows.js';

/** What the drawer holds, by the names in furniture.html. */
const TABS = /** @type {const} */ (['scenes', 'people', 'pair']);

export class Drawer {
  /**
   * @param {Story} story
   * @param {Timeline} timeline
   * @param {Theme} theme
   * @param {Playhead} playhead
   * @param {PeoplePanel} people
   */
  constructor(story, timeline, theme, playhead, people) {
    this.story = story;
    this.timeline = timeline;
    this.theme = theme;
    this.playhead = playhead;
    this.people = people;
    this.root = part('drawer');
    this.rows = new Rows(part('scenes'), part('scenes-list'), styleSizes().eventRow, (k) => this._scene(k));
    listenToStyleSizes(() => this.rows.setRowHeight(styleSizes().eventRow));
    this.search = /** @type {HTMLInputElement} */ (part('find'));
    /** @type {?Moment} */
    this.lastMoment = null;
    /** The tab in front. @type {typeof TABS[number]} */
    this.chosen = 'scenes';
    this.finding = new Finding(story, timeline);
    this.finding.more = () => this._more();
    /** @type {() => void} */
    this.changed = () => {};
    this.search.addEventListener('input', () => this._find());
    const tabs = TABS.filter((name) => name !== 'pair' || story.people.length > 1);
    part('tab-pair').hidden = !tabs.includes('pair');
    tabs.forEach((name, n) => {
      part(`tab-${name}`).addEventListener('click', () => this.choose(name));
      part(`tab-${name}`).addEventListener('keydown', (event) => {
        const step = event.key === 'ArrowLeft' ? -1 : Number(event.key === 'ArrowRight');
        if (!step) return;
        const other = tabs[(n + step + tabs.length) % tabs.length];
        this.choose(other);
        part(`tab-${other}`).focus();
      });
    });
    part('drawer-close').addEventListener('click', () => this.toggle(false));
    dress(part('drawer-close'), 'close', 'Close the list');
    this.fill();
    this.choose('scenes');
  }

  get isOpen() { return !this.root.hidden; }

  toggle(open = this.root.hidden) {
    this.root.hidden = !open;
    // Other furniture makes room for it.
    page().dataset.drawer = open ? 'yes' : 'no';
    part('list').setAttribute('aria-expanded', String(open));
    if (open) {
      this._makeRows();
      if (this.lastMoment) this.show(this.lastMoment, true);
      part(`tab-${this.chosen}`).focus({ preventScroll: true });
    } else {
      this.people.leave();
      part('list').focus({ preventScroll: true });
    }
    this.changed();
  }

  /** @param {'scenes'|'people'|'pair'} name */
  choose(name) {
    this.chosen = name;
    for (const other of TABS) {
      part(`tab-${other}`).setAttribute('aria-selected', String(other === name));
      part(`tab-${other}`).tabIndex = other === name ? 0 : -1;
      part(`panel-${other}`).hidden = other !== name;
    }
    this._makeRows();
    if (this.lastMoment) this.show(this.lastMoment, true);
    this.changed();
  }

  /** What has come into sight is there at once, not when the page is next laid out. */
  _makeRows() {
    this.rows.paint();
    this.people.rows.paint();
  }

  /** The theme has changed. */
  recolour() {
    this.fill();
    this.people.repaint();
    if (this.lastMoment) this.show(this.lastMoment, true);
  }

  /** Begin with the first scene that matches; where all are listed again, with the one at hand. */
  _find() {
    this.fill();
    const n = this.search.value.trim() ? 0 : this.rows.items.indexOf(this.lastMoment?.focus);
    part('scenes').scrollTop = 0;
    if (n > 0) this.rows.reveal(n);
  }

  /** List the scenes that the filter and the words in the search box leave. */
  fill() {
    const words = this.search.value.trim();
    this.finding.find(words, this.playhead.shown);
    this.rows.set(this.finding.found);
    this._tellFound();
  }

  /** More of the story has been looked through. */
  _more() {
    this.rows.grow();
    this._tellFound();
  }

  /** How many there are is said in the end only: whoever hears it, hears it once. */
  _tellFound() {
    const { found, among, isDone } = this.finding;
    const none = isDone && !found.length;
    part('scenes-none').hidden = !none;
    const words = isDone ? `${countLabel(found.length)} of ${countLabel(among)}` : 'Searching …';
    part('find-count').textContent = this.search.value.trim() && !none ? words : '';
  }

  /**
   * @param {Moment} moment
   * @param {boolean} [anew] although nothing has changed
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
    button.addEventListener('click', () => this.playhead.seekTo(k, 'click'));
    return button;
  }
}

/** @param {HTMLElement} button @param {boolean} current */
export function markCurrent(button, current) {
  if (current) button.setAttribute('aria-current', 'true');
  else button.removeAttribute('aria-current');
}
