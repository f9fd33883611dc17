// The message about parts of the player that have failed: what the viewer needs to know, and the technical reason, which
// can be copied.
import { element, part, setIconAndName } from '../dom.js';
import { phrase } from '../words/words.js';

export class ErrorNotice {
  constructor() {
    this.root = part('errors');
    setIconAndName(part('errors-close'), 'close', phrase('errorClose'));
    part('errors-close').addEventListener('click', () => this._close());
  }

  /** @param {{part: string, message: string, reason: string}} error */
  add({ part: name, message, reason }) {
    this.root.dataset.open = 'yes';
    part('errors-messages').append(element('p', { text: message }));
    part('errors-reasons').append(element('li', { text: `${name}: ${reason}` }));
  }

  /** Later messages do not repeat the earlier ones; the reasons stay. */
  _close() {
    this.root.dataset.open = 'no';
    part('errors-messages').replaceChildren();
    part('play').focus({ preventScroll: true });
  }
}
