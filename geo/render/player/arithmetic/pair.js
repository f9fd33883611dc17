// Two people who are compared: their distance and their encounters. What covers the whole story is computed once, when
// it is first needed. No DOM.
import { countUpTo } from './axis.js';
import { areSame, beforeEnd, footprintOf, separationAt, separationCurve } from './distances.js';
import { closestFootprints } from './footprints.js';
import { encounters, relationIn } from './meetings.js';
import { whereabouts } from './tracks.js';

/**
 * On time scales other than the first one, the distance jumps with each event: the curve has this number of samples
 * there.
 */
const CURVE_SAMPLES = 720;

/** A distance is sharp if the uncertainty of both locations is at most this share of it. */
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
    /** On the first time scale. @type {?Stretch[]} */
    this._curve = null;
    /** By encounter: its start, and the latest end up to it. @type {?{from: Float64Array, reach: Float64Array}} */
    this._spans = null;
  }

  /** All encounters, by time on the first time scale. @returns {Encounter[]} */
  get encounters() {
    return this._encounters ??= encounters(...this.tracks, this.base, this.events);
  }

  /** @param {number} n 0 or 1 */
  nameOf(n) { return this.story.people[this.people[n]].name; }

  /** @param {number} time on the first time scale @returns {Separation} */
  apartAt(time) {
    return separationAt(...this.tracks, this.base, this.events, time);
  }

  /**
   * @param {[Whereabouts, Whereabouts]} two both present
   * @returns {number} the uncertainty of their distance in metres: the radii of both locations
   */
  blurOf(two) {
    const { base } = this;
    return this.blurBetween(base.order[two[0].event], base.order[two[1].event]);
  }

  /** The same for two events. @param {number} one @param {number} other @returns {number} metres */
  blurBetween(one, other) {
    // They are at the same place, wherever that is.
    if (one === other || (this.events.place[one] !== null && this.events.place[one] === this.events.place[other])) return 0;
    return (this.events.radius[one] ?? 0) + (this.events.radius[other] ?? 0);
  }

  /**
   * The greatest possible distance, if both people are present but the distance is not sharp.
   * @param {number} time on the first time scale
   * @returns {?number} metres; null: the distance is sharp, or one of the two is not present
   */
  withinAt(time) {
    const { certainty, metres } = this.apartAt(time);
    if (certainty !== 'known') return null;
    const two = this.whereaboutsAt(time);
    // The distance to an area is a lower bound.
    if (this.isInAreas(two)) return null;
    const blur = this.blurOf(two);
    return metres !== null && blur > metres * SHARP ? metres + blur : null;
  }

  /** @param {number} time on the first time scale @returns {[Whereabouts, Whereabouts]} */
  whereaboutsAt(time) {
    const { base } = this;
    const now = beforeEnd(base, time);
    const [one, other] = this.tracks;
    return [whereabouts(one, base, this.events, now), whereabouts(other, base, this.events, now)];
  }

  /**
   * @param {number} time on the first time scale, at which both positions are known
   * @returns {LonLat[]} the two positions between which the distance is: for a person in areas, their nearest point
   */
  endsAt(time) {
    const { base, events } = this;
    const now = beforeEnd(base, time);
    const [one, other] = this.whereaboutsAt(time).map((known, n) => footprintOf(this.tracks[n], known, base, events, now));
    return closestFootprints(one, other);
  }

  /**
   * @param {[Whereabouts, Whereabouts]} two
   * @returns {boolean} whether one of them is somewhere in areas: then the distance is to their nearest point
   */
  isInAreas(two) { return two.some(({ event }) => event >= 0 && this.events.areas[this.base.order[event]]); }

  /**
   * @param {[Whereabouts, Whereabouts]} two
   * @returns {boolean} whether one of them is present in an event in which the other is heard. This needs no list of
   *   encounters
   */
  areInContact(two) {
    const { order } = this.base;
    return two.some(({ event }) => event >= 0 && relationIn(this.events, order[event], ...this.people)?.kind === 'in contact');
  }

  /**
   * @param {number} time on the first time scale
   * @returns {number} the current encounter; of several the one that began last; or -1
   */
  encounterAt(time) {
    const { encounters: all } = this;
    const { from, reach } = this._spans ??= spansOf(all);
    // An encounter that ends with the story is still current at its end.
    const isNotOver = (/** @type {number} */ end) => end > time || end >= this.base.lastTime;
    for (let n = countUpTo(from, time) - 1; n >= 0 && isNotOver(reach[n]); n--) {
      if (isNotOver(all[n].to)) return n;
    }
    return -1;
  }

  /**
   * The event to go to for an encounter: the first one; for a near miss the later one, when one person comes to where
   * the other is or was.
   * @param {Encounter} encounter
   * @returns {number} event index
   */
  eventOf({ kind, events }) { return kind === 'near miss' ? events[1] : events[0]; }

  /**
   * The distance along the timeline under the map.
   * @param {Clocks} clocks of the same timelines
   * @returns {Stretch[]} as from separationCurve, with playing seconds instead of times. Where the distance is not
   *   sharp, `certainty` is 'within' and the samples are the greatest possible distance
   */
  curve(clocks) {
    if (clocks.shown !== this.base) return this._sampledCurve(clocks);
    return this._curveOfBase().flatMap((stretch) => this._splitBySharpness(stretch));
  }

  /**
   * Split a stretch in which both are present where the distance becomes sharp or not sharp.
   * @param {Stretch} stretch
   * @returns {Stretch[]}
   */
  _splitBySharpness(stretch) {
    if (stretch.certainty !== 'known') return [stretch];
    /** @type {Stretch[]} */
    const parts = [];
    /** @type {?number} */
    let within = null;
    stretch.times.forEach((second, n) => {
      const next = stretch.times[n + 1] ?? stretch.to;
      // The value between this sample and the next; at a step, the value before it stays.
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
  _sampledCurve(clocks) {
    /** @type {Stretch[]} */
    const stretches = [];
    for (let n = 0; n <= CURVE_SAMPLES; n++) {
      const second = (clocks.shown.duration * n) / CURVE_SAMPLES;
      const time = clocks.baseTimeAt(second);
      const separation = this.apartAt(time);
      const within = this.withinAt(time);
      const { missing } = separation;
      const certainty = within === null ? separation.certainty : 'within';
      const metres = within ?? separation.metres;
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

/** End a stretch with its last distance. @param {Stretch} stretch @param {number} second */
function closeAt(stretch, second) {
  const { times, metres } = stretch;
  stretch.to = second;
  if (times[times.length - 1] === second) return;
  times.push(second);
  metres.push(metres[metres.length - 1]);
}
