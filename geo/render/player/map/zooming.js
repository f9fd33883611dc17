// The viewer's own zoom, by wheel, double click and buttons: eased, and the point at the pointer stays where it is.
// Leaflet's own would scale the last picture, and bare ground would show around it.

const ZOOM_S = 0.22;

/** So many pixels of the wheel, about one notch, are one zoom level; no turn of it is more than two. */
const WHEEL_PX = 120;
const WHEEL_MOST = 2;

export class Zooming {
  /**
   * @param {L.Map} map
   * @param {(centre: L.LatLng, zoom: number, seconds: number) => void} fly
   */
  constructor(map, fly) {
    this.map = map;
    this.fly = fly;
    /** Where the zoom is going, as long as it is on its way. @type {?number} */
    this._wanted = null;
    map.on('moveend', () => { this._wanted = null; });
    map.on('dblclick', ({ containerPoint, originalEvent }) => this.by(originalEvent.shiftKey ? -1 : 1, containerPoint));
    map.getContainer().addEventListener('wheel', (event) => {
      event.preventDefault();
      const levels = L.DomEvent.getWheelDelta(event) / WHEEL_PX;
      this.by(Math.max(-WHEEL_MOST, Math.min(WHEEL_MOST, levels)), map.mouseEventToContainerPoint(event));
    }, { passive: false });
  }

  /**
   * @param {number} levels nearer; negative: farther
   * @param {L.Point} point of the map's window
   */
  by(levels, point) { this.to(this.wanted + levels, point); }

  /** The zoom that the map has, or will have when it is there. */
  get wanted() { return this._wanted ?? this.map.getZoom(); }

  /**
   * @param {number} zoom within the map's limits, or brought there
   * @param {L.Point} point of the map's window
   */
  to(zoom, point) {
    const { map } = this;
    const wanted = Math.min(map.getMaxZoom(), Math.max(map.getMinZoom(), zoom));
    const middle = map.getSize().divideBy(2);
    const centre = map.containerPointToLatLng(middle.add(point.subtract(middle).multiplyBy(1 - 1 / map.getZoomScale(wanted))));
    this.fly(centre, wanted, ZOOM_S);
    this._wanted = wanted;
  }
}
