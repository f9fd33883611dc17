// The card of the scene at hand: what happens, when, where, who, and how sure all that is.
import { countLabel, LABEL_WORDS } from '../arithmetic/labels.js';
import { element, part, prefersStillness } from '../dom.js';
import { StateReader } from '../statereader.js';
import { filmClock, spanLabel } from '../time/times.js';
import { claimBlocks, isDisputed, placeBlocks, sourceName } from './places.js';
import { personChip } from './tray.js';

export class Card extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   */
  constructor(store, playhead) {
    super(store);
    this.root = part('card');
    /** The event on the card, or -1; null: it has to be written anew. @type {?number} */
    this._event = null;
    /** By person and note, in this theme. @type {Map<string, HTMLElement>} */
    this._chips = new Map();
    /** What has not been written yet of what can be unfolded. */
    /** @type {{disputed: ?Place[], how: ?{remarks: string[], sources: Set<number>}}} */
    this._folded = { disputed: null, how: null };
    /** @type {boolean|undefined} */
    this._isOver = undefined;
    this._scrolled = false;
    // What is folded away is written when it is opened.
    for (const fold of ['disputed', 'how']) part(`card-${fold}`).addEventListener('toggle', (event) => {
      const target = /** @type {HTMLDetailsElement} */ (event.target);
      this._unfold();
      // It opens below what the card shows.
      if (target.open) target.scrollIntoView({ block: 'nearest', behavior: prefersStillness() ? 'auto' : 'smooth' });
    });
    part('card-more').addEventListener('click', () => this._open(this.root.dataset.open !== 'yes'));
    // Asking where it is scrolled to would lay out the page, with each scene.
    part('card-body').addEventListener('scroll', () => { this._scrolled = true; }, { passive: true });
    store.watch(['storyAsSet', 'theme'], () => this._chips.clear());
    store.watch(['story', 'theme', 'locations'], () => { this._event = null; });
    store.watch(['story', 'theme', 'locations', 'timeline', 'shown'], () => this.show(playhead.focus));
    this.show(playhead.focus);
  }

  /** @param {number} k the place of the event to show, or -1 */
  show(k) {
    const i = k < 0 ? -1 : this.timeline.order[k];
    if (i === this._event) return;
    this._event = i;
    this.root.hidden = k < 0;
    if (k < 0) return;
    const { events } = this.story;
    // In the story's own time, whichever clock is followed.
    const place = this.clocks.basePlaces[i];
    const told = i === place || !this.clocks.isTold ? '' : `, told as number ${countLabel(i + 1)}`;
    part('card-count').textContent = LABEL_WORDS.scene(place + 1, events.count) + told;
    part('card-title').textContent = events.titles[i];
    part('card-title').title = events.titles[i];
    part('card-text').textContent = events.texts[i];
    part('card-text').hidden = !events.texts[i];
    part('card-when').replaceChildren(...this._when(place, i));
    part('card-where').replaceChildren(...placeBlocks(this.story, this.locations, i));
    part('card-note').textContent = events.notes[i] ?? '';
    part('card-note').hidden = !events.notes[i];
    fill('card-people', this._people(i));
    this._fold(i);
    this.root.style.setProperty('--scene', this.theme.colourOf(this.story, events.hue[i]));
    if (this._scrolled) part('card-body').scrollTop = 0;
    this._scrolled = false;
  }

  /** Whether its scene has ended, and nothing has begun since; written only when that changes. @param {boolean} isOver */
  tellOver(isOver) {
    if (isOver === this._isOver) return;
    this._isOver = isOver;
    part('card-over').hidden = !isOver;
  }

  /** @param {boolean} open */
  _open(open) {
    this.root.dataset.open = open ? 'yes' : 'no';
    part('card-more').setAttribute('aria-expanded', String(open));
    part('card-more').textContent = open ? 'Less' : 'More';
  }

  /** @param {number} k @param {number} i */
  _when(k, i) {
    const { events } = this.story;
    const span = spanLabel(this.story, this.clocks.base, k);
    const lines = [element('span', { class: 'sm-strong', text: span })];
    const basis = [];
    if (events.dayBasis[i] && events.dayBasis[i] === events.clockBasis[i]) {
      basis.push(`day and hour ${events.dayBasis[i]}`);
    } else {
      if (events.dayBasis[i]) basis.push(`day ${events.dayBasis[i]}`);
      if (events.clockBasis[i]) basis.push(`hour ${events.clockBasis[i]}`);
    }
    if (!events.pinned[i]) lines.push(element('span', { class: 'sm-doubt sm-unplaced', text: 'no pin' }));
    if (basis.length) lines.push(element('span', { class: 'sm-doubt', text: basis.join(', ') }));
    if (events.filmStart[i] !== null) {
      const mark = events.filmBasis[i] === 'documented' ? '' : ', estimated';
      lines.push(element('span', { class: 'sm-doubt', text: `film ${filmClock(events.filmStart[i])}${mark}` }));
    }
    return lines;
  }

  /** @param {number} i */
  _people(i) {
    const { events } = this.story;
    const dead = new Set(events.dies[i]);
    const chips = [
      ...events.people[i].map((p) => this._chip(p, dead.has(p) ? 'dies here' : '')),
      ...events.heard[i].map((p) => this._chip(p, 'heard only')),
      ...events.watched[i].map((p) => this._chip(p, 'watched from afar')),
    ];
    if (!chips.length && this.story.people.length) {
      chips.push(element('span', { class: 'sm-doubt', text: 'Nobody with a name is here.' }));
    }
    return chips;
  }

  /** Work out what a scene's card will say before it is up. @param {number} k a place in the order */
  prepare(k) {
    const i = this.timeline.order[k];
    this._people(i);
    this._when(this.clocks.basePlaces[i], i);
  }

  /** The same people come again and again: each chip is made once. @param {number} p @param {string} note */
  _chip(p, note) {
    const key = `${p} ${note}`;
    let chip = this._chips.get(key);
    if (!chip) this._chips.set(key, chip = personChip(this.story, this.theme, p, { note }));
    return chip;
  }

  /** Where the scene is set and where it was filmed. @param {number} i */
  _involved(i) {
    const { events, places } = this.story;
    return [...new Set([events.place[i], events.filmedAt[i]])].flatMap((at) => (at === null ? [] : [places[at]]));
  }

  /** What can be unfolded about the scene at hand: where sources disagree, and how all is known. @param {number} i */
  _fold(i) {
    const involved = this._involved(i);
    // Where sources disagree, the remark stands with the claims.
    const remarks = involved.flatMap(({ note, alternatives }) => (note && !alternatives.length ? [note] : []));
    const sources = new Set([...this.story.events.sources[i], ...involved.flatMap((place) => place.sources)]);
    this._folded = { disputed: involved, how: { remarks, sources } };
    part('card-disputed').hidden = !involved.some(isDisputed);
    part('card-how').hidden = !remarks.length && !sources.size;
    this._unfold();
  }

  /** Write what stands in the parts that are open; each but once for a scene. */
  _unfold() {
    const { disputed, how } = this._folded;
    if (disputed && /** @type {HTMLDetailsElement} */ (part('card-disputed')).open) {
      part('card-claims').replaceChildren(...claimBlocks(this.story, disputed));
      this._folded.disputed = null;
    }
    if (how && /** @type {HTMLDetailsElement} */ (part('card-how')).open) {
      const remarks = how.remarks.map((/** @type {string} */ text) => element('li', { story: text }));
      part('card-known').replaceChildren(...remarks, ...[...how.sources].map((s) => sourceItem(this.story.sources[s])));
      this._folded.how = null;
    }
  }
}

/**
 * Put nodes into a part of the furniture, and hide it where there are none.
 * @param {string} name
 * @param {Node[]} nodes
 */
function fill(name, nodes) {
  part(name).replaceChildren(...nodes);
  part(name).hidden = !nodes.length;
}

/** @param {Source} source */
function sourceItem(source) {
  return element('li', { dir: 'auto' }, element('span', { class: 'sm-what', text: 'Source: ' }), sourceName(source),
    ...(source.note ? ['. ', element('span', { story: source.note })] : []));
}
