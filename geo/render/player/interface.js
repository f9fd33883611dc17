// What a page or a test can ask of the player; docs/document-interface.md describes it.
import { boundsAround } from './arithmetic/bounds.js';
import { isoSeconds } from './arithmetic/linkmoments.js';
import { checkChoice, choiceOf, linkableOf, patchOf } from './arithmetic/linkstore.js';
import { linkOf, openLink } from './linkstate.js';
import { stateOf } from './statereader.js';
import { AREA_RADIUS_M } from './story.js';
import { readPayload } from './unpacking.js';

/**
 * @param {Player} player
 * @returns {Record<string, (argument?: any) => unknown>} the methods of window.storyMap
 */
export function makeInterface(player) {
  const { playhead } = player;
  return {
    play: () => playhead.play(),
    pause: () => playhead.pause(),
    seek: (/** @type {any} */ to) => seekTo(player, to),
    step: (/** @type {number} */ direction) => step(playhead, direction),
    setSpeed: (/** @type {number} */ speed) => playhead.setSpeed(speed),
    setLength: (/** @type {number} */ minutes) => playhead.setLength(minutes),
    setLoop: (/** @type {boolean} */ loop) => playhead.setLoop(Boolean(loop)),
    setClock: (/** @type {string} */ clock) => setClock(player, clock),
    setFilter: (/** @type {any} */ wanted) => setFilter(player, wanted),
    setTheme: (/** @type {ThemeName | 'auto'} */ choice) => player.themeSwitch.choose(choice),
    setChoice: (/** @type {Record<string, unknown>} */ wanted) => setChoice(player, wanted),
    showPlaces: (/** @type {any} */ places) => showPlaces(player, places ?? []),
    pick: (/** @type {boolean} */ on) => player.pointing?.pick(Boolean(on)),
    setCamera: (/** @type {any} */ to) => setCamera(player.camera, to),
    setLink: (/** @type {string} */ link) => setLink(player, link),
    setStory: (/** @type {unknown} */ data) => setStory(player, data),
    state: () => reportOf(player),
  };
}

/** @param {Player} player */
function reportOf(player) {
  const { store, playhead, clocks, timeline, story } = player;
  const moment = player.moments.now();
  /** @type {Record<string, {status: Status, lon: ?number, lat: ?number}>} */
  const people = {};
  moment.people.forEach((person, p) => {
    const [lon, lat] = person.position ?? [null, null];
    people[story.people[p].id] = { status: person.status, lon, lat };
  });
  const idOf = (/** @type {number} */ k) => story.events.ids[timeline.order[k]];
  return {
    playing: playhead.playing,
    event: moment.focus < 0 ? null : idOf(moment.focus),
    clock: timeline.clock,
    time: clocks.base.clock === 'story' ? isoTime(moment.baseTime) : moment.baseTime,
    film: clocks.filmTimeAt(playhead.seconds),
    position: playhead.position,
    speed: playhead.speed,
    length: playhead.length,
    loop: playhead.loop,
    visible: moment.visible.map(idOf),
    filter: { ...store.get('filter') },
    choice: choiceOf(stateOf(store)),
    camera: player.camera.state(),
    link: linkOf(player),
    people,
  };
}

/**
 * @param {Player} player
 * @param {{event?: string, time?: string|number, film?: number, position?: number}} to
 */
function seekTo({ playhead, clocks, story }, to) {
  if (to?.event !== undefined) {
    const k = playhead.placeOf(story.indexOf(to.event));
    if (k < 0) throw new RangeError(`seek: found event ${quoted(to.event)}, expected an event's id`);
    playhead.seekTo(k);
  } else if (to?.time !== undefined) {
    playhead.seek(clocks.secondsAtBase(clockTime(to.time)));
  } else if (Number.isFinite(to?.film) && clocks.names.includes('film')) {
    playhead.seek(clocks.secondsAtTime('film', Number(to.film)));
  } else if (Number.isFinite(to?.position)) {
    playhead.seek(Number(to.position) * playhead.duration);
  } else {
    throw new TypeError('seek: expected {event: id}, {time: ISO time or number}, {film: seconds, where the story has film times} or {position: 0 to 1}');
  }
}

/** @param {string|number} time ISO 8601 in the story's own zone, or a number on the clock */
function clockTime(time) {
  if (typeof time === 'number' && Number.isFinite(time)) return time;
  const seconds = typeof time === 'string' ? isoSeconds(time) : null;
  if (seconds === null) {
    throw new TypeError(`seek: found time ${quoted(time)}, expected such as "1995-05-02T10:58", in the story's own zone and without an offset`);
  }
  return seconds;
}

/** What was found, short enough for a sentence. @param {unknown} value */
export function quoted(value) {
  let text;
  try {
    text = JSON.stringify(value) ?? String(value);
  } catch {
    text = Object.prototype.toString.call(value);
  }
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** @param {number} time wall-clock seconds since 1970 */
function isoTime(time) {
  return new Date(Math.round(time * 1000)).toISOString().slice(0, 19);
}

/** More places than these cannot be told apart on a map. */
const MOST_PLACES = 500;

/** @param {Player} player @param {any} places see docs/document-interface.md */
function showPlaces({ stage, camera }, places) {
  if (!Array.isArray(places) || places.length > MOST_PLACES) {
    throw new TypeError(`showPlaces: found ${quoted(places)}, expected a list of at most ${MOST_PLACES} places`);
  }
  // All are looked at before any is shown: a bad one must not stop the player halfway.
  stage.found = places.map(checkedPlace);
  camera.showPoints(stage.found.flatMap((/** @type {any} */ place) => {
    if (place.lines.length) return place.lines[0];
    if (!(place.radius_m > AREA_RADIUS_M)) return [[place.lon, place.lat]];
    return boundsAround([place.lon, place.lat], place.radius_m * 2);
  }));
  stage.stale();
}

/** @param {any} place */
function checkedPlace(place) {
  const lines = place?.lines ?? [];
  const radius = place?.radius_m ?? 0;
  const sound = isPosition([place?.lon, place?.lat]) && Number.isFinite(radius) && radius >= 0
    && Array.isArray(lines) && lines.every((line) => Array.isArray(line) && line.length > 1 && line.every(isPosition));
  if (!sound) {
    throw new TypeError(`showPlaces: found ${quoted(place)}, expected {name, lat, lon, radius_m, lines} in degrees and metres`);
  }
  return {
    id: place.id ?? null, name: String(place.name ?? ''), lat: place.lat, lon: place.lon,
    radius_m: radius, lines, movable: Boolean(place.movable),
  };
}

/** @param {unknown} value */
function isPosition(value) {
  return Array.isArray(value) && value.every(Number.isFinite)
    && Math.abs(value[0]) <= 360 && Math.abs(value[1]) <= 90;
}

/**
 * @param {Camera} camera
 * @param {{lat: number, lon: number, zoom: number, following?: boolean}} to as from state().camera
 */
function setCamera(camera, to) {
  if (!isPosition([to?.lon, to?.lat]) || !Number.isFinite(to.zoom) || to.zoom < 0 || to.zoom > 22) {
    throw new TypeError(`setCamera: found ${quoted(to)}, expected {lat, lon, zoom, following}`);
  }
  camera.restore(to);
}

/** @param {Player} player @param {Record<string, unknown>} wanted some of the fields of state().choice */
function setChoice({ store }, wanted) {
  const get = stateOf(store);
  const { invalid, expected } = checkChoice(wanted, linkableOf(get));
  if (invalid !== undefined) throw new TypeError(`setChoice: found ${quoted(invalid)}, expected ${expected}`);
  store.set(patchOf(wanted, get), 'choice');
}

/**
 * @param {Player} player
 * @param {string} link as in state().link; what makes no sense in it is left out, and a line says so
 */
function setLink(player, link) {
  if (typeof link !== 'string') throw new TypeError(`setLink: found ${quoted(link)}, expected a text such as "at=1995-05-02T10:58"`);
  openLink(player, link);
}

/** What the data of a story cannot be without. */
const STORY_PARTS_NEEDED = /** @type {const} */ (['events', 'timelines', 'people', 'places', 'groups', 'sources']);

/** @param {Player} player @param {unknown} given the data of another document, see docs/document-interface.md */
function setStory(player, given) {
  const { version } = player.story;
  const data = /** @type {PackedPayload} */ (given);
  const missing = STORY_PARTS_NEEDED.find((name) => typeof data?.[name] !== 'object');
  const found = data?.version === undefined ? quoted(data) : data.version !== version ? `version ${quoted(data.version)}` : missing && `no ${missing}`;
  if (found) throw new TypeError(`setStory: found ${found}, expected the data of a document of version ${version}`);
  player.setStory(readPayload(data));
}

/** @param {Player} player @param {string} clock */
function setClock(player, clock) {
  const { clocks: { names }, playhead } = player;
  if (!names.includes(/** @type {ClockName} */ (clock))) throw new RangeError(`setClock: found ${quoted(clock)}, expected one of ${names.join(', ')}`);
  playhead.setClock(/** @type {ClockName} */ (clock));
}

/** @param {Player} player @param {{people?: ?string[], groups?: ?string[], days?: ?number[]}} wanted */
function setFilter(player, wanted) {
  /** @type {Record<string, string>} */
  const kinds = { people: 'string', groups: 'string', days: 'number' };
  /** @type {Filter} */
  const filter = { people: null, groups: null, days: null };
  const fields = wanted === null || wanted === undefined ? [] : Object.entries(wanted);
  const sound = typeof (wanted ?? {}) === 'object' && !Array.isArray(wanted) && fields.every(([name, list]) => (
    name in kinds && (list === null || list === undefined
      || (Array.isArray(list) && list.every((item) => typeof item === kinds[name])))));
  if (!sound) {
    throw new TypeError(`setFilter: found ${quoted(wanted)}, expected {people: [ids], groups: [ids], days: [numbers]}`);
  }
  Object.assign(filter, Object.fromEntries(fields.map(([name, list]) => [name, list ?? null])));
  player.playhead.setFilter(filter);
}

/** @param {Playhead} playhead @param {number} direction */
function step(playhead, direction) {
  if (direction !== 1 && direction !== -1) throw new TypeError(`step: found ${quoted(direction)}, expected 1 or -1`);
  playhead.step(direction);
}
