// The scale bar above the timeline.

/** @param {SlippyMap} map */
export function addScaleBar(map) {
  const bar = map.addScaleBar();
  // To measure it in each frame would lay out the page: it is hidden while the zoom changes.
  map.listen('zoomStart', () => { bar.hidden = true; });
  map.listen('rest', () => { bar.hidden = false; });
}
