// What is at the pointer on the timeline, shown above it: the time, the event, and the person whose lane it is.
import { whereabouts } from '../arithmetic/tracks.js';
import { NO_PERSON } from '../choice.js';
import { element, part, placeHint } from '../dom.js';
import { STATUS_PHRASES } from '../panels/people.js';
import { StateReader } from '../statereader.js';
import { phrase } from '../words/words.js';
import { timeLabelAt } from './times.js';

export class TimelineHint extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Choice} choice
   * @param {TimelineBackground} timelineBackground
   * @param {(jump: ?Jump) => void} pointAt called with the jump whose mark the pointer is on
   */
  constructor(store, choice, timelineBackground, pointAt) {
    super(store);
    this.choice = choice;
    this.timelineBackground = timelineBackground;
    this._pointAt = pointAt;
    this.node = part('hint');
  }

  hide() {
    if (this.node.hidden) return;
    this.node.hidden = true;
    this.choice.point(NO_PERSON);
    this._pointAt(null);
  }

  /**
   * @param {number} seconds the playing second at the pointer
   * @param {number} person whose lane the pointer is on, and who is highlighted; or NO_PERSON
   * @param {{x: number, width: number, inset: number}} place the pointer in the timeline, the width of the timeline, and
   *   what is in the bar at its left, in pixels
   */
  show(seconds, person, { x, width, inset }) {
    this.choice.point(person);
    const k = this.timeline.focusAt(seconds);
    const remark = this.timelineBackground.remarkAt(seconds);
    const title = k < 0 ? '' : this.story.events.titles[this.timeline.order[k]];
    this.node.replaceChildren(
      element('span', { class: 'sm-strong', text: timeLabelAt(this.story, this.timeline, seconds) }),
      element('span', remark ? { text: remark } : { story: title }),
      ...(person === NO_PERSON ? [] : [element('span', { class: 'sm-doubt', text: this._statusThen(person, seconds) })]),
    );
    this.node.hidden = false;
    this._pointAt(this.timelineBackground.jumpAt(seconds));
    // Over the map: in the bar it would cover the time readings.
    placeHint(this.node, x, width, inset);
  }

  /** @param {number} person @param {number} seconds where the pointer is, not the playhead @returns {string} */
  _statusThen(person, seconds) {
    const { base } = this.clocks;
    const { status } = whereabouts(this.tracks[person], base, this.story.events, this.clocks.baseTimeAt(seconds));
    return phrase('personStatus', { name: this.story.people[person].name, status: phrase(STATUS_PHRASES[status]) });
  }
}
