// The card of the scene at hand: what happens, when, where, who, and how sure all that is.
// Uses dom.js, tray.js (chips), times.js, clocks.js and palette.js.
'use strict';

class Card {
  /**
   * @param {Object} story
   * @param {Clocks} clocks
   * @param {Theme} theme
   */
  constructor(story, clocks, theme) {
    Object.assign(this, { story, clocks, theme });
    this.root = part('card');
    this._shown = '';
    part('card-more').addEventListener('click', () => this._open(this.root.dataset.open !== 'yes'));
    // Asking where it is scrolled to would lay out the page, with each scene.
    part('card-body').addEventListener('scroll', () => { this._scrolled = true; }, { passive: true });
  }

  /** @param {number} k the place in the order whose card is up, or -1 */
  show(k) {
    const i = k < 0 ? -1 : this.clocks.shown.order[k];
    const key = `${i} ${this.theme.name}`;
    if (key === this._shown) return;
    this._shown = key;
    this.root.hidden = k < 0;
    if (k < 0) return;
    const { events } = this.story;
    // In the story's own time, whichever clock is followed.
    const place = this.clocks.basePlaces[i];
    part('card-count').textContent = `Scene ${place + 1} of ${events.count}${i === place ? '' : `, told as number ${i + 1}`}`;
    part('card-title').textContent = events.titles[i];
    part('card-text').textContent = events.texts[i];
    part('card-text').hidden = !events.texts[i];
    part('card-when').replaceChildren(...this._when(place, i));
    part('card-where').replaceChildren(...this._where(i));
    part('card-note').textContent = events.notes[i] ?? '';
    part('card-note').hidden = !events.notes[i];
    fill('card-people', this._people(i));
    fill('card-known', this._known(i));
    part('card-how').hidden = part('card-known').hidden;
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
    const span = spanLabel(this.story, this.clocks.base, k);
    const lines = [element('span', { class: 'sm-strong', text: span })];
    const basis = [];
    if (events.dayBasis[i] && events.dayBasis[i] === events.clockBasis[i]) {
      basis.push(`day and hour ${events.dayBasis[i]}`);
    } else {
      if (events.dayBasis[i]) basis.push(`day ${events.dayBasis[i]}`);
      if (events.clockBasis[i]) basis.push(`hour ${events.clockBasis[i]}`);
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
    if (set) lines.push(fact('Set at', set.name));
    const precision = this._precision(i);
    if (precision) lines.push(element('p', { class: 'sm-doubt', text: precision }));
    if (filmed && filmed !== set) lines.push(fact('Filmed at', filmed.name, filmed.address));
    else if (filmed?.address) lines.push(fact('Filmed there', filmed.address));
    if (filmed?.today) lines.push(fact('Today', filmed.today));
    return lines;
  }

  /** How sure the point is, in words; '' where the story does not say. */
  _precision(i) {
    const { events } = this.story;
    const radius = events.radius[i];
    const confidence = events.confidence[i];
    const chance = confidence === null ? '' : `${Math.round(confidence * 100)} % sure`;
    if (!events.paths[i].length) return 'Nobody knows where.';
    if (!events.pinned[i]) return 'The place is only a guess, so it has no pin.';
    if (radius === null) return chance;
    const route = events.paths[i].length > 1;
    const within = `${route ? 'Route ' : ''}${route && isAssumedRoute(this.story, i) ? 'assumed, ' : ''}within ${distanceInWords(radius)}`;
    const said = [within, chance].filter(Boolean).join(', ');
    return said[0].toUpperCase() + said.slice(1);
  }

  _people(i) {
    const { events } = this.story;
    const dead = new Set(events.dies[i]);
    const chips = [
      ...events.people[i].map((p) => personChip(this.story, this.theme, p, { note: dead.has(p) ? 'dies here' : '' })),
      ...events.heard[i].map((p) => personChip(this.story, this.theme, p, { note: 'heard only' })),
      ...events.watched[i].map((p) => personChip(this.story, this.theme, p, { note: 'watched from afar' })),
    ];
    if (!chips.length && this.story.people.length) {
      chips.push(element('span', { class: 'sm-doubt', text: 'Nobody with a name is here.' }));
    }
    return chips;
  }

  /** How it is known: remarks on the places, what others claim about them, and where to look it up. */
  _known(i) {
    const { events, places, sources } = this.story;
    const involved = [...new Set([places[events.place[i]], places[events.filmedAt[i]]])].filter(Boolean);
    const remarks = involved.filter(({ note }) => note).map(({ note }) => element('li', { dir: 'auto', text: note }));
    const claims = involved.flatMap(({ alternatives }) => alternatives).map(({ name, why }) => element('li', { dir: 'auto' },
      element('span', { class: 'sm-what', text: 'Another claim: ' }), element('span', { text: `${name}, ${why}` })));
    const numbers = new Set([...events.sources[i], ...involved.flatMap((place) => place.sources)]);
    return [...remarks, ...claims, ...[...numbers].map((s) => sourceItem(sources[s]))];
  }
}

/** Put nodes into a part of the furniture, and hide it where there are none. */
function fill(name, nodes) {
  part(name).replaceChildren(...nodes);
  part(name).hidden = !nodes.length;
}

function sourceItem({ title, url, note }) {
  // A story made in Python has not passed the reader, which refuses other schemes.
  const name = /^https?:\/\//i.test(url ?? '')
    ? element('a', { href: url, target: '_blank', rel: 'noopener noreferrer', text: title })
    : element('span', { text: title });
  return element('li', { dir: 'auto' }, element('span', { class: 'sm-what', text: 'Source: ' }), name,
    note ? element('span', { text: `. ${note}` }) : null);
}

/** One line about a place: what is said of it, its name, and its address below. */
function fact(what, name, address = null) {
  return element('p', { dir: 'auto' },
    element('span', { class: 'sm-what', text: `${what} ` }),
    element('span', { text: name }),
    address ? element('span', { class: 'sm-address', text: ` ${address}` }) : null);
}
