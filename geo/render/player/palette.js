// The theme, and its colours for canvases. The style sheet contains them.

const MAP_COLOURS = [
  'ground', 'sea', 'coast', 'freeway', 'freewayCasing', 'street', 'streetMinor', 'runway',
  'label', 'labelHalo', 'labelFreeway', 'labelSea',
];
const STAGE_COLOURS = ['ink', 'inkSoft', 'paper', 'lost', 'onMarker', 'found', 'accent'];

/** @param {string} prefix @param {string} name in camelCase: with the prefix `map`, labelHalo is `--map-label-halo` */
export function customProperty(prefix, name) {
  const words = name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  const property = `--${prefix}-${words}`;
  return getComputedStyle(document.documentElement).getPropertyValue(property).trim();
}

/** A theme and its colours. They are read from the page, which must have this theme already, see themeswitch.js. */
export class Theme {
  /** @param {ThemeName} name */
  constructor(name) {
    this.name = name;
    /** The colour of people and events without a hue; '' before `prepare`. */
    this._lost = '';
  }

  /** Read that colour once: the browser may have to compute the styles of the page each time. */
  prepare() { this._lost = customProperty('stage', 'lost'); }

  /** @returns {BasemapPalette} */
  get map() { return /** @type {BasemapPalette} */ (coloursOf('map', MAP_COLOURS)); }

  /** @returns {StageColours} */
  get stage() { return /** @type {StageColours} */ (coloursOf('stage', STAGE_COLOURS)); }

  /**
   * @param {Story} story
   * @param {?number} hue an index in `story.hues`, or null
   */
  colourOf(story, hue) {
    return hue === null ? this._lost : story.hues[hue]?.[this.name] ?? this._lost;
  }
}

/** @param {string} prefix @param {string[]} names @returns {unknown} by name: the colour */
function coloursOf(prefix, names) {
  return Object.fromEntries(names.map((name) => [name, customProperty(prefix, name)]));
}
