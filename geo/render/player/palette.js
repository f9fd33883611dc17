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

/** A theme and its colours. They are read from the page, so the page must have this theme: see themeswitch.js. */
export class Theme {
  /** @param {ThemeName} name */
  constructor(name) {
    this.name = name;
    /** The colour of what has none; '' before `prepare`. */
    this._lost = '';
  }

  /** Read the colour that everything needs, once: each time the page's styles would have to be worked out. */
  prepare() { this._lost = customProperty('stage', 'lost'); }

  /** @returns {BasemapPalette} */
  get map() { return /** @type {BasemapPalette} */ (coloursOf('map', MAP_COLOURS)); }

  /** @returns {StageColours} */
  get stage() { return /** @type {StageColours} */ (coloursOf('stage', STAGE_COLOURS)); }

  /**
   * @param {Story} story
   * @param {?number} hue index, or null for people and events that have none, see openStory
   */
  colourOf(story, hue) {
    return hue === null ? this._lost : story.hues[hue]?.[this.name] ?? this._lost;
  }
}

/** @param {string} prefix @param {string[]} names @returns {unknown} by name: the colour */
function coloursOf(prefix, names) {
  return Object.fromEntries(names.map((name) => [name, customProperty(prefix, name)]));
}
