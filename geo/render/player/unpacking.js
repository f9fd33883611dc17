// The story's data out of the document: JSON as it stands, or packed where it is long.
'use strict';

/**
 * @param {HTMLElement} block the document's data block
 * @returns {Promise<Object>} see geo/render/payload.py
 */
async function unpackStory(block) {
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
