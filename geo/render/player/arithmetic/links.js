// A link as text: the part after the # in the address of a document, or the query of a page around it. A link names a
// moment and what the player shows; linkfields.js lists its fields. Pure: no DOM.
import { LINK_FIELDS } from './linkfields.js';

/** The longest link, in characters: mail programs and chats cut longer ones. */
const LONGEST_LINK = 2000;

/**
 * Read a link. Each field is read separately: an invalid one is left out. Unknown names are skipped. If a list occurs
 * twice, both are joined; of any other field, the first one counts.
 * @param {string} text without the # or ? before it
 * @param {Linkable} known
 * @param {LinkFields} [fields]
 * @returns {{link: Link, ignored: string[]}} `link`: by field, its value; `ignored`: the fields that are invalid or
 *   have an invalid part
 */
export function readLink(text, known, fields = LINK_FIELDS) {
  /** @type {Set<string>} */
  const ignored = new Set();
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const part of text.slice(0, LONGEST_LINK).split('&')) {
    const [name, ...rest] = part.split('=');
    const value = rest.join('=');
    if (!Object.hasOwn(fields, name)) continue;
    if (!texts.has(name)) texts.set(name, value);
    else if (fields[name].kind.isList) texts.set(name, `${texts.get(name)},${value}`);
    else if (value !== texts.get(name)) ignored.add(name);
  }
  /** @type {Record<string, unknown>} */
  const link = {};
  for (const [name, value] of texts) {
    const read = fields[name].kind.read(value, known, () => ignored.add(name));
    if (read === undefined) ignored.add(name);
    else link[name] = read;
  }
  return { link: /** @type {Link} */ (link), ignored: [...ignored] };
}

/**
 * Write a link. Initial values are left out, and so is a field that would make the link too long.
 * @param {Record<string, unknown>} values by field
 * @param {Record<string, unknown>} [initial] by field: its initial value; left out: every value is written
 * @param {LinkFields} [fields]
 * @returns {string}
 */
export function writeLink(values, initial = {}, fields = LINK_FIELDS) {
  let link = '';
  for (const [name, { kind }] of Object.entries(fields)) {
    const text = name in values ? kind.write(values[name]) : null;
    if (!text || (name in initial && text === kind.write(initial[name]))) continue;
    const longer = `${link}${link && '&'}${name}=${text}`;
    if (longer.length <= LONGEST_LINK) link = longer;
  }
  return link;
}
