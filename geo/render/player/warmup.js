// After opening, while nothing else is to be done, some moments of the story are drawn without being shown. Code that
// has never run takes twice as long, and so would the first events that the viewer jumps to.
import { whenIdle } from './dom.js';

/** The number of events, spread over the story; how many at once; and what these take on a slow machine, in ms. */
const REHEARSED = { most: 48, atOnce: 4, takes: 6 };

/**
 * @param {Player} player
 * @param {number} [n] the event to begin with, of those that are rehearsed
 */
export function warmUp(player, n = 0) {
  const { story } = player;
  const scenes = Math.min(REHEARSED.most, story.events.count);
  const until = Math.min(scenes, n + REHEARSED.atOnce);
  if (n >= until) return;
  // Nothing waits for it: it never takes a moment that is needed.
  whenIdle(() => {
    // A changed story has other places; the code has run by then.
    if (player.story.events.count !== story.events.count) return;
    for (let scene = n; scene < until; scene += 1) rehearseScene(player, Math.floor((scene * story.events.count) / scenes));
    warmUp(player, until);
  }, REHEARSED.takes, Infinity);
}

/** @param {Player} player @param {number} k a place of the timeline */
function rehearseScene(player, k) {
  const moment = player.moments.startOf(k);
  const landing = player.camera.landing(k, moment.visible);
  if (landing) player.stage.warmUp(moment, landing);
  player.furniture.card.prepare(k);
}
