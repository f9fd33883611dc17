// The timeline under the map: the storyline strip, the scenes, and the playhead that is dragged over them. It is one
// slider to the keyboard and to a screen reader.
import { openStorylines } from '../arithmetic/storylines.js';
import { NO_PERSON } from '../choice.js';
import { contextOf, page, part, setHidden } from '../dom.js';
import { later, listenTo, observeSizes } from '../listening.js';
import { StateReader } from '../statereader.js';
import { styleSizes } from '../stylesizes.js';
import { countFailedViews, guardView, isSwitchedOff } from '../viewguard.js';
import { phrase } from '../words/words.js';
import { JumpArc } from './arc.js';
import { TimelineBackground } from './timelinebackground.js';
import { timeInEvent } from './times.js';
import { LaneNames } from './lanenames.js';
import { LANE, LANE_INITIALS, Lanes } from './lanes.js';
import { PlayheadTags } from './playheadtags.js';
import { Presence } from './presence.js';
import { letScrub } from './scrubbing.js';
import { Span } from './span.js';
import { TimelineHint } from './timelinehint.js';

/** Steps of the Page keys, and of up, down and Shift with an arrow, as shares of the whole. */
const STRIDE = { fine: 0.002, coarse: 0.05 };

/** How much closer one notch of the wheel comes. */
const WHEEL_ZOOM = 1.0015;

/** A new visible part is reported when it has stayed the same for this time, in milliseconds. */
const SPAN_RESTS_MS = 150;

export class Scrubber extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   * @param {Choice} choice
   */
  constructor(store, playhead, choice) {
    super(store);
    this.playhead = playhead;
    this.choice = choice;
    this.track = part('track');
    this.canvas = /** @type {HTMLCanvasElement} */ (part('track-canvas'));
    this.span = new Span(store);
    this.timelineBackground = new TimelineBackground(store, this.span);
    // The lanes can fail by themselves: the viewer can still move the playhead.
    this.lanes = guardView('lanes', () => new Lanes(store, choice, this.span));
    this.arc = new JumpArc(this.timelineBackground, this.span, this.track);
    this.hint = new TimelineHint(store, choice, this.timelineBackground, (jump) => {
      this.arc.pointed = jump;
      this.arc.show(playhead.focus);
    });
    this.names = new LaneNames(store, playhead, choice, this.hint);
    this.tags = new PlayheadTags(store);
    this.presence = guardView('lanes', () => new Presence(store, choice, this.span));
    /** What shows people: their lines, or how present they are where lines would be too short. @type {Lanes|Presence} */
    this.strip = this.lanes;
    this.width = 0;
    this.height = 0;
    /** The people who have a line only after a click on the button. @type {number[]} */
    this._others = [];
    /** What `letter` has not written yet. @type {?{density: number, all: StripBox, gap: number}} */
    this._unlettered = null;
    this._rests = 0;
    /** The width of the button that shows the whole timeline, in pixels; 0: it was not visible yet. */
    this._wholeWidth = 0;
    /** Whether the playhead was moved since its position was announced. */
    this._isMoved = false;
    // At first: a frame may have no size yet.
    this.folded = true;
    /** Pixels from the left of the bar to the track. */
    this._inset = 0;
    listenTo(part('everyone'), 'click', () => choice.set({ lanes: choice.lanes === 'everyone' ? 'principals' : 'everyone' }));
    listenTo(part('whole'), 'click', () => this.showWhole());
    this._listen();
    this._layOut();
    store.watch(['seconds', 'timeline', 'storyAsSet'], () => {
      this._isMoved = true;
      this.hush();
    });
    store.watch(['storyAsSet', 'timeline', 'lanes'], () => this._layOut());
    store.watch(['story', 'timeline', 'lanes', 'shown', 'shownPeople', 'followed', 'pointed', 'pair', 'theme', 'span', 'pixelDensity'], () => this.paint());
    observeSizes([this.track], ({ width, height }) => {
      if (width !== this.width || height !== this.height) this.paint();
    });
  }

  /** What shows people; null: there is no room for it. */
  get _visibleStrip() { return this.folded ? null : this.strip; }

  /** The lanes of the people who have one. */
  _layOut() {
    const [principals, everyone = principals] = this.timeline.strips;
    const isWide = this.choice.lanes === 'everyone';
    this.lanes.layout = principals ? openStorylines(isWide ? everyone : principals, this.story.asSet) : null;
    this.presence.layOut(this.lanes.layout);
    this._others = principals ? everyone.people.filter((person) => !principals.people.includes(person)) : [];
    part('everyone').setAttribute('aria-expanded', String(isWide));
    const main = page();
    main.dataset.strip = this.lanes.layout ? 'yes' : 'no';
    main.style.setProperty('--lanes', String(this.lanes.layout?.rows ?? 0));
    const { histogramHeight, blocksHeight } = styleSizes();
    main.style.setProperty('--scenes', `${this.timelineBackground.isHistogram ? histogramHeight : blocksHeight}px`);
  }

  /** Hide the hint: it is about another moment. */
  hush() { this.hint.hide(); }

  /** The viewer has chosen another visible part. */
  _respan() {
    this.hush();
    clearTimeout(this._rests);
    this._rests = later(() => this.store.tell('span'), SPAN_RESTS_MS);
  }

  /**
   * Draw everything that does not move with time.
   * @param {boolean} [lettered] false: the words come with a later call of letter
   */
  paint(lettered = true) {
    const { width, height } = this.track.getBoundingClientRect();
    if (!width || !height) return;
    this.width = width;
    this.height = height;
    this.span.width = width;
    const density = Math.min(2, window.devicePixelRatio || 1);
    const [wide, high] = [Math.round(width * density), Math.round(height * density)];
    if (this.canvas.width !== wide || this.canvas.height !== high) Object.assign(this.canvas, { width: wide, height: high });
    const c = contextOf(this.canvas);
    c.save();
    c.setTransform(density, 0, 0, density, 0, 0);
    c.clearRect(0, 0, width, height);
    const { daysHeight, gapsHeight, stripFoot, hasLanes } = styleSizes();
    const all = { top: daysHeight, bottom: height - stripFoot, width };
    const folded = isSwitchedOff('lanes') || !this.lanes.layout || !hasLanes || height < daysHeight + this.lanes.layout.rows * LANE.lowest;
    const row = { ...all, top: all.bottom - this._scenesHigh(all, folded) };
    const above = { ...all, bottom: row.top - gapsHeight };
    this.folded = folded;
    this.timelineBackground.paint(c, all, row);
    if (!folded) {
      this.strip = this.presence.isClearer ? this.presence : this.lanes;
      const failures = countFailedViews();
      this.strip.paint(c, above);
      if (countFailedViews() > failures) {
        this._paintAgain(lettered);
        return;
      }
    } else if (!this.timelineBackground.isHistogram) {
      this.timelineBackground.paintDensity(c, above);
    }
    c.restore();
    this._unlettered = { density, all, gap: row.top - gapsHeight / 2 };
    if (lettered) this.letter();
    this._offerOthers(folded);
    setHidden(part('whole'), this.span.isWhole, this.track);
    this.tags.forget();
    this.arc.forget();
    this.move();
  }

  /**
   * The button that shows the lines of more people, or hides them again.
   * @param {boolean} folded
   */
  _offerOthers(folded) {
    const isWide = this.choice.lanes === 'everyone';
    const more = this._others.filter((person) => this.choice.shows(person)).length;
    part('everyone').hidden = folded || !(isWide ? this._others.length : more);
    part('everyone').textContent = isWide ? phrase('fewerPeople') : phrase('morePeople', { count: more });
  }

  /** Write what paint has left out: days, times, gap labels and names. */
  letter() {
    if (!this._unlettered) return;
    const { density, all, gap } = this._unlettered;
    this._unlettered = null;
    const c = contextOf(this.canvas);
    c.save();
    c.setTransform(density, 0, 0, density, 0, 0);
    // Its width depends on the language only.
    this._wholeWidth ||= part('whole').offsetWidth;
    this.timelineBackground.letter(c, all, gap, this._wholeWidth);
    const failures = countFailedViews();
    this.names.write(c, this._visibleStrip, this.width);
    if (countFailedViews() > failures) this._paintAgain(true);
    else c.restore();
  }

  /** Drawing the lanes has failed: paint the timeline without them. @param {boolean} lettered see paint */
  _paintAgain(lettered) {
    // A new size clears the canvas, and everything that the failed drawing has set on it.
    this.canvas.width = 0;
    this.paint(lettered);
  }

  /**
   * The height of the row of events. A histogram has all the room if there are no lanes, and none that their initials need.
   * @param {{top: number, bottom: number}} given
   * @param {boolean} folded
   */
  _scenesHigh({ top, bottom }, folded) {
    const { blocksHeight, histogramHeight, gapsHeight } = styleSizes();
    if (!this.timelineBackground.isHistogram) return blocksHeight;
    const room = bottom - top - gapsHeight;
    if (folded) return room;
    return Math.max(blocksHeight, Math.min(histogramHeight, room - (this.lanes.layout?.rows ?? 0) * LANE_INITIALS.row));
  }

  showWhole() {
    this.span.reset();
    this._respan();
  }

  /** @param {number} factor above 1: closer; the playhead stays where it is */
  zoom(factor) {
    this.span.zoom(this.span.x(this.playhead.seconds), factor);
    this._respan();
  }

  /** Move the playhead to the current moment, and turn the page if that is not visible. */
  move() {
    if (!this.playhead.dragging && this.span.keep(this.playhead.seconds)) {
      this.hush();
      return;
    }
    if (this._isMoved) this.announce();
    const { seconds } = this.playhead;
    this.tags.move(this.span.x(seconds), this.width, seconds, this._visibleStrip);
    this.arc.show(this.playhead.focus);
  }

  /** Announce where the playhead is; called when the event changes, not in each frame. */
  announce() {
    // A drag has one value to say, when it ends.
    if (this.playhead.dragging) return;
    this._isMoved = false;
    const k = this.playhead.focus;
    const title = k < 0 ? '' : phrase('comma') + this.story.events.titles[this.timeline.order[k]];
    this.track.setAttribute('aria-valuenow', (this.playhead.position * 100).toFixed(1));
    this.track.setAttribute('aria-valuetext', `${timeInEvent(this.story, this.timeline, k, this.playhead.time)}${title}`);
  }

  _listen() {
    const { track } = this;
    letScrub(track, this.playhead, {
      secondsAt: (x) => this.span.secondsAt(x),
      xOf: (seconds) => this.span.x(seconds),
      pinched: (factor, from, to) => {
        this.span.zoom(from, factor);
        this.span.pan(from - to);
        this._respan();
      },
    });
    // Measured when the pointer comes in: asking at each move would lay out the page each time.
    /** @type {?DOMRect} */
    let box = null;
    const measure = () => {
      box = track.getBoundingClientRect();
      this._inset = box.left - part('bar').getBoundingClientRect().left;
    };
    listenTo(track, 'pointerenter', measure);
    listenTo(track, 'pointerdown', () => {
      track.focus({ preventScroll: true });
      this.hush();
    });
    listenTo(track, 'pointermove', (event) => {
      if (!box) measure();
      const { parentElement } = /** @type {Element} */ (event.target);
      if (box && !this.playhead.dragging && parentElement !== this.names.node) this._showHint(event, box);
    });
    listenTo(track, 'pointerleave', () => this.hush());
    listenTo(track, 'wheel', (event) => {
      event.preventDefault();
      if (!box) measure();
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) this.span.pan(event.deltaX || event.deltaY);
      else this.span.zoom(event.clientX - (box?.left ?? 0), WHEEL_ZOOM ** -event.deltaY);
      this._respan();
    }, { passive: false });
    listenTo(track, 'keydown', (event) => {
      const share = { PageUp: STRIDE.coarse, PageDown: -STRIDE.coarse, ArrowUp: STRIDE.fine, ArrowDown: -STRIDE.fine }[event.key]
        ?? (event.shiftKey ? { ArrowRight: STRIDE.fine, ArrowLeft: -STRIDE.fine }[event.key] : undefined);
      if (share === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      this.playhead.seek(this.playhead.seconds + share * this.playhead.duration);
    });
  }

  /** @param {PointerEvent} event @param {DOMRect} box of the timeline */
  _showHint(event, box) {
    const x = event.clientX - box.left;
    const person = this._visibleStrip?.lineAt(x, event.clientY - box.top) ?? NO_PERSON;
    this.hint.show(this.span.secondsAt(x), person, { x, width: box.width, inset: this._inset });
  }
}
