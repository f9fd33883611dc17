// The theme: which one, and its colours for what is drawn on canvas (the style sheet holds them).

const MAP_COLOURS = [
  'ground', 'sea', 'coast', 'freeway', 'freewayCasing', 'street', 'streetMinor', 'runway',
  'label', 'labelHalo', 'labelFreeway', 'labelSea',
];
const STAGE_COLOURS = ['ink', 'inkSoft', 'paper', 'lost', 'onMarker', 'found', 'accent'];

/** @param {string} prefix @param {string} name in camelCase, as `--map-label-halo` for labelHalo */
export function customProperty(prefix, name) {
  const words = name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  const property = `--${prefix}-${words}`;
  return getComputedStyle(document.documentElement).getPropertyValue(property).trim();
}

export class Theme {
  constructor() {
    /** @type {'dark'|'light'|'auto'} */
    this.choice = 'auto';
    /** @type {() => void} */
    this.changed = () => {};
    /** @type {'dark'|'light'} */
    this.name = 'dark';
    /** The colour of what has none. */
    this._lost = '';
    this._system = matchMedia('(prefers-color-scheme: light)');
    this._system.addEventListener('change', () => this.choice === 'auto' && this._apply());
    this._apply();
  }

  /** @param {'dark'|'light'|'auto'} choice */
  choose(choice) {
    if (!['dark', 'light', 'auto'].includes(choice)) {
      throw new TypeError(`setTheme: found ${choice}, expected dark, light or auto`);
    }
    if (choice === this.choice) return;
    this.choice = choice;
    this._apply();
  }

  /** @returns {BasemapPalette} */
  get map() { return /** @type {any} */ (Object.fromEntries(MAP_COLOURS.map((name) => [name, customProperty('map', name)]))); }

  /** @returns {StageColours} */
  get stage() { return /** @type {any} */ (Object.fromEntries(STAGE_COLOURS.map((name) => [name, customProperty('stage', name)]))); }

  /**
   * @param {Story} story
   * @param {?number} hue index, or null for people and events that have none, see openStory
   */
  colourOf(story, hue) {
    return hue === null ? this._lost : story.hues[hue]?.[this.name] ?? this._lost;
  }

  _apply() {
    const system = this._system.matches ? 'light' : 'dark';
    this.name = this.choice === 'auto' ? system : this.choice;
    document.documentElement.dataset.theme = this.name;
    // Asked once: each time the page's styles would have to be worked out.
    this._lost = customProperty('stage', 'lost');
    this.changed();
  }
}
