// The numbers of the current event, on its card below the time.
import { element, part } from '../dom.js';

/** @type {?HTMLElement} */
let numberLine = null;

/** @param {Story} story @param {number} event */
export function fillNumberLine({ numbers }, event) {
  if (!numberLine) part('card-when').after(numberLine = element('p', { class: 'sm-numbers', id: 'sm-card-numbers' }));
  numberLine.hidden = !numbers.length;
  numberLine.replaceChildren(...numbers.map(({ name, wordsOf }) => element('span', {},
    element('span', { class: 'sm-what', text: name }), ' ', element('span', { class: 'sm-strong', text: wordsOf(event) }))));
}
