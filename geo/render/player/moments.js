// The moment that all views show. It is computed from the playhead, once in each frame.
import { whereabouts } from './arithmetic/tracks.js';
import { prefersReducedMotion } from './dom.js';
import { PULSE_S } from './map/currentmarker.js';
import { Movers } from './map/movers.js';
import { StateReader } from './statereader.js';

export class Moments extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   */
  constructor(store, playhead) {
    super(store);
    this.playhead = playhead;
    /** One array for all frames, so that a frame allocates nothing. @type {number[]} */
    this._visible = [];
    this._movers = new Movers();
  }

  /** @returns {Moment} the moment at the playhead */
  now() {
    const { playhead } = this;
    const pulse = playhead.playing && !prefersReducedMotion() ? (performance.now() / 1000) % PULSE_S : 0;
    return this._at(playhead.time, playhead.seconds, { focus: playhead.focus, pulse, into: this._visible, movers: this._movers });
  }

  /** @param {number} k @returns {Moment} the start of that event */
  startOf(k) {
    const { cues, starts } = this.timeline;
    return this._at(starts[k], cues[k], { focus: k, pulse: 0, into: [], movers: new Movers() });
  }

  /** @param {number} time @param {number} seconds @param {{focus: number, pulse: number, into: number[], movers: Movers}} given */
  _at(time, seconds, { focus, pulse, into, movers }) {
    const { shown, timeline, clocks, tracks } = this;
    // While markers move to other locations, people move with them.
    const { events } = this.store.get('storyOnMap');
    const baseTime = clocks.baseTimeAt(seconds);
    const playing = timeline.visibleAt(time, into);
    const visible = shown ? playing.filter((k) => shown[k]) : playing;
    return {
      time,
      baseTime,
      focus,
      visible,
      people: tracks.map((track) => whereabouts(track, clocks.base, events, baseTime)),
      movers: movers.locate(events, timeline, { visible, time }),
      pulse,
    };
  }
}
