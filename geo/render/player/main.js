// The player, put together: one playhead, one moment computed from it, and everything shows that moment.
// Uses all other files. `map_story` is the Leaflet map that the document made.
'use strict';

/** A tab that was hidden comes back where it was, not minutes later. */
const LONGEST_FRAME_S = 0.25;

/** A scene that stays for less is passed over: real seconds. */
const RUSH_S = 0.7;

/** While scenes rush by, the card turns at most this often. */
const RUSHED_CARD_MS = 300;

/** A mark that stands for more events than this is opened by a click, rather than played. */
const CROWD = 12;

function startPlayer(map) {
  const raw = JSON.parse(document.getElementById('storymap-data').textContent);
  const story = openStory(raw);
  const timeline = makeTimeline(raw.timeline);
  const theme = new Theme();
  const tracks = makeTracks(raw.timeline, timeline, story.events);
  const playhead = new Playhead(timeline);
  const basemap = raw.atlas ? makeBasemap(map, raw.atlas, theme.map) : null;
  const stage = new Stage(map, story, timeline, theme);
  const camera = new Camera(map, story, timeline);
  const card = new Card(story, timeline, theme);
  const tray = new Tray(story, timeline, theme);
  const scrubber = new Scrubber(story, timeline, theme, playhead);
  const drawer = new Drawer(story, timeline, theme, playhead);
  const controls = new Controls({ playhead, theme, camera, drawer });
  const filter = { people: null, groups: null, days: null };
  let frame = 0;
  let last = 0;
  let focusBefore = -2;
  let turnedAt = -Infinity;
  let dragged = false;
  let bridge = { tell() {} };

  /** Everything that depends on where the playhead is. */
  function momentNow() {
    const { time } = playhead;
    const visible = timeline.visibleAt(time);
    return {
      time,
      focus: playhead.focus,
      visible: playhead.shown ? visible.filter((k) => playhead.shown[k]) : visible,
      people: tracks.map((track) => whereabouts(track, timeline, story.events, time)),
      beat: playhead.playing && !prefersStillness() ? (performance.now() / 1000) % BEAT_S : 0,
    };
  }

  function draw(now) {
    frame = 0;
    const elapsed = Math.min(LONGEST_FRAME_S, last ? (now - last) / 1000 : 0);
    last = now;
    playhead.advance(elapsed);
    const moment = momentNow();
    if (moment.focus !== focusBefore && !(isRushed(moment.focus) && now - turnedAt < RUSHED_CARD_MS)) {
      turnedAt = now;
      turnTo(moment);
    }
    stage.draw(moment);
    scrubber.move();
    tray.show(moment.visible);
    drawer.show(moment);
    part('clock').textContent = timeLabel(story, moment.time);
    const seam = timeline.seams.find((s) => s.from <= playhead.seconds && playhead.seconds < s.to);
    part('seam').textContent = seam && playhead.playing ? seam.label : '';
    if (dragged) bridge.tell('drag');
    dragged = false;
    if (playhead.playing) stale();
    else last = 0;
  }

  /** Another scene has the card. */
  function turnTo(moment) {
    // The opening is the whole story at once; the camera sets out when the story does.
    const opening = focusBefore === -2 && playhead.seconds === 0;
    focusBefore = moment.focus;
    card.show(moment.focus);
    if (!opening && !isRushed(moment.focus)) {
      camera.show(moment.focus, { dragging: scrubber.dragging, dwell: dwellOf(moment.focus) });
    }
    scrubber.announce();
    if (playhead.playing) bridge.tell('event');
  }

  /** Real seconds until the next scene takes the card; Infinity while nothing plays. */
  function dwellOf(k) {
    if (!playhead.playing) return Infinity;
    const next = k + 1 < timeline.cues.length ? timeline.cues[k + 1] : timeline.duration;
    return (next - (timeline.cues[k] ?? 0)) / playhead.speed;
  }

  /** Scenes that pass faster than anyone can follow: no flights, and the card turns now and then. */
  function isRushed(k) { return dwellOf(k) < RUSH_S; }

  function stale() {
    if (!frame) frame = requestAnimationFrame(draw);
  }

  playhead.changed = (reason) => {
    controls.show();
    if (reason === 'filter') {
      stage.setShown(playhead.shown);
      drawer.fill();
      scrubber.paint();
      focusBefore = -2;
    }
    if (reason === 'play') camera.show(playhead.focus);
    stale();
    // While the finger moves, once a frame is enough, and only for listeners in the document.
    if (reason === 'seek' && scrubber.dragging) dragged = true;
    else bridge.tell(reason);
  };
  theme.changed = () => {
    basemap?.setPalette(theme.map);
    stage.setTheme();
    scrubber.paint();
    card.show(playhead.focus);
    drawer.fill();
    controls.show();
    stale();
  };
  camera.changed = () => controls.show();
  camera.margins = () => furnitureMargins(drawer);
  stage.stale = stale;
  drawer.changed = stale;
  drawer.chosePerson = (p) => {
    const { position } = momentNow().people[p];
    if (position) camera.showPoints([position]);
  };

  /** @returns {Object} see docs/document-interface.md */
  function state() {
    const moment = momentNow();
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
  function seek(to) {
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

  const player = {
    interface: {
      play: () => playhead.play(),
      pause: () => playhead.pause(),
      seek,
      step: (direction) => playhead.step(direction < 0 ? -1 : 1),
      setSpeed: (speed) => playhead.setSpeed(Number(speed)),
      setLoop: (loop) => { playhead.loop = Boolean(loop); playhead.changed('speed'); },
      setFilter: (wanted) => {
        Object.assign(filter, { people: null, groups: null, days: null }, wanted);
        playhead.setShown(matching(story, filter));
      },
      setTheme: (choice) => theme.choose(choice),
      showPlaces: (places) => showPlaces(stage, camera, places ?? []),
      state,
    },
  };

  listenToMap(map, stage, playhead, camera);
  listenToKeys(playhead, controls, drawer);
  part('title').textContent = story.year ? `${story.title} (${story.year})` : story.title;
  part('about').textContent = story.description;
  part('credit').textContent = story.credits.join(' ');
  part('credit-short').textContent = raw.atlas ? '© OpenStreetMap contributors and others' : 'About this map';
  camera.overview();
  scrubber.paint();
  scrubber.announce();
  new ResizeObserver(() => { map.invalidateSize({ animate: false }); stale(); }).observe(map.getContainer());
  draw(performance.now());
  bridge = openBridge(player);
}

/** How much of the map the furniture covers: left, top, right, bottom, in pixels. */
function furnitureMargins(drawer) {
  const map = part('title').closest('main').getBoundingClientRect();
  const box = (name) => part(name).getBoundingClientRect();
  const bottom = map.bottom - box('bar').top;
  if (map.width < 700) return [0, 40, 0, part('card').hidden ? bottom : map.bottom - box('card').top];
  const left = part('card').hidden ? 0 : box('card').right - map.left;
  return [left, 0, drawer.isOpen ? map.right - box('drawer').left : 0, bottom];
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
function showPlaces(stage, camera, places) {
  stage.found = places.map((place) => ({ ...place, lines: place.lines ?? (place.line ? [place.line] : []) }));
  const points = stage.found.flatMap((place) => {
    if (place.lines.length) return place.lines[0];
    if (!(place.radius_m > AREA_RADIUS_M)) return [[place.lon, place.lat]];
    const around = L.latLng(place.lat, place.lon).toBounds(place.radius_m * 2);
    return [[around.getWest(), around.getSouth()], [around.getEast(), around.getNorth()]];
  });
  camera.showPoints(points);
  stage.stale();
}

/** Clicks and hovering over pins. */
function listenToMap(map, stage, playhead, camera) {
  const tip = part('tip');
  map.on('click', (event) => {
    const touch = event.originalEvent?.pointerType === 'touch';
    const hit = stage.hit(event.containerPoint, touch ? 'touch' : 'mouse');
    if (!hit) return;
    const points = hit.others >= CROWD ? stage.pointsAt(hit.k) : [];
    if (points.length) camera.showPoints(points);
    else playhead.seekTo(hit.k, 'click');
  });
  map.on('mousemove', (event) => {
    const hit = stage.hit(event.containerPoint);
    map.getContainer().classList.toggle('sm-pointing', Boolean(hit));
    tip.hidden = !hit;
    if (!hit) return;
    const title = stage.story.events.titles[stage.timeline.order[hit.k]];
    tip.textContent = hit.others ? `${title} and ${hit.others} more` : title;
    tip.style.transform = `translate(${Math.round(hit.x)}px, ${Math.round(hit.y)}px)`;
  });
  map.on('mouseout movestart', () => { tip.hidden = true; });
}

startPlayer(map_story);
