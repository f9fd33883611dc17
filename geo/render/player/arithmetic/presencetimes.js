/**
 * When someone is in scenes, and how much of each pixel that is. Pure arithmetic: no DOM, no imports.
 */

/**
 * The spells that scenes make, those that meet or overlap as one.
 * @param {{starts: ArrayLike<number>, ends: ArrayLike<number>, secondsAt: (time: number) => number}} timeline
 * @param {Iterable<number>} places of the scenes in the timeline's order
 * @returns {Float64Array} playing seconds, ascending: beginning and end of each spell by turns
 */
export function presenceTimes({ starts, ends, secondsAt }, places) {
  const sorted = Int32Array.from(places).sort();
  /** @type {number[]} */
  const spells = [];
  for (const k of sorted) {
    const [from, to] = [secondsAt(starts[k]), secondsAt(ends[k])];
    const last = spells.length - 1;
    if (last > 0 && from <= spells[last]) spells[last] = Math.max(spells[last], to);
    else spells.push(from, to);
  }
  return Float64Array.from(spells);
}

/**
 * How much of each pixel spells take.
 * @param {Float64Array} spells see presenceTimes
 * @param {{from: number, to: number, width: number}} span what is in sight: playing seconds, and pixels
 * @returns {Float64Array} by pixel, 0 to 1
 */
export function sharesOf(spells, { from: start, to: end, width }) {
  const shares = new Float64Array(Math.max(1, Math.round(width)));
  const xOf = (/** @type {number} */ seconds) => Math.min(shares.length, Math.max(0, ((seconds - start) / (end - start)) * shares.length));
  for (let i = 0; i < spells.length; i += 2) {
    const [from, to] = [xOf(spells[i]), xOf(spells[i + 1])];
    for (let x = Math.floor(from); x < to; x++) shares[x] += Math.min(to, x + 1) - Math.max(from, x);
  }
  return shares;
}
