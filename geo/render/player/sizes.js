// The size of the window: the map learns of it here, which is often earlier than by itself.

/** @param {{map: SlippyMap, cover: Cover, camera: Camera, frames: Frames}} player */
export function listenToSizes({ map, cover, camera, frames }) {
  let { size } = map;
  new ResizeObserver(([{ contentRect: { width, height } }]) => {
    // Observers report once at the start, too: what has not changed must not move the map by a hair.
    if (size.width === width && size.height === height) return;
    size = { width, height };
    map.resized();
    cover.measure();
    camera.again();
    frames.request();
  }).observe(map.container);
}
