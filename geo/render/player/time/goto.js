// A text field for a time, in the place of the time readings.
import { filmClock, momentParts, shortFilmClock } from '../arithmetic/labels.js';
import { readMoment } from '../arithmetic/typed.js';
import { DAY_S } from '../arithmetic/units.js';
import { part } from '../dom.js';
import { listenTo } from '../listening.js';
import { StateReader } from '../statereader.js';
import { styleSizes } from '../stylesizes.js';
import { choiceInWords, phrase } from '../words/words.js';
import { typedVocabulary } from '../words/typedvocabulary.js';
import { furtherScaleName, furtherTimeFor, namedFurtherTimeOf, typedFurtherScale } from './furtherscale.js';
import { shiftAt, shiftInEvent, shiftOfLocalTime } from './localclocks.js';
import { isTimeUnknown, storyLimits } from './times.js';

export class Goto extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   * @param {() => void} opened called when the field is shown
   */
  constructor(store, playhead, opened) {
    super(store);
    this.playhead = playhead;
    this.opened = opened;
    /** What had the focus before. @type {?Element} */
    this._opener = null;
    this.form = part('goto');
    this.box = /** @type {HTMLInputElement} */ (part('goto-time'));
    listenTo(part('reading'), 'click', () => this.open());
    listenTo(this.form, 'submit', (event) => {
      event.preventDefault();
      this._go();
    });
    listenTo(this.box, 'input', () => { part('goto-fault').textContent = ''; });
    listenTo(this.box, 'keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this._close();
    });
    listenTo(this.box, 'blur', () => this._close());
  }

  open() {
    this._opener = document.activeElement;
    this.form.hidden = false;
    part('reading').hidden = true;
    this.box.value = '';
    // A narrow field has room for one example.
    this.box.placeholder = this._examples().slice(0, styleSizes().isNarrow ? 1 : undefined).join(phrase('comma'));
    this.box.focus();
    this.opened();
  }

  _close() {
    if (this.form.hidden) return;
    const focused = document.activeElement === this.box;
    this.form.hidden = true;
    part('reading').hidden = false;
    part('goto-fault').textContent = '';
    if (!focused) return;
    this.box.blur();
    if (this._opener instanceof HTMLElement) this._opener.focus({ preventScroll: true });
  }

  _go() {
    const { clocks, playhead } = this;
    const given = this.box.value;
    const now = clocks.baseTimeAt(playhead.seconds);
    const found = this._read(given, now, this._shiftNow(given, now));
    if (found === null) {
      this._refuse(phrase('timeNotRead', { examples: choiceInWords(this._examples()) }));
      return;
    }
    if (found.clock === 'telling' && (found.time < 0 || found.time >= this.story.events.count)) {
      this._refuse(phrase('eventsRun', { count: this.story.events.count }));
      return;
    }
    if (found.clock === 'further') {
      this._goToFurther(found);
      return;
    }
    const line = clocks.on(found.clock) ?? clocks.base;
    const [begins, ends] = [line.starts[0], line.lastTime];
    // Another hour of the first or last day means the start or the end of the story; another day does not, nor a time after the film.
    if (found.clock === 'film' && found.time > ends) {
      this._refuse(phrase('filmRuns', { start: shortFilmClock(begins), end: shortFilmClock(ends) }));
      return;
    }
    // A year that has begun before the story means its start.
    const shift = found.clock === 'story' ? this._shiftOf(given, now, found.time) : 0;
    const time = (found.until ?? -Infinity) - shift <= begins ? found.time - shift : Math.max(found.time - shift, begins);
    if (found.clock === 'story' && this._isAnotherDay(time, begins, ends)) {
      this._refuse(phrase('storyRuns', storyLimits(this.story, line)));
      return;
    }
    playhead.seek(clocks.secondsAtTime(found.clock, time));
    this._close();
  }

  /** @param {{time: number, until?: number}} typed a time on the further time scale */
  _goToFurther(typed) {
    const line = /** @type {Timeline} */ (this.clocks.on('further'));
    const time = furtherTimeFor(line, typed);
    if (time === null) {
      this._refuse(phrase('furtherRuns', { scale: furtherScaleName(this.story), ...storyLimits(this.story, line) }));
      return;
    }
    this.playhead.seek(this.clocks.secondsAtTime('further', time));
    this._close();
  }

  /**
   * @param {string} text
   * @param {number} now the story time now
   * @param {number} shift seconds that the local clock is ahead of the timeline
   */
  _read(text, now, shift) {
    const { clocks, playhead } = this;
    return readMoment(text, {
      clock: clocks.shown.clock,
      hasStory: clocks.base.clock === 'story',
      hasFilm: clocks.names.includes('film'),
      further: typedFurtherScale(this.story, clocks.on('further'), clocks.shown.order[playhead.focus]),
      dayOne: clocks.base.labels.day_one,
      now: now + shift,
      begins: clocks.base.starts[0] + shift,
      ends: clocks.base.lastTime + shift,
      hasSeconds: (clocks.base.labels.unit ?? 'minute') !== 'minute',
      vocabulary: typedVocabulary(),
    });
  }

  /**
   * @param {string} text
   * @param {number} now the story time now
   * @returns {number} seconds that the clock is ahead of the timeline in the zone that the text names, else in the current event
   */
  _shiftNow(text, now) {
    const { localClocks } = this.story.events;
    const { base, shown } = this.clocks;
    const event = shown.order[this.playhead.focus];
    const named = /\(([^()]+)\)\s*$/.exec(text)?.[1].toLowerCase();
    // The current event first: the offset of a zone changes with summer time.
    for (const clock of named === undefined ? [] : [localClocks[event], ...localClocks]) {
      if (clock && clock[2]?.toLowerCase() === named) return clock[0];
      if (clock && clock[3]?.toLowerCase() === named) return clock[1];
    }
    return shiftAt(this.story, base, base.order.indexOf(event), now);
  }

  /**
   * In what time zone a typed time is: in the one that it names; a date without a zone in that of the event that has the card
   * then; a time of day in that of the current event.
   * @param {string} text
   * @param {number} now the story time now
   * @param {number} local the typed time
   * @returns {number} seconds that it is ahead of the timeline
   */
  _shiftOf(text, now, local) {
    const shift = this._shiftNow(text, now);
    // The date of a time of day is that of now, so it moves with it.
    const isDated = this._read(text, now + DAY_S, shift)?.time === local;
    const hasZone = /\([^()]+\)\s*$/.test(text);
    if (hasZone) return shift;
    const { clocks: { base, shown }, playhead, story } = this;
    if (isDated) return shiftOfLocalTime(story, base, local);
    return shiftInEvent(story, base, base.order.indexOf(shown.order[playhead.focus]), local) ?? shift;
  }

  /** Say why the typed text is not a moment of the story. @param {string} sentence */
  _refuse(sentence) {
    part('goto-fault').textContent = sentence;
    part('goto-fault').title = sentence;
  }

  /** @param {number} time @param {number} begins @param {number} ends */
  _isAnotherDay(time, begins, ends) {
    const day = (/** @type {number} */ one) => Math.floor(one / DAY_S);
    return day(time) < day(begins) || day(time) > day(ends);
  }

  /** @returns {number} a time in the middle of the film, in seconds */
  _filmTime() {
    const film = this.clocks.on('film');
    return film ? film.starts[Math.floor(film.starts.length / 2)] : 0;
  }

  /** One for each time scale of the story. @returns {string[]} */
  _examples() {
    const { clocks } = this;
    const { base, names } = clocks;
    const known = Array.from(base.order.keys()).filter((k) => base.clock === 'story' && !isTimeUnknown(this.story, base, k));
    const middle = known[Math.floor(known.length / 2)];
    const precision = this.story.events.precision[base.order[middle]];
    const { day_one: dayOne, unit } = base.labels;
    const time = base.starts[middle] + shiftAt(this.story, base, middle, base.starts[middle]);
    const story = known.length ? [momentParts(time, precision, dayOne, unit)] : [];
    const film = names.includes('film') ? [phrase('filmTime', { time: filmClock(this._filmTime()) })] : [];
    const readings = clocks.on('further');
    const further = readings ? [namedFurtherTimeOf(this.story, readings.order[Math.floor(readings.order.length / 2)])] : [];
    const number = Math.ceil(this.story.events.count / 2);
    return [...story.map(({ date, clock }) => `${date} ${clock}`.trim()), ...film, ...further, `${phrase('typedEvent')} ${number}`];
  }
}
