// The message about parts of the player that have failed: what the viewer needs to know, and the technical reasons, which
// can be copied.
import { element, part, setIconAndName } from '../dom.js';
import { phrase } from '../words/words.js';

export class ErrorNotice {
  constructor() {
    this.root = part('errors');
    /** The views that are switched off, as the viewer calls them. @type {string[]} */
    this._names = [];
    /** Whether the map cannot show the story without one of them. */
    this._isMainOff = false;
    setIconAndName(part('errors-close'), 'close', phrase('errorClose'));
    part('errors-close').addEventListener('click', () => this._close());
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this._close();
    });
  }

  /**
   * A view has been switched off. All of them are in one list.
   * @param {string} name as the viewer calls it
   * @param {boolean} isMain whether the map cannot show the story without it
   * @param {{part: string, reason: string}} error
   */
  addSwitchedOff(name, isMain, { part: view, reason }) {
    this._names.push(name);
    this._isMainOff ||= isMain;
    part('errors-off').textContent = switchedOffInWords(this._names);
    // One name is in the sentence already.
    const listed = this._names.length > 1 ? this._names : [];
    part('errors-names').append(...listed.slice(part('errors-names').childElementCount).map((text) => element('li', { text })));
    part('errors-rest').textContent = whatStillWorks(this._isMainOff);
    this._open(view, reason);
  }

  /** Another error. @param {{part: string, message: string, reason: string}} error */
  add({ part: name, message, reason }) {
    part('errors-others').append(element('p', { text: message }));
    this._open(name, reason);
  }

  /** @param {string} name @param {string} reason */
  _open(name, reason) {
    this.root.dataset.open = 'yes';
    part('errors-reasons').append(element('li', { text: `${name}: ${reason}` }));
  }

  /** Later messages do not repeat the earlier ones; the reasons stay. */
  _close() {
    this.root.dataset.open = 'no';
    this._names = [];
    for (const name of ['off', 'names', 'rest', 'others']) part(`errors-${name}`).replaceChildren();
    part('play').focus({ preventScroll: true });
  }
}

/** @param {string[]} names of views @returns {string} several names follow in a list */
export function switchedOffInWords(names) {
  return names.length === 1 ? phrase('errorSwitchedOff', { view: names[0] }) : phrase('errorManySwitchedOff', { count: names.length });
}

/** @param {boolean} isMainOff whether the map cannot show the story without a view that is off @returns {string} */
export function whatStillWorks(isMainOff) { return phrase(isMainOff ? 'errorMainOff' : 'errorRestWorks'); }
