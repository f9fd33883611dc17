// Times that people type: the table in typed.json.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readMoment } from '../../geo/render/player/arithmetic/typed.js';
import { typedVocabulary } from '../../geo/render/player/words/typedvocabulary.js';
import { table } from './cases.js';
import './english.js';

const TABLE = table('typed.json');

for (const [text, more, moment] of TABLE.read) {
  test(`a typed time is parsed: ${text} ${JSON.stringify(more)}`, () => {
    assert.deepEqual(readMoment(text, { ...TABLE.known, ...more, vocabulary: typedVocabulary() }), moment);
  });
}
