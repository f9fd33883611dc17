// The layers that the author of the map has added with folium, and whose scripts have failed. An element with the name of
// each layer comes before its script, see page/layers.js.jinja.
import { phrase } from './words/words.js';

/** The number of layers that are named one by one. */
const NAMED_LAYERS = 5;

/** @returns {NodeListOf<HTMLElement>} the elements of the layers whose scripts have not come to their end */
function failedLayers() { return document.querySelectorAll('template[data-layer]:not([data-shown])'); }

/**
 * Once all layers have been tried, report those that have failed.
 * @param {(error: import('./errorreports.js').PlayerError) => void} report
 */
export function reportLayerErrors(report) {
  if (document.readyState !== 'loading') {
    reportFailedLayers(report);
    return;
  }
  document.addEventListener('DOMContentLoaded', () => reportFailedLayers(report));
}

/** @param {(error: import('./errorreports.js').PlayerError) => void} report */
function reportFailedLayers(report) {
  const failed = [...failedLayers()];
  for (const { dataset } of failed.slice(0, NAMED_LAYERS)) {
    const layer = dataset.layer ?? '';
    report(layerError(phrase('errorLayer', { layer }), `${layer}: ${dataset.reason ?? 'its script did not run'}`));
  }
  const more = failed.slice(NAMED_LAYERS);
  if (more.length === 0) return;
  report(layerError(phrase('errorMoreLayers', { count: more.length }), more.map(({ dataset }) => dataset.layer).join(', ')));
}

/** @param {string} message @param {string} reason @returns {import('./errorreports.js').PlayerError} */
function layerError(message, reason) { return { part: 'layer', message, reason, stopped: false }; }
