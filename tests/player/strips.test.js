// The storyline strip, unfolded as Python laid it out.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openStorylines } from '../../geo/render/player/arithmetic/storylines.js';
import { CASES } from './cases.js';

for (const { name, raw, events, expected } of CASES.strips) {
  test(`the lanes are decoded as Python laid them out: ${name}`, () => {
    assert.deepEqual(openStorylines(raw, events), expected);
  });
}
