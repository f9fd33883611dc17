// The title of the story, its description, and the credits.
import { yearLabel } from '../arithmetic/yearlabels.js';
import { element, part } from '../dom.js';
import { listenTo } from '../listening.js';
import { StateReader } from '../statereader.js';
import { phrase } from '../words/words.js';

/** A phone has room for this number of characters of a title beside the tools; a longer title has a line of its own. */
const LONG_TITLE = 8;

export class Heading extends StateReader {
  /** @param {PlayerStore} store */
  constructor(store) {
    super(store);
    store.watch(['storyAsSet'], () => this._name());
    store.watch(['story', 'locations', 'isMapped'], () => this._show());
    this._name();
    this._show();
    const title = part('title');
    listenTo(title, 'pointerenter', () => { title.title = isCut(title) ? title.textContent ?? '' : ''; });
  }

  _name() {
    const { story } = this;
    document.title = story.title;
    part('title').textContent = story.title;
    part('title').dataset.long = story.title.length > LONG_TITLE ? 'yes' : 'no';
    if (story.year !== null) part('title').append(element('span', { class: 'sm-year', text: ` (${yearLabel(story.year)})` }));
    part('about').textContent = story.description;
    part('credit').textContent = story.credits.join(' ');
    if (story.tiles) part('credit').append(` ${phrase('tilesNote')}`);
    if (!story.atlas || story.atlas.degrees) part('credit').append(` ${phrase('gridNote')}`);
  }

  /** Which locations and whose map are shown, in one line; on a phone only the most important part. */
  _show() {
    const { ground } = this.locations;
    part('ground-note').hidden = ground === 'set';
    const wide = (/** @type {string} */ text) => element('span', { class: 'sm-wide', text });
    /** @type {Array<HTMLElement|string>} */
    const said = ground === 'filmed' ? [wide(`${phrase('filmingLocationsShort')} · `)] : [];
    if (this.story.tiles) {
      const attribution = this.story.tiles.attribution.replace(/^Tiles(:| courtesy of( the)?) /i, '');
      said.push(phrase('tilesBy', { attribution }), wide(` ${phrase('tilesOnline')}`));
      if (this.story.atlas) said.push('; ', wide(`${phrase('builtInMap')} `), '© OpenStreetMap', wide(` ${phrase('contributors')}`));
    } else if (this.store.get('isMapped')) {
      said.push('© OpenStreetMap', wide(` ${phrase('contributorsAndOthers')}`));
    } else {
      said.push(phrase('noBaseMap'));
    }
    part('credit-short').replaceChildren(...said);
  }
}

/** @param {HTMLElement} node @returns {boolean} whether a part of its text has no room */
function isCut({ scrollWidth, clientWidth, scrollHeight, clientHeight }) { return scrollWidth > clientWidth || scrollHeight > clientHeight; }
