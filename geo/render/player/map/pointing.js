// Clicks on the map, and what stands under the pointer.
import { metresApart } from '../arithmetic/distances.js';
import { countLabel } from '../arithmetic/labels.js';
import { NO_PERSON } from '../choice.js';
import { part } from '../dom.js';
import { STATUS_IN_WORDS } from '../panels/people.js';

/** A mark that stands for more events than this is opened by a click, if it can be, rather than played. */
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
    this.playhead = playhead;
    this.camera = camera;
    this.choice = choice;
    this._lit = false;
    this.picking = false;
    this.tip = part('tip');
    const { container } = map;
    map.listenToClicks('click', (click) => this._click(click));
    container.addEventListener('pointermove', (event) => this._hover(event));
    container.addEventListener('pointerleave', () => this._hideTip());
    // Before Leaflet hears of it: who takes hold of a mark does not want to drag the map.
    container.addEventListener('pointerdown', (event) => this._grab(event), { capture: true });
    // Two quick clicks on a mark of several scenes lead to two of them, and not nearer.
    container.addEventListener('dblclick', (event) => {
      const hit = this.stage.hit(map.pointOf(event));
      if (hit?.others && !this._opening(hit)) event.stopPropagation();
    }, { capture: true });
    map.listen('move', () => this._hideTip());
  }

  /** @param {boolean} on whether the next click on the map names a point, rather than a scene */
  pick(on) {
    this.picking = on;
    this.map.container.classList.toggle('sm-picking', on);
  }

  _hideTip() {
    this.tip.hidden = true;
    this._light(NO_PERSON);
  }

  /** Light the track of whom the pointer rests on; who is pointed at elsewhere stays lit. @param {number} person */
  _light(person) {
    if (person === NO_PERSON && !this._lit) return;
    this._lit = person !== NO_PERSON;
    this.choice.point(person);
  }

  /** @param {{point: Point, position: LonLat, original: MouseEvent}} click */
  _click({ point, position, original }) {
    this._hideTip();
    if (this.picking) {
      this.pick(false);
      this._place(null, position);
      return;
    }
    // The end of a drag, or a click, on a mark that may be moved: it is told, and means no scene below it.
    if (this.stage.movableAt(point)) return;
    const met = this.stage.pairLine?.hit(point);
    if (met) {
      this.playhead.seekTo(this.playhead.placeOf(met.event), 'click');
      return;
    }
    const isTouch = original instanceof PointerEvent && original.pointerType === 'touch';
    const hit = this.stage.hit(point, isTouch ? 'touch' : 'mouse');
    if (!hit) return;
    const corners = this._opening(hit);
    if (corners) this.camera.open(corners);
    else this.playhead.seekTo(hit.k, 'click');
  }

  /**
   * What a click on a mark opens: the ground of a crowd that stands in more than one place, from nearer than now.
   * @param {{k: number, others: number}} given
   * @returns {?Bounds} null: the click goes to a scene of the mark, the next one to the next
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
   * @param {LonLat} at
   */
  _place(id, at) {
    const { map } = this;
    const { zoom } = map.view;
    const { x, y } = map.toWorldPixels(at, zoom);
    const below = map.fromWorldPixels({ x, y: y + 1 }, zoom);
    this.store.tell('placed', { place: { id, lat: at[1], lon: at[0], pixel_m: metresApart(at, below) } });
  }

  /** @param {PointerEvent} event */
  _hover(event) {
    // A finger has no pointer that could rest on something.
    if (event.pointerType !== 'mouse' || event.buttons) return;
    const point = this.map.pointOf(event);
    const movable = this.stage.movableAt(point);
    const person = movable ? null : this.stage.personAt(point);
    const met = movable || person ? null : this.stage.pairLine?.hit(point);
    const mark = person || met ? null : this.stage.hit(point);
    const hit = person ?? met ?? mark;
    this._light(person?.p ?? NO_PERSON);
    const { classList } = this.map.container;
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
    const place = event.button === 0 && stage.movableAt(map.pointOf(event));
    if (!place) return;
    event.stopPropagation();
    map.letDrag(false);
    const move = (/** @type {PointerEvent} */ to) => {
      const [lon, lat] = map.fromWindow(map.pointOf(to));
      Object.assign(place, { lat, lon });
      stage.stale();
    };
    const drop = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', drop);
      window.removeEventListener('pointercancel', drop);
      map.letDrag(true);
      this._place(place.id, [place.lon, place.lat]);
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
