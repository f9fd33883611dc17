// What a page or a test can ask of the player; docs/document-interface.md describes it.
// Uses player.js.
'use strict';

/**
 * @param {Player} player
 * @returns {Object<string, Function>} the methods of window.storyMap
 */
function makeInterface(player) {
  const { playhead, theme } = player;
  return {
    play: () => playhead.play(),
    pause: () => playhead.pause(),
    seek: (to) => seekTo(player, to),
    step: (direction) => playhead.step(direction < 0 ? -1 : 1),
    setSpeed: (speed) => playhead.setSpeed(Number(speed)),
    setLoop: (loop) => playhead.setLoop(Boolean(loop)),
    setFilter: (wanted) => player.setFilter(wanted),
    setTheme: (choice) => theme.choose(choice),
    showPlaces: (places) => showPlaces(player, places ?? []),
    state: () => stateOf(player),
  };
}

function stateOf(player) {
  const { playhead, timeline, story, filter } = player;
  const moment = player.moment();
  const people = {};
  moment.people.forEach((person, p) => {
    const [lon, lat] = person.position ?? [null, null];
    people[story.people[p].id] = { status: person.status, lon, lat };
  });
  const idOf = (k) => story.events.ids[timeline.order[k]];
  return {
    playing: playhead.playing,
    event: moment.focus < 0 ? null : idOf(moment.focus),
    time: timeline.clock === 'story' ? isoTime(moment.time) : moment.time,
    position: playhead.position,
    speed: playhead.speed,
    loop: playhead.loop,
    visible: moment.visible.map(idOf),
    filter: { ...filter },
    people,
  };
}

/** @param {{event?: string, time?: string|number, position?: number}} to */
function seekTo({ playhead, timeline, story }, to) {
  if (to?.event !== undefined) {
    const k = playhead.placeOf(story.indexOf(to.event));
    if (k < 0) throw new RangeError(`seek: found event "${to.event}", expected an event's id`);
    playhead.seekTo(k);
  } else if (to?.time !== undefined) {
    playhead.seek(timeline.secondsAt(clockTime(to.time)));
  } else if (Number.isFinite(to?.position)) {
    playhead.seek(to.position * playhead.duration);
  } else {
    throw new TypeError('seek: expected {event: id}, {time: ISO time or number} or {position: 0 to 1}');
  }
}

/** @param {string|number} time ISO 8601 in the story's own zone, or a number on the clock */
function clockTime(time) {
  if (typeof time === 'number' && Number.isFinite(time)) return time;
  const parsed = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`);
  if (Number.isNaN(parsed)) throw new TypeError(`seek: found time "${time}", expected such as 1995-05-02T10:58`);
  return parsed / 1000;
}

/** @param {number} time wall-clock seconds since 1970 */
function isoTime(time) {
  return new Date(Math.round(time * 1000)).toISOString().slice(0, 19);
}

/** @param {Object[]} places see docs/document-interface.md */
function showPlaces({ stage, camera }, places) {
  stage.found = places.map((place) => ({ ...place, lines: place.lines ?? [] }));
  camera.showPoints(stage.found.flatMap((place) => {
    if (place.lines.length) return place.lines[0];
    if (!(place.radius_m > AREA_RADIUS_M)) return [[place.lon, place.lat]];
    const around = L.latLng(place.lat, place.lon).toBounds(place.radius_m * 2);
    return [[around.getWest(), around.getSouth()], [around.getEast(), around.getNorth()]];
  }));
  stage.stale();
}
