// Clicks on the map, and what stands under the pointer. Uses dom.js, stage.js and drawer.js.
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
  const hide = () => { tip.hidden = true; };
  map.on('click', (event) => {
    hide();
    const touch = event.originalEvent?.pointerType === 'touch';
    const hit = stage.hit(event.containerPoint, touch ? 'touch' : 'mouse');
    if (!hit) return;
    const points = hit.others >= CROWD ? stage.pointsAt(hit.k) : [];
    if (points.length) camera.showPoints(points);
    else playhead.seekTo(hit.k, 'click');
  });
  // A finger has no pointer that could rest on something.
  map.getContainer().addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'mouse' || event.buttons) return;
    const point = map.mouseEventToContainerPoint(event);
    const person = stage.personAt(point);
    const hit = person ?? stage.hit(point);
    map.getContainer().classList.toggle('sm-pointing', Boolean(hit && !person));
    tip.hidden = !hit;
    if (!hit) return;
    tip.textContent = person ? nameOf(stage, person) : titleOf(stage, hit);
    tip.style.transform = `translate(${Math.round(hit.x)}px, ${Math.round(hit.y)}px)`;
  });
  map.getContainer().addEventListener('pointerleave', hide);
  map.on('move', hide);
}

function titleOf({ story, timeline }, { k, others }) {
  const title = story.events.titles[timeline.order[k]];
  return others ? `${title} and ${others} more` : title;
}

function nameOf({ story }, { p, status }) {
  return `${story.people[p].name}, ${STATUS_IN_WORDS[status]}`;
}
