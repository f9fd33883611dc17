// The timeline under the map: the storyline strip, the scenes, and the playhead that is dragged over them. It is one
// slider to the keyboard and to a screen reader.
import { formatTime } from '../arithmetic/labels.js';
import { openStorylines } from '../arithmetic/storylines.js';
import { sightingOf, whereabouts } from '../arithmetic/tracks.js';
import { NO_PERSON } from '../choice.js';
import { contextOf, element, page, part, placeHint, setHidden } from '../dom.js';
import { later, listenTo, observeSizes } from '../listening.js';
import { STATUS_PHRASES, whereaboutsInWords } from '../panels/people.js';
import { StateReader } from '../statereader.js';
import { styleSizes } from '../stylesizes.js';
import { countFailedViews, guardView, isSwitchedOff } from '../viewguard.js';
import { phrase } from '../words/words.js';
import { JumpArc } from './arc.js';
import { TimelineBackground } from './timelinebackground.js';
import { LANE, LANE_INITIALS, Lanes } from './lanes.js';
import { Presence } from './presence.js';
import { letScrub } from './scrubbing.js';
import { Span } from './span.js';

/** Steps of the Page keys, and of up, down and Shift with an arrow, as shares of the whole. */
const STRIDE = { fine: 0.002, coarse: 0.05 };

/** How much closer one notch of the wheel comes. */
const WHEEL_ZOOM = 1.0015;

/** A new visible part is reported when it has stayed the same for this time, in milliseconds. */
const SPAN_RESTS_MS = 150;

/** The room that initials need at the right of the playhead, in pixels; nearer to the right end they are at its left. */
const TAGS_PX = 30;

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
    this.playheadLine = part('playhead');
    this.hint = part('hint');
    this.names = part('names');
    this.span = new Span(store);
    this.timelineBackground = new TimelineBackground(store, this.span);
    // The lanes can fail by themselves: the viewer can still move the playhead.
    this.lanes = guardView('lanes', () => new Lanes(store, choice, this.span));
    this.arc = new JumpArc(this.timelineBackground, this.span, this.track);
    this.presence = guardView('lanes', () => new Presence(store, choice, this.span));
    /** What shows people: their lines, or how present they are where lines would be too short. @type {Lanes|Presence} */
    this.strip = this.lanes;
    this.width = 0;
    this.height = 0;
    /** The people who have a line only after a click on the button. @type {number[]} */
    this._others = [];
    /** The side of the playhead at which the initials are. */
    this._side = '';
    /** The people whose initials are at the playhead, and until when. @type {?Tagged} */
    this._tagged = null;
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
    /** By person: the name in the strip. @type {Map<number, HTMLElement>} */
    this._labels = new Map();
    /** By person: the tag at the playhead. @type {Map<number, HTMLElement>} */
    this._tags = new Map();
    listenTo(part('everyone'), 'click', () => choice.set({ lanes: choice.lanes === 'everyone' ? 'principals' : 'everyone' }));
    listenTo(part('whole'), 'click', () => this.showWhole());
    this._listen();
    this._layOut();
    store.watch(['seconds', 'timeline', 'storyAsSet'], () => {
      this._isMoved = true;
      this.hush();
    });
    store.watch(['storyAsSet'], () => this._forgetPeople());
    store.watch(['storyAsSet', 'timeline', 'lanes'], () => this._layOut());
    store.watch(['story', 'timeline', 'lanes', 'shown', 'shownPeople', 'followed', 'pointed', 'pair', 'theme', 'span', 'pixelDensity'], () => this.paint());
    observeSizes([this.track], ({ width, height }) => {
      if (width !== this.width || height !== this.height) this.paint();
    });
  }

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

  /** The people of another story have other names. */
  _forgetPeople() {
    this.names.replaceChildren();
    this._labels.clear();
  }

  /** Hide the hint: it is about another moment. */
  hush() {
    if (this.hint.hidden) return;
    this.hint.hidden = true;
    this.choice.point(NO_PERSON);
    this._pointAt(null);
  }

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
    this._tagged = null;
    this.arc.forget();
    // In the theme's colours.
    part('playhead-tags').replaceChildren();
    this._tags.clear();
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
    this._name(c);
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
    const x = this.span.x(this.playhead.seconds);
    this.playheadLine.style.transform = `translateX(${x.toFixed(1)}px)`;
    this._lean(x > this.width - TAGS_PX ? 'left' : 'right');
    this._tag();
    this.arc.show(this.playhead.focus);
  }

  /** @param {'left'|'right'} side of the playhead for the initials; written only when it changes */
  _lean(side) {
    if (side === this._side) return;
    this._side = side;
    this.playheadLine.dataset.tags = side;
  }

  /** @param {?Jump} jump whose mark the pointer is on */
  _pointAt(jump) {
    this.arc.pointed = jump;
    this.arc.show(this.playhead.focus);
  }

  /** The initials of each line at the playhead; again when a line begins, ends or changes its row. */
  _tag() {
    const { seconds } = this.playhead;
    const tagged = this._tagged;
    if (tagged && seconds >= tagged.from && seconds < tagged.until) return;
    this._tagged = (this.folded ? null : this.strip.presentAt(seconds)) ?? { from: -Infinity, until: Infinity, present: [] };
    const rows = new Map(this._tagged.present.map(({ person, row }) => [person, row]));
    for (const [person, tag] of this._tags) tag.hidden = !rows.has(person);
    for (const [person, row] of rows) {
      this._tagOf(person).style.transform = `translateY(${this.strip.y(row).toFixed(1)}px) translateY(-50%)`;
    }
  }

  /** The tag that a person has at the playhead: made once. @param {number} person */
  _tagOf(person) {
    let tag = this._tags.get(person);
    if (!tag) {
      const { initials, hue } = this.story.people[person];
      tag = element('span', { class: 'sm-tag', text: initials });
      tag.style.color = this.theme.colourOf(this.story, hue);
      part('playhead-tags').append(tag);
      this._tags.set(person, tag);
    }
    return tag;
  }

  /** Announce where the playhead is; called when the event changes, not in each frame. */
  announce() {
    // A drag has one value to say, when it ends.
    if (this.playhead.dragging) return;
    this._isMoved = false;
    const k = this.playhead.focus;
    const title = k < 0 ? '' : phrase('comma') + this.story.events.titles[this.timeline.order[k]];
    this.track.setAttribute('aria-valuenow', (this.playhead.position * 100).toFixed(1));
    this.track.setAttribute('aria-valuetext', `${formatTime(this.timeline, this.playhead.time)}${title}`);
  }

  /**
   * The names of people beside their lines. A name beside the strip also highlights its person.
   * @param {CanvasRenderingContext2D} c
   */
  _name(c) {
    const { laneName, laneNameRoom } = styleSizes();
    c.font = `${laneName}px system-ui, sans-serif`;
    const widthOf = (/** @type {number} */ person) => c.measureText(this.story.people[person].name).width + laneNameRoom;
    const entries = (this.folded ? null : this.strip.entries(widthOf)) ?? [];
    // The page is changed after the last letter is painted: a font on a canvas in the page has its styles worked out.
    if (!this.folded) this.strip.paintInitials(c, this.width, entries.map(({ person, x, row }) => ({ row, left: x - widthOf(person), right: x })));
    const shown = new Set(entries.map(({ person }) => person));
    for (const [person, label] of this._labels) label.hidden = !shown.has(person);
    for (const { person, x, row } of entries) {
      const label = this._labels.get(person) ?? this._label(person);
      label.style.color = this.theme.colourOf(this.story, this.story.people[person].hue);
      label.style.transform = `translate(${x.toFixed(1)}px, ${this.strip.y(row).toFixed(1)}px) translate(-100%, -50%)`;
      // A name in the strip itself lets the pointer through, so that one can drag everywhere.
      label.dataset.beside = String(x < 1);
      label.dataset.lit = String(person === this.choice.pointed || this.choice.followed.has(person));
    }
  }

  /** @param {number} person */
  _label(person) {
    const label = element('span', { class: 'sm-lane-name', story: this.story.people[person].name });
    listenTo(label, 'pointerenter', () => {
      this.hush();
      this.choice.point(person);
      label.title = this._now(person);
    });
    listenTo(label, 'pointerleave', () => this.choice.point(-1));
    // A press on a name is not a press on the timeline.
    listenTo(label, 'pointerdown', (event) => event.stopPropagation());
    listenTo(label, 'click', () => this.choice.toggle('followed', person));
    this._labels.set(person, label);
    this.names.append(label);
    return label;
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
      if (box && !this.playhead.dragging && parentElement !== this.names) this._rest(event, box);
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

  /** Show what is at the pointer, above it, and highlight the person whose line it is on. @param {PointerEvent} event @param {DOMRect} box */
  _rest(event, box) {
    const seconds = this.span.secondsAt(event.clientX - box.left);
    const person = (this.folded ? null : this.strip.lineAt(event.clientX - box.left, event.clientY - box.top)) ?? NO_PERSON;
    this.choice.point(person);
    const k = this.timeline.focusAt(seconds);
    const remark = this.timelineBackground.remarkAt(seconds);
    const title = k < 0 ? '' : this.story.events.titles[this.timeline.order[k]];
    this.hint.replaceChildren(
      element('span', { class: 'sm-strong', text: formatTime(this.timeline, this.timeline.timeAt(seconds)) }),
      element('span', remark ? { text: remark } : { story: title }),
      ...(person === NO_PERSON ? [] : [element('span', { class: 'sm-doubt', text: this._then(person, seconds) })]),
    );
    this.hint.hidden = false;
    this._pointAt(this.timelineBackground.jumpAt(seconds));
    // Over the map: in the bar it would cover the time readings.
    placeHint(this.hint, event.clientX - box.left, box.width, this._inset);
  }

  /** @param {number} person @returns {string} their status and location at the playhead */
  _now(person) {
    const { story, clocks: { base } } = this;
    const baseTime = this.clocks.baseTimeAt(this.playhead.seconds);
    const track = this.tracks[person];
    const found = whereabouts(track, base, story.events, baseTime);
    const { how, where } = whereaboutsInWords(story, base, found.status, sightingOf(track, base, baseTime, found));
    // A tooltip may break anywhere.
    const status = how.replaceAll('\u00a0', ' ');
    return [phrase('personStatus', { name: story.people[person].name, status }), where].filter(Boolean).join('\n');
  }

  /** @param {number} person @param {number} seconds where the pointer is, not the playhead @returns {string} */
  _then(person, seconds) {
    const { base } = this.clocks;
    const { status } = whereabouts(this.tracks[person], base, this.story.events, this.clocks.baseTimeAt(seconds));
    return phrase('personStatus', { name: this.story.people[person].name, status: phrase(STATUS_PHRASES[status]) });
  }
}
