// How large the markers of events are.

/** Radii in pixels, by whether events have ended, are to come or play now; a cluster of events that do not play grows by
 * `growth` each time that their number doubles. */
export const PIN = { past: 3.2, future: 2.8, now: 6.5, growth: 0.8 };

/** @param {number} playing how many events of the marker play now @returns {number} whole pixels, so that there are few pictures */
export function markerRadius(playing) {
  return Math.round(PIN.now + (playing > 1 ? Math.min(13, 2.1 * Math.log2(playing)) : 0));
}
