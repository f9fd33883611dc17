// The player's panes on the map and their order. What lies over the map has its order in page/stacking.css.
//
// A pane has no size and moves with the map. To cover the window with an element of a pane, give the element the size of
// the window and call SlippyMap.coverWindow at each 'move' of the map. What is drawn again in every frame belongs on the
// stage; what only changes its place or opacity is an element on a pane of its own.

/**
 * From below, as z-indexes among Leaflet's own: tiles lie at 200, shapes of a caller's layers at 400, markers at 600,
 * popups at 700.
 */
const PANES = {
  // Under the tiles: where a tile layer was chosen, the base map shows until its tiles are loaded.
  basemap: 150,
  'sm-stage': 450,
};

/**
 * @param {SlippyMap} map
 * @param {keyof typeof PANES} name of the pane, and of the canvas's class
 * @returns {HTMLCanvasElement} a canvas alone on a new pane; pointer events go to what is below it
 */
export function addCanvas(map, name) {
  const pane = map.addPane(name, PANES[name]);
  pane.style.pointerEvents = 'none';
  const canvas = document.createElement('canvas');
  canvas.className = name;
  canvas.setAttribute('aria-hidden', 'true');
  // As SlippyMap.lay scales.
  canvas.style.transformOrigin = '0 0';
  pane.append(canvas);
  return canvas;
}

/**
 * Set only when it changes: a size throws the old picture away, and the page is laid out again.
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
