// The player's panes on the map and their order. page/stacking.css has the order of the panels over the map.
//
// A pane has no size and moves with the map. To cover the window with an element of a pane, give the element the size
// of the window and call SlippyMap.coverWindow at each 'move' of the map. If a view is drawn again in every frame, draw
// it on the stage. If only its place or opacity changes, make it an element on a pane of its own.

/**
 * The z-indexes, from the bottom. Leaflet's own: tiles 200, shapes of layers that the caller has added 400, markers
 * 600, popups 700.
 */
const PANES = {
  // Under the tiles: if the document has tiles, the base map shows until they are loaded.
  basemap: 150,
  'sm-stage': 450,
};

/**
 * @param {SlippyMap} map
 * @param {keyof typeof PANES} name of the pane, and of the canvas's class
 * @returns {HTMLCanvasElement} the only element of a new pane; pointer events go to the element below it
 */
export function addCanvas(map, name) {
  const pane = map.addPane(name, PANES[name]);
  pane.style.pointerEvents = 'none';
  const canvas = document.createElement('canvas');
  canvas.className = name;
  canvas.setAttribute('aria-hidden', 'true');
  // SlippyMap.fitPicture scales from the upper left corner.
  canvas.style.transformOrigin = '0 0';
  pane.append(canvas);
  return canvas;
}

/**
 * Set the size if it has changed: setting it clears the canvas and lays out the page.
 * @param {HTMLCanvasElement} canvas
 * @param {{width: number, height: number}} size CSS pixels
 * @param {number} density pixels of the canvas to a CSS pixel
 */
export function setCanvasSize(canvas, { width, height }, density) {
  const [wide, high] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width === wide && canvas.height === high) return;
  canvas.width = wide;
  canvas.height = high;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}
