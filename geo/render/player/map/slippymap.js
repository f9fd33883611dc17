// The slippy map (a map that viewers drag and zoom), for all of the player. No other module uses Leaflet: the linter
// refuses the global `L` and the names of Leaflet's methods in other modules, see eslint.config.js.
//
// In the player, positions are [longitude, latitude], bounds are [south-west, north-east], and points are {x, y} in CSS
// pixels from the upper left corner of the map's window.
//
// Written for Leaflet 1.9. With Leaflet 2, only this module and page/map.jinja have to change:
// - Leaflet 2 is an ES module without a global: the classes used here are imported by name (Control, DomEvent,
//   DomUtil …);
// - it has no functions in lower case: `new TileLayer(…)`, `new Control.Scale(…)`, `new LatLng(…)`,
//   `new LatLngBounds(…)`, `new Point(…)` in place of `L.tileLayer(…)` and so on;
// - it listens to pointer events: the original event of a click is a PointerEvent in every browser, and
//   `mouseEventToContainerPoint` is named `pointerEventToContainerPoint`.
import { nearestCopy } from '../arithmetic/worldcopies.js';
import { ofView } from '../viewguard.js';

const FEET_PER_METRE = 1 / 0.3048;
const FEET_PER_MILE = 5280;

/** Leaflet's names of its events. `rest` is the end of a move: a flight, a drag or a jump. */
const MAP_EVENTS = /** @type {const} */ ({
  moveStart: 'movestart', move: 'move', rest: 'moveend', zoomStart: 'zoomstart', zoom: 'zoom', dragStart: 'dragstart',
  boxZoomStart: 'boxzoomstart',
});

const MAP_CLICKS = /** @type {const} */ ({ click: 'click', doubleClick: 'dblclick' });

/** @param {LonLat} position @returns {L.LatLng} */
function toLatLng([lon, lat]) { return L.latLng(lat, lon); }

/** @param {L.LatLng} position @returns {LonLat} */
function fromLatLng({ lng, lat }) { return [lng, lat]; }

/** The map in the document: its view, its moves, and its layers. */
export class SlippyMap {
  /**
   * @param {L.Map} map made by the document, see page/map.jinja
   * @throws {TypeError} if it is none. Without the script that makes the map, the name of the map means its element.
   */
  constructor(map) {
    if (!(map instanceof L.Map)) throw new TypeError('found no map, expected the map that page/map.jinja makes');
    /** @private */
    this._map = map;
    /** The element that the map fills. */
    this.container = map.getContainer();
    /** Whether a pointer drags the map. False while the map still slides after the drag. */
    this.isDragged = false;
    map.on('dragstart', () => { this.isDragged = true; });
    map.on('dragend', () => { this.isDragged = false; });
  }

  /** The element that holds all panes. */
  get contents() { return /** @type {HTMLElement} */ (this._map.getPane('mapPane')); }

  // --------------------------------------------------------------------------------------- view

  /**
   * The size of the window in CSS pixels; 0 and 0 in a frame that is not shown.
   * @returns {{width: number, height: number}}
   */
  get size() {
    const { x, y } = this._map.getSize();
    return { width: x, height: y };
  }

  get zoom() { return this._map.getZoom(); }

  get minZoom() { return this._map.getMinZoom(); }

  set minZoom(zoom) { this._map.setMinZoom(zoom); }

  get maxZoom() { return this._map.getMaxZoom(); }

  /** The current view, also during a flight. @returns {MapView} */
  get view() { return { centre: fromLatLng(this._map.getCenter()), zoom: this._map.getZoom() }; }

  /** @param {LonLat} position @returns {LonLat} in the copy of the world that is nearest to the middle of the map */
  near([lon, lat]) { return [nearestCopy(lon, this._map.getCenter().lng), lat]; }

  /** @param {LonLat} position @returns {boolean} whether it is in the window, maybe under a panel */
  shows(position) { return this._map.getBounds().contains(toLatLng(this.near(position))); }

  /**
   * @param {Bounds} bounds
   * @param {{width: number, height: number}} covered the pixels of the window that must stay free, on both sides
   *   together
   * @returns {number} the closest zoom that shows the whole bounds
   */
  zoomToFit([southWest, northEast], { width, height }) {
    return this._map.getBoundsZoom(L.latLngBounds(toLatLng(southWest), toLatLng(northEast)), false, L.point(width, height));
  }

  // ----------------------------------------------------------------------- positions and pixels

  /**
   * @param {LonLat} position
   * @param {number} zoom
   * @returns {Point} pixels from the upper left corner of the world at that zoom
   */
  toWorldPixels(position, zoom) { return this._map.project(toLatLng(position), zoom); }

  /** @param {Point} point of the world at a zoom @param {number} zoom @returns {LonLat} */
  fromWorldPixels({ x, y }, zoom) { return fromLatLng(this._map.unproject(L.point(x, y), zoom)); }

  /** @param {LonLat} position @returns {Point} pixels of the window, in the nearest copy of the world */
  toWindow(position) { return this._map.latLngToContainerPoint(toLatLng(this.near(position))); }

  /** @param {Point} point pixels of the window @returns {LonLat} */
  fromWindow({ x, y }) { return fromLatLng(this._map.containerPointToLatLng(L.point(x, y))); }

  /** @param {MouseEvent} event @returns {Point} pixels of the window */
  pointOf(event) { return this._map.mouseEventToContainerPoint(event); }

  /**
   * The upper left corner of the window in pixels of the world at the map's zoom. When the map rests, these are whole
   * pixels: Leaflet moves its panes by whole pixels, and pictures on them must move by the same amount.
   * @returns {Point}
   */
  get corner() { return this._map.getPixelOrigin().add(this._map.containerPointToLayerPoint([0, 0])); }

  /**
   * @param {MapView} view
   * @returns {Point} the same for another view, with fractions of a pixel
   */
  cornerAt({ centre, zoom }) {
    const { width, height } = this.size;
    const { x, y } = this.toWorldPixels(centre, zoom);
    return { x: x - width / 2, y: y - height / 2 };
  }

  // -------------------------------------------------------------------------------------- moves

  /** Look there at once. @param {MapView} view */
  jump({ centre, zoom }) { this._map.setView(toLatLng(centre), zoom, { animate: false }); }

  /**
   * Zoom out, move and zoom in, in one smooth move. Another move ends it.
   * @param {MapView} view
   * @param {number} seconds
   */
  fly({ centre, zoom }, seconds) { this._map.flyTo(toLatLng(centre), zoom, { duration: seconds, noMoveStart: true }); }

  /** @param {number} x pixels to the right @param {number} y pixels down @param {boolean} isSmooth */
  pan(x, y, isSmooth) { this._map.panBy([x, y], { animate: isSmooth }); }

  /** @param {boolean} on whether a pointer can drag it from now on */
  allowDrag(on) {
    if (on) this._map.dragging.enable();
    else this._map.dragging.disable();
  }

  /** The container has another size. */
  resized() { this._map.invalidateSize({ animate: false }); }

  // ------------------------------------------------------------------------------------- events

  /** @param {keyof typeof MAP_EVENTS} kind @param {() => void} listener called with each such event */
  listen(kind, listener) {
    const call = ofView(listener);
    this._map.on(MAP_EVENTS[kind], () => call());
  }

  /**
   * The end of a drag is not a click.
   * @param {keyof typeof MAP_CLICKS} kind
   * @param {(click: {point: Point, position: LonLat, original: MouseEvent}) => void} listener `point`: pixels of the
   *   window; `original`: the browser's event
   */
  listenToClicks(kind, listener) {
    const call = ofView(listener);
    this._map.on(MAP_CLICKS[kind], ({ containerPoint, latlng, originalEvent }) => {
      call({ point: containerPoint, position: fromLatLng(latlng), original: originalEvent });
    });
  }

  /** @param {WheelEvent} event @returns {number} pixels, the same in every browser; above 0: forward */
  wheelPixels(event) { return L.DomEvent.getWheelDelta(event); }

  // ------------------------------------------------------------------------------------- layers

  /**
   * @param {string} name
   * @param {number} zIndex see panes.js
   * @returns {HTMLElement} a new pane: a layer of elements that moves with the map
   */
  addPane(name, zIndex) {
    const pane = this._map.createPane(name);
    pane.style.zIndex = String(zIndex);
    return pane;
  }

  /**
   * Place an element of a pane exactly over the window, until the map moves: call it at each move.
   * @param {HTMLElement} element
   */
  coverWindow(element) { L.DomUtil.setTransform(element, this._map.containerPointToLayerPoint([0, 0]), 1); }

  /**
   * Move and scale an element of a pane so that its picture fits the map. It has the size of the window and scales from
   * its upper left corner.
   * @param {HTMLElement} element
   * @param {MapView} shown the view that the picture shows
   */
  fitPicture(element, { centre, zoom }) {
    const map = this._map;
    const scale = map.getZoomScale(map.getZoom(), zoom);
    const middle = map.project(toLatLng(centre), map.getZoom());
    const corner = map.getSize().multiplyBy(-scale / 2).add(middle).subtract(map.getPixelOrigin());
    L.DomUtil.setTransform(element, corner, scale);
  }

  /**
   * @param {object} how
   * @param {boolean} how.isAtLeft at the lower left instead of the lower right
   * @param {(length: number, unit: 'meter'|'kilometer'|'foot'|'mile') => string} how.write writes a length
   * @returns {HTMLElement} a scale bar in metres and miles, which is updated when the map rests
   */
  addScaleBar({ isAtLeft, write }) {
    const bar = /** @type {any} */ (L.control.scale({ position: isAtLeft ? 'bottomleft' : 'bottomright', updateWhenIdle: true }));
    const show = (/** @type {HTMLElement} */ line, /** @type {number} */ most, /** @type {'meter'|'kilometer'|'foot'|'mile'} */ unit) => {
      const length = bar._getRoundNum(most);
      line.style.width = `${Math.round(bar.options.maxWidth * (length / most))}px`;
      line.textContent = write(length, unit);
    };
    // Leaflet's own methods write the units in English.
    bar._updateMetric = (/** @type {number} */ metres) => (
      metres < 1000 ? show(bar._mScale, metres, 'meter') : show(bar._mScale, metres / 1000, 'kilometer'));
    bar._updateImperial = (/** @type {number} */ metres) => {
      const feet = metres * FEET_PER_METRE;
      if (feet > FEET_PER_MILE) show(bar._iScale, feet / FEET_PER_MILE, 'mile');
      else show(bar._iScale, feet, 'foot');
    };
    bar.addTo(this._map);
    return bar.getContainer();
  }

  /**
   * Put raster tiles on the map.
   * @param {{url: string, maxZoom: number, className: string}} source `maxZoom`: above it the tiles are enlarged
   * @param {{loaded: () => void, failed: () => void}} listeners called for each tile
   */
  addTiles({ url, maxZoom, className }, { loaded, failed }) {
    const layer = L.tileLayer(url, { maxNativeZoom: maxZoom, maxZoom: this.maxZoom, className });
    layer.on('tileload', ofView(() => loaded()));
    layer.on('tileerror', ofView(() => failed()));
    layer.addTo(this._map);
  }
}
