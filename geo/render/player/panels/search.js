// The events that contain a text. A long story is searched in parts, so that typing never waits for it. No DOM.
import { later } from '../listening.js';

/** This number of events is searched without a break, in less than a frame on a phone too. */
const LOOKED_THROUGH = 10_000;

export class Search {
  /**
   * @param {Story} story
   * @param {Timeline} timeline
   */
  constructor(story, timeline) {
    this.story = story;
    this.timeline = timeline;
    /** Places in the order, rising. @type {number[]} */
    this.found = [];
    /** The number of searched events that the filter shows. */
    this.among = 0;
    this.isDone = true;
    /** Called when more of the story has been searched. @type {() => void} */
    this.more = () => {};
    this._next = 0;
  }

  /**
   * Begin a new search. A short story is searched at once; a long one in parts, with a call of `more` after each.
   * @param {string} words '' finds every event
   * @param {?Uint8Array} shown one flag a place in the order; null: all are shown
   */
  find(words, shown) {
    this.stop();
    this.found = [];
    this.among = 0;
    this.isDone = false;
    this._look(0, words.toLowerCase(), shown);
  }

  /** End the search. */
  stop() { clearTimeout(this._next); }

  /** @param {number} from @param {string} words @param {Uint8Array | null} shown */
  _look(from, words, shown) {
    const { order } = this.timeline;
    // Listing all events is quick.
    const end = words ? Math.min(order.length, from + LOOKED_THROUGH) : order.length;
    for (let k = from; k < end; k++) {
      if (shown && !shown[k]) continue;
      this.among++;
      if (!words || this._wordsOf(order[k]).includes(words)) this.found.push(k);
    }
    this.isDone = end === order.length;
    if (this.isDone) return;
    this._next = later(() => {
      this._look(end, words, shown);
      this.more();
    });
  }

  /** The searched text: title, text, people and place. @param {number} i */
  _wordsOf(i) {
    const { events, people, places } = this.story;
    const names = events.people[i].map((p) => people[p].name);
    const at = events.place[i];
    const place = at === null ? '' : places[at].name;
    return [events.titles[i], events.texts[i], ...names, place].join(' ').toLowerCase();
  }
}
