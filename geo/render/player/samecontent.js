// Whether two values of the store have the same content, although they are not identical. No DOM.

/**
 * @param {unknown} one numbers, texts, and arrays, sets, maps and plain objects of them
 * @param {unknown} other
 * @returns {boolean} sets and maps are equal if they have the same items in the same order
 */
export function haveSameContent(one, other) {
  const [items, others] = [itemsOf(one), itemsOf(other)];
  if (!items || !others) return Object.is(one, other);
  return items.length === others.length && items.every((item, n) => haveSameContent(item, others[n]));
}

/** @param {unknown} value @returns {?unknown[]} null: the value has no items */
function itemsOf(value) {
  if (value === null || typeof value !== 'object') return null;
  return Symbol.iterator in value ? [.../** @type {Iterable<unknown>} */ (value)] : Object.entries(value);
}
