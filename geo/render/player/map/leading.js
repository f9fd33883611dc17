// Leads the camera: when it goes to the current event, to the people who are followed, or to several events at once.
import { FRAMED_S, FRAMED_SCENES, LASTING_S } from './camera.js';

/** Events that are framed together, see Playhead.run. */
const RUN = { lasting: LASTING_S, within: FRAMED_S, most: FRAMED_SCENES };

/** Reasons after which the camera goes to the current event. */
const AIMED = new Set(['play', 'pause', 'seek', 'dragged', 'click', 'speed', 'filter', 'clock', 'end']);

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
    /** Whether the camera has to look for its aim with the next frame. */
    this._isAimed = false;
    /** Whether a list has just opened beside the current event. */
    this._isBeside = false;
    /** Whether the camera looks at several events that pass soon one after the other. */
    this._isInRun = false;
    /** Whether a filter moves the playhead: the viewer did not ask to travel, so the camera is as fast as for a drag. */
    this._isFiltered = false;
    store.listen((reason) => {
      // Who asks for an event wants to see it, even if it has the card already.
      if (AIMED.has(reason)) {
        this._isAimed = !playhead.dragging;
        frames.request();
      }
      if (reason === 'filter') this._isFiltered = !playhead.playing;
    });
    store.watch(['ground'], () => this.aim());
    // A changed story, too, has other numbers for the people who are followed.
    store.watch(['followed', 'storyAsSet'], (changed) => {
      if (!changed.has('storyAsSet')) this.resume();
    });
    store.watch(['storyAsSet'], () => {
      if (camera.isAtScene) this.aim();
    });
    // Between two sightings people are where their line now is.
    store.watch(['glide'], () => {
      if (store.get('glide') === null && following.isOn) this.aim();
    });
  }

  /** Look for the aim with the next frame. */
  aim() {
    this._isAimed = true;
    this.frames.request();
  }

  /** Let the camera follow the story again, or the people whom the viewer follows. */
  resume() {
    this.camera.resume();
    this.aim();
  }

  /** The furniture covers other parts of the map: look again. @param {boolean} isNarrower whether a list has opened at the side */
  makeRoom(isNarrower) {
    // At first it shows the whole story; and places that the viewer asked for stay in view, too.
    if (this.camera.isAtScene && this.camera.following) this._isAimed = true;
    else this.camera.again();
    this._isBeside = this._isAimed && isNarrower;
    this.frames.request();
  }

  /** Let the camera be where it would have come to, without a flight. @param {Moment} moment */
  lookAtOnce(moment) {
    this.camera.resume();
    if (this.following.isOn) this.following.show(moment, { atOnce: true });
    else this.camera.show(moment.focus, { atOnce: true, visible: moment.visible });
    this._isAimed = false;
  }

  /** Another event has the card. @param {boolean} isFirst the story opens: all of it is shown until it plays */
  turn(isFirst) { this._isAimed = !isFirst; }

  /** Go where the moment asks to; called in each frame. @param {Moment} moment */
  follow(moment) {
    if (this.following.hasTurned(moment)) this._isAimed = true;
    if (this._isAimed) this._go(moment);
  }

  /** The frame is drawn. */
  settle() { this._isFiltered = false; }

  /** @param {Moment} moment */
  _go(moment) {
    const { camera, following, playhead } = this;
    const how = {
      dragging: playhead.dragging || this._isFiltered, dwell: this.turning.dwellOf(moment.focus), visible: moment.visible, beside: this._isBeside,
    };
    // People come and go at any time: one flight ends before another begins.
    if (following.isOn && playhead.playing && camera.isFlying) return;
    this._isAimed = false;
    this._isBeside = false;
    const run = playhead.playing ? playhead.run(moment.focus, RUN) : [];
    // A single short event is no run, but it may be the last of one.
    this._isInRun = run.length > (this._isInRun ? 0 : 1);
    if (following.isOn) {
      if (this._isInRun) following.showRun(moment, run);
      else following.show(moment, how);
    } else if (this._isInRun) {
      camera.showRun(run, how.dwell);
    } else {
      camera.show(moment.focus, how);
    }
  }
}
