// What plays at the markers whose sizes or colours numbers give: the largest event gives a marker its looks. No DOM.
import { PIN } from '../map/markersize.js';
import { movingEvents } from '../map/movers.js';
import { PlayingCounts } from '../map/playingcounts.js';

/** More than the largest radius, in pixels. */
const BEYOND_RADIUS = 100;

export class SizedCounts extends PlayingCounts {
  /** @param {Markers} markers @param {Moment} moment @param {Story} story */
  count(markers, moment, story) {
    super.count(markers, moment, story);
    const { radii } = story;
    if (!radii) return;
    const { latest, timeline: { order } } = this;
    const moving = movingEvents(story.events);
    for (const k of moment.visible) {
      const marker = markers.markerOf[k];
      if (marker >= 0 && !moving?.[order[k]] && radii[order[k]] > radii[order[latest[marker]]]) latest[marker] = k;
    }
  }

  /**
   * @param {number} marker
   * @returns {number} the largest of its events that play, else of those that have ended; -1: all are to come
   */
  eventAt(marker) {
    const { latest, timeline: { order, starts } } = this;
    if (latest[marker] >= 0) return order[latest[marker]];
    const time = this._moment?.time ?? -Infinity;
    const k = this.markers.growth?.[marker].findLast((other) => starts[other] <= time);
    return k === undefined ? -1 : order[k];
  }

  /** @param {number} marker */
  radiusOf(marker) {
    const { radii } = this.story;
    if (!radii) return super.radiusOf(marker);
    const event = this.eventAt(marker);
    return event < 0 ? PIN.future : radii[event];
  }

  /**
   * Markers that cover the point come first, in the order in which they are drawn: small ones above large ones, and
   * playing ones above idle ones.
   * @param {number} marker
   * @param {number} distance
   */
  rankOf(marker, distance) {
    if (!this.story.radii) return distance;
    const radius = this.radiusOf(marker);
    if (distance > radius) return 2 * BEYOND_RADIUS + distance - radius;
    return this.numbers[marker] ? radius : BEYOND_RADIUS + radius;
  }
}
