// Map tiles under the story, if the document was made with them. They are above the base map, which shows where no tile
// is loaded.
import { part } from '../dom.js';
import { phrase } from '../words/words.js';

/** When this number of tiles has failed and none has loaded, a note says so. */
const FAILED_TILES = 3;

/**
 * @param {SlippyMap} map
 * @param {?TileSource} source null: no tiles
 */
export function addTiles(map, source) {
  if (!source) return;
  const note = part('tiles-note');
  note.textContent = phrase('tilesFailed', { name: source.name });
  let failed = 0;
  let loaded = 0;
  const update = () => { note.hidden = loaded > 0 || failed < FAILED_TILES; };
  map.addTiles({ url: source.url, maxZoom: source.maxZoom, className: 'sm-tiles' }, {
    loaded: () => { loaded++; update(); },
    failed: () => { failed++; update(); },
  });
}
