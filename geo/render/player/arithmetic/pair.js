// Two people who are compared: what can be said of them for the whole story is worked out once, when it is first
// asked for. No DOM.
import { countUpTo } from './axis.js';
import { areSame, separationAt, separationCurve, standingStill } from './distances.js';
import { encounters, relationIn } from './meetings.js';
import { whereabouts } from './tracks.js';

/** A curve on another clock than the one whereabouts go by jumps with each scene: it is read at so many points. */
const READ_AT = 720;

/** A distance is sharp when its places are known to this share of it. */
export const SHARP = 0.2;

export class Pair {
  /**
   * @param {Story} story distances are between set locations
   * @param {Timelines} timelines
   * @param {Track[]} tracks by person
   * @param {[number, number]} people
   */
  constructor(story, timelines, tracks, people) {
    this.story = story;
    this.base = timelines.base;
    this.events = story.asSet;
    this.people = people;
    this.tracks = /** @type {[Track, Track]} */ (people.map((p) => tracks[p]));
    /** @type {?Encounter[]} */
    this._encounters = null;
    /** On the base clock. @type {?Stretch[]} */
    this._curve = null;
    /** By encounter: when it begins, and the latest end up to it. @type {?{from: Float64Array, reach: Float64Array}} */
    this._spans = null;
  }

  /** Every meeting, watching and near miss, by time on the base clock. @returns {Encounter[]} */
  get encounters() {
    return this._encounters ??= encounters(...this.tracks, this.base, this.events);
  }

  /** @param {number} n of the two */
  nameOf(n) { return this.story.people[this.people[n]].name; }

  /** @param {number} time on the base clock @returns {Separation} */
  apartAt(time) {
    return separationAt(...this.tracks, this.base, this.events, time);
  }

  /**
   * How far off the distance between the two may be while both are seen: the radii of both places.
   * @param {[Whereabouts, Whereabouts]} two
   * @returns {number} metres
   */
  blurOf(two) {
    const { base } = this;
    return this.blurBetween(base.order[two[0].event], base.order[two[1].event]);
  }

  /** The same of two events. @param {number} one @param {number} other @returns {number} metres */
  blurBetween(one, other) {
    // At one and the same place they are, wherever in it.
    if (one === other || (this.events.place[one] !== null && this.events.place[one] === this.events.place[other])) return 0;
    return (this.events.radius[one] ?? 0) + (this.events.radius[other] ?? 0);
  }

  /**
   * Within how many metres of each other two are who are both seen, but at places that are known less well
   * than a distance needs.
   * @param {number} time on the base clock
   * @returns {?number} null: the distance is sharp, or one of the two is not seen
   */
  withinAt(time) {
    const { certainty, metres } = this.apartAt(time);
    if (certainty !== 'known') return null;
    const blur = this.blurOf(this.whereaboutsAt(time));
    return metres !== null && blur > metres * SHARP ? metres + blur : null;
  }

  /** @param {number} time on the base clock @returns {[Whereabouts, Whereabouts]} */
  whereaboutsAt(time) {
    const { base } = this;
    const now = standingStill(base, time);
    const [one, other] = this.tracks;
    return [whereabouts(one, base, this.events, now), whereabouts(other, base, this.events, now)];
  }

  /**
   * Whether one of the two is in a scene then in which the other is heard; encounters need not be known for that.
   * @param {[Whereabouts, Whereabouts]} two
   */
  areInContact(two) {
    const { order } = this.base;
    return two.some(({ event }) => event >= 0 && relationIn(this.events, order[event], ...this.people)?.kind === 'in contact');
  }

  /** @param {number} time on the base clock @returns {number} the encounter that goes on then; of several the one that began last; or -1 */
  encounterAt(time) {
    const { encounters: all } = this;
    const { from, reach } = this._spans ??= spansOf(all);
    // At the end the story stands still: what ends with it goes on.
    const isNotOver = (/** @type {number} */ end) => end > time || end >= this.base.lastTime;
    for (let n = countUpTo(from, time) - 1; n >= 0 && isNotOver(reach[n]); n--) {
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
   * The distance along the timeline under the map.
   * @param {Clocks} clocks of the same timelines
   * @returns {Stretch[]} as from separationCurve, with playing seconds instead of times; where places are
   *   not known well enough `certainty` is 'within', and the samples are of the most it can be
   */
  curve(clocks) {
    if (clocks.shown !== this.base) return this._readCurve(clocks);
    return this._curveOfBase().flatMap((stretch) => this._sharpened(stretch));
  }

  /** Of a stretch in which both are seen, the parts that are sharp and those that are not. @param {Stretch} stretch @returns {Stretch[]} */
  _sharpened(stretch) {
    if (stretch.certainty !== 'known') return [stretch];
    /** @type {Stretch[]} */
    const parts = [];
    /** @type {?number} */
    let within = null;
    stretch.times.forEach((second, n) => {
      const next = stretch.times[n + 1] ?? stretch.to;
      // What holds from a sample to the next; of a step, what held before.
      if (n === 0 || next > second) within = this.withinAt(this.base.timeAt((second + next) / 2));
      const certainty = within === null ? 'known' : 'within';
      const before = parts[parts.length - 1];
      if (before?.certainty !== certainty) {
        if (before) closeAt(before, second);
        parts.push({ ...stretch, from: n ? second : stretch.from, certainty, times: [], metres: [] });
      }
      const open = parts[parts.length - 1];
      open.times.push(second);
      open.metres.push(within ?? stretch.metres[n]);
      open.to = stretch.to;
    });
    return parts;
  }

  _curveOfBase() {
    const { base } = this;
    this._curve ??= separationCurve(...this.tracks, base, this.events);
    return this._curve.map((stretch) => ({
      ...stretch,
      from: base.secondsAt(stretch.from),
      to: base.secondsAt(stretch.to),
      times: stretch.times.map(base.secondsAt),
    }));
  }

  /** @param {Clocks} clocks */
  _readCurve(clocks) {
    /** @type {Stretch[]} */
    const stretches = [];
    for (let n = 0; n <= READ_AT; n++) {
      const second = (clocks.shown.duration * n) / READ_AT;
      const time = clocks.baseTimeAt(second);
      const apart = this.apartAt(time);
      const within = this.withinAt(time);
      const { missing } = apart;
      const certainty = within === null ? apart.certainty : 'within';
      const metres = within ?? apart.metres;
      const before = stretches[stretches.length - 1];
      if (before) before.to = second;
      if (before?.certainty !== certainty || !areSame(before.missing, missing)) {
        stretches.push({ from: second, to: second, certainty, missing, times: [], metres: [] });
      }
      if (metres === null) continue;
      const open = stretches[stretches.length - 1];
      open.times.push(second);
      open.metres.push(metres);
    }
    return stretches;
  }
}

/** @param {Encounter[]} all */
function spansOf(all) {
  let latest = -Infinity;
  return {
    from: Float64Array.from(all, ({ from }) => from),
    reach: Float64Array.from(all, ({ to }) => (latest = Math.max(latest, to))),
  };
}

/** @param {Stretch} stretch ends here, as far apart as it says last @param {number} second */
function closeAt(stretch, second) {
  const { times, metres } = stretch;
  stretch.to = second;
  if (times[times.length - 1] === second) return;
  times.push(second);
  metres.push(metres[metres.length - 1]);
}
