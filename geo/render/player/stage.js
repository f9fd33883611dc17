// What plays: events and people, on a canvas of their own above the base map.
// Uses Leaflet, story.js, tracks.js, markers.js and palette.js.
'use strict';

const PIN = { past: 3.2, future: 2.6, now: 6.5, focus: 9 };
const PERSON_RADIUS = { seen: 12, between: 9.5, 'last-seen': 8, dead: 8 };

/** People whose markers would touch stand side by side: pixels between two centres. */
const SPACING = 27;

/** How far from a pin a click still means it, in pixels; fingers get more. */
const REACH = { mouse: 13, touch: 24 };

const INITIALS_FONT = '600 11px system-ui, sans-serif';
const INITIALS_SMALL_FONT = '600 9.5px system-ui, sans-serif';

/**
 * A canvas that rides on the map's panes: during a zoom animation it is scaled with the map, at
 * all other times it is drawn anew where the map now looks.
 */
const StageCanvas = L.Renderer.extend({
  onAdd(map) {
    this._layers = {};
    L.Renderer.prototype.onAdd.call(this, map);
  },
  _initContainer() {
    this._container = L.DomUtil.create('canvas', 'sm-stage');
    this._container.setAttribute('aria-hidden', 'true');
    this.context = this._container.getContext('2d');
  },
  _destroyContainer() { this._container.remove(); },
  _updatePaths() {},
  _onZoomEnd() { this.moved(); },
  _update() {
    this._standAt(this._map.containerPointToLayerPoint([0, 0]));
    this.moved();
  },
  /** Remember what the canvas shows: Leaflet scales it from there while it animates a zoom. */
  _standAt(origin) {
    this._bounds = new L.Bounds(origin, origin.add(this._map.getSize()));
    this._center = this._map.getCenter();
    this._zoom = this._map.getZoom();
  },
  /** Set by the stage: the map has moved, so draw soon. */
  moved() {},
  /**
   * Lay the canvas over the map's window and clear it.
   * @returns {?{x: number, y: number, scale: number, width: number, height: number}} world pixels of
   *   zoom 0 to canvas pixels: scale, then x and y to add; null while a zoom animation runs
   */
  begin() {
    const map = this._map;
    if (!map || map._animatingZoom) return null;
    const size = map.getSize();
    const origin = map.containerPointToLayerPoint([0, 0]);
    this._standAt(origin);
    const density = Math.min(2, window.devicePixelRatio || 1);
    const canvas = this._container;
    if (canvas.width !== Math.round(size.x * density) || canvas.height !== Math.round(size.y * density)) {
      canvas.width = Math.round(size.x * density);
      canvas.height = Math.round(size.y * density);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    L.DomUtil.setTransform(canvas, origin, 1);
    this.context.setTransform(density, 0, 0, density, 0, 0);
    this.context.clearRect(0, 0, size.x, size.y);
    const pixels = map.getPixelOrigin().add(origin);
    return { x: -pixels.x, y: -pixels.y, scale: 2 ** this._zoom, width: size.x, height: size.y };
  },
});

class Stage {
  /**
   * @param {L.Map} map
   * @param {Object} story see openStory
   * @param {Object} timeline see makeTimeline
   * @param {Theme} theme
   */
  constructor(map, story, timeline, theme) {
    Object.assign(this, { map, story, timeline, theme });
    /** @type {() => void} */
    this.stale = () => {};
    this.canvas = new StageCanvas({ padding: 0, pane: 'sm-stage' });
    const pane = map.createPane('sm-stage');
    pane.style.zIndex = '450';
    pane.style.pointerEvents = 'none';
    this.canvas.moved = () => this.stale();
    this.canvas.addTo(map);
    map.on('move', () => this.stale());
    this.places = distinctPlaces(story);
    /** @type {Array<{x: number, y: number, place: Object}>} where pins were drawn last, for clicks */
    this.pins = [];
    /** @type {Object[]} places to show beside the story, see showPlaces */
    this.found = [];
    this.setTheme();
  }

  setTheme() {
    this.colours = this.theme.stage;
    this.groupColours = this.story.groups.map((_, g) => this.theme.colourOf(this.story, g));
    this.stale();
  }

  /**
   * @param {{time: number, focus: number, visible: number[], people: Object[], shown: ?Uint8Array, beat: number}} moment
   *   `focus` and `visible` are places in the order; `people` as from whereabouts, one a person;
   *   `shown` one flag a place in the order, or null; `beat` seconds, for what pulses (0: still)
   */
  draw(moment) {
    const view = this.canvas.begin();
    if (!view) return;
    const c = this.canvas.context;
    this.pins = [];
    const playing = new Set(moment.visible.map((k) => this.timeline.order[k]));
    const focus = moment.focus >= 0 ? this.timeline.order[moment.focus] : -1;
    this._drawFound(c, view);
    this._drawAreas(c, view, playing);
    this._drawPins(c, view, moment, playing);
    this._drawPaths(c, view, moment, playing);
    this._drawPlaying(c, view, playing, focus, moment.beat);
    this._drawPeople(c, view, moment.people);
  }

  /**
   * The event whose pin is nearest to a point of the map's window.
   * @param {{x: number, y: number}} point
   * @param {'mouse'|'touch'} pointer
   * @returns {?{event: number, x: number, y: number}} an index in telling order, or null
   */
  hit(point, pointer = 'mouse') {
    let best = null;
    let reach = REACH[pointer] ** 2;
    for (const pin of this.pins) {
      const distance = (pin.x - point.x) ** 2 + (pin.y - point.y) ** 2;
      if (distance <= reach) {
        reach = distance;
        best = pin;
      }
    }
    return best && { event: this._eventAt(best), x: best.x, y: best.y };
  }

  /** Of the events at one place: the one playing, else the next to come, else the last. */
  _eventAt(pin) {
    const { starts } = this.timeline;
    const ks = pin.place.ks.filter((k) => !this.lastMoment.shown || this.lastMoment.shown[k]);
    const now = ks.filter((k) => this.lastMoment.visible.includes(k)).pop();
    const next = ks.find((k) => starts[k] > this.lastMoment.time);
    return this.timeline.order[now ?? next ?? ks[ks.length - 1] ?? pin.place.ks[0]];
  }

  _colour(event) {
    const group = this.story.events.group[event];
    return group === null ? this.colours.lost : this.groupColours[group];
  }

  _drawAreas(c, view, playing) {
    for (const event of playing) {
      const radius = this.story.events.radius[event];
      if (!this.story.world[event] || radius === null || radius <= AREA_RADIUS_M) continue;
      const [x, y] = toView(view, this.story.world[event], 0);
      const lat = this.story.events.paths[event][0][1];
      disc(c, x, y, metresToWorld(radius, lat) * view.scale, this._colour(event), 0.1, [5, 5]);
    }
  }

  _drawPins(c, view, moment, playing) {
    this.lastMoment = moment;
    const { starts } = this.timeline;
    for (const place of this.places) {
      const x = place.x * view.scale + view.x;
      const y = place.y * view.scale + view.y;
      if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
      const ks = moment.shown ? place.ks.filter((k) => moment.shown[k]) : place.ks;
      if (!ks.length) continue;
      this.pins.push({ x, y, place });
      if (ks.some((k) => playing.has(this.timeline.order[k]))) continue;
      const past = starts[ks[0]] <= moment.time;
      c.beginPath();
      c.arc(x, y, past ? PIN.past : PIN.future, 0, 2 * Math.PI);
      c.globalAlpha = past ? 0.75 : 0.5;
      if (past) {
        c.fillStyle = this._colour(this.timeline.order[ks[0]]);
        c.fill();
      } else {
        c.strokeStyle = this.colours.inkSoft;
        c.lineWidth = 1;
        c.stroke();
      }
    }
    c.globalAlpha = 1;
  }

  /** Known movements of what is playing, and thin dashes for people who are between two sightings. */
  _drawPaths(c, view, moment, playing) {
    c.lineCap = 'round';
    c.lineJoin = 'round';
    for (const event of playing) {
      const path = this.story.world[event];
      if (!path || path.length < 4) continue;
      c.beginPath();
      for (let i = 0; i < path.length; i += 2) {
        const [x, y] = toView(view, path, i);
        if (i) c.lineTo(x, y);
        else c.moveTo(x, y);
      }
      c.strokeStyle = this.colours.paper;
      c.globalAlpha = 0.7;
      c.lineWidth = 6;
      c.stroke();
      c.strokeStyle = this._colour(event);
      c.globalAlpha = 0.95;
      c.lineWidth = 3;
      c.stroke();
    }
    c.lineWidth = 1.25;
    c.setLineDash([2, 6]);
    moment.people.forEach((person, p) => {
      if (!person.line) return;
      const [from, to] = person.line.map(([lon, lat]) => toView(view, toWorld(lon, lat), 0));
      c.beginPath();
      c.moveTo(...from);
      c.lineTo(...to);
      c.strokeStyle = this._personColour(p);
      c.globalAlpha = 0.5;
      c.stroke();
    });
    c.setLineDash([]);
    c.globalAlpha = 1;
  }

  _drawPlaying(c, view, playing, focus, beat) {
    for (const event of playing) {
      const path = this.story.world[event];
      if (!path) continue;
      const [x, y] = toView(view, path, 0);
      const colour = this._colour(event);
      const radius = event === focus ? PIN.focus : PIN.now;
      if (event === focus) {
        const swell = beat ? 0.5 - 0.5 * Math.cos((beat / 1.6) * 2 * Math.PI) : 0.4;
        disc(c, x, y, radius + 7 + swell * 8, colour, 0.22 - swell * 0.12);
      }
      c.beginPath();
      c.arc(x, y, radius, 0, 2 * Math.PI);
      c.fillStyle = colour;
      c.globalAlpha = event === focus ? 1 : 0.8;
      c.fill();
      c.lineWidth = 2;
      c.strokeStyle = this.colours.paper;
      c.stroke();
      c.globalAlpha = 1;
    }
  }

  _personColour(p) {
    const { group } = this.story.people[p];
    return group === null ? this.colours.lost : this.groupColours[group];
  }

  _drawPeople(c, view, people) {
    const standing = [];
    people.forEach((person, p) => {
      if (!person.position) return;
      const [x, y] = toView(view, toWorld(...person.position), 0);
      if (x < -40 || y < -40 || x > view.width + 40 || y > view.height + 40) return;
      standing.push({ p, status: person.status, x, y });
    });
    // Those who are surely there are placed first, nearest to the pin, and drawn last, on top.
    standing.sort((a, b) => RANK[a.status] - RANK[b.status]);
    spread(standing);
    for (const person of standing.reverse()) this._drawPerson(c, person);
    c.globalAlpha = 1;
  }

  _drawPerson(c, { p, status, x, y }) {
    const { initials, group } = this.story.people[p];
    const colour = this._personColour(p);
    const radius = PERSON_RADIUS[status];
    const lost = status === 'last-seen' || status === 'dead';
    traceShape(c, this.story.groups[group]?.shape ?? 'circle', x, y, radius);
    c.globalAlpha = lost ? 0.62 : 1;
    c.fillStyle = status === 'seen' ? colour : this.colours.paper;
    c.fill();
    c.lineWidth = status === 'seen' ? 2 : 1.5;
    c.strokeStyle = status === 'seen' ? this.colours.paper : lost ? this.colours.lost : colour;
    if (status === 'between') c.setLineDash([3, 2.5]);
    c.stroke();
    c.setLineDash([]);
    c.font = status === 'seen' ? INITIALS_FONT : INITIALS_SMALL_FONT;
    c.textAlign = 'center';
    c.textBaseline = 'middle';
    c.fillStyle = status === 'seen' ? this.colours.onMarker : lost ? this.colours.lost : colour;
    c.fillText(status === 'dead' ? '✕' : initials, x, y + 0.5);
  }

  /** What the page around asked to see: a point with its uncertainty, an area or a line. */
  _drawFound(c, view) {
    for (const place of this.found) {
      const [x, y] = toView(view, toWorld(place.lon, place.lat), 0);
      const colour = this.colours.found;
      for (const line of place.lines) {
        c.beginPath();
        line.forEach(([lon, lat], i) => {
          const at = toView(view, toWorld(lon, lat), 0);
          if (i) c.lineTo(...at);
          else c.moveTo(...at);
        });
        c.strokeStyle = colour;
        c.globalAlpha = 0.85;
        c.lineWidth = 4;
        c.stroke();
      }
      c.globalAlpha = 1;
      if (place.lines.length) continue;
      const radius = metresToWorld(place.radius_m ?? 0, place.lat) * view.scale;
      if (radius > PIN.focus) disc(c, x, y, radius, colour, 0.12, [6, 4]);
      c.beginPath();
      c.arc(x, y, PIN.now, 0, 2 * Math.PI);
      c.lineWidth = 3;
      c.strokeStyle = colour;
      c.stroke();
      label(c, place.name, x, y - PIN.now - 8, this.colours);
    }
  }
}

const RANK = { seen: 0, dead: 1, between: 2, 'last-seen': 3 };

/**
 * @param {{x: number, y: number, scale: number}} view see StageCanvas.begin
 * @param {ArrayLike<number>} path x, y pairs in world pixels
 * @param {number} i where the pair begins
 * @returns {[number, number]}
 */
function toView(view, path, i) {
  return [path[i] * view.scale + view.x, path[i + 1] * view.scale + view.y];
}

/** Events that share a point, so that each point is drawn and clicked once. */
function distinctPlaces(story) {
  const places = new Map();
  const { order } = story.timeline;
  order.forEach((event, k) => {
    const path = story.world[event];
    if (!path) return;
    const key = `${path[0].toFixed(6)},${path[1].toFixed(6)}`;
    const place = places.get(key);
    if (place) place.ks.push(k);
    else places.set(key, { x: path[0], y: path[1], ks: [k] });
  });
  return [...places.values()];
}

/**
 * Move people apart who would cover each other: rings around the first, six to the inner one.
 * @param {Array<{x: number, y: number}>} standing in order of importance; changed in place
 */
function spread(standing) {
  const knots = [];
  for (const person of standing) {
    const knot = knots.find((k) => Math.hypot(k.x - person.x, k.y - person.y) < SPACING * 0.8);
    if (knot) knot.people.push(person);
    else knots.push({ x: person.x, y: person.y, people: [person] });
  }
  for (const { x, y, people } of knots) {
    // Above the pin, so that the pin itself stays in sight.
    people.forEach((person, i) => {
      const [column, row] = seat(i, people.length);
      person.x = x + column * SPACING;
      person.y = y - 24 - row * SPACING * 0.94;
    });
  }
}

/** Rows of up to five above the pin, each centred: column (may be a half) and row. */
function seat(i, count) {
  const perRow = count <= 5 ? count : Math.min(5, Math.ceil(count / Math.ceil(count / 5)));
  const row = Math.floor(i / perRow);
  const inRow = Math.min(perRow, count - row * perRow);
  return [(i % perRow) - (inRow - 1) / 2, row];
}

function disc(c, x, y, radius, colour, alpha, dash = []) {
  c.beginPath();
  c.arc(x, y, radius, 0, 2 * Math.PI);
  c.fillStyle = colour;
  c.globalAlpha = alpha;
  c.fill();
  if (dash.length) {
    c.setLineDash(dash);
    c.strokeStyle = colour;
    c.globalAlpha = 0.7;
    c.lineWidth = 1.25;
    c.stroke();
    c.setLineDash([]);
  }
  c.globalAlpha = 1;
}

function label(c, text, x, y, colours) {
  c.font = '600 13px system-ui, sans-serif';
  c.textAlign = 'center';
  c.textBaseline = 'alphabetic';
  c.lineWidth = 4;
  c.lineJoin = 'round';
  c.strokeStyle = colours.paper;
  c.strokeText(text, x, y);
  c.fillStyle = colours.found;
  c.fillText(text, x, y);
}
