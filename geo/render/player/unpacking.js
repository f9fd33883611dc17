// Reads the story's data from the document: plain JSON, or compressed if it is long.

/**
 * @param {HTMLElement} block the document's data block
 * @returns {Promise<Payload>}
 */
export async function unpackStory(block) { return readPayload(await readBlock(block)); }

/**
 * @param {PackedPayload} data as geo/render/payload.py writes it
 * @returns {Payload}
 */
export function readPayload(data) { return { ...data, timelines: data.timelines.map(unpackedTimeline) }; }

/** Cues are in this number of steps a second, see short_timeline in geo/render/data_packing.py. */
const CUE_STEPS = 10000;

/**
 * @param {PackedTimeline} packed
 * @returns {RawTimeline} with absolute values in place of differences
 */
function unpackedTimeline({ orderSteps, startSteps, lengths = [], cueSteps, ...timeline }) {
  const starts = startSteps ? sums(startSteps) : timeline.starts ?? [];
  const ends = startSteps ? starts.map((start, k) => start + lengths[k]) : timeline.ends ?? [];
  const cues = cueSteps ? sums(cueSteps).map((steps) => steps / CUE_STEPS) : timeline.cues ?? [];
  return { ...timeline, order: sums(orderSteps), starts, ends, cues };
}

/** @param {number[]} steps @returns {number[]} by step: the sum up to it */
export function sums(steps) {
  let sum = 0;
  return steps.map((step) => { sum += step; return sum; });
}

/** @param {HTMLElement} block @returns {Promise<PackedPayload>} */
async function readBlock(block) {
  const text = block.textContent;
  if (block.dataset.encoding !== 'gzip') return JSON.parse(text);
  const packed = bytesOf(text);
  // The text is the longest string of the page, and is not needed any more.
  block.remove();
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
}

/** @param {string} base64 @returns {Uint8Array<ArrayBuffer>} */
function bytesOf(base64) {
  /** @type {{fromBase64?: (text: string) => Uint8Array<ArrayBuffer>}} not in the types of tsc yet */
  const modern = /** @type {any} */ (Uint8Array);
  if (modern.fromBase64) return modern.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
