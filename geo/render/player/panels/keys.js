// The keyboard: space plays, arrows step, Shift with an arrow moves the map. Keys that do something here never reach
// the page around.

/** How far Shift with an arrow moves the map, in pixels. */
const PAN_PX = 120;

/** How much closer the timeline comes with one key. */
const KEY_ZOOM = 1.6;

/**
 * @param {{playhead: Playhead, controls: Controls, drawer: Drawer, camera: Camera, goto: Goto,
 *   pairPanel: PairPanel, scrubber: Scrubber}} player
 */
export function listenToKeys({ playhead, controls, drawer, camera, goto, pairPanel, scrubber }) {
  /** @type {Record<string, () => void>} */
  const actions = {
    ' ': () => controls.togglePlaying(),
    ArrowRight: () => playhead.step(1),
    ArrowLeft: () => playhead.step(-1),
    Home: () => playhead.seek(0),
    End: () => playhead.seek(playhead.duration),
    '+': () => controls.changeSpeed(1),
    '-': () => controls.changeSpeed(-1),
    l: () => controls.toggleLoop(),
    f: () => controls.toggleFullscreen(),
    t: () => goto.open(),
    g: () => controls.toggleGround(),
    m: () => pairPanel.step(1),
    M: () => pairPanel.step(-1),
    c: () => controls.share.copy(),
    '[': () => scrubber.zoom(1 / KEY_ZOOM),
    ']': () => scrubber.zoom(KEY_ZOOM),
    Escape: () => drawer.isOpen && drawer.toggle(false),
  };
  /** @type {Record<string, () => void>} */
  const moves = {
    ArrowRight: () => camera.pan(PAN_PX, 0),
    ArrowLeft: () => camera.pan(-PAN_PX, 0),
    ArrowDown: () => camera.pan(0, PAN_PX),
    ArrowUp: () => camera.pan(0, -PAN_PX),
  };
  // A button that was clicked keeps the focus, but who then presses space means the player.
  /** @type {?Element} */
  let clicked = null;
  document.addEventListener('pointerdown', ({ target }) => {
    clicked = target instanceof Element ? target.closest('button, a, summary') : null;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Tab') clicked = null;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // An event that a script sends can come from the document itself.
    const target = event.target instanceof Element ? event.target : document.documentElement;
    const typing = target.matches('input, textarea, select') && event.key !== 'Escape';
    const pressing = event.key === ' ' && target.matches('button, a, summary') && target !== clicked;
    const choosing = event.key.startsWith('Arrow') && target.matches('[role=tab]');
    const action = event.shiftKey && moves[event.key] ? moves[event.key] : actions[event.key] ?? actions[event.key.toLowerCase()];
    if (!action || typing || pressing || choosing) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  });
}
