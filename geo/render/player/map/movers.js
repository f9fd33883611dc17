// Events that move by themselves: those with a path and without people. Their markers travel. In an event with people,
// the people travel.
import { locateOnPath } from '../arithmetic/pathshape.js';
import { vertexIn } from '../arithmetic/tracks.js';

/** By paths of a story: see movingEvents. @type {WeakMap<Path[], ?Uint8Array>} */
const knownMoving = new WeakMap();

/**
 * @param {Pick<Events, 'paths' | 'pinned' | 'people'>} events
 * @returns {?Uint8Array} by event: 1 if it moves by itself; null: none does
 */
export function movingEvents({ paths, pinned, people }) {
  let moving = knownMoving.get(paths);
  if (moving === undefined) {
    moving = Uint8Array.from(paths, (path, i) => Number(path.length > 1 && pinned[i] && !people[i].length));
    if (!moving.includes(1)) moving = null;
    knownMoving.set(paths, moving);
  }
  return moving;
}

/**
 * @param {Pick<Timeline, 'starts' | 'ends'>} timeline
 * @param {number} k
 * @param {number} time
 * @returns {number} the share of its length that an event has played, 0 to 1
 */
export function sharePlayed({ starts, ends }, k, time) {
  return Math.min(1, Math.max(0, (time - starts[k]) / (ends[k] - starts[k])));
}

/** The movers of a moment: events that play now and move by themselves. One object serves all frames. */
export class Movers {
  constructor() {
    /** Their k, ascending. @type {number[]} */
    this.ks = [];
    /** Where each of them is, in world pixels: x and y by turns. @type {number[]} */
    this.xy = [];
    this._place = [0, 0];
  }

  /**
   * @param {Events} events
   * @param {Timeline} timeline
   * @param {{visible: number[], time: number}} moment
   * @returns {this}
   */
  locate(events, timeline, { visible, time }) {
    const { ks, xy, _place: place } = this;
    ks.length = 0;
    xy.length = 0;
    const moving = movingEvents(events);
    if (!moving) return this;
    for (const k of visible) {
      const event = timeline.order[k];
      if (!moving[event]) continue;
      const path = events.paths[event];
      locateOnPath(path, vertexIn(events, event, sharePlayed(timeline, k, time)), place);
      ks.push(k);
      xy.push(place[0], place[1]);
    }
    return this;
  }
}
