// Buttons: playing, stepping, speed, loop, full screen, theme, zoom, the list, set or filmed, and following again.
import { dress, element, icon, part } from '../dom.js';
import { StateReader } from '../statereader.js';
import { SPEEDS } from '../time/playhead.js';
import { Pace } from './pace.js';

/** What the slider can follow. */
const CLOCKS_IN_WORDS = { story: 'Story', film: 'Film', telling: 'Telling' };

export class Controls extends StateReader {
  /**
   * @param {PlayerStore} store
   * @param {{playhead: Playhead, choice: Choice, camera: Camera, drawer: Drawer, share: Share, following: Following,
   *   themeSwitch: ThemeSwitch, resume: () => void}} controlled
   */
  constructor(store, { playhead, choice, camera, drawer, share, following, themeSwitch, resume }) {
    super(store);
    this.playhead = playhead;
    this.choice = choice;
    this.camera = camera;
    this.share = share;
    this.following = following;
    this.pace = new Pace(store, playhead);
    this.clock = /** @type {HTMLSelectElement} */ (part('clock-name'));
    const on = (/** @type {string} */ name, /** @type {() => void} */ run) => part(name).addEventListener('click', run);
    on('play', () => this.togglePlaying());
    on('previous', () => playhead.step(-1));
    on('next', () => playhead.step(1));
    on('loop', () => this.toggleLoop());
    on('theme', () => themeSwitch.choose(this.theme.name === 'dark' ? 'light' : 'dark'));
    on('zoom-in', () => camera.zoom(1, playhead.focus));
    on('zoom-out', () => camera.zoom(-1, playhead.focus));
    on('link', () => share.copy());
    on('list', () => drawer.toggle());
    on('resume', resume);
    on('fullscreen', () => this.toggleFullscreen());
    on('ground', () => this.toggleGround());
    this.clock.addEventListener('change', () => playhead.setClock(/** @type {ClockName} */ (this.clock.value)));
    for (const list of [this.clock, part('speed')]) givesBackKeys(list);
    this._dress();
    this._offer();
    this.show();
    store.watch(['bothLocations', 'timelines'], () => this._offer());
    store.watch(['playing', 'loop', 'theme', 'timeline', 'cameraFollows', 'locations', 'followed'], () => this.show());
  }

  /** What the story has a choice of. */
  _offer() {
    part('ground').hidden = !this.locations.differs;
    this.clock.replaceChildren(...this.clocks.names.map((name) => element('option', { value: name, text: CLOCKS_IN_WORDS[name] })));
    part('clock-choice').hidden = this.clocks.names.length < 2;
  }

  /** Pictures and names that stay. */
  _dress() {
    dress(part('previous'), 'previous', 'Previous scene (left arrow)');
    dress(part('next'), 'next', 'Next scene (right arrow)');
    dress(part('zoom-in'), 'plus', 'Zoom in');
    dress(part('zoom-out'), 'minus', 'Zoom out');
    dress(part('link'), 'link', 'Copy link (C)');
    dress(part('list'), 'list', 'Scenes and people');
    dress(part('fullscreen'), 'fullscreen', 'Full screen (F)');
    dress(part('loop'), 'loop', 'Play again at the end (L)');
    part('resume').prepend(icon('target'));
    // Asked first: a refused attempt would leave an error in the console.
    part('fullscreen').hidden = !document.fullscreenEnabled;
  }

  togglePlaying() {
    if (this.playhead.playing) this.playhead.pause();
    else this.playhead.play();
  }

  /** @param {1|-1} step to the next faster speed in the list, or the next slower */
  changeSpeed(step) {
    const { speed } = this.playhead;
    const next = step > 0 ? SPEEDS.find((s) => s > speed) : SPEEDS.findLast((s) => s < speed);
    if (next) this.playhead.setSpeed(next);
  }

  toggleLoop() {
    this.playhead.setLoop(!this.playhead.loop);
  }

  toggleFullscreen() {
    if (!document.fullscreenEnabled) return;
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  /** Events where they are set, or where they were filmed. */
  toggleGround() {
    if (this.locations.differs) this.choice.set({ ground: this.locations.ground === 'set' ? 'filmed' : 'set' });
  }

  /** Let every button say what it does now. */
  show() {
    const { playing, loop } = this.playhead;
    dress(part('play'), playing ? 'pause' : 'play', playing ? 'Pause (space)' : 'Play (space)');
    dress(part('theme'), this.theme.name === 'dark' ? 'light' : 'dark', this.theme.name === 'dark' ? 'Light map' : 'Dark map');
    part('loop').setAttribute('aria-pressed', String(loop));
    this.clock.value = this.clocks.shown.clock;
    part('resume').hidden = this.camera.following;
    part('ground').setAttribute('aria-checked', String(this.locations.ground === 'filmed'));
    const resuming = `Resume: ${this.following.words} again`;
    part('resume').setAttribute('aria-label', resuming);
    part('resume').title = resuming;
  }
}

/**
 * Who has chosen from a list with the pointer goes on with the keys of the player; who came to it with Tab stays.
 * @param {HTMLElement} list
 */
function givesBackKeys(list) {
  let pointed = false;
  list.addEventListener('pointerdown', () => { pointed = true; });
  list.addEventListener('change', () => {
    if (pointed) list.blur();
    pointed = false;
  });
}
