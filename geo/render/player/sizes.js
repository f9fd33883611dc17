// Reacts to a change of the window's size. The map often notices it later by itself.

/** @param {{map: SlippyMap, cover: Cover, camera: Camera, frames: Frames}} player */
export function listenToSizes({ map, cover, camera, frames }) {
  let { size } = map;
  new ResizeObserver(([{ contentRect: { width, height } }]) => {
    // The observer also reports at the start. Without a change, the map must not move.
    if (size.width === width && size.height === height) return;
    size = { width, height };
    map.resized();
    cover.measure();
    camera.again();
    frames.request();
  }).observe(map.container);
}
