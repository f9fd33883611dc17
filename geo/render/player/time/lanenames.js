// The names of people beside or on their lanes in the timeline. A name highlights its person, and says where they are.
import { sightingOf, whereabouts } from '../arithmetic/tracks.js';
import { NO_PERSON } from '../choice.js';
import { element, part } from '../dom.js';
import { listenTo } from '../listening.js';
import { whereaboutsInWords } from '../panels/people.js';
import { StateReader } from '../statereader.js';
import { styleSizes } from '../stylesizes.js';
import { phrase } from '../words/words.js';

export class LaneNames extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   * @param {Choice} choice
   * @param {TimelineHint} hint
   */
  constructor(store, playhead, choice, hint) {
    super(store);
    this.playhead = playhead;
    this.choice = choice;
    this.hint = hint;
    this.node = part('names');
    /** By person: the name, made once. @type {Map<number, HTMLElement>} */
    this._labels = new Map();
    // The people of another story have other names.
    store.watch(['storyAsSet'], () => {
      this.node.replaceChildren();
      this._labels.clear();
    });
  }

  /**
   * Place the names, and paint the initials that have room beside them.
   * @param {CanvasRenderingContext2D} c
   * @param {?(Lanes|Presence)} strip null: the lanes are not visible
   * @param {number} width of the timeline, in pixels
   */
  write(c, strip, width) {
    const { laneName, laneNameRoom } = styleSizes();
    c.font = `${laneName}px system-ui, sans-serif`;
    const widthOf = (/** @type {number} */ person) => c.measureText(this.story.people[person].name).width + laneNameRoom;
    const entries = strip?.entries(widthOf) ?? [];
    // The page is changed after the last letter is painted: a font on a canvas in the page has its styles worked out.
    strip?.paintInitials(c, width, entries.map(({ person, x, row }) => ({ row, left: x - widthOf(person), right: x })));
    const shown = new Set(entries.map(({ person }) => person));
    for (const [person, label] of this._labels) label.hidden = !shown.has(person);
    for (const { person, x, row } of entries) {
      const label = this._labelOf(person);
      label.style.color = this.theme.colourOf(this.story, this.story.people[person].hue);
      label.style.transform = `translate(${x.toFixed(1)}px, ${(strip?.y(row) ?? 0).toFixed(1)}px) translate(-100%, -50%)`;
      // A name in the strip itself lets the pointer through, so that one can drag everywhere.
      label.dataset.beside = String(x < 1);
      label.dataset.lit = String(person === this.choice.pointed || this.choice.followed.has(person));
    }
  }

  /** @param {number} person */
  _labelOf(person) {
    const made = this._labels.get(person);
    if (made) return made;
    const label = element('span', { class: 'sm-lane-name', story: this.story.people[person].name });
    listenTo(label, 'pointerenter', () => {
      this.hint.hide();
      this.choice.point(person);
      label.title = this._statusNow(person);
    });
    listenTo(label, 'pointerleave', () => this.choice.point(NO_PERSON));
    // A press on a name is not a press on the timeline.
    listenTo(label, 'pointerdown', (event) => event.stopPropagation());
    listenTo(label, 'click', () => this.choice.toggle('followed', person));
    this._labels.set(person, label);
    this.node.append(label);
    return label;
  }

  /** @param {number} person @returns {string} their status and location at the playhead */
  _statusNow(person) {
    const { story, clocks: { base } } = this;
    const baseTime = this.clocks.baseTimeAt(this.playhead.seconds);
    const track = this.tracks[person];
    const found = whereabouts(track, base, story.events, baseTime);
    const { how, where } = whereaboutsInWords(story, base, found.status, sightingOf(track, base, baseTime, found));
    // A tooltip may break anywhere.
    const status = how.replaceAll('\u00a0', ' ');
    return [phrase('personStatus', { name: story.people[person].name, status }), where].filter(Boolean).join('\n');
  }
}
