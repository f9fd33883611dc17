// Clicks on the map, dragging of shown places, and the tip at the pointer.
import { metresApart } from '../arithmetic/distances.js';
import { nearestCopy } from '../arithmetic/worldcopies.js';
import { NO_PERSON } from '../choice.js';
import { part } from '../dom.js';
import { listenTo, listenToEscape } from '../listening.js';
import { STATUS_PHRASES } from '../panels/people.js';
import { isSwitchedOff } from '../viewguard.js';
import { phrase } from '../words/words.js';
import { HitTesting } from './hittesting.js';

/** A click on a marker with at least this number of other events zooms in on them, if they are at several places. */
const CROWD = 12;

export class Pointing {
  /**
   * @param {PlayerStore} store
   * @param {SlippyMap} map
   * @param {Stage} stage
   * @param {Playhead} playhead
   * @param {Camera} camera
   * @param {Choice} choice
   */
  constructor(store, map, stage, playhead, camera, choice) {
    this.store = store;
    this.map = map;
    this.stage = stage;
    this.hitTesting = new HitTesting(stage);
    this.playhead = playhead;
    this.camera = camera;
    this.choice = choice;
    /** Whether the pointer has highlighted a person. */
    this._hasPointed = false;
    /** Whether the next click on the map picks a point. */
    this.picking = false;
    this.tip = part('tip');
    const { container } = map;
    map.listenToClicks('click', (click) => this._click(click));
    listenTo(container, 'pointermove', (event) => this._hover(event));
    listenTo(container, 'pointerleave', () => this._hideTip());
    // Before Leaflet receives it: while the viewer drags a shown place, the map must not move.
    listenTo(container, 'pointerdown', (event) => this._dragPlace(event), { capture: true });
    // Two quick clicks on a marker of several events go to two of them, and do not zoom in.
    listenTo(container, 'dblclick', (event) => {
      const hit = this.hitTesting.markerAt(map.pointOf(event));
      if (hit?.others && !this._boundsToOpen(hit)) event.stopPropagation();
    }, { capture: true });
    map.listen('move', () => this._hideTip());
  }

  /** @param {boolean} on whether the next click on the map picks a point, and does not go to an event */
  pick(on) {
    this.picking = on;
    this.map.container.classList.toggle('sm-picking', on);
  }

  _hideTip() {
    this.tip.hidden = true;
    this._pointAt(NO_PERSON);
  }

  /**
   * Highlight the track of a person. Without one, keep a highlight that came from somewhere else.
   * @param {number} person or NO_PERSON
   */
  _pointAt(person) {
    if (person === NO_PERSON && !this._hasPointed) return;
    this._hasPointed = person !== NO_PERSON;
    this.choice.point(person);
  }

  /** @param {{point: Point, position: LonLat, original: MouseEvent}} click */
  _click({ point, position, original }) {
    this._hideTip();
    if (this.picking) {
      this.pick(false);
      this._reportPlace(null, position);
      return;
    }
    // What is not drawn cannot be clicked.
    if (isSwitchedOff('stage')) return;
    // A place that can be moved covers the events below it.
    if (this.hitTesting.movableAt(point)) return;
    const encounter = this.stage.pairLine.encounterAt(point);
    if (encounter) {
      this.playhead.seekTo(this.playhead.placeOf(encounter.event), 'click');
      return;
    }
    const isTouch = original instanceof PointerEvent && original.pointerType === 'touch';
    const hit = this.hitTesting.eventAt(point, isTouch ? 'touch' : 'mouse');
    if (!hit) return;
    const bounds = this._boundsToOpen(hit);
    if (bounds) this.camera.open(bounds);
    else this.playhead.choose(hit.k);
  }

  /**
   * What a click on a marker zooms in on: the bounds of many events at several places.
   * @param {{k: number, others: number}} hit
   * @returns {?Bounds} null: the click goes to an event of the marker, and the next click to the next event
   */
  _boundsToOpen({ k, others }) {
    if (others < CROWD) return null;
    const bounds = this.hitTesting.boundsOfMarkerWith(k);
    return String(bounds[0]) !== String(bounds[1]) && this.camera.opens(bounds) ? bounds : null;
  }

  /**
   * Report the position of a point, and the length of a pixel there in metres: the position is no more exact than that.
   * @param {unknown} id of the dragged place; null: a point was picked
   * @param {LonLat} at
   */
  _reportPlace(id, at) {
    const { map } = this;
    const { zoom } = map.view;
    const { x, y } = map.toWorldPixels(at, zoom);
    const below = map.fromWorldPixels({ x, y: y + 1 }, zoom);
    this.store.tell('placed', { place: { id, lat: at[1], lon: nearestCopy(at[0], 0), pixel_m: metresApart(at, below) } });
  }

  /** @param {PointerEvent} event */
  _hover(event) {
    // A finger cannot rest on something without touching it.
    if (event.pointerType !== 'mouse' || event.buttons || isSwitchedOff('stage')) return;
    const point = this.map.pointOf(event);
    const movable = this.hitTesting.movableAt(point);
    const person = movable ? null : this.hitTesting.personAt(point);
    const encounter = movable || person ? null : this.stage.pairLine.encounterAt(point);
    const marker = person || encounter ? null : this.hitTesting.eventAt(point);
    const hit = person ?? encounter ?? marker;
    this._pointAt(person?.p ?? NO_PERSON);
    const { classList } = this.map.container;
    classList.toggle('sm-pointing', Boolean(hit && !person));
    classList.toggle('sm-movable', Boolean(movable));
    this.tip.hidden = !hit || Boolean(movable);
    if (!hit || movable) return;
    if (person) this.tip.textContent = nameOf(this.stage, person);
    else this.tip.textContent = marker ? titleOf(this.stage, marker, !this._boundsToOpen(marker)) : encounter?.words ?? '';
    this.tip.style.transform = `translate(${Math.round(hit.x)}px, ${Math.round(hit.y)}px)`;
  }

  /** Drag a place that can be moved. @param {PointerEvent} event */
  _dragPlace(event) {
    const { map, stage } = this;
    const place = event.button === 0 && this.hitTesting.movableAt(map.pointOf(event));
    if (!place) return;
    event.stopPropagation();
    map.allowDrag(false);
    const { lat: latBefore, lon: lonBefore } = place;
    const moveTo = (/** @type {number} */ lon, /** @type {number} */ lat) => {
      Object.assign(place, { lat, lon });
      stage.requestDraw();
    };
    const move = (/** @type {PointerEvent} */ to) => {
      const [lon, lat] = map.fromWindow(map.pointOf(to));
      moveTo(lon, lat);
    };
    const end = () => {
      for (const stop of stops) stop();
      map.allowDrag(true);
    };
    const cancel = () => {
      end();
      moveTo(lonBefore, latBefore);
    };
    const stops = [
      listenTo(window, 'pointermove', move),
      listenTo(window, 'pointerup', () => {
        end();
        this._reportPlace(place.id, [place.lon, place.lat]);
      }),
      listenTo(window, 'pointercancel', cancel),
      listenToEscape(cancel),
    ];
  }
}

/**
 * @param {Stage} stage
 * @param {import('./hittesting.js').MarkerHit} hit
 * @param {boolean} isPlayed whether a click goes to the event, and does not zoom in
 */
function titleOf({ story, timeline }, { k, others, playing, hasCurrent }, isPlayed) {
  const title = story.events.titles[timeline.order[k]];
  if (!others) return title;
  // The number in the marker is that of the playing events.
  const words = playing > 1 ? phrase('titleAndPlaying', { title, count: playing, total: others + 1 }) : phrase('titleAndMore', { title, count: others });
  if (!isPlayed) return words;
  return phrase(hasCurrent ? 'nextHere' : 'clickThrough', { title: words });
}

/** @param {Stage} stage @param {DrawnPerson} person */
function nameOf({ story }, { p, status }) {
  return phrase('personStatus', { name: story.people[p].name, status: phrase(STATUS_PHRASES[status]) });
}
