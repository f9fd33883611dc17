// The address of a document that is not in a frame: the player shows what it names, and keeps it up to date.
import { linkOf, openLink } from './linkstate.js';

/** The address is updated this long after the last change, in milliseconds. */
const ADDRESS_REST_MS = 300;

/**
 * While the story plays, the address is updated this often, in milliseconds. Browsers allow 100 changes in 30 seconds.
 */
const ADDRESS_PLAYING_MS = 500;

export class Address {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    /** The last part of the address, after the #. */
    this._written = '';
    /** The timer of the next update. */
    this._timer = 0;
    this._writtenAt = 0;
    this._isStopped = false;
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
    // A player that has stopped has no state any more.
    window.addEventListener('storymap:error', (event) => { this._isStopped ||= /** @type {CustomEvent} */ (event).detail.stopped; });
    // A phone may unload a hidden page, and some browsers send only one of these events when the viewer leaves.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this._write();
      else this._changed('shown');
    });
    window.addEventListener('pagehide', () => this._write());
  }

  /** @param {string} hash of the address; if a part of it is invalid, it is corrected a moment later */
  _follow(hash) {
    clearTimeout(this._timer);
    if (hash.length < 2) return;
    openLink(this.player, hash.slice(1));
    this._changed('link');
  }

  /** @param {string} reason */
  _changed(reason) {
    if (reason === 'drag') return;
    clearTimeout(this._timer);
    const { playing } = this.player.playhead;
    // While the story plays, a new event does not restart the timer: short events would delay the update for ever.
    const wait = playing ? this._writtenAt + ADDRESS_PLAYING_MS - performance.now() : ADDRESS_REST_MS;
    this._timer = setTimeout(() => this._write(), wait);
  }

  _write() {
    clearTimeout(this._timer);
    if (this._isStopped) return;
    this._writtenAt = performance.now();
    if (this.player.playhead.playing && document.visibilityState === 'visible') this._changed('playing');
    const link = `#${linkOf(this.player)}`;
    const { hash } = window.location;
    // The viewer has just entered another link: a hashchange event follows.
    if (link === hash || hash !== this._written) return;
    // Replaced, so that the back button leaves the document and does not step through every moment.
    window.location.replace(link);
    this._written = window.location.hash;
  }
}
