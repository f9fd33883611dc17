// The scale bar above the timeline.
import { withUnit } from '../words/quantities.js';
import { isWrittenFromRight } from '../words/words.js';

/** @param {SlippyMap} map */
export function addScaleBar(map) {
  const bar = map.addScaleBar({ isAtLeft: isWrittenFromRight(), write: withUnit });
  // For the eye alone: otherwise it would be the first thing that a screen reader reads.
  bar.setAttribute('aria-hidden', 'true');
  // While the zoom changes, the bar is hidden: to update it in each frame would lay out the page each time.
  map.listen('zoomStart', () => { bar.hidden = true; });
  map.listen('rest', () => { bar.hidden = false; });
}
