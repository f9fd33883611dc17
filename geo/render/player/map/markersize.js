// The sizes of the markers of events.

/**
 * Radii in pixels, for events that have ended, that are to come, and that play now. A marker at which nothing plays
 * grows by `growth` each time the number of its events doubles.
 */
export const PIN = { past: 3.2, future: 2.8, now: 6.5, growth: 0.8 };

/**
 * @param {number} playing how many events of the marker play now
 * @returns {number} whole pixels, so that there are few pictures
 */
export function markerRadius(playing) {
  return Math.round(PIN.now + (playing > 1 ? Math.min(13, 2.1 * Math.log2(playing)) : 0));
}
