// The address of a document opened from disk: it is followed, and kept up to date.
import { linkOf, openLink } from './linkstate.js';

/** How long things rest before the address says so, in milliseconds. */
const ADDRESS_REST_MS = 300;

/** While playing, the address follows this often, in milliseconds. Browsers stand a hundred changes in 30 seconds. */
const ADDRESS_PLAYING_MS = 500;

/** The address of a document that stands by itself: it leads back to what was shown. */
export class Address {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this._written = '';
    this._writes = 0;
    this._writtenAt = 0;
  }

  /** Show what the address names. Called before anything is drawn. */
  open() {
    this._written = window.location.hash;
    this._follow(this._written);
    window.addEventListener('hashchange', () => {
      const { hash } = window.location;
      if (hash === this._written) return;
      this._written = hash;
      this._follow(hash);
    });
    window.addEventListener('storymap:change', (event) => this._changed(/** @type {CustomEvent} */ (event).detail.reason));
    // A phone may drop a page that is out of sight, and some browsers tell of leaving by one event only.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this._write();
      else this._changed('shown');
    });
    window.addEventListener('pagehide', () => this._write());
  }

  /** @param {string} hash of the address; where it names nothing that is shown, it is put right after a moment */
  _follow(hash) {
    clearTimeout(this._writes);
    if (hash.length < 2) return;
    openLink(this.player, hash.slice(1));
    this._changed('link');
  }

  /** @param {string} reason */
  _changed(reason) {
    if (reason === 'drag') return;
    clearTimeout(this._writes);
    const { playing } = this.player.playhead;
    // While playing, not put off by each scene: fast ones would put it off for ever.
    const wait = playing ? this._writtenAt + ADDRESS_PLAYING_MS - performance.now() : ADDRESS_REST_MS;
    this._writes = setTimeout(() => this._write(), wait);
  }

  _write() {
    clearTimeout(this._writes);
    this._writtenAt = performance.now();
    if (this.player.playhead.playing && document.visibilityState === 'visible') this._changed('playing');
    const link = `#${linkOf(this.player)}`;
    const { hash } = window.location;
    // Another link was entered a moment ago: the event that follows shows it.
    if (link === hash || hash !== this._written) return;
    // Replaced, so that going back leads out of the document, and not through all that was seen.
    window.location.replace(link);
    this._written = window.location.hash;
  }
}
