// The card of the current event: what happens, when, where, with whom, and how certain that is.
import { filmClock } from '../arithmetic/labels.js';
import { element, part, prefersReducedMotion, setHidden } from '../dom.js';
import { listenTo } from '../listening.js';
import { numberCode } from '../numbercode.js';
import { StateReader } from '../statereader.js';
import { namedFurtherTimeOf } from '../time/furtherscale.js';
import { spanLabel } from '../time/times.js';
import { phrase, phraseNodes } from '../words/words.js';
import { movementInWords } from './movementwords.js';
import { claimBlocks, isDisputed, placeBlocks, sourceName } from './places.js';
import { clockBasisInWords, filmTimeInWords } from './timedoubt.js';
import { personChip } from './tray.js';

export class Card extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   */
  constructor(store, playhead) {
    super(store);
    this.root = part('card');
    /** The event on the card, or -1; null: the card must be written again. @type {?number} */
    this._event = null;
    /** By person and note, in this theme. @type {Map<string, HTMLElement>} */
    this._chips = new Map();
    /** What has not been written yet into the folded parts. */
    /** @type {{disputed: ?Place[], how: ?{remarks: string[], sources: Set<number>}}} */
    this._folded = { disputed: null, how: null };
    /** @type {boolean|undefined} */
    this._isOver = undefined;
    this._scrolled = false;
    // A folded part is written when it is opened.
    for (const fold of ['disputed', 'how']) listenTo(part(`card-${fold}`), 'toggle', (event) => {
      const target = /** @type {HTMLDetailsElement} */ (event.target);
      this._unfold();
      // It opens below what the card shows.
      if (target.open) target.scrollIntoView({ block: 'nearest', behavior: prefersReducedMotion() ? 'auto' : 'smooth' });
    });
    listenTo(part('card-more'), 'click', () => this._open(this.root.dataset.open !== 'yes'));
    // Reading the scroll position would lay out the page at each event.
    listenTo(part('card-body'), 'scroll', () => { this._scrolled = true; }, { passive: true });
    this._open(false);
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
    setHidden(this.root, k < 0, part('play'));
    if (k < 0) return;
    const focused = document.activeElement;
    const { events } = this.story;
    // Its number by story time, on every time scale.
    const place = this.clocks.basePlaces[i];
    const count = [phrase('eventOfAll', { number: place + 1, total: events.count })];
    if (i !== place && this.clocks.isTold) count.push(phrase('storyOrder', { number: i + 1 }));
    part('card-count').textContent = count.join(' · ');
    part('card-title').textContent = events.titles[i];
    part('card-title').title = events.titles[i];
    part('card-text').textContent = events.texts[i];
    part('card-text').hidden = !events.texts[i];
    part('card-when').replaceChildren(...this._when(place, i));
    numberCode()?.fillCard(this.story, i);
    part('card-where').replaceChildren(...placeBlocks(this.story, this.locations, i), ...this._movement(i));
    part('card-note').textContent = events.notes[i] ?? '';
    part('card-note').hidden = !events.notes[i];
    fill('card-people', this._people(i));
    this._fold(i);
    this.root.style.setProperty('--scene', this.theme.colourOf(this.story, events.hue[i]));
    // A link of the event before is gone.
    if (focused && !focused.isConnected) part('card-body').focus({ preventScroll: true });
    if (this._scrolled) part('card-body').scrollTop = 0;
    this._scrolled = false;
  }

  /** Whether its event has ended and no other has begun; written only when that changes. @param {boolean} isOver */
  tellOver(isOver) {
    if (isOver === this._isOver) return;
    this._isOver = isOver;
    part('card-over').hidden = !isOver;
  }

  /** @param {boolean} open */
  _open(open) {
    this.root.dataset.open = open ? 'yes' : 'no';
    part('card-more').setAttribute('aria-expanded', String(open));
    part('card-more').textContent = phrase(open ? 'less' : 'more');
  }

  /** @param {number} k @param {number} i */
  _when(k, i) {
    const { events } = this.story;
    const { base } = this.clocks;
    // In a story without times, it would be the number of the event, which is above the title.
    const lines = base.clock === 'telling' ? [] : [element('span', { class: 'sm-strong', text: spanLabel(this.story, base, k) })];
    const basis = clockBasisInWords(events, i);
    if (!events.pinned[i]) lines.push(element('span', { class: 'sm-doubt sm-unplaced', text: phrase('notOnMap') }));
    if (basis) lines.push(element('span', { class: 'sm-doubt', text: basis }));
    if (events.filmStart[i] !== null) {
      const time = phrase('filmTime', { time: filmClock(events.filmStart[i]) });
      lines.push(element('span', { class: 'sm-doubt', text: filmTimeInWords(events, i, time) }));
    }
    const further = namedFurtherTimeOf(this.story, i);
    if (further) lines.push(element('span', { class: 'sm-doubt', text: further }));
    return lines;
  }

  /** @param {number} i */
  _movement(i) {
    const words = movementInWords(this.story, this.clocks, i);
    return words ? [element('p', { class: 'sm-doubt', text: words })] : [];
  }

  /** @param {number} i */
  _people(i) {
    const { events } = this.story;
    const dead = new Set(events.dies[i]);
    const chips = [
      ...events.people[i].map((p) => this._chip(p, dead.has(p) ? phrase('diesHere') : '')),
      ...events.heard[i].map((p) => this._chip(p, phrase('voiceOnly'))),
      ...events.watched[i].map((p) => this._chip(p, phrase('watchedFromDistance'))),
    ];
    if (!chips.length && this.story.people.length) {
      chips.push(element('span', { class: 'sm-doubt', text: phrase('nobodyNamed') }));
    }
    return chips;
  }

  /** Prepare the card of an event before its turn. @param {number} k a place in the order */
  prepare(k) {
    const i = this.timeline.order[k];
    this._people(i);
    this._when(this.clocks.basePlaces[i], i);
  }

  /** The same people come back often: each chip is made once. @param {number} p @param {string} note */
  _chip(p, note) {
    const key = `${p} ${note}`;
    let chip = this._chips.get(key);
    if (!chip) this._chips.set(key, chip = personChip(this.story, this.theme, p, { note }));
    return chip;
  }

  /** The places where the event is set and where it was filmed. @param {number} i */
  _involved(i) {
    const { events, places } = this.story;
    return [...new Set([events.place[i], events.filmedAt[i]])].flatMap((at) => (at === null ? [] : [places[at]]));
  }

  /** The folded parts: where sources disagree, and how the facts are known. @param {number} i */
  _fold(i) {
    const involved = this._involved(i);
    // If sources disagree, the remark is with the claims.
    const remarks = involved.flatMap(({ note, alternatives }) => (note && !alternatives.length ? [note] : []));
    const sources = new Set([...this.story.events.sources[i], ...involved.flatMap((place) => place.sources)]);
    this._folded = { disputed: involved, how: { remarks, sources } };
    setHidden(part('card-disputed'), !involved.some(isDisputed), part('card-body'));
    setHidden(part('card-how'), !remarks.length && !sources.size, part('card-body'));
    this._unfold();
  }

  /** Write the parts that are open, once for each event. */
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
 * Put nodes into a part of the furniture, and hide it if there are none.
 * @param {string} name
 * @param {Node[]} nodes
 */
function fill(name, nodes) {
  part(name).replaceChildren(...nodes);
  part(name).hidden = !nodes.length;
}

/** @param {Source} source */
function sourceItem(source) {
  return element('li', {}, ...phraseNodes('source', { title: sourceName(source) }),
    ...(source.note ? ['. ', element('span', { story: source.note })] : []));
}
