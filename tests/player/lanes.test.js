// The lanes of the timeline, unpacked.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openStorylines } from '../../geo/render/player/arithmetic/storylines.js';
import { CASES } from './cases.js';

for (const { name, raw, events, expected } of CASES.lanes) {
  test(`the lanes are unpacked as Python computed them: ${name}`, () => {
    assert.deepEqual(openStorylines(raw, events), expected);
  });
}
