// The scale bar above the timeline.

/** @param {SlippyMap} map */
export function addScaleBar(map) {
  const bar = map.addScaleBar();
  // While the zoom changes, the bar is hidden: to update it in each frame would lay out the page each time.
  map.listen('zoomStart', () => { bar.hidden = true; });
  map.listen('rest', () => { bar.hidden = false; });
}
