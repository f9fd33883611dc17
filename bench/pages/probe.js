/**
 * What is put into every measured page before its own scripts. Defines `window.probe`:
 *   probe.usableWhen(test)     → ms since navigation when test() held and two frames had passed
 *   probe.scrub(positions)     → {frames: [ms], work: [ms]} one number a jump
 *   probe.play(seconds)        → {frames: [ms], states: n, seconds} while the page plays
 * A page's own driver (drive-*.js) defines `window.subject = {usable(), jump(0…1), play(), state()}`
 * and, where jumps need it, `grip`: a selector on which the mouse is pressed meanwhile.
 */
'use strict';

window.probe = (() => {
  /** How long a page may take to be usable. */
  const PATIENCE_MS = 60_000;

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
    while (!test()) {
      if (performance.now() > PATIENCE_MS) {
        throw new Error('the page was never usable');
      }
      await frame();
    }
    await frame();
    await frame();
    return performance.now();
  }

  /** @param {number[]} positions */
  async function scrub(positions) {
    const frames = [];
    const work = [];
    for (const position of positions) {
      await frame();
      worked = 0;
      const from = performance.now();
      window.subject.jump(position);
      const handled = performance.now() - from;
      await frame();
      await frame();
      frames.push(performance.now() - from);
      work.push(handled + worked);
    }
    return { frames, work };
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

  return { usableWhen, scrub, play };
})();
