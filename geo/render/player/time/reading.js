// The time readings: on the time scale of the timeline first, on the others beside it, each with its doubt.
import { firstNotOver } from '../arithmetic/axis.js';
import { gapLabel } from '../arithmetic/gaplabels.js';
import { filmClock, formatTime } from '../arithmetic/labels.js';
import { element, part } from '../dom.js';
import { StateReader } from '../statereader.js';
import { styleSizes } from '../stylesizes.js';
import { capitalised, phrase } from '../words/words.js';
import { furtherTimeOf, namedFurtherTimeOf } from './furtherscale.js';
import { isTimeUnknown, timeInEvent } from './times.js';

/** The label of a gap stays for this time at least, so that it can be read however fast the story plays: real milliseconds. */
const SEAM_STAYS_MS = 900;

/** By how the hour is known: the doubt that is shown. @type {Record<string, PhraseKey>} */
const HOUR_DOUBTS = { assumed: 'hourAssumed', implied: 'hourImplied' };

export class Reading extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {TimelineBackground} timelineBackground has the jumps back in time
   */
  constructor(store, timelineBackground) {
    super(store);
    this.timelineBackground = timelineBackground;
    /** What was written last, by part. @type {Record<string, string>} */
    this._said = {};
    /** @type {?{words: string, gap: ?Gap, since: number}} the label of a gap or a jump, which stays for a while */
    this._passing = null;
    this._before = 0;
    this._focus = -1;
  }

  /** @param {Moment} moment */
  show({ baseTime, focus }) {
    const { clocks } = this;
    const seconds = this.store.get('seconds');
    const playing = this.store.get('playing');
    const { shown } = clocks;
    const event = shown.order[focus];
    const passing = playing ? this._passed(seconds, focus) : this._labelOf(gapAt(shown.gaps, seconds));
    const readings = {
      story: clocks.base.clock === 'story' ? this._storyReading(event, baseTime) : null,
      film: this._filmReading(event, seconds),
      further: this._furtherReading(event),
      telling: { time: this._orderReading(event ?? 0), doubt: '' },
    };
    const first = readings[shown.clock] ?? { time: '', doubt: '' };
    const others = [readings.story, readings.film, readings.further].flatMap((reading) => (reading && reading !== first ? [reading] : []));
    this._say('clock', capitalised(first.time));
    // In a gap there is no event that the doubt could be about.
    this._say('basis', passing && shown.gaps.length ? '' : first.doubt);
    this._sayOthers(others);
    this._say('gap', passing ?? '');
    if (!playing) this._passing = null;
    this._before = seconds;
    this._focus = focus;
  }

  /**
   * While playing: the label of the gap that it is in, or was in a moment ago, or of the jump that it has just made; null: none.
   * @param {number} seconds
   * @param {number} focus
   */
  _passed(seconds, focus) {
    const now = performance.now();
    if (this._passing && now - this._passing.since < SEAM_STAYS_MS) return this._passing.words;
    const words = this._jumped(focus);
    const gap = words ? null : this._gap(seconds);
    const label = words || this._labelOf(gap);
    if (gap && gap === this._passing?.gap) return seconds < gap.to ? label : null;
    this._passing = label ? { gap, words: label, since: now } : null;
    return this._passing?.words ?? null;
  }

  /**
   * The last gap that begins before now and ends after the previous frame: at high speed a gap can lie between two frames.
   * @param {number} seconds
   */
  _gap(seconds) {
    const { gaps } = this.clocks.shown;
    let k = gaps.length - 1;
    while (k >= 0 && gaps[k].from > seconds) k--;
    return k >= 0 && gaps[k].to > Math.min(this._before, seconds) ? gaps[k] : null;
  }

  /** @param {?Gap} gap @returns {?string} its label; null: there is no gap */
  _labelOf(gap) { return gap && gapLabel(gap, this.clocks.base.labels.is_elapsed); }

  /**
   * How far the story jumps back to the event that has just got the card; '' if it does not, as always in story time.
   * @param {number} focus
   */
  _jumped(focus) { return focus === this._focus ? '' : this.timelineBackground.jumpOf(focus)?.short; }

  /** As precise as the current event: a day without an hour shows none. @param {number} event @param {number} time */
  _storyReading(event, time) {
    const { base, basePlaces } = this.clocks;
    const k = basePlaces[event] ?? -1;
    const doubt = isTimeUnknown(this.story, base, k) ? undefined : HOUR_DOUBTS[this.story.events.clockBasis[event] ?? ''];
    return { time: timeInEvent(this.story, base, k, time), doubt: doubt ? phrase(doubt) : '' };
  }

  /** The card counts events in the order of their times: this is another count, and says so. @param {number} event */
  _orderReading(event) {
    const { count } = this.story.events;
    if (this.clocks.base.clock === 'telling') return formatTime(this.clocks.base, event);
    return phrase('storyOrderOfAll', { number: event + 1, total: count });
  }

  /** @param {number} event @param {number} seconds */
  _filmReading(event, seconds) {
    const time = this.clocks.filmTimeAt(seconds);
    if (time === null) return null;
    const doubt = this.story.events.filmBasis[event] === 'documented' ? '' : phrase('estimated');
    return { time: phrase('filmTime', { time: filmClock(time) }), doubt };
  }

  /**
   * That of the event, which stays while the event has the card: the times between two events are no facts. On a phone there is
   * no room for the name of the scale that the list of time scales shows beside the reading.
   * @param {number} [event]
   */
  _furtherReading(event = -1) {
    const { isNarrow } = styleSizes();
    const isNamed = !isNarrow || this.clocks.shown.clock !== 'further';
    const time = isNamed ? namedFurtherTimeOf(this.story, event, isNarrow ? 'short' : 'long') : furtherTimeOf(this.story, event);
    return time ? { time, doubt: '' } : null;
  }

  /**
   * Each in an element of its own, and the doubt too: on a phone a sign replaces it.
   * @param {Array<{time: string, doubt: string}>} readings
   */
  _sayOthers(readings) {
    const text = readings.map(({ time, doubt }) => (doubt ? `${time}${phrase('comma')}${doubt}` : time)).join(' · ');
    if (this._said.other === text) return;
    this._said.other = text;
    part('other').replaceChildren(...readings.flatMap(({ time, doubt }, n) => [
      ...(n > 0 ? [element('span', { class: 'sm-between', text: ' · ' })] : []),
      element('span', { class: 'sm-one', text: time }, doubt ? element('span', { class: 'sm-doubted', text: `${phrase('comma')}${doubt}` }) : null),
    ]));
  }

  /** Write a text if it has changed: each change makes the browser lay out the line. @param {string} name @param {string} text */
  _say(name, text) {
    if (this._said[name] === text) return;
    this._said[name] = text;
    part(name).textContent = text;
  }
}

/**
 * @param {Gap[]} gaps
 * @param {number} seconds
 * @returns {?Gap} the gap in which the playhead rests; null: none
 */
function gapAt(gaps, seconds) {
  const gap = gaps[firstNotOver(gaps, seconds)];
  return gap?.from < seconds ? gap : null;
}
