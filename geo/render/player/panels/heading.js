// What the page says of the story as a whole: its title, and whose work is shown.
import { element, part } from '../dom.js';
import { StateReader } from '../statereader.js';

/** Beside the tools a phone has room for so many characters of a title; a longer one has a line of its own there. */
const LONG_TITLE = 8;

export class Heading extends StateReader {
  /** @param {PlayerStore} store */
  constructor(store) {
    super(store);
    store.watch(['storyAsSet'], () => this._name());
    store.watch(['story', 'locations'], () => this._show());
    this._name();
    this._show();
  }

  _name() {
    const { story } = this;
    document.title = story.title;
    part('title').textContent = story.title;
    part('title').dataset.long = story.title.length > LONG_TITLE ? 'yes' : 'no';
    if (story.year) part('title').append(element('span', { class: 'sm-year', text: ` (${story.year})` }));
    part('about').textContent = story.description;
    part('credit').textContent = story.credits.join(' ');
    if (story.tiles) part('credit').append(' This document shows tiles from the network; without one the drawn map stands.');
    if (!story.atlas) part('credit').append(' Where there is no base map, a grid of degrees is drawn.');
  }

  /** Which locations are shown on whose map, in one line; on a phone only the most important part. */
  _show() {
    const { ground } = this.locations;
    part('ground-note').hidden = ground === 'set';
    const wide = (/** @type {string} */ text) => element('span', { class: 'sm-wide', text });
    /** @type {Array<HTMLElement|string>} */
    const said = ground === 'filmed' ? [wide('Where it was filmed · ')] : [];
    if (this.story.tiles) {
      const attribution = this.story.tiles.attribution.replace(/^Tiles(:| courtesy of( the)?) /i, '');
      said.push(`Tiles: ${attribution}`, wide(' (online)'));
      if (this.story.atlas) said.push('; ', wide('drawn map: '), '© OpenStreetMap', wide(' contributors'));
    } else if (this.story.atlas) {
      said.push('© OpenStreetMap', wide(' contributors and others'));
    } else {
      said.push('No base map for this area');
    }
    part('credit-short').replaceChildren(...said);
  }
}
