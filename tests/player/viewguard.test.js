// Views that throw are switched off, and each is reported once. A view stays off, so each test has its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Store } from '../../geo/render/player/store.js';
import {
  countFailedViews, guardView, isSwitchedOff, listenToViewErrors, ofView, runView, switchAllOff,
} from '../../geo/render/player/viewguard.js';

/** The reports of a view, as texts, from now on and before. */
function reportsOf(view) {
  const reports = [];
  listenToViewErrors((found) => {
    if (found.view === view) reports.push(`${found.error.message}${found.isOff ? ', off' : ''}`);
  });
  return reports;
}

function fail(message) { throw new Error(message); }

test('code of a view returns its result', () => {
  assert.equal(runView('card', () => 7), 7);
  assert.equal(isSwitchedOff('card'), false);
});

test('a view that throws is reported once, and its code does not run again', () => {
  const reports = reportsOf('card');
  const before = countFailedViews();
  let runs = 0;
  for (let n = 0; n < 3; n += 1) {
    assert.equal(runView('card', () => { runs += 1; fail('broken'); }), undefined);
  }
  assert.deepEqual([runs, reports, countFailedViews() - before], [1, ['broken, off'], 1]);
  assert.ok(isSwitchedOff('card'));
});

test('a listener that comes later learns of earlier errors', () => {
  runView('tray', () => fail('early'));
  assert.deepEqual(reportsOf('tray'), ['early, off']);
});

test('a view that must stay on is reported once, and its code runs again', () => {
  const reports = reportsOf('controls');
  let runs = 0;
  for (let n = 0; n < 3; n += 1) runView('controls', () => { runs += 1; fail(`broken ${n}`); });
  assert.deepEqual([runs, reports, isSwitchedOff('controls')], [3, ['broken 0'], false]);
});

test('a promise that is rejected switches its view off', async () => {
  const reports = reportsOf('link');
  await assert.rejects(() => runView('link', async () => fail('refused')));
  assert.deepEqual(reports, ['refused, off']);
});

test('an inner view fails without its outer view', () => {
  runView('timeline', () => {
    assert.equal(runView('lanes', () => fail('inner')), undefined);
    ofView(() => fail('still the outer view'))();
  });
  assert.ok(isSwitchedOff('lanes'));
  assert.deepEqual(reportsOf('timeline'), ['still the outer view, off']);
});

test('what a view registers for later belongs to it', () => {
  let run;
  runView('glance', () => { run = ofView((one, other) => fail(`${one} ${other}`)); });
  run('two', 'arguments');
  assert.deepEqual(reportsOf('glance'), ['two arguments, off']);
  const outside = () => fail('no view');
  assert.equal(ofView(outside), outside);
});

test('watchers and listeners of the store belong to the view that registers them', () => {
  const store = new Store({ width: 1 }, { area: { from: ['width'], make: ({ width }) => (width > 2 ? fail('too wide') : width) } });
  const seen = [];
  runView('legend', () => store.watch(['width'], () => fail('watching')));
  runView('heading', () => store.listen(() => fail('listening')));
  runView('clock', () => store.watch(['area'], ([name]) => seen.push(name)));
  store.watch(['width'], () => seen.push('core'));
  store.get('area');
  store.set({ width: 2 }, 'wider');
  store.get('area');
  store.set({ width: 3 }, 'wider');
  assert.deepEqual(['legend', 'heading', 'clock'].flatMap(reportsOf), ['watching, off', 'listening, off', 'too wide, off']);
  assert.deepEqual(seen, ['area', 'core', 'core']);
});

test('outside of views, the store passes the error of a watcher on', () => {
  const store = new Store({ width: 1 });
  store.watch(['width'], () => fail('core'));
  assert.throws(() => store.set({ width: 2 }), /core/);
});

class Counter {
  constructor() {
    this.count = 0;
    this.changed = null;
  }

  get double() { return this.count > 5 ? fail('too many') : this.count * 2; }

  add(number) {
    if (number < 0) fail('negative');
    this.count += number;
    return this.count;
  }
}

class SteadyCounter extends Counter {}

test('a guarded view has the methods and fields of the view', () => {
  const view = guardView('goto', () => new SteadyCounter());
  assert.equal(view.add(2), 2);
  view.count += 1;
  view.changed = () => 'a field with a function';
  assert.deepEqual([view.count, view.double, view.changed(), view.missing], [3, 6, 'a field with a function', undefined]);
  assert.throws(() => { view.missing = 1; }, TypeError);
});

test('a method that throws switches the guarded view off, and its fields stay', () => {
  const view = guardView('people', () => new Counter());
  view.add(4);
  assert.equal(view.add(-1), undefined);
  assert.deepEqual([view.add(1), view.count, isSwitchedOff('people')], [undefined, 4, true]);
});

test('a computed field that throws switches the guarded view off', () => {
  const view = guardView('distance', () => new Counter());
  view.add(6);
  assert.equal(view.double, undefined);
  assert.deepEqual(reportsOf('distance'), ['too many, off']);
});

test('a view that cannot be made has methods that do nothing', () => {
  const view = guardView('list', () => fail('not made'));
  assert.equal(view.show({}), undefined);
  view.lastMoment = 1;
  assert.deepEqual(reportsOf('list'), ['not made, off']);
});

// The last test: nothing is switched on again.
test('when the player has stopped, no code of any view runs', () => {
  let runs = 0;
  const count = () => { runs += 1; };
  let later;
  runView('pointer', () => { later = ofView(count); });
  switchAllOff();
  runView('scale', count);
  runView('controls', count);
  later();
  assert.equal(runs, 0);
});
