// Buttons: play, step, speed, loop, full screen, theme, zoom, list, set or filmed, and *Resume*.
import { element, icon, part, setHidden, setIconAndName } from '../dom.js';
import { listenTo } from '../listening.js';
import { StateReader } from '../statereader.js';
import { SPEEDS } from '../time/playhead.js';
import { listenToStyleSizes, styleSizes } from '../stylesizes.js';
import { phrase } from '../words/words.js';
import { timeScaleName } from './keyanswers.js';
import { Pace } from './pace.js';

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
    this.themeSwitch = themeSwitch;
    this.pace = new Pace(store, playhead);
    this.clock = /** @type {HTMLSelectElement} */ (part('clock-name'));
    const on = (/** @type {string} */ name, /** @type {() => void} */ run) => listenTo(part(name), 'click', run);
    on('play', () => this.togglePlaying());
    on('previous', () => playhead.step(-1));
    on('next', () => playhead.step(1));
    on('loop', () => this.toggleLoop());
    on('theme', () => this.toggleTheme());
    on('zoom-in', () => camera.zoom(1, playhead.focus));
    on('zoom-out', () => camera.zoom(-1, playhead.focus));
    on('link', () => share.copy());
    on('list', () => drawer.toggle());
    on('resume', resume);
    on('fullscreen', () => this.toggleFullscreen());
    on('ground', () => this.toggleGround());
    listenTo(this.clock, 'change', () => playhead.setClock(/** @type {ClockName} */ (this.clock.value)));
    for (const list of [this.clock, part('speed')]) givesBackKeys(list);
    this._setIconsAndNames();
    this._offer();
    this.show();
    listenToStyleSizes(() => this._offer());
    store.watch(['bothLocations', 'timelines'], () => this._offer());
    store.watch(['storyAsSet'], () => this._setIconsAndNames());
    store.watch(['playing', 'loop', 'theme', 'timeline', 'cameraFollows', 'locations', 'followed'], () => this.show());
  }

  /** The choices that the story has. */
  _offer() {
    part('ground').hidden = !this.locations.differs;
    const length = styleSizes().isNarrow ? 'short' : 'long';
    this.clock.replaceChildren(...this.clocks.names.map((name) => (
      element('option', { value: name, text: timeScaleName(this.story, name, length) }))));
    this.clock.value = this.clocks.shown.clock;
    part('clock-choice').hidden = this.clocks.names.length < 2;
  }

  /** Pictures and names that do not change while the story plays. */
  _setIconsAndNames() {
    setIconAndName(part('previous'), 'previous', phrase('previousEvent'));
    setIconAndName(part('next'), 'next', phrase('nextEvent'));
    setIconAndName(part('zoom-in'), 'plus', phrase('zoomIn'));
    setIconAndName(part('zoom-out'), 'minus', phrase('zoomOut'));
    setIconAndName(part('link'), 'link', phrase('copyLink'));
    setIconAndName(part('list'), 'list', phrase(this.story.people.length ? 'listAndPeople' : 'events'));
    setIconAndName(part('fullscreen'), 'fullscreen', phrase('fullScreen'));
    setIconAndName(part('loop'), 'loop', phrase('loop'));
    if (!part('resume').querySelector('.sm-icon')) part('resume').prepend(icon('target'));
    // Checked first, because a refused attempt leaves an error in the console.
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

  toggleTheme() {
    this.themeSwitch.choose(this.theme.name === 'dark' ? 'light' : 'dark');
  }

  /** The next time scale of the story; after the last one, the first. */
  nextTimeScale() {
    const { names, shown } = this.clocks;
    this.playhead.setClock(names[(names.indexOf(shown.clock) + 1) % names.length]);
  }

  toggleFullscreen() {
    if (!document.fullscreenEnabled) return;
    const { fullscreenElement, documentElement } = document;
    const change = fullscreenElement ? document.exitFullscreen() : documentElement.requestFullscreen();
    change.catch(() => this.share.note(phrase('fullScreenRefused')));
  }

  /** Show the other locations: where events are set, or where they were filmed. */
  toggleGround() {
    if (this.locations.differs) this.choice.set({ ground: this.locations.ground === 'set' ? 'filmed' : 'set' });
  }

  /** Show on every button what it does now. */
  show() {
    const { playing, loop } = this.playhead;
    setIconAndName(part('play'), playing ? 'pause' : 'play', phrase(playing ? 'pause' : 'play'));
    setIconAndName(part('theme'), this.theme.name === 'dark' ? 'light' : 'dark', phrase(this.theme.name === 'dark' ? 'lightTheme' : 'darkTheme'));
    part('loop').setAttribute('aria-pressed', String(loop));
    this.clock.value = this.clocks.shown.clock;
    setHidden(part('resume'), this.camera.following, part('play'));
    part('ground').setAttribute('aria-checked', String(this.locations.ground === 'filmed'));
    const { resumeLabel } = this.following;
    part('resume').setAttribute('aria-label', resumeLabel);
    part('resume').title = resumeLabel;
  }
}

/**
 * After a choice with the pointer, the list gives the focus back, so that the keys of the player work; after Tab it keeps it.
 * @param {HTMLElement} list
 */
function givesBackKeys(list) {
  let pointed = false;
  listenTo(list, 'pointerdown', () => { pointed = true; });
  listenTo(list, 'change', () => {
    if (pointed) list.blur();
    pointed = false;
  });
}
