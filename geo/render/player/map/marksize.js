// How large the marks of events are, by what they stand for.

/** Radii in pixels; where many events have gathered that do not play now, marks grow by so much with each doubling. */
export const PIN = { past: 3.2, future: 2.8, now: 6.5, growth: 0.8 };

/** @param {number} playing how many events a mark stands for now @returns {number} whole pixels, so that there are few pictures */
export function markRadius(playing) {
  return Math.round(PIN.now + (playing > 1 ? Math.min(13, 2.1 * Math.log2(playing)) : 0));
}
