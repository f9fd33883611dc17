// The tray: events whose location is unknown, so that the map does not show them.
import { element, part } from '../dom.js';
import { shapeElement } from '../map/personshapes.js';
import { StateReader } from '../statereader.js';
import { phrase } from '../words/words.js';

/** More events than this are only counted, because the tray must not cover the map. */
const TRAY_ROWS = 4;

export class Tray extends StateReader {
  /** @param {PlayerStore} store */
  constructor(store) {
    super(store);
    this.root = part('tray');
    this.list = part('tray-list');
    /** What it shows; null: it must be written again. @type {?string} */
    this._shown = null;
    /** By place of the timeline: 1 where the event has no pin. */
    this._unplaced = new Uint8Array(0);
    this._anyUnplaced = false;
    this._collect();
    store.watch(['story', 'timeline'], () => this._collect());
    store.watch(['theme'], () => { this._shown = null; });
  }

  /** The events without a pin. */
  _collect() {
    const { story, timeline, locations } = this;
    const somewhere = story.region ? phrase('somewhereIn', { region: story.region }) : phrase('unknownLocation');
    this._shown = null;
    part('tray-title').textContent = locations.ground === 'filmed' ? phrase('unknownFilmingLocation') : somewhere;
    // By place of the timeline, so that a frame with half of a long story is searched quickly.
    this._unplaced = Uint8Array.from(timeline.order, (event) => Number(!story.events.pinned[event]));
    this._anyUnplaced = this._unplaced.includes(1);
  }

  /** @param {Moment} moment */
  show({ visible, focus }) {
    const events = [];
    let more = 0;
    if (this._anyUnplaced) {
      for (const k of visible) {
        if (!this._unplaced[k]) continue;
        if (events.length < TRAY_ROWS) events.push(this.timeline.order[k]);
        else more++;
      }
    }
    const key = `${events.join()} ${more} ${focus}`;
    if (key === this._shown) return;
    this._shown = key;
    // If it is only the current event, the card says it.
    this.root.hidden = !events.length || (events.length === 1 && events[0] === this.timeline.order[focus]);
    if (this.root.hidden) return;
    const rest = more ? element('li', { class: 'sm-doubt', text: phrase('andMore', { count: more }) }) : null;
    this.list.replaceChildren(...events.map((event) => this._row(event)), ...(rest ? [rest] : []));
  }

  /** @param {number} event */
  _row(event) {
    const people = this.story.events.people[event].map((p) => personChip(this.story, this.theme, p));
    return element('li', {}, element('span', { story: this.story.events.titles[event] }), ...people);
  }
}

/**
 * A person as shape, initials and name.
 * @param {Story} story
 * @param {Theme} theme
 * @param {number} p
 * @param {{note?: string}} [how]
 */
export function personChip(story, theme, p, { note = '' } = {}) {
  const person = story.people[p];
  const chip = element('span', { class: 'sm-chip', title: person.actor ? `${person.name} (${person.actor})` : person.name });
  chip.append(
    shapeElement(person.group === null ? 'circle' : story.groups[person.group].shape, theme.colourOf(story, person.hue)),
    element('span', { story: person.name }),
  );
  if (note) chip.append(element('span', { class: 'sm-chip-note', text: note }));
  return chip;
}
