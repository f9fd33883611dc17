// The card of the scene at hand: what happens, when, where, who, and how sure all that is.
// Uses dom.js, tray.js (chips), times.js and palette.js.
'use strict';

const BASIS_IN_WORDS = { stated: 'stated', implied: 'implied', assumed: 'assumed' };

class Card {
  /**
   * @param {Object} story
   * @param {Object} timeline
   * @param {Theme} theme
   */
  constructor(story, timeline, theme) {
    Object.assign(this, { story, timeline, theme });
    this.root = part('card');
    this._shown = '';
    part('card-more').addEventListener('click', () => this._open(this.root.dataset.open !== 'yes'));
    // Asking where it is scrolled to would lay out the page, with each scene.
    part('card-body').addEventListener('scroll', () => { this._scrolled = true; }, { passive: true });
  }

  /** @param {number} k the place in the order whose card is up, or -1 */
  show(k) {
    const key = `${k} ${this.theme.name}`;
    if (key === this._shown) return;
    this._shown = key;
    this.root.hidden = k < 0;
    if (k < 0) return;
    const { events } = this.story;
    const i = this.timeline.order[k];
    part('card-count').textContent = `Scene ${i + 1} of ${events.count}`;
    part('card-title').textContent = events.titles[i];
    part('card-text').textContent = events.texts[i];
    part('card-text').hidden = !events.texts[i];
    part('card-when').replaceChildren(...this._when(k, i));
    part('card-where').replaceChildren(...this._where(i));
    part('card-people').replaceChildren(...this._people(i));
    part('card-sources').replaceChildren(...this._sources(i));
    const group = events.group[i];
    this.root.style.setProperty('--scene', this.theme.colourOf(this.story, group));
    if (this._scrolled) part('card-body').scrollTop = 0;
    this._scrolled = false;
  }

  _open(open) {
    this.root.dataset.open = open ? 'yes' : 'no';
    part('card-more').setAttribute('aria-expanded', String(open));
    part('card-more').textContent = open ? 'Less' : 'More';
  }

  _when(k, i) {
    const { events } = this.story;
    const span = spanLabel(this.story, this.timeline, k);
    const lines = [element('span', { class: 'sm-strong', text: span })];
    const basis = [];
    if (events.dayBasis[i] && events.dayBasis[i] === events.clockBasis[i]) {
      basis.push(`day and hour ${BASIS_IN_WORDS[events.dayBasis[i]]}`);
    } else {
      if (events.dayBasis[i]) basis.push(`day ${BASIS_IN_WORDS[events.dayBasis[i]]}`);
      if (events.clockBasis[i]) basis.push(`hour ${BASIS_IN_WORDS[events.clockBasis[i]]}`);
    }
    if (basis.length) lines.push(element('span', { class: 'sm-doubt', text: basis.join(', ') }));
    if (events.filmStart[i] !== null) {
      const mark = events.filmBasis[i] === 'documented' ? '' : ', estimated';
      lines.push(element('span', { class: 'sm-doubt', text: `film ${filmClock(events.filmStart[i])}${mark}` }));
    }
    return lines;
  }

  _where(i) {
    const { events, places } = this.story;
    const lines = [];
    const set = places[events.place[i]];
    const filmed = places[events.filmedAt[i]];
    if (set) lines.push(this._place('Set at', set.name, null));
    else if (!events.pinned[i]) lines.push(this._place('Set', 'nobody knows where', null));
    lines.push(element('p', { class: 'sm-doubt', text: this._precision(i) }));
    if (filmed && filmed !== set) lines.push(this._place('Filmed at', filmed.name, filmed.address));
    else if (filmed && filmed.address) lines.push(this._place('Filmed there', filmed.address, null));
    if (filmed?.today) lines.push(this._place('Today', filmed.today, null));
    return lines;
  }

  /** How sure the point is, in words. */
  _precision(i) {
    const { events } = this.story;
    const radius = events.radius[i];
    const confidence = events.confidence[i];
    const chance = confidence === null ? '' : `, ${Math.round(confidence * 100)} % sure`;
    if (!events.pinned[i]) return 'The place is a guess at best, so it has no pin.';
    if (radius === null) return confidence === null ? 'As the story gives it.' : `Confidence ${Math.round(confidence * 100)} %.`;
    return events.paths[i].length > 1
      ? `Route known to within ${distanceInWords(radius)}${chance}`
      : `Within ${distanceInWords(radius)}${chance}`;
  }

  _place(what, name, address) {
    return element('p', {}, element('span', { class: 'sm-what', text: `${what} ` }), element('span', { text: name }),
      address ? element('span', { class: 'sm-doubt', text: ` ${address}` }) : null);
  }

  _people(i) {
    const { events } = this.story;
    const dead = new Set(events.dies[i]);
    const chips = [
      ...events.people[i].map((p) => personChip(this.story, this.theme, p, { note: dead.has(p) ? 'dies here' : '' })),
      ...events.heard[i].map((p) => personChip(this.story, this.theme, p, { note: 'heard only' })),
      ...events.watched[i].map((p) => personChip(this.story, this.theme, p, { note: 'watched from afar' })),
    ];
    return chips.length ? chips : [element('span', { class: 'sm-doubt', text: 'Nobody of the cast is here.' })];
  }

  _sources(i) {
    const { events, places, sources } = this.story;
    const numbers = new Set([
      ...events.sources[i],
      ...(places[events.place[i]]?.sources ?? []),
      ...(places[events.filmedAt[i]]?.sources ?? []),
    ]);
    return [...numbers].map((s) => {
      const source = sources[s];
      // A story made in Python has not passed the reader, which refuses other schemes.
      const link = /^https?:\/\//i.test(source.url ?? '')
        ? element('a', { href: source.url, target: '_blank', rel: 'noopener noreferrer', text: source.title })
        : element('span', { text: source.title });
      return element('li', {}, link);
    });
  }
}

/** @param {number} seconds from the start of the film, as h:mm:ss */
function filmClock(seconds) {
  const two = (n) => String(Math.floor(n)).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
}
