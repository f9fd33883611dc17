// The player: makes its parts and connects them. In each frame it computes one moment, and all views show that moment.
import { Announcer } from './announcer.js';
import { Choice } from './choice.js';
import { element, part, setStoryLanguage, whenIdle } from './dom.js';
import { Frames } from './frames.js';
import { linkOf } from './linkstate.js';
import { later } from './listening.js';
import { LABELLING_MS } from './map/basemap.js';
import { Camera } from './map/camera.js';
import { DrawnMap } from './map/drawnmap.js';
import { Following } from './map/following.js';
import { Gliding } from './map/gliding.js';
import { Leading } from './map/leading.js';
import { labelObstacles } from './map/labelobstacles.js';
import { Pointing } from './map/pointing.js';
import { addScaleBar } from './map/scalebar.js';
import { Stage } from './map/stage.js';
import { addTiles } from './map/tiles.js';
import { Moments } from './moments.js';
import { Cover } from './panels/cover.js';
import { coveredByDrawer } from './panels/covering.js';
import { Furniture } from './panels/furniture.js';
import { hintAtKeys } from './panels/keyhints.js';
import { listenToKeys } from './panels/keys.js';
import { eventInWords, nowInWords } from './panels/nowinwords.js';
import { paceInWords } from './panels/pace.js';
import { followPixelDensity } from './pixeldensity.js';
import { warmUp } from './warmup.js';
import { listenToSizes } from './sizes.js';
import { makeState } from './state.js';
import { stateOf, StateReader } from './statereader.js';
import { storyPatch } from './storyswap.js';
import { styleSizes } from './stylesizes.js';
import { ThemeSwitch } from './themeswitch.js';
import { DRAGGED, Playhead } from './time/playhead.js';
import { Turning } from './turning.js';
import { guardView, isSwitchedOff, runView, switchAllOff } from './viewguard.js';
import { writeMarkupWords } from './words/markupwords.js';
import { setEventNoun } from './words/words.js';

export class Player extends StateReader {
  /**
   * @param {SlippyMap} map
   * @param {Payload} payload the document's data
   */
  constructor(map, payload) {
    const store = makeState(payload);
    super(store);
    this.map = map;
    this.frames = new Frames((now, elapsed) => this._draw(now, elapsed));
    this.themeSwitch = new ThemeSwitch(store);
    // Read right after the colours of the theme: once views have changed the page, the browser computes its styles again.
    styleSizes();
    followPixelDensity(store);
    this.gliding = new Gliding(store, this.frames);
    this.playhead = new Playhead(store);
    this.choice = new Choice(store);
    this.moments = new Moments(store, this.playhead);
    this.turning = new Turning(store, this.playhead);
    this.cover = new Cover();
    this.announcer = makeAnnouncer(this.playhead);
    this.camera = new Camera(store, map, () => this.cover.margins);
    this.following = new Following(store, this.choice, this.camera);
    this.leading = guardView('camera', () => new Leading(store, this));
    /** Whether the viewer has dragged the playhead since the last frame. */
    this._isDragged = false;
    /** Whether the first moment has been shown. */
    this._isOpen = false;
    /** Called when the player has stopped, because what all views depend on has failed. @type {(error: unknown) => void} */
    this.stopped = () => {};
    // The panels come first: then the page is laid out once, and what they cover is measured once.
    const { playhead, choice, camera, following, themeSwitch, leading } = this;
    this.furniture = new Furniture(store, {
      playhead, choice, camera, following, themeSwitch, leading, linkOf: () => linkOf(this), showPerson: (person) => this._showPerson(person),
    });
    this.cover.measure();
    this.furniture.scrubber.paint(false);
    // The map gets its view before anything is drawn, so that nothing is drawn twice.
    this.camera.overview();
    this.drawnMap = guardView('basemap', () => new DrawnMap(store, map, () => this._labelObstacles()));
    runView('tiles', () => addTiles(map, payload.tiles));
    this.stage = guardView('stage', () => new Stage(store, map, this.choice, {
      frames: this.frames, margins: () => this.cover.margins, covered: () => this.cover.boxes, target: () => this.camera.target,
    }));
    this.pointing = guardView('pointer', () => new Pointing(store, map, this.stage, this.playhead, this.camera, this.choice));
    this._listen();
  }

  _listen() {
    const { store, frames, leading, camera, playhead } = this;
    // A change of the visible part of the timeline is drawn at once, and nothing else depends on it.
    store.watch(store.fields.filter((name) => name !== 'spans'), () => frames.request());
    store.listen((reason) => {
      if (reason === DRAGGED) this._isDragged = true;
    });
    const say = (/** @type {Speech} */ speech) => runView('announcer', () => this.announcer.answer(speech));
    store.listen((reason) => {
      // The list of speeds shows it to those who see it.
      if (reason === 'speed' && playhead.impossibleLength !== null) say([paceInWords(playhead)]);
    });
    const sayNow = () => say(nowInWords(stateOf(store), this.moments.now()));
    part('say-now').addEventListener('click', sayNow);
    listenToKeys({ ...this.furniture, store, playhead, camera, say, sayNow, resume: () => leading.resume() });
    runView('keys', () => hintAtKeys(store));
    listenToSizes(this);
    this.cover.watch((before, margins) => {
      this._makeRoom();
      if (String(margins) !== String(before)) leading.makeRoom(coveredByDrawer(margins) > coveredByDrawer(before));
    });
  }

  /**
   * Move labels that people or panels cover now, if the map is at rest. While people move, their labels would never rest;
   * a flight places the labels at its end.
   */
  _makeRoom() {
    const isAtRest = () => !this.camera.isFlying && !this.playhead.playing && !this.playhead.dragging && this.store.get('glide') === null;
    if (isAtRest()) this.drawnMap.makeRoom(isAtRest);
  }

  /** @returns {ReturnType<ConstructorParameters<typeof DrawnMap>[2]>} what the labels of the base map must not cover */
  _labelObstacles() {
    const stage = isSwitchedOff('stage') ? null : this.stage;
    // After a jump of the map, markers are at their new places only after the next drawing of the stage.
    return stage?.isRedrawPending ? null : { panels: this.cover.boxes, ...labelObstacles(stage) };
  }

  /** Show the first moment. @throws what cannot be computed */
  open() {
    runView('scale', () => addScaleBar(this.map));
    this.frames.run(performance.now());
    this._isOpen = true;
    whenIdle(() => this.furniture.scrubber.letter(), LABELLING_MS);
    warmUp(this);
  }

  /**
   * Show a changed story instead of the current one, at the same moment. Playback continues.
   * @param {Payload} payload the data of the changed story
   */
  setStory(payload) {
    const patch = storyPatch(stateOf(this.store), payload);
    setStoryLanguage(payload.language);
    setEventNoun(payload.noun);
    writeMarkupWords();
    this.store.set(patch, 'story');
  }

  /** Let the camera show its subject without a flight. */
  lookAtOnce() {
    const moment = this.moments.now();
    this.furniture.card.show(moment.focus);
    this.cover.measure();
    this.leading.lookAtOnce(moment);
  }

  /** @param {number} now as from performance.now() @param {number} elapsed seconds since the frame before */
  _draw(now, elapsed) {
    try {
      this._drawMoment(now, elapsed);
    } catch (error) {
      // Views catch their own errors. This one is of what they all depend on, so every frame would fail.
      this.frames.stop();
      switchAllOff();
      this.store.setQuietly('playing', false);
      if (!this._isOpen) throw error;
      this.stopped(error);
    }
  }

  /** @param {number} now as from performance.now() @param {number} elapsed seconds since the frame before */
  _drawMoment(now, elapsed) {
    const { playhead, stage, camera, furniture } = this;
    if (playhead.playing) this.frames.request();
    this.gliding.step(now);
    playhead.advance(elapsed);
    const moment = this.moments.now();
    const { isFirst } = this.turning;
    if (this.turning.turn(moment.focus, now)) this._turn(moment.focus, isFirst);
    // The map highlights the event that the card shows.
    moment.focus = this.turning.focus;
    // While events pass quickly, the card is behind: its event may have ended, or after a jump not begun.
    furniture.card.tellOver(moment.time >= this.timeline.starts[moment.focus] && !stage.isPlaying(moment));
    const isUndrawn = !stage.moment;
    stage.moment = moment;
    this.leading.follow(moment);
    // During a flight, each move of the map draws the stage, except a move in this frame, which leaves it to this line.
    // A jump of the map has drawn the stage already.
    if (isUndrawn || stage.isRedrawPending || (!camera.isFlying && stage.drawn !== moment)) stage.draw(moment);
    furniture.show(moment);
    this.leading.settle();
    if (this._isDragged) this.store.tell('drag');
    this._isDragged = false;
    if (!playhead.playing) this.frames.rest();
    this._makeRoom();
  }

  /** The card shows another event. @param {number} k @param {boolean} isFirst whether the story has just opened */
  _turn(k, isFirst) {
    this.leading.turn(isFirst);
    this.furniture.card.show(k);
    this.furniture.scrubber.announce();
    if (this.playhead.playing) this.store.tell('event');
    runView('announcer', () => this.announcer.announce(eventInWords(stateOf(this.store), k)));
  }

  /** Show the location of a person, if it is known. @param {number} person */
  _showPerson(person) {
    const { position } = this.moments.now().people[person];
    if (position) this.camera.showPoints([position]);
  }
}

/** @param {Playhead} playhead @returns {Announcer} what speaks through the live region of the page */
function makeAnnouncer(playhead) {
  return new Announcer({
    say: (speech) => part('said').replaceChildren(...speech.flatMap((words) => [
      ...(typeof words === 'string' ? [words] : [element('span', { story: words.story }), '.']), ' ',
    ])),
    // The timeline reads its own value while it has the focus.
    state: () => ({ isPlaying: playhead.playing, isDragged: playhead.dragging, isReadElsewhere: document.activeElement === part('track') }),
    now: () => performance.now(),
    later,
    cancel: (timer) => clearTimeout(timer),
  });
}
