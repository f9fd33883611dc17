// The story's data out of the document: JSON as it stands, or packed where it is long.

/**
 * @param {HTMLElement} block the document's data block
 * @returns {Promise<Object>} see geo/render/payload.py
 */
export async function unpackStory(block) {
  const story = await readBlock(block);
  story.timelines = story.timelines.map(lengthened);
  return story;
}

/** How short_timeline in geo/render/data_packing.py counts: steps of a second between two cues. */
const CUE_STEPS = 10000;

/**
 * The timeline with its columns as the player reads them.
 * @param {Object} short see short_timeline in geo/render/data_packing.py
 */
function lengthened({ orderSteps, startSteps, lengths, cueSteps, ...timeline }) {
  timeline.order = sums(orderSteps);
  if (startSteps) {
    timeline.starts = sums(startSteps);
    timeline.ends = timeline.starts.map((start, k) => start + lengths[k]);
  }
  if (cueSteps) timeline.cues = sums(cueSteps).map((steps) => steps / CUE_STEPS);
  return timeline;
}

function sums(steps) {
  let sum = 0;
  return steps.map((step) => { sum += step; return sum; });
}

async function readBlock(block) {
  const text = block.textContent;
  if (block.dataset.encoding !== 'gzip') return JSON.parse(text);
  const packed = bytesOf(text);
  // Its text is the longest string of the page and is not needed again.
  block.remove();
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
}

/** @param {string} base64 @returns {Uint8Array} */
function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
