// Which event the card shows: the current one. While events pass quickly, the card changes less often.
import { turnEnd } from './time/clocks.js';

/** Events pass quickly if the next one follows within this time, in real seconds. */
const QUICK_S = 0.7;

/** The card then stays for at least this long, in milliseconds. */
const LEAST_CARD_MS = 300;

/** In place of an event before the first one is shown. */
const NONE_YET = -2;

export class Turning {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   */
  constructor(store, playhead) {
    this.store = store;
    this.playhead = playhead;
    /** The k of the event on the card, or -1. */
    this.focus = NONE_YET;
    this._turnedAt = -Infinity;
    // The k of events have changed: let the card change at once.
    store.watch(['timeline', 'shown'], () => { this._turnedAt = -Infinity; });
    store.watch(['storyAsSet'], () => {
      if (!this.isFirst) this.focus = playhead.focus;
    });
  }

  /** Whether the card has not shown an event yet. */
  get isFirst() { return this.focus === NONE_YET; }

  /**
   * @param {number} focus the k of the current event, or -1
   * @param {number} now as from performance.now()
   * @returns {boolean} whether the card changes now
   */
  turn(focus, now) {
    const isQuick = this.dwellOf(focus) < QUICK_S;
    if (focus === this.focus || (isQuick && now - this._turnedAt < LEAST_CARD_MS)) return false;
    this.focus = focus;
    this._turnedAt = now;
    return true;
  }

  /**
   * @param {number} k
   * @returns {number} real seconds from its start to the next event; Infinity if the story does not play
   */
  dwellOf(k) {
    if (!this.playhead.playing) return Infinity;
    const timeline = this.store.get('timeline');
    return (turnEnd(timeline, k) - (timeline.cues[k] ?? 0)) / this.playhead.speed;
  }
}
