// After opening, while nothing else is to be done, some moments of the story are made ready where nobody sees it.
// Code that has never run takes twice as long, and so would the first scenes that somebody jumps to.
import { whenIdle } from './dom.js';

/** So many scenes, spread over the story, so many at once; and what that takes on a slow machine, in ms. */
const REHEARSED = { most: 48, atOnce: 4, takes: 6 };

/**
 * @param {Player} player
 * @param {number} [n] the scene to begin with, of those that are rehearsed
 */
export function rehearse(player, n = 0) {
  const { length } = player.timeline.order;
  const scenes = Math.min(REHEARSED.most, length);
  const until = Math.min(scenes, n + REHEARSED.atOnce);
  if (n >= until) return;
  // Nothing waits for it: it never takes a moment that is needed.
  whenIdle(() => {
    for (let scene = n; scene < until; scene += 1) rehearseScene(player, Math.floor((scene * length) / scenes));
    rehearse(player, until);
  }, REHEARSED.takes, Infinity);
}

/** @param {Player} player @param {number} k a place in the order */
function rehearseScene(player, k) {
  const moment = player.momentOf(k);
  const landing = player.camera.landing(k, moment.visible);
  if (landing) player.stage.rehearse(moment, landing);
  player.card.prepare(k);
}
