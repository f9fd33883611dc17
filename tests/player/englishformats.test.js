// What english.js writes is equal to what Intl writes.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { englishList, englishMonths, englishNumberFormat, englishPlural } from '../../geo/render/player/words/english.js';

const DIGITS = [{}, ...[0, 1, 2].flatMap((digits) => [{ maximumFractionDigits: digits }, { minimumFractionDigits: digits, maximumFractionDigits: digits }])];
const STYLES = [{}, { style: 'percent' }, ...['meter', 'kilometer', 'foot', 'mile', 'minute'].map((unit) => ({ style: 'unit', unit })),
  ...['minute', 'hour', 'day', 'week', 'month', 'year'].map((unit) => ({ style: 'unit', unit, unitDisplay: 'long' }))];
// Ties and their neighbours, groups of digits, and what is written by Intl itself.
const CHOSEN = [0, 0.5, 0.96, 1, 1.005, 1.04, 1.25, 2.675, 0.045, 0.285, 0.999, 9.995, 999.5, 1000, 123_456.789, 1e-6, 1e-7, 1e12, 1e21, -3.5, Infinity, NaN];
const MANY = Array.from({ length: 2000 }, (_, n) => (n * 48271 % 65537) / 10 ** (n % 6));

for (const style of STYLES) {
  test(`numbers with ${JSON.stringify(style)}`, () => {
    for (const digits of DIGITS) {
      const options = { ...style, ...digits };
      const [ours, theirs] = [englishNumberFormat(options), new Intl.NumberFormat('en', options)];
      for (const number of [...CHOSEN, ...MANY]) {
        assert.equal(ours?.format(number), theirs.format(number), `${number} ${JSON.stringify(options)}`);
      }
    }
  });
}

test('other styles and options are left to Intl', () => {
  for (const options of [
    { style: 'unit', unit: 'hour' }, { style: 'unit', unit: 'meter', unitDisplay: 'long' }, { signDisplay: 'always' },
  ]) assert.equal(englishNumberFormat(/** @type {Intl.NumberFormatOptions} */ (options)), null);
});

test('plurals', () => {
  const rules = new Intl.PluralRules('en');
  for (const count of [...CHOSEN, ...MANY, -1, 2]) assert.equal(englishPlural(count), rules.select(count), String(count));
});

test('months', () => {
  for (const isShort of [false, true]) {
    const format = new Intl.DateTimeFormat('en', { month: isShort ? 'short' : 'long', timeZone: 'UTC' });
    assert.deepEqual(englishMonths(isShort), Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2000, month, 1))));
  }
});

test('lists', () => {
  const format = new Intl.ListFormat('en');
  for (const names of [[], ['A'], ['A', 'B'], ['A', 'B', 'C'], ['A', 'B', 'C', 'D']]) {
    assert.equal(englishList(names), format.format(names));
  }
});
