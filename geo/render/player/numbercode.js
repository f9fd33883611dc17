// Sizes and colours by numbers of the events. Only documents of stories with such numbers have the code, which is in the
// folder numbers; it registers here before the player starts.

/** @type {?NumberCode} */
let registered = null;

/** @param {NumberCode} code */
export function registerNumberCode(code) { registered = code; }

/** @returns {?NumberCode} null: no number gives an event of the document its size or colour */
export function numberCode() { return registered; }
