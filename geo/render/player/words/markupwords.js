// The words of furniture.html: its attributes `data-word…` name the entries of the table.
import { setTooltip } from '../dom.js';
import { phrase } from './words.js';

/** By attribute: how its text gets into the element. @type {Record<string, (element: HTMLElement, text: string) => void>} */
const MARKUP_WORDS = {
  'data-word': (element, text) => { element.textContent = text; },
  'data-word-label': (element, text) => element.setAttribute('aria-label', text),
  'data-word-title': (element, text) => setTooltip(element, text),
  'data-word-placeholder': (element, text) => element.setAttribute('placeholder', text),
};

/** Write all of them: before the interface is shown, and again when events have another name. */
export function writeMarkupWords() {
  for (const [attribute, write] of Object.entries(MARKUP_WORDS)) {
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[${attribute}]`))) {
      write(element, phrase(/** @type {PhraseKey} */ (element.getAttribute(attribute))));
    }
  }
}
