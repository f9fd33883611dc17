// The scenes in which words occur. A long story is looked through a part at a time, so that typing never waits for it.
// No DOM.

/** So many scenes are looked through without a break: less than a frame, on a phone too. */
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
    /** How many scenes the filter leaves, of those looked through. */
    this.among = 0;
    this.isDone = true;
    /** More of the story has been looked through. @type {() => void} */
    this.more = () => {};
    this._next = 0;
  }

  /**
   * Look for words from now on, and for nothing else. Of a short story all is found at once; of a long one a part
   * is, and `more` tells of the others.
   * @param {string} words '' finds every scene
   * @param {?Uint8Array} shown one flag a place in the order; null: all are shown
   */
  find(words, shown) {
    this.stop();
    this.found = [];
    this.among = 0;
    this.isDone = false;
    this._look(0, words.toLowerCase(), shown);
  }

  /** Look no further. */
  stop() { clearTimeout(this._next); }

  /** @param {number} from @param {string} words @param {Uint8Array | null} shown */
  _look(from, words, shown) {
    const { order } = this.timeline;
    // To list all is no search, and quick.
    const end = words ? Math.min(order.length, from + LOOKED_THROUGH) : order.length;
    for (let k = from; k < end; k++) {
      if (shown && !shown[k]) continue;
      this.among++;
      if (!words || this._wordsOf(order[k]).includes(words)) this.found.push(k);
    }
    this.isDone = end === order.length;
    if (this.isDone) return;
    this._next = setTimeout(() => {
      this._look(end, words, shown);
      this.more();
    });
  }

  /** What is looked through: title, text, who is there and where. @param {number} i */
  _wordsOf(i) {
    const { events, people, places } = this.story;
    const names = events.people[i].map((p) => people[p].name);
    const at = events.place[i];
    const place = at === null ? '' : places[at].name;
    return [events.titles[i], events.texts[i], ...names, place].join(' ').toLowerCase();
  }
}
