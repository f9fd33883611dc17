// The story's data out of the document: JSON as it stands, or packed where it is long.

/**
 * @param {HTMLElement} block the document's data block
 * @returns {Promise<Payload>}
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
 * @param {any} short see short_timeline in geo/render/data_packing.py
 * @returns {RawTimeline}
 */
function lengthened({ orderSteps, startSteps, lengths, cueSteps, ...timeline }) {
  timeline.order = sums(orderSteps);
  if (startSteps) {
    timeline.starts = sums(startSteps);
    timeline.ends = timeline.starts.map((/** @type {number} */ start, /** @type {number} */ k) => start + lengths[k]);
  }
  if (cueSteps) timeline.cues = sums(cueSteps).map((steps) => steps / CUE_STEPS);
  return timeline;
}

/** @param {number[]} steps */
function sums(steps) {
  let sum = 0;
  return steps.map((step) => { sum += step; return sum; });
}

/** @param {HTMLElement} block */
async function readBlock(block) {
  const text = block.textContent;
  if (block.dataset.encoding !== 'gzip') return JSON.parse(text);
  const packed = bytesOf(text);
  // Its text is the longest string of the page and is not needed again.
  block.remove();
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
}

/** @param {string} base64 @returns {Uint8Array<ArrayBuffer>} */
function bytesOf(base64) {
  /** @type {{fromBase64?: (text: string) => Uint8Array<ArrayBuffer>}} newer than the types of the oldest browsers */
  const modern = /** @type {any} */ (Uint8Array);
  if (modern.fromBase64) return modern.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
