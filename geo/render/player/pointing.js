// Clicks on the map, and what stands under the pointer. Uses dom.js and the stage.
'use strict';

/** A mark that stands for more events than this is opened by a click, rather than played. */
const CROWD = 12;

/**
 * @param {L.Map} map
 * @param {Stage} stage
 * @param {Playhead} playhead
 * @param {Camera} camera
 */
function listenToMap(map, stage, playhead, camera) {
  const tip = part('tip');
  map.on('click', (event) => {
    const touch = event.originalEvent?.pointerType === 'touch';
    const hit = stage.hit(event.containerPoint, touch ? 'touch' : 'mouse');
    if (!hit) return;
    const points = hit.others >= CROWD ? stage.pointsAt(hit.k) : [];
    if (points.length) camera.showPoints(points);
    else playhead.seekTo(hit.k, 'click');
  });
  map.on('mousemove', (event) => {
    const hit = stage.hit(event.containerPoint);
    map.getContainer().classList.toggle('sm-pointing', Boolean(hit));
    tip.hidden = !hit;
    if (!hit) return;
    const title = stage.story.events.titles[stage.timeline.order[hit.k]];
    tip.textContent = hit.others ? `${title} and ${hit.others} more` : title;
    tip.style.transform = `translate(${Math.round(hit.x)}px, ${Math.round(hit.y)}px)`;
  });
  map.on('mouseout movestart', () => { tip.hidden = true; });
}
