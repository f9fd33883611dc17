// Two people who are compared: what can be said of them for the whole story is worked out once, when it
// is first asked for. No DOM. Uses tracks.js, distances.js, meetings.js, axis.js and clocks.js.
'use strict';

/** A curve on another clock than the one whereabouts go by jumps with each scene: it is read at so many points. */
const READ_AT = 720;

class Pair {
  /**
   * @param {Object} story see openStory
   * @param {Clocks} clocks
   * @param {Track[]} tracks by person
   * @param {Object} events the story's columns as they are where it is set: ground.js changes those of the story
   * @param {[number, number]} people
   */
  constructor(story, clocks, tracks, events, people) {
    Object.assign(this, { story, clocks, events, people });
    this.tracks = people.map((p) => tracks[p]);
  }

  /** Every meeting, watching and near miss, by time on the base clock. @returns {Encounter[]} */
  get encounters() {
    this._encounters ??= encounters(...this.tracks, this.clocks.base, this.events);
    return this._encounters;
  }

  /** @param {0|1} n of the two */
  nameOf(n) { return this.story.people[this.people[n]].name; }

  /** @param {number} time on the base clock @returns {Separation} */
  apartAt(time) {
    return separationAt(...this.tracks, this.clocks.base, this.events, time);
  }

  /** @param {number} time on the base clock @returns {[Whereabouts, Whereabouts]} */
  whereaboutsAt(time) {
    return this.tracks.map((track) => whereabouts(track, this.clocks.base, this.events, time));
  }

  /** @param {number} time on the base clock @returns {number} the encounter that goes on then; of several the one that began last; or -1 */
  encounterAt(time) {
    const { encounters: all } = this;
    if (!this._from) {
      this._from = Float64Array.from(all, ({ from }) => from);
      let latest = -Infinity;
      this._reach = Float64Array.from(all, ({ to }) => (latest = Math.max(latest, to)));
    }
    // At the end the story stands still: what ends with it goes on.
    const isNotOver = (end) => end > time || end >= this.clocks.base.lastTime;
    for (let n = countUpTo(this._from, time) - 1; n >= 0 && isNotOver(this._reach[n]); n--) {
      if (isNotOver(all[n].to)) return n;
    }
    return -1;
  }

  /**
   * Where to go for an encounter: its first scene; of a near miss the later of the two, when the one
   * comes by where the other is or was.
   * @param {Encounter} encounter
   * @returns {number} event index
   */
  sceneOf({ kind, events }) { return kind === 'near miss' ? events[1] : events[0]; }

  /**
   * The distance along the timeline that is followed.
   * @returns {Stretch[]} as from separationCurve, with playing seconds instead of times
   */
  curve() {
    const { base, shown } = this.clocks;
    if (shown.clock !== base.clock) return this._readCurve();
    this._curve ??= separationCurve(...this.tracks, base, this.events);
    return this._curve.map((stretch) => ({
      ...stretch,
      from: shown.secondsAt(stretch.from),
      to: shown.secondsAt(stretch.to),
      times: stretch.times.map(shown.secondsAt),
    }));
  }

  _readCurve() {
    const { clocks } = this;
    const stretches = [];
    let open = null;
    for (let n = 0; n <= READ_AT; n++) {
      const second = (clocks.shown.duration * n) / READ_AT;
      const { certainty, missing, metres } = this.apartAt(clocks.baseTimeAt(second));
      if (open) open.to = second;
      if (open?.certainty !== certainty || !areSame(open.missing, missing)) {
        open = { from: second, to: second, certainty, missing, times: [], metres: [] };
        stretches.push(open);
      }
      if (metres === null) continue;
      open.times.push(second);
      open.metres.push(metres);
    }
    return stretches;
  }
}
