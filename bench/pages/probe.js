/**
 * What is put into every measured page before its own scripts. Defines `window.benchProbe`:
 *   benchProbe.usableWhen(test)        → ms since navigation when test() held and two frames had passed
 *   benchProbe.scrub(positions, capMs) → {frames: [ms], work: [ms]} one number a jump; no new jump after capMs
 *   benchProbe.rests(positions, capMs) → [ms] one number a jump: until the first frame of REST_FRAMES without a drawing
 *   benchProbe.play(seconds)           → {frames: [ms], states: n, seconds} while the page plays
 * A page's own driver (drive-*.js) defines
 *   window.subject = {usable(), jump(0…1), play(), state(), shown()?, draws()?}
 * where `jump` may answer with a promise, `play` goes on or begins anew when it is asked again, `draws` counts drawings since the page began, and, where jumps need it,
 * `grip`: a selector on which the mouse is pressed meanwhile.
 */
'use strict';

window.benchProbe = (() => {
  /** A map that has not been drawn for so many frames rests. */
  const REST_FRAMES = 3;

  /** Milliseconds that the page's own code has run in animation frames, since it was last reset. */
  let worked = 0;
  const nextFrame = window.requestAnimationFrame.bind(window);

  // The page draws in animation frames: what its callbacks take there is its own work, too.
  window.requestAnimationFrame = (callback) => nextFrame((now) => {
    const from = performance.now();
    try {
      callback(now);
    } finally {
      worked += performance.now() - from;
    }
  });

  const frame = () => new Promise((resolve) => { nextFrame(resolve); });

  /** @param {() => boolean} test @returns {Promise<number>} */
  async function usableWhen(test) {
    while (!test()) await frame();
    await frame();
    await frame();
    return performance.now();
  }

  /** @param {number[]} positions @param {number} capMs */
  async function scrub(positions, capMs = Infinity) {
    const frames = [];
    const work = [];
    const begun = performance.now();
    for (const position of positions) {
      if (performance.now() - begun > capMs) break;
      await frame();
      worked = 0;
      const from = performance.now();
      const drawn = window.subject.jump(position);
      const handled = performance.now() - from;
      if (drawn) await drawn;
      await frame();
      await frame();
      frames.push(performance.now() - from);
      work.push(handled + worked);
    }
    return { frames, work };
  }

  /** @param {number[]} positions @param {number} capMs */
  async function rests(positions, capMs) {
    const found = [];
    const begun = performance.now();
    for (const position of positions) {
      if (performance.now() - begun > capMs) break;
      await frame();
      const from = performance.now();
      window.subject.jump(position);
      // As in scrub: two frames at least, the first of which draws.
      await frame();
      let drawn = window.subject.draws();
      let stood = 0;
      let rested = 0;
      while (stood < REST_FRAMES && performance.now() - begun < capMs) {
        await frame();
        if (window.subject.draws() !== drawn) stood = 0;
        else if (++stood === 1) rested = performance.now();
        drawn = window.subject.draws();
      }
      if (stood === REST_FRAMES) found.push(rested - from);
    }
    return found;
  }

  /** @param {number} seconds */
  async function play(seconds) {
    window.subject.play();
    const frames = [];
    const from = performance.now();
    let last = await frame();
    let shown = window.subject.state();
    let states = 0;
    while (performance.now() - from < seconds * 1000) {
      const now = await frame();
      frames.push(now - last);
      last = now;
      const state = window.subject.state();
      if (state !== shown) {
        states += 1;
        shown = state;
      }
    }
    return { frames, states, seconds: (performance.now() - from) / 1000 };
  }

  return { usableWhen, scrub, rests, play };
})();
