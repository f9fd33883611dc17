// Copying a link to what is shown now. A document in a frame has no address of its own, so the page around it makes
// the link.
import { part, setIconAndName } from '../dom.js';
import { later, listenTo } from '../listening.js';
import { phrase } from '../words/words.js';

/** How long a short message stays, and how long a sentence, in milliseconds. */
const NOTED_MS = { short: 2500, long: 9000 };

/** If the page around does not answer within this time, it makes no links: milliseconds. */
const ANSWER_MS = 1000;

export class Share {
  /** @param {() => string} linkOf the link to what is shown now, without a # before it */
  constructor(linkOf) {
    this.linkOf = linkOf;
    /** Requests the link from the page around; null: this document has an address of its own. @type {?((link: string) => void)} */
    this.ask = null;
    this.field = /** @type {HTMLInputElement} */ (part('share-link'));
    this._noted = 0;
    this._waits = 0;
    setIconAndName(part('share-close'), 'close', phrase('close'));
    listenTo(part('share-close'), 'click', () => this.close());
    listenTo(part('share'), 'keydown', (event) => {
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
      this._waits = later(() => this.offer(`#${link}`), ANSWER_MS);
      this.ask(link);
      return;
    }
    const url = `${window.location.href.split('#')[0]}#${link}`;
    try {
      await navigator.clipboard.writeText(url);
      this.note(phrase('linkCopied'));
    } catch {
      // The browser refused, or there is no clipboard because the page was loaded over plain HTTP.
      this.offer(url);
    }
  }

  /** @param {{url?: unknown, copied?: unknown}} answer of the page around; without `url` there is no link */
  answered({ url, copied }) {
    clearTimeout(this._waits);
    if (typeof url !== 'string') this.note(phrase('noLink'), 'long');
    else if (copied === true) this.note(phrase('linkCopied'));
    else this.offer(url);
  }

  /** @param {string} url to be copied by hand */
  offer(url) {
    part('share').hidden = false;
    this.field.value = url;
    this.field.focus();
    // Backwards, so that the field shows the beginning of the address.
    this.field.setSelectionRange(0, url.length, 'backward');
    this.field.scrollLeft = 0;
  }

  get isOpen() { return !part('share').hidden; }

  close() {
    part('share').hidden = true;
    part('link').focus({ preventScroll: true });
  }

  /** @param {string} text announced, and shown for a while @param {'short'|'long'} lasting */
  note(text, lasting = 'short') {
    clearTimeout(this._noted);
    part('note').textContent = text;
    this._noted = later(() => { part('note').textContent = ''; }, NOTED_MS[lasting]);
  }
}
