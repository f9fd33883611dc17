// Leads the camera: decides when it goes to the current event, to the people whom the viewer follows, or to several
// events at once.
import { FRAMED_S, LASTING_S, MOST_FRAMED } from './camera.js';
import { DETAILED } from './crowding.js';

/** Events that are framed together, see Playhead.run. */
const RUN = { lasting: LASTING_S, within: FRAMED_S, most: MOST_FRAMED };

/** Reasons of changes after which the camera goes to the current event. */
const AIMING_REASONS = new Set(['play', 'pause', 'seek', 'dragged', 'click', 'speed', 'filter', 'clock', 'end']);

export class Leading {
  /**
   * @param {PlayerStore} store
   * @param {{playhead: Playhead, camera: Camera, following: Following, turning: Turning, frames: Frames}} led
   */
  constructor(store, { playhead, camera, following, turning, frames }) {
    this.store = store;
    this.playhead = playhead;
    this.camera = camera;
    this.following = following;
    this.turning = turning;
    this.frames = frames;
    /** Whether the camera has to go to its subject with the next frame. */
    this._mustGo = false;
    /** The k of the event that the camera shows, or -1. */
    this._subject = -1;
    /** Whether a list has just opened beside the map. */
    this._isBeside = false;
    /** Whether the camera shows several events that pass quickly. */
    this._isInRun = false;
    /** Whether a filter has moved the playhead. The viewer did not ask for a flight, so the flight is quick. */
    this._isFiltered = false;
    store.listen((reason) => {
      // The viewer has asked for an event: show it, even if the card shows it already.
      if (AIMING_REASONS.has(reason)) {
        this._mustGo = !playhead.dragging;
        frames.request();
      }
      if (reason === 'filter') this._isFiltered = !playhead.playing;
    });
    store.watch(['ground'], () => this.aim());
    // After a change of the story, the same people can have other indices: that is no choice of the viewer.
    store.watch(['followed', 'storyAsSet'], (changed) => {
      if (!changed.has('storyAsSet')) this.resume();
    });
    store.watch(['storyAsSet'], () => {
      if (camera.isAtEvent) this.aim();
    });
    // Markers have arrived at other locations, and so have people between two sightings.
    store.watch(['glide'], () => {
      if (store.get('glide') === null && following.isOn) this.aim();
    });
  }

  /** Let the camera go to its subject with the next frame. */
  aim() {
    this._mustGo = true;
    this.frames.request();
  }

  /** Let the camera follow the story again, or the people whom the viewer follows. */
  resume() {
    this.camera.resume();
    this.aim();
  }

  /**
   * The panels cover other parts of the map: show the subject again.
   * @param {boolean} isNarrower whether a list has opened beside the map
   */
  makeRoom(isNarrower) {
    // At the start the subject is the whole story; later it can also be places that the viewer asked for.
    if (this.camera.isAtEvent && this.camera.following) this._mustGo = true;
    else this.camera.again();
    this._isBeside = this._mustGo && isNarrower;
    this.frames.request();
  }

  /** Show the subject without a flight. @param {Moment} moment */
  lookAtOnce(moment) {
    this.camera.resume();
    if (this.following.isOn) this.following.show(moment, { atOnce: true });
    else this.camera.show(this._subjectOf(moment), { atOnce: true, visible: moment.visible });
    this._mustGo = false;
  }

  /**
   * The card shows another event.
   * @param {boolean} isFirst whether the story has just opened: the camera shows all of it until it plays
   */
  turn(isFirst) { this._mustGo = !isFirst; }

  /** Move the camera if the moment requires it. Called in each frame. @param {Moment} moment */
  follow(moment) {
    if (this.following.hasTurned(moment)) this._mustGo = true;
    const subject = this._subjectOf(moment);
    if (subject !== this._subject && this.playhead.playing) this._mustGo = true;
    this._subject = subject;
    if (this._mustGo) this._go(moment);
  }

  /**
   * @param {Pick<Moment, 'focus' | 'time' | 'visible'>} moment
   * @returns {number} the k of the current event, or -1; if it has ended, that of a movement that still goes on
   */
  _subjectOf({ focus, time, visible }) {
    const { timeline, story: { events: { paths } } } = this.playhead;
    if (focus < 0 || timeline.isOn(focus, time) || visible.length > DETAILED) return focus;
    return visible.findLast((k) => paths[timeline.order[k]].length > 1) ?? focus;
  }

  /** Called after each frame. */
  settle() { this._isFiltered = false; }

  /** @param {Moment} moment */
  _go(moment) {
    const { camera, following, playhead } = this;
    const move = {
      dragging: playhead.dragging || this._isFiltered, dwell: this.turning.dwellOf(moment.focus), visible: moment.visible, beside: this._isBeside,
    };
    // People arrive and leave at any time: wait for the end of one flight before the next.
    if (following.isOn && playhead.playing && camera.isFlying) return;
    this._mustGo = false;
    this._isBeside = false;
    const run = playhead.playing ? playhead.run(moment.focus, RUN) : [];
    // A single short event is not a run, but it can be the end of one.
    this._isInRun = run.length > (this._isInRun ? 0 : 1);
    if (following.isOn) {
      if (this._isInRun) following.showRun(moment, run);
      else following.show(moment, move);
    } else if (this._isInRun) {
      camera.showRun(run, move.dwell);
    } else {
      camera.show(this._subject, move);
    }
  }
}
