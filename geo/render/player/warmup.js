// After opening, while the browser is idle, some moments of the story are drawn without being shown. Code that runs for
// the first time takes twice as long: without this, the viewer's first jumps would be slow.
import { whenIdle } from './dom.js';

/**
 * The number of events, spread over the story; the number at once; and how long these take on a slow machine, in ms.
 */
const WARM_UP = { most: 48, atOnce: 4, takes: 6 };

/**
 * @param {Player} player
 * @param {number} [n] the number of events that have been drawn
 */
export function warmUp(player, n = 0) {
  const { story } = player;
  const count = Math.min(WARM_UP.most, story.events.count);
  const until = Math.min(count, n + WARM_UP.atOnce);
  if (n >= until) return;
  // It has no deadline, so it never delays anything else.
  whenIdle(() => {
    // In a changed story, events have other k. The code has run by then.
    if (player.story.events.count !== story.events.count) return;
    for (let drawn = n; drawn < until; drawn += 1) warmUpEvent(player, Math.floor((drawn * story.events.count) / count));
    warmUp(player, until);
  }, WARM_UP.takes, Infinity);
}

/** @param {Player} player @param {number} k */
function warmUpEvent(player, k) {
  const moment = player.moments.startOf(k);
  const landing = player.camera.landing(k, moment.visible);
  if (landing) player.stage.warmUp(moment, landing);
  player.furniture.card.prepare(k);
}
