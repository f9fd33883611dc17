// What the player uses of Leaflet's inside; all else that Leaflet gives is the global `L`.

/**
 * The class of canvases that lie over the map. Its types do not tell what a subclass may replace (`_update`,
 * `_onZoom`, `_updateTransform` …), which is written for Leaflet 1.9.
 */
export const Renderer = /** @type {any} */ (L.Renderer);
