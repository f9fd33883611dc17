// Which event has the card: the current one, but while events rush by the card turns only now and then.

import { turnEnd } from './time/clocks.js';

/** An event that has the card for less is passed over: real seconds. */
const RUSH_S = 0.7;

/** While events rush by, the card turns at most this often, in milliseconds. */
const RUSHED_CARD_MS = 300;

/** No event has had the card yet. */
const NONE_YET = -2;

export class Turning {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   */
  constructor(store, playhead) {
    this.store = store;
    this.playhead = playhead;
    /** The place of the event that has the card, or -1. */
    this.focus = NONE_YET;
    this._turnedAt = -Infinity;
    // Places have changed: the event that has the card is another one, or it has another place.
    store.watch(['timeline', 'shown'], () => { this._turnedAt = -Infinity; });
    store.watch(['storyAsSet'], () => {
      if (!this.isFirst) this.focus = playhead.focus;
    });
  }

  /** Whether no event has had the card yet. */
  get isFirst() { return this.focus === NONE_YET; }

  /**
   * @param {number} focus the place of the current event, or -1
   * @param {number} now as from performance.now()
   * @returns {boolean} whether it gets the card now
   */
  turn(focus, now) {
    const isRushed = this.dwellOf(focus) < RUSH_S;
    if (focus === this.focus || (isRushed && now - this._turnedAt < RUSHED_CARD_MS)) return false;
    this.focus = focus;
    this._turnedAt = now;
    return true;
  }

  /** Real seconds until the next event gets the card; Infinity while nothing plays. @param {number} k */
  dwellOf(k) {
    if (!this.playhead.playing) return Infinity;
    const timeline = this.store.get('timeline');
    return (turnEnd(timeline, k) - (timeline.cues[k] ?? 0)) / this.playhead.speed;
  }
}
