// The moment that everything shows: computed once a frame from the playhead.
import { whereabouts } from './arithmetic/tracks.js';
import { prefersStillness } from './dom.js';
import { BEAT_S } from './map/stage.js';
import { StateReader } from './statereader.js';

export class Moments extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {Playhead} playhead
   */
  constructor(store, playhead) {
    super(store);
    this.playhead = playhead;
    /** The same list in each frame, so that a frame makes no garbage. @type {number[]} */
    this._visible = [];
  }

  /** @returns {Moment} where the playhead is */
  now() {
    const { playhead } = this;
    const beat = playhead.playing && !prefersStillness() ? (performance.now() / 1000) % BEAT_S : 0;
    return this._at(playhead.time, playhead.seconds, { focus: playhead.focus, beat, into: this._visible });
  }

  /** @param {number} k a place of the timeline @returns {Moment} when that event begins */
  startOf(k) {
    const { cues, starts } = this.timeline;
    return this._at(starts[k], cues[k], { focus: k, beat: 0, into: [] });
  }

  /** @param {number} time @param {number} seconds @param {{focus: number, beat: number, into: number[]}} given */
  _at(time, seconds, { focus, beat, into }) {
    const { shown, timeline, clocks, tracks } = this;
    // On their way to other locations, markers take the people along.
    const { events } = this.store.get('storyOnMap');
    const baseTime = clocks.baseTimeAt(seconds);
    const visible = timeline.visibleAt(time, into);
    return {
      time,
      baseTime,
      focus,
      visible: shown ? visible.filter((k) => shown[k]) : visible,
      people: tracks.map((track) => whereabouts(track, clocks.base, events, baseTime)),
      beat,
    };
  }
}
