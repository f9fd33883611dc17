// Copying a link to what is shown now. A document in a frame has no address of its own: the page around makes the
// link.
import { dress, part } from '../dom.js';

/** How long a word of thanks stays, in milliseconds; and how long one that wants reading. */
const NOTED_MS = { short: 2500, long: 9000 };

/** A page around that does not answer within this time makes no links, in milliseconds. */
const ANSWER_MS = 1000;

export class Share {
  /** @param {() => string} linkOf the link to what is shown now, without a # before it */
  constructor(linkOf) {
    this.linkOf = linkOf;
    /** Asks the page around for its link; null: this document has the address. @type {?((link: string) => void)} */
    this.ask = null;
    this.field = /** @type {HTMLInputElement} */ (part('share-link'));
    this._noted = 0;
    this._waits = 0;
    dress(part('share-close'), 'close', 'Close');
    part('share-close').addEventListener('click', () => this.close());
    part('share').addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.close();
    });
  }

  /** Copy the link, or show it where it cannot be copied. */
  async copy() {
    const link = this.linkOf();
    if (this.ask) {
      clearTimeout(this._waits);
      this._waits = setTimeout(() => this.offer(`#${link}`), ANSWER_MS);
      this.ask(link);
      return;
    }
    const url = `${window.location.href.split('#')[0]}#${link}`;
    try {
      await navigator.clipboard.writeText(url);
      this.note('Link copied');
    } catch {
      // Refused, or missing: an address without https has none in some browsers.
      this.offer(url);
    }
  }

  /** @param {{url?: unknown, copied?: unknown}} answer of the page around; without `url` it has no link to give */
  answered({ url, copied }) {
    clearTimeout(this._waits);
    if (typeof url !== 'string') this.note('No link leads here: this story is in this window only. Export the map to share it.', 'long');
    else if (copied === true) this.note('Link copied');
    else this.offer(url);
  }

  /** @param {string} url to be copied by hand */
  offer(url) {
    part('share').hidden = false;
    this.field.value = url;
    this.field.focus();
    // Backwards: the field then shows where the address begins.
    this.field.setSelectionRange(0, url.length, 'backward');
    this.field.scrollLeft = 0;
  }

  close() {
    part('share').hidden = true;
    part('link').focus({ preventScroll: true });
  }

  /** @param {string} text read out politely, and shown for a while @param {'short'|'long'} lasting */
  note(text, lasting = 'short') {
    clearTimeout(this._noted);
    part('note').textContent = text;
    this._noted = setTimeout(() => { part('note').textContent = ''; }, NOTED_MS[lasting]);
  }
}
