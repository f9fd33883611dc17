// The playhead's line, with the initials of each person whose lane it crosses.
import { element, part } from '../dom.js';
import { StateReader } from '../statereader.js';

/** The room that initials need at the right of the playhead, in pixels; nearer to the right end they are at its left. */
const ROOM_PX = 30;

export class PlayheadTags extends StateReader {
  /** @param {PlayerStore} store */
  constructor(store) {
    super(store);
    this.line = part('playhead');
    this.node = part('playhead-tags');
    /** The side of the line at which the initials are. */
    this._side = '';
    /** The people whose initials are shown, and until when; null: not known. @type {?Tagged} */
    this._tagged = null;
    /** By person: the tag, made once. @type {Map<number, HTMLElement>} */
    this._tags = new Map();
  }

  /** The lanes, the people or the theme have changed. */
  forget() {
    this._tagged = null;
    this.node.replaceChildren();
    this._tags.clear();
  }

  /**
   * Called in each frame. The tags change only when a lane begins, ends or changes its row.
   * @param {number} x pixels from the left of the timeline
   * @param {number} width of the timeline
   * @param {number} seconds the playing second
   * @param {?(Lanes|Presence)} strip null: the lanes are not visible
   */
  move(x, width, seconds, strip) {
    this.line.style.transform = `translateX(${x.toFixed(1)}px)`;
    this._setSide(x > width - ROOM_PX ? 'left' : 'right');
    const tagged = this._tagged;
    if (tagged && seconds >= tagged.from && seconds < tagged.until) return;
    this._tagged = strip?.presentAt(seconds) ?? { from: -Infinity, until: Infinity, present: [] };
    const rows = new Map(this._tagged.present.map(({ person, row }) => [person, row]));
    for (const [person, tag] of this._tags) tag.hidden = !rows.has(person);
    for (const [person, row] of rows) {
      this._tagOf(person).style.transform = `translateY(${(strip?.y(row) ?? 0).toFixed(1)}px) translateY(-50%)`;
    }
  }

  /** @param {'left'|'right'} side written only when it changes */
  _setSide(side) {
    if (side === this._side) return;
    this._side = side;
    this.line.dataset.tags = side;
  }

  /** @param {number} person */
  _tagOf(person) {
    let tag = this._tags.get(person);
    if (!tag) {
      const { initials, hue } = this.story.people[person];
      tag = element('span', { class: 'sm-tag', text: initials });
      tag.style.color = this.theme.colourOf(this.story, hue);
      this.node.append(tag);
      this._tags.set(person, tag);
    }
    return tag;
  }
}
