// The keyboard: space plays, arrows step. Keys that do something here never reach the page around.
// Uses playhead.js and controls.js.
'use strict';

/**
 * @param {Playhead} playhead
 * @param {Controls} controls
 * @param {Drawer} drawer
 */
function listenToKeys(playhead, controls, drawer) {
  const faster = (step) => {
    const at = SPEEDS.findIndex((s) => s >= playhead.speed);
    playhead.setSpeed(SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at + step))]);
  };
  const actions = {
    ' ': () => controls.togglePlaying(),
    ArrowRight: () => playhead.step(1),
    ArrowLeft: () => playhead.step(-1),
    Home: () => playhead.seek(0),
    End: () => playhead.seek(playhead.duration),
    '+': () => faster(1),
    '-': () => faster(-1),
    l: () => controls.toggleLoop(),
    f: () => controls.toggleFullscreen(),
    Escape: () => drawer.isOpen && drawer.toggle(false),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.matches('input, textarea, select') && event.key !== 'Escape';
    const pressing = event.key === ' ' && target.matches('button, a, summary');
    const action = actions[event.key] ?? actions[event.key.toLowerCase()];
    if (!action || typing || pressing) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  });
}
