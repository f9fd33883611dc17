// The table of the fields of a link: each is read, written, taken from the store and put into it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { LINK_FIELDS } from '../../geo/render/player/arithmetic/linkfields.js';
import { readLink, writeLink } from '../../geo/render/player/arithmetic/links.js';
import { checkChoice, choiceOf, currentValues, initialValues, linkableOf, linkPatch, patchOf } from '../../geo/render/player/arithmetic/linkstore.js';
import { makeState } from '../../geo/render/player/state.js';
import { readPayload } from '../../geo/render/player/unpacking.js';
import { CASES } from './cases.js';

const CAMERA = { lat: 34.05, lon: -118.25, zoom: 12 };
/** For each field, a value that is not its initial value, as a link of *Heat* contains it. */
const TEXTS = {
  at: '1:44:10', scene: 's50b-takeover', clock: 'film', people: 'neil,hanna', groups: 'crew', days: '1,2', hidden: 'breedan',
  followed: 'neil,hanna', pair: 'neil,eady', kept: 'pair', tail: 'day', ground: 'filmed', lanes: 'everyone', span: '0.25,0.5',
  speed: '4', length: '5', theme: 'light', keys: 'off', camera: '34.0519,-118.256,16',
};

/** A store with the initial values of a story, and a function that reads it. */
function opened(payload = CASES.payloads.heat, fields = LINK_FIELDS) {
  const store = makeState(readPayload(payload), fields);
  return { store, get: (name) => store.get(name) };
}

/** Apply a link to a store, as the player does. */
function follow({ store, get }, text, fields = LINK_FIELDS) {
  const { link, ignored } = readLink(text, linkableOf(get), fields);
  for (const reason of ['theme', 'keys', 'clock', 'filter', 'choice', 'speed', 'span']) store.set(linkPatch(link, get, reason, fields), reason);
  return ignored;
}

const linkOf = ({ get }, fields = LINK_FIELDS) => writeLink(currentValues(get, CAMERA, fields), initialValues(get, fields), fields);

/** The fields in the first column of a table of the documentation, which are in code style. */
function fieldsInDocs(page, heading) {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  const rows = text.slice(text.indexOf(heading)).match(/^\| `.*$/gm);
  return rows.flatMap((row) => [...row.split(' | ')[0].matchAll(/`(.+?)`/g)].map(([, name]) => name));
}

test('the documentation of links lists the fields of the table', () => {
  assert.deepEqual(fieldsInDocs('links.md', '## Fields').sort(), Object.keys(LINK_FIELDS).sort());
});

test('the documentation of the interface lists the fields of the choice', () => {
  const { get } = opened();
  assert.deepEqual(fieldsInDocs('document-interface.md', 'The fields of `choice`').slice(0, 7).sort(), Object.keys(choiceOf(get)).sort());
});

test('every field of the table is tested below', () => {
  assert.deepEqual(Object.keys(TEXTS), Object.keys(LINK_FIELDS));
});

for (const [name, text] of Object.entries(TEXTS)) {
  test(`a value that is read from a link is written in the same way: ${name}`, () => {
    const { link, ignored } = readLink(`${name}=${text}`, linkableOf(opened().get));
    assert.deepEqual(ignored, []);
    assert.equal(writeLink(link), `${name}=${text}`);
  });

  test(`an invalid value is left out, and its field is named: ${name}`, () => {
    const { link, ignored } = readLink(`${name}=%E0%A4%A`, linkableOf(opened().get));
    assert.deepEqual(ignored, [name]);
    assert.deepEqual(link[name] ?? [], []);
  });
}

for (const [name, { initial, put, take, stays }] of Object.entries(LINK_FIELDS)) {
  if (!put) continue;
  test(`a story opens with the initial value, which is not in its link: ${name}`, () => {
    const player = opened();
    assert.deepEqual(take(player.get, CAMERA), initial(player.get));
    assert.doesNotMatch(linkOf(player), new RegExp(`(^|&)${name}=`));
  });

  test(`a link sets the value, and a link without the field ${stays ? 'keeps it' : 'resets it'}: ${name}`, () => {
    const player = opened();
    const link = `${name}=${TEXTS[name]}`;
    assert.deepEqual(follow(player, link), []);
    assert.ok(`&${linkOf(player)}&`.includes(`&${link}&`), linkOf(player));
    follow(player, '');
    assert.equal(`&${linkOf(player)}&`.includes(`&${link}&`), Boolean(stays));
  });
}

test('a link with every field is read, shown and written again', () => {
  const player = opened();
  // The player itself applies the moment and the camera. A length replaces a speed.
  const used = Object.entries(TEXTS).filter(([name]) => !['at', 'scene', 'speed', 'camera'].includes(name));
  const link = used.map(([name, text]) => `${name}=${text}`).join('&');
  assert.deepEqual(follow(player, link), []);
  assert.equal(linkOf(player).replace(/^at=[^&]*&/, ''), link);
});

test('a link contains the shortest text of the moment, and the camera only if it does not follow the story', () => {
  const player = opened();
  assert.match(linkOf(player), /^at=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  player.store.set({ cameraFollows: false });
  assert.match(linkOf(player), /&camera=34.05,-118.25,12$/);
});

test('opening a link a second time changes nothing', () => {
  const { store, get } = opened();
  const reasons = [];
  store.listen((reason) => reasons.push(reason));
  follow({ store, get }, 'hidden=neil&people=hanna');
  follow({ store, get }, 'hidden=neil&people=hanna');
  assert.deepEqual(reasons, ['filter', 'choice']);
});

test('the visible part of a timeline in a link is rounded outwards, and stays the same when it is read again', () => {
  const player = opened();
  const { duration } = player.get('timeline');
  player.store.set({ spans: new Map([['story', [duration / 3, duration * (2 / 3)]]]) });
  const link = linkOf(player);
  assert.match(link, /&span=0.333333,0.666667$/);
  follow(player, link);
  assert.equal(linkOf(player), link);
});

test('a new field of links is one entry in the table', () => {
  const shade = {
    kind: { read: (text) => (text === 'night' ? text : undefined), write: (value) => value, isValid: (value) => value === 'night', expected: 'night' },
    initial: () => null,
    take: (get) => get('shade'),
    put: (value) => ({ shade: value }),
    reason: 'choice',
  };
  const fields = { ...LINK_FIELDS, shade };
  const player = opened(CASES.payloads.heat, fields);
  assert.equal(player.get('shade'), null);
  assert.deepEqual(follow(player, 'tail=day&shade=night', fields), []);
  assert.equal(player.get('shade'), 'night');
  assert.match(linkOf(player, fields), /&tail=day&shade=night$/);
  assert.equal(choiceOf(player.get, fields).shade, 'night');
  assert.equal(checkChoice({ shade: 'night' }, linkableOf(player.get), fields).invalid, undefined);
  assert.deepEqual(checkChoice({ shade: 'day' }, linkableOf(player.get), fields).invalid, { shade: 'day' });
  assert.match(checkChoice({}, linkableOf(player.get), fields).expected, /, shade: night}$/);
  follow(player, 'tail=day', fields);
  assert.equal(player.get('shade'), null);
});

test('the choice has the documented fields, with people by id', () => {
  const { store, get } = opened();
  follow({ store, get }, 'hidden=neil&followed=hanna&pair=none&kept=pair');
  assert.deepEqual(choiceOf(get), {
    hidden: ['neil'], followed: ['hanna'], pair: null, kept: true, tail: 'none', ground: 'set', lanes: 'principals',
  });
});

const VALID = [
  { hidden: ['neil'] }, { followed: [] }, { pair: ['neil', 'hanna'] }, { pair: null }, { kept: true }, { tail: 'none' }, { tail: 'story' },
  { ground: 'set' }, { lanes: 'everyone', hidden: [] },
];
const INVALID = [
  { hidden: 'neil' }, { hidden: ['nobody'] }, { pair: ['neil'] }, { pair: ['neil', 'neil'] }, { pair: ['neil', 'nobody'] }, { kept: 'pair' },
  { tail: 'week' }, { ground: 'moon' }, { lanes: null }, { people: ['neil'] }, { speed: 2 }, { toString: 1 }, {}, null, undefined, 'neil',
];

test('a choice is checked field by field', () => {
  const known = linkableOf(opened().get);
  for (const wanted of VALID) assert.equal(checkChoice(wanted, known).invalid, undefined, JSON.stringify(wanted));
  for (const wanted of INVALID) {
    const { invalid, expected } = checkChoice(wanted, known);
    assert.notEqual(invalid, undefined, JSON.stringify(wanted));
    assert.equal(expected, '{hidden: [ids], followed: [ids], pair: [id, id], kept: true|false, tail: none|day|story, '
      + 'ground: set|filmed, lanes: principals|everyone}');
  }
});

test('only fields with other values are changed', () => {
  const { get } = opened();
  assert.deepEqual(patchOf({ hidden: [], tail: 'none', kept: true }, get), { kept: true });
});

test('a link to an event whose time is unknown has its number and no time, and leads back to it', () => {
  const { store, get } = opened(CASES.payloads.centuries);
  const line = get('timeline');
  store.set({ seconds: (line.cues[1] + line.cues[2]) / 3 });
  const { at } = currentValues(get, CAMERA);
  assert.equal(at.clock, 'telling');
  assert.match(linkOf({ get }), /(^|&)at=2(\.\d+)?($|&)/);
  const { link } = readLink(linkOf({ get }), linkableOf(get));
  assert.equal(line.focusAt(get('clocks').secondsAtTime('telling', link.at.time)), 1);
});
