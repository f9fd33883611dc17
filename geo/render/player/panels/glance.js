// The distance of the two compared people now: in the bar beside the time readings, or above the card if the readings need
// the bar. A click opens the *Distance* tab. Its sign explains the outlined blocks on the timeline.
import { element, part, setHidden, setTooltip } from '../dom.js';
import { listenTo } from '../listening.js';
import { StateReader } from '../statereader.js';
import { listenToStyleSizes, styleSizes } from '../stylesizes.js';
import { listInWords, phrase } from '../words/words.js';
import { apartAtGlance, apartInWords } from './distancewords.js';

export class Glance extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {() => void} open called with a click: opens the *Distance* tab
   */
  constructor(store, open) {
    super(store);
    this.root = part('glance');
    this.words = part('glance-apart');
    /** The pair whose names it shows; undefined: none yet. @type {Pair|null|undefined} */
    this._named = undefined;
    /** Their names. */
    this._both = '';
    this._time = 0;
    /** What was written last. */
    this._figure = '';
    this._certainty = '';
    listenTo(this.root, 'click', open);
    store.watch(['theme'], () => this._recolour());
    this._place();
    listenToStyleSizes(() => this._place());
    // How the distance is known is computed only for the pointer or the focus.
    for (const kind of /** @type {const} */ (['pointerenter', 'focus'])) listenTo(this.root, kind, () => this._explain());
  }

  /** @param {Moment} moment */
  show({ baseTime }) {
    const pair = this.store.get('pairOf');
    if (pair !== this._named) this._name(pair);
    if (!pair) return;
    this._time = baseTime;
    const { certainty, figure } = apartAtGlance(pair, baseTime);
    // Only if it has changed, and in a box of its own, so that nothing around it is laid out.
    if (figure === this._figure && certainty === this._certainty) return;
    this._figure = figure;
    this._certainty = certainty;
    this.words.textContent = figure;
    /** @type {HTMLElement} */ (this.words.parentElement).dataset.sure = certainty;
    part('glance-said').textContent = phrase(certainty === 'assumed' ? 'namesAndAssumedDistance' : 'namesAndDistance', {
      names: this._both, distance: apartInWords(pair, baseTime).figure,
    });
  }

  /** In the theme's colours. */
  _recolour() {
    const pair = this.store.get('pairOf');
    if (!pair) return;
    for (const n of [0, 1]) {
      const colour = this.theme.colourOf(this.story, this.story.people[pair.people[n]].hue);
      part(`glance-${n}`).style.color = colour;
      part('glance-sign').style.setProperty(`--line-${n}`, colour);
    }
  }

  _place() {
    if (styleSizes().hasGlanceInBar) part('clock-choice').before(this.root);
    else part('panels').prepend(this.root);
  }

  /** @param {?Pair} pair */
  _name(pair) {
    this._named = pair;
    this._figure = '';
    setHidden(this.root, !pair, part('play'));
    if (!pair) return;
    this._both = listInWords([pair.nameOf(0), pair.nameOf(1)]);
    for (const n of [0, 1]) {
      const { name, initials } = this.story.people[pair.people[n]];
      part(`glance-${n}`).replaceChildren(
        element('span', { class: 'sm-glance-name', text: name }), element('span', { text: initials }));
    }
    part('glance-sign').title = phrase('outlinedTogether', { names: this._both });
    this._recolour();
  }

  _explain() {
    if (!this._named) return;
    const { figure, how } = apartInWords(this._named, this._time);
    const where = this.store.get('ground') === 'filmed' ? `${phrase('bySetLocations')} ` : '';
    setTooltip(this.root, phrase('distanceExplained', { names: this._both, distance: figure, how: where + how }));
  }
}
