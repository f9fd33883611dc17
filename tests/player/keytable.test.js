// The table of keys: names of pressed keys on different keyboards, and the documentation.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { activeKeys, ariaKey, entryOf, KEYS, keyLabel, keyName } from '../../geo/render/player/panels/keytable.js';
import { ENGLISH } from './english.js';

const pressed = (key, code = '', shiftKey = false) => keyName({ key, code, shiftKey });
const action = (name, hasCharacterKeys = true) => entryOf(name, hasCharacterKeys)?.action ?? null;

/** Signs that French and German keyboards type without Alt, with or without Shift. */
const SIGNS_WITHOUT_ALT = '+-?.,;:!';

test('every function has a key that French and German keyboards have without Alt', () => {
  for (const { action: name, keys } of KEYS) {
    const usable = keys.filter((key) => key.length > 1 || /[A-Z]/.test(key) || SIGNS_WITHOUT_ALT.includes(key));
    assert.ok(usable.length > 0, `${name} has only ${keys}`);
  }
});

test('no key has two functions', () => {
  const keys = KEYS.flatMap((entry) => entry.keys);
  assert.deepEqual(keys, [...new Set(keys)]);
});

test('CapsLock does not change the direction of a letter', () => {
  assert.equal(action(pressed('m', 'KeyM')), 'nextEncounter');
  assert.equal(action(pressed('M', 'KeyM')), 'nextEncounter');
  assert.equal(action(pressed('M', 'KeyM', true)), 'previousEncounter');
  assert.equal(action(pressed('m', 'KeyM', true)), 'previousEncounter');
});

test('a letter is the one that the keyboard types, not the one at its position', () => {
  // On a German keyboard, Z is where an English one has Y; on a French one, M is where it has the semicolon.
  assert.equal(action(pressed('z', 'KeyY')), 'zoomTimelineIn');
  assert.equal(action(pressed('y', 'KeyZ')), null);
  assert.equal(action(pressed('m', 'Semicolon')), 'nextEncounter');
});

test('a keyboard that types no Latin letters has them by position', () => {
  assert.equal(action(pressed('д', 'KeyL')), 'loop');
  assert.equal(action(pressed('Д', 'KeyL', true)), null);
  assert.equal(action(pressed('ל', 'KeyK')), 'timeScale');
  assert.equal(action(pressed('ж', 'Semicolon')), null);
  assert.equal(action(pressed('é', 'Digit2')), null);
});

test('a sign means the same with and without Shift, which keyboards need differently', () => {
  assert.equal(action(pressed('+', 'Equal', true)), 'faster');
  assert.equal(action(pressed('+', 'BracketRight')), 'faster');
  assert.equal(action(pressed('?', 'Minus', true)), 'help');
});

test('Shift changes the meaning of an arrow, and not that of the space bar', () => {
  assert.equal(action(pressed('ArrowLeft', 'ArrowLeft')), 'previousEvent');
  assert.equal(action(pressed('ArrowLeft', 'ArrowLeft', true)), 'panMap');
  assert.equal(action(pressed(' ', 'Space', true)), 'playOrPause');
  assert.equal(action(pressed('Home', 'Home', true)), null);
});

test('keys of one character can be switched off, and the others stay', () => {
  for (const entry of KEYS) {
    for (const key of entry.keys) {
      const isCharacter = /^(Shift\+)?.$/.test(key);
      assert.equal(action(key, false), isCharacter ? null : entry.action, key);
      assert.equal(activeKeys(entry, false).includes(key), !isCharacter);
    }
    assert.deepEqual(activeKeys(entry, true), entry.keys);
  }
  assert.equal(action('Space', false), 'playOrPause');
  assert.equal(action('+', false), null);
});

test('what a held key repeats moves or steps, and is no switch', () => {
  const repeated = KEYS.filter((entry) => entry.repeats).map((entry) => entry.action);
  assert.deepEqual(repeated, [
    'nextEvent', 'previousEvent', 'faster', 'slower', 'nextEncounter', 'previousEncounter', 'zoomTimelineIn', 'zoomTimelineOut',
    'panMap', 'zoomIn', 'zoomOut',
  ]);
});

test('a key is written for people, and for screen readers', () => {
  assert.equal(keyLabel('Shift+ArrowUp'), 'Shift+↑');
  assert.equal(keyLabel('Escape'), 'Escape');
  assert.equal(ariaKey('+'), 'Plus');
  assert.equal(ariaKey('Shift+M'), 'Shift+M');
});

test('the documentation has the table of keys, row for row', () => {
  const page = readFileSync(new URL('../../docs/document-interface.md', import.meta.url), 'utf8');
  const rows = page.split('## Keys\n')[1].split('\n## ')[0].match(/^\| `.*$/gm);
  const wordsOf = (key) => ENGLISH.phrases[key].event ?? ENGLISH.phrases[key];
  assert.deepEqual(rows, KEYS.map(({ keys, words }) => `| ${keys.map((key) => `\`${keyLabel(key)}\``).join(' ')} | ${wordsOf(words)} |`));
});
