// English numbers, plurals, months and lists for the first view. They are equal to those of Intl (a test compares them), whose
// first format takes a browser about 20 ms: every other language waits for it. No DOM.

const MONTH_NAMES = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** What is written behind a number with a unit, in its short form. @type {Record<string, string>} */
const SHORT_UNITS = { meter: ' m', kilometer: ' km', foot: ' ft', mile: ' mi', minute: ' min' };

/** Units that are also written in their long form, such as "1 hour" and "1.5 hours". */
const LONG_UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year'];

/** Before each group of three digits. */
const BEFORE_GROUP = /\B(?=(?:\d{3})+$)/g;

/** @param {number} number @returns {boolean} whether it is exact to its last digit, and written without an exponent */
function isWrittenPlainly(number) { return number === 0 || (number >= 1e-6 && number < 1e12); }

/**
 * @param {Intl.NumberFormatOptions} options
 * @returns {?NumberWriter} null: the options are not among those that the first view needs
 */
export function englishNumberFormat(options) {
  const { style = 'decimal', unit = '', unitDisplay = 'short', minimumFractionDigits = 0, maximumFractionDigits, ...others } = options;
  const isPercent = style === 'percent';
  const isLong = unitDisplay === 'long' && LONG_UNITS.includes(unit);
  const after = style === 'decimal' ? '' : isPercent ? '%' : isLong ? ` ${unit}` : SHORT_UNITS[unit];
  if (after === undefined || (unitDisplay !== 'short' && !isLong) || Object.keys(others).length) return null;
  const most = maximumFractionDigits ?? Math.max(minimumFractionDigits, isPercent ? 0 : 3);
  /** For numbers that are not written plainly. @type {?Intl.NumberFormat} */
  let intl = null;
  return {
    format: (number) => {
      if (!isWrittenPlainly(number)) return (intl ??= new Intl.NumberFormat('en', options)).format(number);
      const written = decimal(isPercent ? timesTenTo(number, 2) : number, minimumFractionDigits, most);
      return written + after + (isLong && written !== '1' ? 's' : '');
    },
  };
}

/** @param {number} number @param {number} least @param {number} most digits after the point */
function decimal(number, least, most) {
  const [whole, fraction = ''] = timesTenTo(Math.round(timesTenTo(number, most)), -most).toFixed(most).split('.');
  let kept = fraction.length;
  while (kept > least && fraction[kept - 1] === '0') kept -= 1;
  return whole.replace(BEFORE_GROUP, ',') + (kept ? `.${fraction.slice(0, kept)}` : '');
}

/**
 * The decimal point is moved in the written number: a product would have a rounding error of its own.
 * @param {number} number
 * @param {number} power
 */
function timesTenTo(number, power) {
  const [digits, exponent = '0'] = String(number).split('e');
  return Number(`${digits}e${Number(exponent) + power}`);
}

/** @param {number} count @returns {'one'|'other'} its category in the rules of plurals */
export function englishPlural(count) { return Math.abs(count) === 1 ? 'one' : 'other'; }

/** @param {boolean} isShort @returns {string[]} the names of the twelve months */
export function englishMonths(isShort) { return isShort ? MONTH_NAMES.map((name) => name.slice(0, 3)) : MONTH_NAMES; }

/** @param {string[]} names @returns {string} such as "A, B, and C" */
export function englishList(names) {
  if (names.length < 3) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${names[names.length - 1]}`;
}
