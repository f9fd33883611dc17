// The player, put together: one playhead, one moment computed from it, and everything shows that moment.
import { makeTracks, whereabouts } from './arithmetic/tracks.js';
import { Choice } from './choice.js';
import { element, part, prefersStillness, whenIdle } from './dom.js';
import { Basemap, LETTERING_MS } from './map/basemap.js';
import { Camera, FRAMED_S, FRAMED_SCENES, LASTING_S } from './map/camera.js';
import { Following } from './map/following.js';
import { Ground } from './map/ground.js';
import { occupiedBy } from './map/occupied.js';
import { Pairing } from './map/pairing.js';
import { Pointing } from './map/pointing.js';
import { addScaleBar } from './map/scalebar.js';
import { BEAT_S, Stage } from './map/stage.js';
import { Tails } from './map/tails.js';
import { addTiles } from './map/tiles.js';
import { Theme } from './palette.js';
import { Card } from './panels/card.js';
import { Controls } from './panels/controls.js';
import { furniture } from './panels/covering.js';
import { Drawer } from './panels/drawer.js';
import { Glance } from './panels/glance.js';
import { Heading } from './panels/heading.js';
import { listenToKeys } from './panels/keys.js';
import { Legend } from './panels/legend.js';
import { PairPanel } from './panels/pair.js';
import { PeoplePanel } from './panels/people.js';
import { Share } from './panels/share.js';
import { Tray } from './panels/tray.js';
import { rehearse } from './rehearsal.js';
import { matching, openStory } from './story.js';
import { Clocks } from './time/clocks.js';
import { Goto } from './time/goto.js';
import { Playhead } from './time/playhead.js';
import { Reading } from './time/reading.js';
import { Scrubber } from './time/scrubber.js';
import { startLabel } from './time/times.js';

/** A tab that was hidden comes back where it was, not minutes later. */
const LONGEST_FRAME_S = 0.25;

/** A scene that stays for less is passed over: real seconds. */
const RUSH_S = 0.7;

/** Scenes that are framed together, see Playhead.run. */
const RUN = { lasting: LASTING_S, within: FRAMED_S, most: FRAMED_SCENES };

/** While scenes rush by, the card turns at most this often. */
const RUSHED_CARD_MS = 300;

/** Changes after which the camera goes to the scene at hand. */
const AIMED = new Set(['play', 'pause', 'seek', 'click', 'speed', 'filter', 'clock', 'end']);

/** No scene has had the card yet. */
const NONE_YET = -2;

export class Player {
  /**
   * @param {SlippyMap} map
   * @param {Payload} raw the document's data
   */
  constructor(map, raw) {
    this.map = map;
    this.story = openStory(raw);
    this.ground = new Ground(this.story);
    this.clocks = new Clocks(raw.timelines);
    this.timeline = this.clocks.shown;
    this.tracks = makeTracks(raw.timelines[0], this.clocks.base, this.story.events);
    this.playhead = new Playhead(this.timeline);
    this.choice = new Choice(this.story);
    this.theme = new Theme();
    const { story, clocks, timeline, theme, playhead } = this;
    this.camera = new Camera(map, story, timeline, this.ground, raw.view ?? null);
    this.following = new Following(story, clocks, this.choice, this.camera);
    // First all that stands around the map: what it covers is asked once, and the page laid out once.
    this.card = new Card(story, clocks, theme, this.ground);
    this.tray = new Tray(story, timeline, theme);
    this.scrubber = new Scrubber(story, clocks, theme, playhead, this.choice, this.tracks);
    this.legend = new Legend(story, theme, this.scrubber);
    this.people = new PeoplePanel(story, clocks, theme, this.tracks, this.choice);
    this.drawer = new Drawer(story, timeline, theme, playhead, this.people);
    this.pairPanel = new PairPanel(this);
    this.glance = new Glance(this);
    this.reading = new Reading(story, clocks, this.scrubber.band);
    this.share = new Share(this);
    this.controls = this._makeControls();
    this.goto = new Goto(story, clocks, playhead);
    this.heading = new Heading(story, this.ground);
    this.card.show(playhead.focus);
    this._covered = furniture();
    this._layOut();
    this.basemap = raw.atlas ? new Basemap(map, raw.atlas, theme.map, () => this._taken()) : null;
    addTiles(map, raw.tiles);
    this.tails = new Tails(story, clocks, this.tracks, this.choice);
    this.stage = this._makeStage();
    /** @type {Filter} */
    this.filter = { people: null, groups: null, days: null };
    /** Told of each change, with its reason. @type {(reason: string, more?: object) => void} */
    this.tell = () => {};
    this._frame = 0;
    this._askedAt = 0;
    this._last = 0;
    this._focus = NONE_YET;
    this._turnedAt = -Infinity;
    this._dragged = false;
    this._aimed = false;
    /** Whether a list has just opened beside the scene at hand. */
    this._beside = false;
    /** Whether the camera looks at several scenes that pass soon one after the other. */
    this._inRun = false;
    /** Whether a filter leads the camera on: nobody asked to travel, so it goes as fast as for a finger. */
    this._filtered = false;
    this._moved = false;
    /** @type {number[]} */
    this._visible = [];
    this._makingRoom = false;
    this._listen();
  }

  /** Now that the page is laid out; whatever else comes into it would have it laid out once more. */
  _layOut() {
    this.scrubber.paint(false);
    this.camera.margins = () => this._covered.margins;
    // The camera looks before anything is drawn, so that nothing is drawn twice.
    this.camera.overview();
  }

  _makeControls() {
    const { playhead, clocks, theme, choice, ground, camera, drawer, following, share } = this;
    return new Controls({
      playhead, clocks, theme, choice, ground, camera, drawer, following, share, resume: () => this.resume(),
      setClock: (clock) => this.setClock(clock),
    });
  }

  _makeStage() {
    const { map, story, clocks, theme, choice, tails, ground, camera } = this;
    const stage = new Stage(map, story, clocks, theme, choice, tails, ground);
    stage.margins = camera.margins;
    stage.covered = () => this._covered.boxes;
    stage.target = () => camera.target;
    stage.pairing = new Pairing(this.pairPanel, theme, camera.margins);
    return stage;
  }

  /** Show the first moment. */
  open() {
    addScaleBar(this.map);
    this._draw(performance.now());
    whenIdle(() => this.scrubber.letter(), LETTERING_MS);
    rehearse(this);
  }

  /** Everything that depends on where the playhead is. */
  moment() {
    const { playhead } = this;
    const beat = playhead.playing && !prefersStillness() ? (performance.now() / 1000) % BEAT_S : 0;
    return this._momentAt(playhead.time, playhead.seconds, { focus: playhead.focus, beat, into: this._visible });
  }

  /** @param {number} k a place in the order @returns {Moment} when that scene begins */
  momentOf(k) {
    const { cues, starts } = this.timeline;
    return this._momentAt(starts[k], cues[k], { focus: k, beat: 0, into: [] });
  }

  /** @param {number} time @param {number} seconds @param {{focus: number, beat: number, into: number[]}} given */
  _momentAt(time, seconds, { focus, beat, into }) {
    const { playhead: { shown }, timeline, clocks, story } = this;
    const baseTime = clocks.baseTimeAt(seconds);
    const visible = timeline.visibleAt(time, into);
    return {
      time,
      baseTime,
      focus,
      visible: shown ? visible.filter((k) => shown[k]) : visible,
      people: this.tracks.map((track) => whereabouts(track, clocks.base, story.events, baseTime)),
      beat,
    };
  }

  /** Let the camera stand where it would have come to, without a flight. */
  lookAtOnce() {
    const moment = this.moment();
    this.card.show(moment.focus);
    this._covered = furniture();
    this.camera.resume();
    if (this.following.isOn) this.following.show(moment, { atOnce: true });
    else this.camera.show(moment.focus, { atOnce: true, visible: moment.visible });
    this._aimed = false;
  }

  /** Draw with the next frame. */
  stale() {
    if (this._frame) return;
    this._askedAt = Number(document.timeline.currentTime);
    this._frame = requestAnimationFrame((now) => this._draw(now));
  }

  /** Whether that frame is the one under way: it has begun since it was asked for, and the turn has not come yet. */
  get _isNext() { return this._frame !== 0 && Number(document.timeline.currentTime) > this._askedAt; }

  /** @param {ClockName} clock to follow from now on, at the same moment */
  setClock(clock) {
    if (clock === this.timeline.clock) return;
    this.playhead.relay(this.clocks.choose(clock, this.playhead.seconds));
  }

  /** @param {{people: ?string[], groups: ?string[], days: ?number[]}} wanted */
  setFilter(wanted) {
    // The page around sends its filter again and again.
    if (JSON.stringify(wanted) === JSON.stringify(this.filter)) return;
    this.filter = wanted;
    const { people } = this.story;
    const only = wanted.people ?? [];
    this.choice.only = only.length ? new Set([...people.keys()].filter((p) => only.includes(people[p].id))) : null;
    this.tails.choose();
    this.people.showChoice();
    this.playhead.setShown(matching(this.story, this.filter));
    // The scene at hand is left out: go to the nearest that is not, rather than show an empty map.
    if (this.playhead.playing) return;
    this._filtered = true;
    this.playhead.seekShown();
  }

  /** @param {number} now */
  _draw(now) {
    const { playhead } = this;
    this._frame = 0;
    // Asked for first, so that playing goes on even if something below cannot be drawn.
    if (playhead.playing) this.stale();
    if (this.ground.isMoving) this._moveGround(now);
    playhead.advance(this._last ? Math.min(LONGEST_FRAME_S, (now - this._last) / 1000) : 0);
    this._last = now;
    const moment = this.moment();
    const mayTurn = !this._isRushed(moment.focus) || now - this._turnedAt >= RUSHED_CARD_MS;
    if (moment.focus !== this._focus && mayTurn) this._turnTo(moment.focus, now);
    // What the map marks is what the card tells of.
    moment.focus = this._focus;
    // In a rush the card may stand behind, and its scene be still to come.
    this.card.tellOver(moment.time >= this.timeline.starts[moment.focus] && !this.stage.isPlaying(moment));
    if (this.following.hasTurned(moment)) this._aimed = true;
    const isFirst = !this.stage.moment;
    this.stage.moment = moment;
    if (this._aimed) this._aim(moment);
    // In flight the next move draws it, in this frame or the one after, unless one in this frame has left that to us;
    // and a map that has jumped has drawn it: twice would be too often.
    if (isFirst || this.stage.isOwed || (!this.camera.isFlying && this.stage.drawn !== moment)) this.stage.draw(moment);
    this.scrubber.move();
    this.tray.show(moment.visible, moment.focus);
    this.drawer.show(moment);
    this.pairPanel.show(moment);
    this.glance.show(moment);
    this.legend.show(moment);
    this.reading.show(moment, playhead);
    this._filtered = false;
    if (this._moved) this.scrubber.announce();
    this._moved = false;
    if (this._dragged) this.tell('drag');
    this._dragged = false;
    if (!playhead.playing) this._last = 0;
  }

  /** Another scene has the card. @param {number} k @param {number} now */
  _turnTo(k, now) {
    // The opening is the whole story at once; the camera sets out when the story does.
    this._aimed = this._focus !== NONE_YET;
    this._focus = k;
    this._turnedAt = now;
    this.card.show(k);
    this.scrubber.announce();
    if (this.playhead.playing) this.tell('event');
    // Read out, but not while playing: it would never stop.
    else part('said').replaceChildren(...(k < 0 ? [] : this._announced(this.timeline.order[k])));
  }

  /** @param {number} event index in telling order @returns {Array<string|HTMLElement>} when it is, and its title */
  _announced(event) {
    const { story, clocks } = this;
    return [`${startLabel(story, clocks.base, clocks.basePlaces[event])}, `, element('span', { story: story.events.titles[event] })];
  }

  /** Let the camera follow the story again, or whom the viewer follows. */
  resume() {
    this.camera.resume();
    this._aimed = true;
    this.stale();
  }

  /** Let the camera go to the scene at hand, or to the people who are followed. @param {Moment} moment */
  _aim(moment) {
    const { camera, following, playhead } = this;
    const how = {
      dragging: playhead.dragging || this._filtered, dwell: this._dwellOf(moment.focus), visible: moment.visible, beside: this._beside,
    };
    // People come and go at any time: one flight ends before another begins.
    if (following.isOn && playhead.playing && camera.isFlying) return;
    this._aimed = false;
    this._beside = false;
    const run = playhead.playing ? playhead.run(moment.focus, RUN) : [];
    // A single short scene is no run, but it may be the last of one.
    this._inRun = run.length > (this._inRun ? 0 : 1);
    if (following.isOn) {
      if (this._inRun) following.showRun(moment, run);
      else following.show(moment, how);
    } else if (this._inRun) {
      camera.showRun(run, how.dwell);
    } else {
      camera.show(moment.focus, how);
    }
  }

  /** Real seconds until the next scene takes the card; Infinity while nothing plays. @param {number} k */
  _dwellOf(k) {
    const { cues, duration } = this.timeline;
    if (!this.playhead.playing) return Infinity;
    return ((k + 1 < cues.length ? cues[k + 1] : duration) - (cues[k] ?? 0)) / this.playhead.speed;
  }

  /**
   * Scenes that pass faster than anyone can follow: no flights, and the card turns now and then.
   * @param {number} k
   */
  _isRushed(k) { return this._dwellOf(k) < RUSH_S; }

  _listen() {
    const { playhead, theme, choice, camera, stage, drawer, controls, map } = this;
    playhead.changed = (reason) => this._changed(reason);
    theme.changed = () => this._recolour();
    choice.changed = (names) => this._chosen(names);
    camera.changed = () => {
      controls.show();
      this.tell('camera');
    };
    map.listen('rest', () => camera.following || this.tell('camera'));
    this.scrubber.spanned = () => this.tell('span');
    stage.stale = () => this.stale();
    stage.isAwaited = () => this._isNext;
    drawer.changed = () => this.stale();
    this.goto.opened = () => this.scrubber.hush();
    this.people.chosePerson = (p) => {
      const { position } = this.moment().people[p];
      if (position) camera.showPoints([position]);
    };
    this.pointing = new Pointing(map, stage, playhead, camera, choice);
    this.pointing.placed = (place) => this.tell('placed', { place });
    listenToKeys(this);
    // Kept here: Leaflet hears of a new size on its own, and often before.
    let { size } = map;
    new ResizeObserver(([{ contentRect: { width, height } }]) => {
      // Told of once at the start, too: what has not changed must not move the map by a hair.
      if (size.width === width && size.height === height) return;
      size = { width, height };
      map.resized();
      this._covered = furniture();
      camera.again();
      this.stale();
    }).observe(map.container);
    // Watched, not asked for: asking would lay out the page with each scene.
    const covered = new ResizeObserver(() => this._cover());
    for (const name of ['panels', 'bar', 'drawer', 'tools']) covered.observe(part(name));
  }

  /** Where no name of the map should stand. */
  _taken() { return { furniture: this._covered.boxes, ...occupiedBy(this.stage) }; }

  /** The furniture covers more of the map than before, or less: the scene at hand must not lie under it. */
  _cover() {
    const { margins: before } = this._covered;
    this._covered = furniture();
    const { margins } = this._covered;
    this._makeRoom();
    if (String(margins) === String(before)) return;
    // Before it has gone anywhere it shows the whole story; places that were asked for stay in sight, too.
    if (this.camera.isAtScene && this.camera.following) this._aimed = true;
    else this.camera.again();
    this._beside = this._aimed && margins[2] > before[2];
    this.stale();
  }

  /** Names that are covered now are written anew, if the map does not move anyway. */
  _makeRoom() {
    if (this._makingRoom) return;
    this._makingRoom = true;
    whenIdle(() => {
      this._makingRoom = false;
      if (!this.camera.isFlying && !this.playhead.playing) this.basemap?.makeRoom();
    }, LETTERING_MS);
  }

  /** @param {string} reason */
  _changed(reason) {
    // No button says where the playhead is.
    if (reason !== 'seek') this.controls.show();
    if (reason === 'filter' || reason === 'clock') {
      if (reason === 'clock') {
        this.scrubber.relay();
        this.tray.relay(this.ground.name);
      }
      this.stage.setShown(this.playhead.shown);
      this.drawer.fill();
      this.scrubber.paint();
      this.card.show(this.playhead.focus);
      if (reason === 'clock') this.legend.paint();
      // In a rush, too, the next frame turns to that scene: the one before stands elsewhere in the order now.
      this._turnedAt = -Infinity;
    }
    // Whoever asks for a scene wants to see it, even if it has the card already.
    if (AIMED.has(reason)) this._aimed = !this.playhead.dragging;
    if (reason === 'seek') this._moved = true;
    if (reason === 'seek' || reason === 'click') this.scrubber.hush();
    this.stale();
    // While the finger moves, once a frame is enough, and only for listeners in the document.
    if (reason === 'seek' && this.playhead.dragging) this._dragged = true;
    else this.tell(reason);
  }

  /** @param {string[]} names the fields of the choice that have changed */
  _chosen(names) {
    if (names.includes('ground')) this._changeGround();
    if (names.includes('lanes')) this.scrubber.relane();
    if (names.some((name) => name !== 'tail')) this.scrubber.paint();
    if (names.includes('followed')) this.resume();
    if (names.some((name) => name !== 'pointed')) {
      this.people.showChoice();
      this.pairPanel.showChoice();
      this.controls.show();
      this.tails.choose();
    }
    if (names.includes('pair')) this.legend.paint();
    this.stale();
    if (names.some((name) => name !== 'pointed')) this.tell('choice');
  }

  /** Events stand where the choice says; the camera goes where the scene at hand now is. */
  _changeGround() {
    const { ground, choice } = this;
    ground.choose(choice.ground, !prefersStillness());
    this.stage.relocated();
    this.camera.relocated();
    this.tray.relay(ground.name);
    this.card.show(this.playhead.focus);
    this.controls.show();
    this.heading.show();
    this._aimed = true;
  }

  /** The next step of the marks on their way. @param {number} now */
  _moveGround(now) {
    this.ground.step(now);
    this.stage.relocated();
    // Between two sightings people are where their line now is.
    if (!this.ground.isMoving && this.following.isOn) this._aimed = true;
  }

  _recolour() {
    this.basemap?.setPalette(this.theme.map);
    this.stage.setTheme();
    this.scrubber.paint();
    this.card.show(this.playhead.focus);
    this.drawer.recolour();
    this.legend.paint();
    this.glance.recolour();
    this.controls.show();
    this.stale();
    this.tell('theme');
  }
}
