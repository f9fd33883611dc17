// A box to type a time into, in the place of the clock.
import { countLabel, formatTime } from '../arithmetic/labels.js';
import { readMoment } from '../arithmetic/typed.js';
import { DAY_S } from '../arithmetic/units.js';
import { part } from '../dom.js';
import { StateReader } from '../statereader.js';
import { styleSizes } from '../stylesizes.js';
import { filmClock } from './times.js';

export class Goto extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   * @param {() => void} opened called when the box is shown
   */
  constructor(store, playhead, opened) {
    super(store);
    this.playhead = playhead;
    this.opened = opened;
    this.form = part('goto');
    this.box = /** @type {HTMLInputElement} */ (part('goto-time'));
    part('reading').addEventListener('click', () => this.open());
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this._go();
    });
    this.box.addEventListener('input', () => { part('goto-fault').textContent = ''; });
    this.box.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this._close();
    });
    this.box.addEventListener('blur', () => this._close());
  }

  open() {
    this.form.hidden = false;
    part('reading').hidden = true;
    this.box.value = '';
    // A narrow box has room for one example.
    this.box.placeholder = this._examples().slice(0, styleSizes().isNarrow ? 1 : undefined).join(', ');
    this.box.focus();
    this.opened();
  }

  _close() {
    if (this.form.hidden) return;
    const focused = document.activeElement === this.box;
    this.form.hidden = true;
    part('reading').hidden = false;
    part('goto-fault').textContent = '';
    if (focused) part('reading').focus({ preventScroll: true });
  }

  _go() {
    const { clocks, playhead } = this;
    const found = readMoment(this.box.value, {
      clock: clocks.shown.clock,
      hasStory: clocks.base.clock === 'story',
      hasFilm: clocks.names.includes('film'),
      dayOne: clocks.base.labels.day_one,
      now: clocks.baseTimeAt(playhead.seconds),
      count: this.story.events.count,
    });
    if (found === null) {
      part('goto-fault').textContent = /^\s*(scene|no|#)/i.test(this.box.value)
        ? `There are ${countLabel(this.story.events.count)} scenes.`
        : `Not understood as a time of the story. Try ${this._examples().join(' or ')}.`;
      part('goto-fault').title = part('goto-fault').textContent;
      return;
    }
    const line = clocks.on(found.clock) ?? clocks.base;
    const [begins, ends] = [line.starts[0], line.lastTime];
    // Another hour of its first and last day is rounded into the story, another day is not; nor is a time after the film.
    /** @type {Partial<Record<ClockName, boolean>>} */
    const isOutside = { story: this._isAnotherDay(found.time, begins, ends), film: found.time > ends };
    if (isOutside[found.clock]) {
      part('goto-fault').textContent = `The ${found.clock} runs from ${bareTime(line, begins)} to ${bareTime(line, ends)}.`;
      return;
    }
    playhead.seek(clocks.secondsAtTime(found.clock, found.time));
    this._close();
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

  /** One for each clock that the story has. */
  _examples() {
    const { base, names } = this.clocks;
    const middle = Math.floor(base.starts.length / 2);
    const story = base.clock === 'story' && base.starts.length
      ? [formatTime(base, base.starts[middle]).replace(' · ', ' ')] : [];
    const film = names.includes('film') ? [`film ${filmClock(this._filmTime())}`] : [];
    return [...story, ...film, `scene ${Math.ceil(this.story.events.count / 2)}`];
  }
}

/** A time without the name of its clock. @param {Timeline} timeline @param {number} time */
function bareTime(timeline, time) { return formatTime(timeline, time).replace(/^Film /, ''); }
