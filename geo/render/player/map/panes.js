// The panes of the map and their order, and the class of Leaflet's canvas layers. Other modules use the global `L`
// (Leaflet 1.9).

/**
 * The class of canvases that lie over the map. Its types do not tell what a subclass may replace (`_update`,
 * `_onZoom`, `_updateTransform` …).
 */
export const Renderer = /** @type {any} */ (L.Renderer);

/**
 * The player's panes, from below, as z-indexes among Leaflet's own: tiles lie at 200, shapes of a caller's layers at
 * 400, markers at 600, popups at 700. Controls and the player's furniture lie over the map.
 */
const PANES = {
  // Under the tiles: where a tile layer was chosen, the drawn map shows until it comes.
  basemap: 150,
  'sm-stage': 450,
};

/**
 * @param {L.Map} map
 * @param {keyof typeof PANES} name
 * @returns {string} the name, of a pane that is there now and lets the pointer through
 */
export function addPane(map, name) {
  const pane = map.createPane(name);
  pane.style.zIndex = String(PANES[name]);
  pane.style.pointerEvents = 'none';
  return name;
}
