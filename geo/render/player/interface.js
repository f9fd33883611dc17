// The methods of window.storyMap, which pages and tests call; docs/document-interface.md describes them. Their
// arguments come from outside, so each is checked before it is used.
import { boundsAround } from './arithmetic/bounds.js';
import { fromWorld } from './arithmetic/mercator.js';
import { isoSeconds, isoText } from './arithmetic/linkmoments.js';
import { shortWayEast } from './arithmetic/tracks.js';
import { checkChoice, choiceOf, linkableOf, patchOf } from './arithmetic/linkstore.js';
import { linkOf, openLink } from './linkstate.js';
import { numberCode } from './numbercode.js';
import { stateOf } from './statereader.js';
import { isTimeUnknown } from './time/times.js';
import { AREA_RADIUS_M } from './story.js';
import { readPayload } from './unpacking.js';

/**
 * @typedef {'play' | 'pause' | 'seek' | 'step' | 'setSpeed' | 'setLength' | 'setLoop' | 'setClock' | 'setChoice' |
 *   'setFilter' | 'setTheme' | 'showPlaces' | 'pick' | 'setCamera' | 'setLink' | 'setStory' | 'state'} MethodName
 * @typedef {Record<MethodName, (argument?: unknown) => unknown>} Methods
 */

/** @param {Player} player @returns {Methods} */
export function makeInterface(player) {
  const { playhead } = player;
  return {
    play: () => playhead.play(),
    pause: () => playhead.pause(),
    seek: (to) => seekTo(player, to),
    step: (direction) => step(playhead, direction),
    // Playhead and ThemeSwitch check these themselves.
    setSpeed: (speed) => playhead.setSpeed(/** @type {number} */ (speed)),
    setLength: (minutes) => playhead.setLength(/** @type {number} */ (minutes)),
    setTheme: (choice) => player.themeSwitch.choose(/** @type {ThemeChoice} */ (choice)),
    setLoop: (loop) => playhead.setLoop(Boolean(loop)),
    setClock: (clock) => setClock(player, clock),
    setFilter: (wanted) => setFilter(player, wanted),
    setChoice: (wanted) => setChoice(player, wanted),
    showPlaces: (places) => showPlaces(player, places ?? []),
    pick: (on) => player.pointing.pick(Boolean(on)),
    setCamera: (to) => setCamera(player.camera, to),
    setLink: (link) => setLink(player, link),
    setStory: (data) => setStory(player, data),
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
    time: timeOf(player, moment),
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
    moving: Object.fromEntries(moment.movers.ks.map((k, n) => {
      const [lon, lat] = fromWorld(moment.movers.xy[2 * n], moment.movers.xy[2 * n + 1]);
      return [idOf(k), { lon: shortWayEast(0, lon), lat }];
    })),
  };
}

/** @param {Player} player @param {Moment} moment @returns {string | number | null} null: the time of the event is unknown */
function timeOf({ clocks: { base, basePlaces }, timeline, story }, { baseTime, focus }) {
  if (base.clock !== 'story') return baseTime;
  const isUnknown = focus >= 0 && isTimeUnknown(story, base, basePlaces[timeline.order[focus]]);
  return isUnknown ? null : isoTime(baseTime);
}

/** @param {unknown} value @returns {Record<string, unknown>} its fields; none if it is not an object */
function fieldsOf(value) { return typeof value === 'object' && value !== null ? /** @type {Record<string, unknown>} */ (value) : {}; }

/** @param {Player} player @param {unknown} to one of {event}, {time}, {film} or {position} */
function seekTo({ playhead, clocks, story }, to) {
  const { event, time, film, position } = fieldsOf(to);
  if (event !== undefined) {
    const k = playhead.placeOf(story.indexOf(/** @type {string} */ (event)));
    if (k < 0) throw new RangeError(`seek: found event ${quoted(event)}, expected an event's id`);
    playhead.seekTo(k);
  } else if (time !== undefined) {
    playhead.seek(clocks.secondsAtBase(clockTime(time)));
  } else if (Number.isFinite(film) && clocks.names.includes('film')) {
    playhead.seek(clocks.secondsAtTime('film', Number(film)));
  } else if (Number.isFinite(position)) {
    playhead.seek(Number(position) * playhead.duration);
  } else {
    throw new TypeError('seek: expected {event: id}, {time: ISO time or number}, {film: seconds, where the story has film times} or {position: 0 to 1}');
  }
}

/**
 * @param {unknown} time ISO 8601 in the time zone of the story, or a number in its first time scale
 * @returns {number}
 */
function clockTime(time) {
  if (typeof time === 'number' && Number.isFinite(time)) return time;
  const seconds = typeof time === 'string' ? isoSeconds(time) : null;
  if (seconds === null) {
    throw new TypeError(`seek: found time ${quoted(time)}, expected such as "1995-05-02T10:58", in the story's own zone and without an offset`);
  }
  return seconds;
}

/** @param {unknown} value @returns {string} the value as text, short enough for an error message */
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
  return isoText(new Date(Math.round(time * 1000)));
}

/** With more places than these, nobody could tell them apart. */
const MOST_PLACES = 500;

/** @param {Player} player @param {unknown} places see docs/document-interface.md */
function showPlaces({ stage, camera }, places) {
  if (!Array.isArray(places) || places.length > MOST_PLACES) {
    throw new TypeError(`showPlaces: found ${quoted(places)}, expected a list of at most ${MOST_PLACES} places`);
  }
  // All are checked before any is shown: an invalid place changes nothing.
  stage.shownPlaces = places.map(checkedPlace);
  camera.showPoints(stage.shownPlaces.flatMap(({ lon, lat, radius_m: radius, lines }) => {
    if (lines.length) return lines[0];
    return radius > AREA_RADIUS_M ? boundsAround([lon, lat], radius * 2) : [/** @type {LonLat} */ ([lon, lat])];
  }));
  stage.requestDraw();
}

/** @param {unknown} place @returns {ShownPlace} @throws {TypeError} if it is invalid */
function checkedPlace(place) {
  const { id, name, lat, lon, radius_m: givenRadius, lines: givenLines, movable } = fieldsOf(place);
  const radius = givenRadius ?? 0;
  const lines = givenLines ?? [];
  const isValid = isPosition([lon, lat]) && Number.isFinite(radius) && Number(radius) >= 0
    && Array.isArray(lines) && lines.every((line) => Array.isArray(line) && line.length > 1 && line.every(isPosition));
  if (!isValid) {
    throw new TypeError(`showPlaces: found ${quoted(place)}, expected {name, lat, lon, radius_m, lines} in degrees and metres`);
  }
  return {
    id: id ?? null, name: String(name ?? ''), lat: Number(lat), lon: Number(lon),
    radius_m: Number(radius), lines: /** @type {LonLat[][]} */ (lines), movable: Boolean(movable),
  };
}

/** @param {unknown} value @returns {value is LonLat} */
function isPosition(value) {
  return Array.isArray(value) && value.every(Number.isFinite)
    && Math.abs(value[0]) <= 360 && Math.abs(value[1]) <= 90;
}

/** @param {Camera} camera @param {unknown} to as from state().camera */
function setCamera(camera, to) {
  const { lat, lon, zoom, following } = fieldsOf(to);
  if (!isPosition([lon, lat]) || !Number.isFinite(zoom) || Number(zoom) < 0 || Number(zoom) > 22) {
    throw new TypeError(`setCamera: found ${quoted(to)}, expected {lat, lon, zoom, following}`);
  }
  camera.restore({ lat: Number(lat), lon: Number(lon), zoom: Number(zoom), following: Boolean(following) });
}

/** @param {Player} player @param {unknown} wanted some of the fields of state().choice */
function setChoice({ store }, wanted) {
  const get = stateOf(store);
  const { invalid, expected } = checkChoice(wanted, linkableOf(get));
  if (invalid !== undefined) throw new TypeError(`setChoice: found ${quoted(invalid)}, expected ${expected}`);
  store.set(patchOf(fieldsOf(wanted), get), 'choice');
}

/**
 * @param {Player} player
 * @param {unknown} link as in state().link; invalid parts are left out, and a message names them
 */
function setLink(player, link) {
  if (typeof link !== 'string') throw new TypeError(`setLink: found ${quoted(link)}, expected a text such as "at=1995-05-02T10:58"`);
  openLink(player, link);
}

/** The fields that the data of every story has. */
const STORY_PARTS_NEEDED = /** @type {const} */ (['events', 'timelines', 'people', 'places', 'groups', 'sources']);

/** @param {Player} player @param {unknown} given the data of another document, see docs/document-interface.md */
function setStory(player, given) {
  const { version } = player.story;
  const data = fieldsOf(given);
  const missing = STORY_PARTS_NEEDED.find((name) => typeof data[name] !== 'object' || data[name] === null);
  const found = data.version === undefined ? quoted(given) : data.version !== version ? `version ${quoted(data.version)}` : missing && `no ${missing}`;
  if (!numberCode() && (data.sizeScale || data.colourScale)) throw new TypeError('setStory: found numbers that give sizes or colours, expected none: the document has no code for them');
  if (found) throw new TypeError(`setStory: found ${found}, expected the data of a document of version ${version}`);
  player.setStory(readPayload(/** @type {PackedPayload} */ (given)));
}

/** @param {Player} player @param {unknown} clock */
function setClock({ clocks: { names }, playhead }, clock) {
  const name = names.find((known) => known === clock);
  if (!name) throw new RangeError(`setClock: found ${quoted(clock)}, expected one of ${names.join(', ')}`);
  playhead.setClock(name);
}

/** @param {Player} player @param {unknown} wanted some of the fields of Filter */
function setFilter(player, wanted) {
  /** @type {Record<string, string>} */
  const kinds = { people: 'string', groups: 'string', days: 'number' };
  /** @type {Filter} */
  const filter = { people: null, groups: null, days: null };
  const fields = wanted === null || wanted === undefined ? [] : Object.entries(wanted);
  const isValid = typeof (wanted ?? {}) === 'object' && !Array.isArray(wanted) && fields.every(([name, list]) => (
    Object.hasOwn(kinds, name) && (list === null || list === undefined
      || (Array.isArray(list) && list.every((item) => typeof item === kinds[name])))));
  if (!isValid) {
    throw new TypeError(`setFilter: found ${quoted(wanted)}, expected {people: [ids], groups: [ids], days: [numbers]}`);
  }
  Object.assign(filter, Object.fromEntries(fields.map(([name, list]) => [name, list ?? null])));
  player.playhead.setFilter(filter);
}

/** @param {Playhead} playhead @param {unknown} direction */
function step(playhead, direction) {
  if (direction !== 1 && direction !== -1) throw new TypeError(`step: found ${quoted(direction)}, expected 1 or -1`);
  playhead.step(direction);
}
