// The text of labels of the base map: fonts, widths, and rows of long names.

/** Text is measured at this size, in pixels. */
const MEASURED_PX = 64;

/** A longer name has two rows: characters. */
const MOST_IN_ROW = 13;

export class LabelText {
  /**
   * @param {CanvasRenderingContext2D} c
   * @param {string} family
   * @param {Map<string, number>} widths measured texts; the caller keeps the map from one drawing to the next
   */
  constructor(c, family, widths) {
    this.c = c;
    this.family = family;
    this.widths = widths;
  }

  /** @param {number} size @param {number} weight */
  font(size, weight, style = '') { return `${style} ${weight} ${size}px ${this.family}`.trim(); }

  /**
   * The width of a text in pixels. Each text is measured only once, at a large size: sizes change with the zoom, and
   * measuring takes longer than everything else about placing a label.
   * @param {string} text
   * @param {string} font as from font()
   * @param {number} spacing pixels after each letter
   */
  measure(text, font, spacing) {
    const size = Number(/([\d.]+)px/.exec(font)?.[1]);
    const large = font.replace(`${size}px`, `${MEASURED_PX}px`);
    const key = `${large}|${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.c.font = large;
      width = this.c.measureText(text).width / MEASURED_PX;
      this.widths.set(key, width);
    }
    // There is no space after the last letter.
    return width * size + spacing * (text.length - 1);
  }
}

/**
 * @param {string} name
 * @returns {string[]} the name in one row, or in two of about equal length if it is long and has several words
 */
export function rowsOf(name) {
  if (name.length <= MOST_IN_ROW) return [name];
  const places = [...name.matchAll(/[ /-]/g)].map((match) => match.index);
  if (!places.length) return [name];
  const fromMiddle = (/** @type {number} */ i) => Math.abs(i - name.length / 2);
  const at = places.reduce((best, i) => (fromMiddle(i) < fromMiddle(best) ? i : best));
  const cut = name[at] === ' ' ? at : at + 1;
  return [name.slice(0, cut).trim(), name.slice(cut).trim()];
}
