/**
 * The limit: round dots written into the pixels of one canvas, from typed arrays sorted by start. No map,
 * no camera, no cards, no people, nothing to point at.
 */
'use strict';

(() => {
  const { box, begin, end, columns } = JSON.parse(document.getElementById('data').textContent);
  const count = columns.start.length;
  const starts = Float64Array.from(columns.start);
  const ends = Float64Array.from(columns.end);
  const canvas = document.querySelector('canvas');
  const { width, height } = canvas;
  const [west, south, east, north] = box;
  const xs = Int32Array.from(columns.lon, (lon) => 8 + ((lon - west) / (east - west)) * (width - 16));
  const ys = Int32Array.from(columns.lat, (lat) => 8 + ((north - lat) / (north - south)) * (height - 16));
  let longest = 0;
  for (let i = 0; i < count; i += 1) longest = Math.max(longest, ends[i] - starts[i]);

  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  // ABGR, as a little-endian machine reads the bytes of RGBA.
  const ground = 0xff20100b;
  const fill = 0xff3ca6f0;
  const ring = 0xff103050;
  /** Half the width of each row of a disc of radius 5, and of the disc inside its outline. */
  const outer = [2, 3, 4, 5, 5, 5, 5, 5, 4, 3, 2];
  const inner = [-1, 2, 3, 4, 4, 4, 4, 4, 3, 2, -1];

  /** The first index whose start is after a time. */
  function after(time) {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  let shown = 0;
  let position = 0;
  function draw() {
    const time = begin + position * (end - begin);
    pixels.fill(ground);
    shown = 0;
    const last = after(time);
    for (let i = after(time - longest - 1); i < last; i += 1) {
      if (ends[i] <= time && time < end) continue;
      shown += 1;
      for (let row = 0; row < 11; row += 1) {
        const line = (ys[i] + row - 5) * width + xs[i];
        pixels.fill(ring, line - outer[row], line + outer[row] + 1);
        if (inner[row] >= 0) pixels.fill(fill, line - inner[row], line + inner[row] + 1);
      }
    }
    context.putImageData(image, 0, 0);
  }

  const slider = document.querySelector('input');
  let asked = false;
  function show(next) {
    position = next;
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  }
  slider.addEventListener('input', () => show(Number(slider.value)));
  draw();

  let playing = 0;
  window.limit = {
    play: (seconds) => {
      const from = performance.now();
      const step = (now) => {
        show(((now - from) / 1000 / seconds) % 1);
        playing = requestAnimationFrame(step);
      };
      cancelAnimationFrame(playing);
      playing = requestAnimationFrame(step);
    },
    state: () => position,
    shown: () => shown,
  };
})();
