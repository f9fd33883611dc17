// A link as text: what follows the # in a document's address, and the query of a page that frames one. It names a
// moment and what is shown; linkfields.js lists the fields. Pure: no DOM.
import { LINK_FIELDS } from './linkfields.js';

/** The longest link that is written or read, in characters: mail programs and chats cut longer ones. */
const LONGEST_LINK = 2000;

/**
 * Read a link. Each field is read by itself: an invalid one is left out, whatever the others say; other names are
 * not fields of a link. If a list occurs twice, both are joined; of any other field the first one counts.
 * @param {string} text without the # or ? before it
 * @param {Linkable} known
 * @param {LinkFields} [fields]
 * @returns {{link: Link, ignored: string[]}} `link`: the values of the fields that it names; `ignored`: the fields that
 *   are invalid, wholly or in part
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
 * Write a link. Values that are as at the start are left out, and so is a field that would make the link too long.
 * @param {Record<string, unknown>} values by field
 * @param {Record<string, unknown>} [initial] by field: the values at the start; left out: every value is written
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
