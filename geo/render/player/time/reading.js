// What the clocks show: the one that is followed first, the other beside it, and how each is known.
import { firstNotOver } from '../arithmetic/axis.js';
import { countLabel, formatTime } from '../arithmetic/labels.js';
import { element, part } from '../dom.js';
import { StateReader } from '../statereader.js';
import { filmClock } from './times.js';

/** What passes in a gap stays long enough to be read, however fast the gap is: real milliseconds. */
const SEAM_STAYS_MS = 900;

/** How an hour is known, where the story does not state it. */
const DOUBTED = new Set(['assumed', 'implied']);

export class Reading extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {TimelineBackground} timelineBackground has the jumps of the telling
   */
  constructor(store, timelineBackground) {
    super(store);
    this.timelineBackground = timelineBackground;
    /** What was written last, by part. @type {Record<string, string>} */
    this._said = {};
    /** @type {?{words: string, gap: ?Gap, since: number}} what is told of a gap, or of a jump of the telling */
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
    const passing = playing ? this._passed(seconds, focus) : gapAt(shown.gaps, seconds);
    const readings = {
      story: clocks.base.clock === 'story' ? this._storyReading(event, baseTime) : null,
      film: this._filmReading(event, seconds),
      telling: { time: this._toldReading(event ?? 0), doubt: '' },
    };
    const first = readings[shown.clock] ?? { time: '', doubt: '' };
    const others = [readings.story, readings.film].flatMap((reading) => (reading && reading !== first ? [reading] : []));
    this._say('clock', capitalised(first.time));
    // In a gap it would be said of no scene.
    this._say('basis', passing && shown.gaps.length ? '' : first.doubt);
    this._sayOthers(others);
    this._say('gap', passing ?? '');
    if (!playing) this._passing = null;
    this._before = seconds;
    this._focus = focus;
  }

  /**
   * What passes in the gap that playing is in, or was in a moment ago, or how far the telling has just jumped; null: nothing to tell.
   * @param {number} seconds
   * @param {number} focus
   */
  _passed(seconds, focus) {
    const now = performance.now();
    if (this._passing && now - this._passing.since < SEAM_STAYS_MS) return this._passing.words;
    const words = this._jumped(focus);
    const gap = words ? null : this._gap(seconds);
    if (gap && gap === this._passing?.gap) return seconds < gap.to ? gap.label : null;
    const label = words || gap?.label;
    this._passing = label ? { gap, words: label, since: now } : null;
    return this._passing?.words ?? null;
  }

  /**
   * The last that begins before now and ends after the frame before: at speed a gap lies between two.
   * @param {number} seconds
   */
  _gap(seconds) {
    const { gaps } = this.clocks.shown;
    let k = gaps.length - 1;
    while (k >= 0 && gaps[k].from > seconds) k--;
    return k >= 0 && gaps[k].to > Math.min(this._before, seconds) ? gaps[k] : null;
  }

  /**
   * How far the telling goes back with a scene that has just taken the card; on the story's own clock it never does.
   * @param {number} focus
   */
  _jumped(focus) { return focus === this._focus ? '' : this.timelineBackground.jumpOf(focus)?.short; }

  /** No surer than the scene at hand: a day without an hour shows none. @param {number} event @param {number} time */
  _storyReading(event, time) {
    const { events } = this.story;
    return {
      time: formatTime(this.clocks.base, time, events.precision[event]),
      doubt: DOUBTED.has(events.clockBasis[event] ?? '') ? `hour ${events.clockBasis[event]}` : '',
    };
  }

  /** The card counts scenes in the order of their times: this is another count, and says so. @param {number} event */
  _toldReading(event) {
    const { count } = this.story.events;
    if (this.clocks.base.clock === 'telling') return formatTime(this.clocks.base, event);
    return `told ${countLabel(event + 1)} of ${countLabel(count)}`;
  }

  /** @param {number} event @param {number} seconds */
  _filmReading(event, seconds) {
    const time = this.clocks.filmTimeAt(seconds);
    if (time === null) return null;
    return { time: `film ${filmClock(time)}`, doubt: this.story.events.filmBasis[event] === 'documented' ? '' : 'estimated' };
  }

  /**
   * Each by itself, and the doubt apart: where there is little room a sign stands for it.
   * @param {Array<{time: string, doubt: string}>} readings
   */
  _sayOthers(readings) {
    const text = readings.map(({ time, doubt }) => (doubt ? `${time}, ${doubt}` : time)).join(' · ');
    if (this._said.other === text) return;
    this._said.other = text;
    part('other').replaceChildren(...readings.flatMap(({ time, doubt }, n) => [
      ...(n > 0 ? [element('span', { class: 'sm-between', text: ' · ' })] : []),
      element('span', { class: 'sm-one', text: time }, doubt ? element('span', { class: 'sm-doubted', text: `, ${doubt}` }) : null),
    ]));
  }

  /** Only what has changed: each text written lays out the line anew. @param {string} name @param {string} text */
  _say(name, text) {
    if (this._said[name] === text) return;
    this._said[name] = text;
    part(name).textContent = text;
  }
}

/**
 * @param {Gap[]} gaps
 * @param {number} seconds
 * @returns {?string} what passes in the gap in which the playhead rests; null: it rests in none
 */
function gapAt(gaps, seconds) {
  const gap = gaps[firstNotOver(gaps, seconds)];
  return gap?.from < seconds ? gap.label : null;
}

/** @param {string} text */
export function capitalised(text) { return text.charAt(0).toUpperCase() + text.slice(1); }
