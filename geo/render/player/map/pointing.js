// Clicks on the map, and what stands under the pointer.
import { countLabel } from '../arithmetic/labels.js';
import { NOBODY } from '../choice.js';
import { part } from '../dom.js';
import { STATUS_IN_WORDS } from '../panels/people.js';

/** A mark that stands for more events than this is opened by a click, if it can be, rather than played. */
const CROWD = 12;

export class Pointing {
  /**
   * @param {L.Map} map
   * @param {Stage} stage
   * @param {Playhead} playhead
   * @param {Camera} camera
   * @param {Choice} choice
   */
  constructor(map, stage, playhead, camera, choice) {
    this.map = map;
    this.stage = stage;
    this.playhead = playhead;
    this.camera = camera;
    this.choice = choice;
    this._lit = false;
    this.picking = false;
    this.tip = part('tip');
    /** A point was picked, or a mark was dragged there. @type {(place: {id: unknown, lat: number, lon: number, pixel_m: number}) => void} */
    this.placed = () => {};
    const container = map.getContainer();
    map.on('click', (event) => this._click(event));
    container.addEventListener('pointermove', (event) => this._hover(event));
    container.addEventListener('pointerleave', () => this._hideTip());
    // Before Leaflet hears of it: who takes hold of a mark does not want to drag the map.
    container.addEventListener('pointerdown', (event) => this._grab(event), { capture: true });
    // Two quick clicks on a mark of several scenes lead to two of them, and not nearer.
    container.addEventListener('dblclick', (event) => {
      const hit = this.stage.hit(map.mouseEventToContainerPoint(event));
      if (hit?.others && !this._opening(hit)) event.stopPropagation();
    }, { capture: true });
    map.on('move', () => this._hideTip());
  }

  /** @param {boolean} on whether the next click on the map names a point, rather than a scene */
  pick(on) {
    this.picking = on;
    this.map.getContainer().classList.toggle('sm-picking', on);
  }

  _hideTip() {
    this.tip.hidden = true;
    this._light(NOBODY);
  }

  /** Light the track of whom the pointer rests on; who is pointed at elsewhere stays lit. @param {number} person */
  _light(person) {
    if (person === NOBODY && !this._lit) return;
    this._lit = person !== NOBODY;
    this.choice.point(person);
  }

  /** @param {L.LeafletMouseEvent} event */
  _click(event) {
    this._hideTip();
    if (this.picking) {
      this.pick(false);
      this._place(null, event.latlng);
      return;
    }
    // The end of a drag, or a click, on a mark that may be moved: it is told, and means no scene below it.
    if (this.stage.movableAt(event.containerPoint)) return;
    const met = this.stage.pairing?.hit(event.containerPoint);
    if (met) {
      this.playhead.seekTo(this.playhead.placeOf(met.event), 'click');
      return;
    }
    const { originalEvent } = event;
    const touch = originalEvent instanceof PointerEvent && originalEvent.pointerType === 'touch';
    const hit = this.stage.hit(event.containerPoint, touch ? 'touch' : 'mouse');
    if (!hit) return;
    const corners = this._opening(hit);
    if (corners) this.camera.open(corners);
    else this.playhead.seekTo(hit.k, 'click');
  }

  /**
   * What a click on a mark opens: the ground of a crowd that stands in more than one place, from nearer than now.
   * @param {{k: number, others: number}} given
   * @returns {?LonLat[]} null: the click goes to a scene of the mark, the next one to the next
   */
  _opening({ k, others }) {
    if (others < CROWD) return null;
    const corners = this.stage.cornersAt(k);
    return String(corners[0]) !== String(corners[1]) && this.camera.opens(corners) ? corners : null;
  }

  /**
   * Tell where a point was put, and how many metres one pixel is there: nobody points finer than that.
   *
   * @param {unknown} id of the mark that was dragged; null: a point was picked
   * @param {L.LatLng} at
   */
  _place(id, at) {
    const { map } = this;
    const below = map.unproject(map.project(at).add([0, 1]));
    this.placed({ id, lat: at.lat, lon: at.lng, pixel_m: map.distance(at, below) });
  }

  /** @param {PointerEvent} event */
  _hover(event) {
    // A finger has no pointer that could rest on something.
    if (event.pointerType !== 'mouse' || event.buttons) return;
    const point = this.map.mouseEventToContainerPoint(event);
    const movable = this.stage.movableAt(point);
    const person = movable ? null : this.stage.personAt(point);
    const met = movable || person ? null : this.stage.pairing?.hit(point);
    const mark = person || met ? null : this.stage.hit(point);
    const hit = person ?? met ?? mark;
    this._light(person?.p ?? NOBODY);
    const { classList } = this.map.getContainer();
    classList.toggle('sm-pointing', Boolean(hit && !person));
    classList.toggle('sm-movable', Boolean(movable));
    this.tip.hidden = !hit || Boolean(movable);
    if (!hit || movable) return;
    if (person) this.tip.textContent = nameOf(this.stage, person);
    else this.tip.textContent = mark ? titleOf(this.stage, mark, !this._opening(mark)) : met?.words ?? '';
    this.tip.style.transform = `translate(${Math.round(hit.x)}px, ${Math.round(hit.y)}px)`;
  }

  /** Take hold of a mark that may be moved, and let it follow until it is let go. @param {PointerEvent} event */
  _grab(event) {
    const { map, stage } = this;
    const place = event.button === 0 && stage.movableAt(map.mouseEventToContainerPoint(event));
    if (!place) return;
    event.stopPropagation();
    map.dragging.disable();
    const move = (/** @type {PointerEvent} */ to) => {
      const { lat, lng } = map.mouseEventToLatLng(to);
      Object.assign(place, { lat, lon: lng });
      stage.stale();
    };
    const drop = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', drop);
      window.removeEventListener('pointercancel', drop);
      map.dragging.enable();
      this._place(place.id, L.latLng(place.lat, place.lon));
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', drop);
    window.addEventListener('pointercancel', drop);
  }
}

/**
 * @param {Stage} stage
 * @param {NonNullable<ReturnType<Stage['hit']>>} hit
 * @param {boolean} isPlayed whether a click goes to the scene, rather than nearer
 */
function titleOf({ story, timeline }, { k, others, playing, goesOn }, isPlayed) {
  const title = story.events.titles[timeline.order[k]];
  if (!others) return title;
  // The number on the mark is of those that play.
  const words = playing > 1 ? `${title} · ${countLabel(playing)} now, ${countLabel(others + 1)} in all` : `${title} and ${countLabel(others)} more`;
  if (!isPlayed) return words;
  return goesOn ? `Next here: ${words}` : `${words}, one with each click`;
}

/** @param {Stage} stage @param {Seated} person */
function nameOf({ story }, { p, status }) {
  return `${story.people[p].name}, ${STATUS_IN_WORDS[status]}`;
}
