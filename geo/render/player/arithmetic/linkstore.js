// Between links and the store: the current and initial values of the fields, and changes of the store. Pure: no DOM.
import { haveSameContent } from '../samecontent.js';
import { LINK_FIELDS } from './linkfields.js';

/**
 * @param {ReadState} get
 * @param {CameraView} camera where the map looks
 * @param {LinkFields} [fields]
 * @returns {Record<string, unknown>} by field: its value now
 */
export function currentValues(get, camera, fields = LINK_FIELDS) {
  return Object.fromEntries(Object.entries(fields).map(([name, { take }]) => [name, take(get, camera)]));
}

/**
 * @param {ReadState} get
 * @param {LinkFields} [fields]
 * @returns {Record<string, unknown>} by field: its initial value
 */
export function initialValues(get, fields = LINK_FIELDS) {
  return Object.fromEntries(Object.entries(fields).map(([name, { initial }]) => [name, initial(get)]));
}

/**
 * The changes of the store for a link. A field that the link does not name gets its initial value, unless it `stays`.
 * @param {Record<string, unknown>} link values by field, see readLink
 * @param {ReadState} get
 * @param {string} reason of the fields to change
 * @param {LinkFields} [fields]
 * @returns {Partial<PlayerFields>}
 */
export function linkPatch(link, get, reason, fields = LINK_FIELDS) {
  const wanted = Object.entries(fields).filter(([name, field]) => field.reason === reason && (name in link || !field.stays));
  return patchOf(Object.fromEntries(wanted.map(([name, { initial }]) => [name, name in link ? link[name] : initial(get)])), get, fields);
}

/**
 * @param {Record<string, unknown>} values by field
 * @param {ReadState} get
 * @param {LinkFields} [fields]
 * @returns {Partial<PlayerFields>} the changes that give the fields these values; without values that stay the same
 */
export function patchOf(values, get, fields = LINK_FIELDS) {
  /** @type {Partial<PlayerFields>} */
  const patch = {};
  const patched = patchedState(get, patch);
  for (const [name, value] of Object.entries(values)) {
    Object.assign(patch, fields[name].put?.(value, patched));
  }
  return changesOf(patch, get);
}

/**
 * @param {Partial<PlayerFields>} patch
 * @param {ReadState} get
 * @returns {Partial<PlayerFields>} the patch without values that stay the same
 */
export function changesOf(patch, get) {
  const names = /** @type {Array<keyof PlayerFields>} */ (Object.keys(patch));
  return Object.fromEntries(names.filter((name) => !haveSameContent(patch[name], get(name))).map((name) => [name, patch[name]]));
}

/**
 * @param {ReadState} get
 * @param {Partial<PlayerFields>} patch
 * @returns {ReadState} reads fields as they will be after the patch, and computed values as they are now
 */
export function patchedState(get, patch) {
  const fields = /** @type {Record<string, unknown>} */ (patch);
  return (name) => /** @type {PlayerValues[typeof name]} */ (Object.hasOwn(fields, name) ? fields[name] : get(name));
}

/**
 * @param {ReadState} get
 * @param {LinkFields} [fields]
 * @returns {Record<string, unknown>} by field of the choice: its value, with people by id
 */
export function choiceOf(get, fields = LINK_FIELDS) {
  return Object.fromEntries(choiceFields(fields).map(([name, { take }]) => [name, take(get, NO_CAMERA)]));
}

/**
 * @param {unknown} wanted a choice from a page
 * @param {Linkable} known
 * @param {LinkFields} [fields]
 * @returns {{invalid: unknown, expected: string}} `invalid`: the first invalid field with its value, or the
 *   whole choice if it has no fields; undefined: all is valid
 */
export function checkChoice(wanted, known, fields = LINK_FIELDS) {
  const table = Object.fromEntries(choiceFields(fields));
  const given = Object.entries(wanted ?? {});
  const wrong = given.find(([name, value]) => !(Object.hasOwn(table, name) && table[name].kind.isValid?.(value, known)));
  const expected = `{${Object.entries(table).map(([name, { kind }]) => `${name}: ${kind.expected}`).join(', ')}}`;
  if (!given.length) return { invalid: wanted ?? null, expected };
  return { invalid: wrong ? Object.fromEntries([wrong]) : undefined, expected };
}

/** @param {ReadState} get @returns {Linkable} what a link can name in the story */
export function linkableOf(get) {
  const { people, groups, events, indexOf } = get('storyAsSet');
  return {
    clocks: get('timelines').names,
    count: events.count,
    isScene: (id) => indexOf(id) >= 0,
    isPerson: (id) => people.some((person) => person.id === id),
    isGroup: (id) => groups.some((group) => group.id === id),
    isDay: (day) => events.days.includes(day),
  };
}

/** For fields that are in the store: their values do not depend on the camera. */
export const NO_CAMERA = { lat: 0, lon: 0, zoom: 0 };

/** @param {LinkFields} fields */
function choiceFields(fields) { return Object.entries(fields).filter(([, { reason }]) => reason === 'choice'); }
