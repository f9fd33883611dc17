// Map tiles under the story, if the document was made with some. They lie over the drawn base map, which shows
// wherever they do not come.
import { part } from '../dom.js';

/** So many tiles must fail, and none come, before it is said that they do not come. */
const FAILED_TILES = 3;

/**
 * @param {L.Map} map
 * @param {?{name: string, url: string, attribution: string, maxZoom: number}} source null: no tiles
 */
export function addTiles(map, source) {
  if (!source) return;
  const note = part('tiles-note');
  let failed = 0;
  let come = 0;
  const layer = L.tileLayer(source.url, { maxNativeZoom: source.maxZoom, maxZoom: map.getMaxZoom(), className: 'sm-tiles' });
  const say = () => { note.hidden = come > 0 || failed < FAILED_TILES; };
  layer.on('tileload', () => { come++; say(); });
  layer.on('tileerror', () => { failed++; say(); });
  note.textContent = `The tiles of ${source.name} do not come; the drawn map stands.`;
  layer.addTo(map);
}
