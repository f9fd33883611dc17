// The store: its fields, its derived values, and the calls of watchers and listeners.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Store } from '../../geo/render/player/store.js';

/** A width, a height, and an area that counts how often it is computed. */
function boxes() {
  const computed = [];
  const store = new Store({ width: 2, height: 3, colour: 'red', seconds: 0 }, {
    area: {
      from: ['width', 'height'],
      make: ({ width, height }) => {
        computed.push(`${width} × ${height}`);
        return width * height;
      },
    },
    isLarge: { from: ['area'], make: ({ area }) => area > 10 },
  });
  return { store, computed };
}

/** The calls of a watcher: for each call the names of the changed values. */
function watched(store, names) {
  const calls = [];
  store.watch(names, (changed) => calls.push([...changed]));
  return calls;
}

test('a field has the value that was set', () => {
  const { store } = boxes();
  store.set({ colour: 'blue' });
  assert.equal(store.get('colour'), 'blue');
  assert.equal(store.get('width'), 2);
});

test('a derived value is computed when it is read, and once for each change', () => {
  const { store, computed } = boxes();
  assert.deepEqual(computed, []);
  assert.deepEqual([store.get('area'), store.get('area')], [6, 6]);
  store.set({ colour: 'blue' });
  assert.equal(store.get('area'), 6);
  store.set({ width: 5 });
  assert.deepEqual([store.get('isLarge'), store.get('area')], [true, 15]);
  assert.deepEqual(computed, ['2 × 3', '5 × 3']);
});

test('a derived value is computed only from the values that it names', () => {
  const store = new Store({ one: 1, other: 2 }, { all: { from: ['one'], make: (given) => Object.keys(given) } });
  assert.deepEqual(store.get('all'), ['one']);
});

test('a derived value can be undefined or null without being computed again', () => {
  let times = 0;
  const store = new Store({ one: 1 }, { nothing: { from: ['one'], make: () => { times += 1; } } });
  assert.deepEqual([store.get('nothing'), store.get('nothing'), times], [undefined, undefined, 1]);
});

test('the changes of one call are reported together, with their names', () => {
  const { store } = boxes();
  const calls = watched(store, ['width', 'height', 'colour']);
  assert.equal(store.set({ width: 4, height: 5 }), true);
  assert.deepEqual(calls, [['width', 'height']]);
});

test('setting a field to its current value is not a change', () => {
  const { store } = boxes();
  const calls = watched(store, ['width']);
  const reasons = [];
  store.listen((reason) => reasons.push(reason));
  assert.equal(store.set({ width: 2 }, 'resize'), false);
  assert.deepEqual([calls, reasons], [[], []]);
});

test('watchers of other values are not called', () => {
  const { store } = boxes();
  const calls = watched(store, ['colour']);
  store.set({ width: 4 });
  assert.deepEqual(calls, []);
});

test('watchers are called in the order in which they were added, until they stop', () => {
  const { store } = boxes();
  const calls = [];
  store.watch(['width'], () => calls.push('first'));
  const stop = store.watch(['width'], () => calls.push('second'));
  store.watch(['width'], () => calls.push('third'));
  store.set({ width: 4 });
  stop();
  store.set({ width: 5 });
  assert.deepEqual(calls, ['first', 'second', 'third', 'first', 'third']);
});

test('if a watcher stops during a report, the others are still called', () => {
  const { store } = boxes();
  const calls = [];
  const stop = store.watch(['width'], () => { calls.push('first'); stop(); });
  store.watch(['width'], () => calls.push('second'));
  store.set({ width: 4 });
  store.set({ width: 5 });
  assert.deepEqual(calls, ['first', 'second', 'second']);
});

test('a watcher of a derived value is called when that value has changed', () => {
  const { store } = boxes();
  store.get('isLarge');
  const calls = watched(store, ['isLarge', 'colour']);
  store.set({ width: 3 });
  store.set({ width: 4 });
  store.set({ width: 5, colour: 'blue' });
  assert.deepEqual(calls, [['isLarge'], ['colour']]);
});

test('a watcher of a derived value that nobody has read yet is called', () => {
  const { store } = boxes();
  const calls = watched(store, ['area']);
  store.set({ width: 4 });
  assert.deepEqual(calls, [['area']]);
});

test('a change within a report takes effect at once, and is reported after the first', () => {
  const { store } = boxes();
  const calls = [];
  store.watch(['width'], () => {
    calls.push(`width ${store.get('width')}`);
    store.set({ height: store.get('width') });
    calls.push(`height is ${store.get('height')}`);
  });
  store.watch(['height'], () => calls.push(`height ${store.get('height')}`));
  store.watch(['width'], () => calls.push(`width seen with area ${store.get('area')}`));
  store.set({ width: 4 });
  assert.deepEqual(calls, ['width 4', 'height is 4', 'width seen with area 16', 'height 4']);
});

test('listeners receive the reasons after the calls of the watchers, in order', () => {
  const { store } = boxes();
  const calls = [];
  store.watch(['width'], () => {
    calls.push('watcher');
    store.set({ colour: 'blue' }, 'painted');
  });
  const stop = store.listen((reason, detail) => calls.push([reason, detail]));
  store.set({ width: 4 }, 'resized');
  store.tell('measured', { by: 'hand' });
  stop();
  store.tell('too late');
  assert.deepEqual(calls, ['watcher', ['resized', {}], ['painted', {}], ['measured', { by: 'hand' }]]);
});

test('if a watcher throws, the others are still called, and then its error is thrown', () => {
  const { store } = boxes();
  const calls = [];
  store.watch(['width'], () => { throw new Error('broken view'); });
  store.watch(['width'], () => calls.push('second'));
  store.listen((reason) => calls.push(reason));
  assert.throws(() => store.set({ width: 4 }, 'resized'), /broken view/);
  assert.deepEqual(calls, ['second', 'resized']);
  assert.equal(store.get('width'), 4);
  // The next change is still reported.
  assert.throws(() => store.set({ width: 5 }), /broken view/);
  assert.deepEqual(calls, ['second', 'resized', 'second']);
});

test('errors of several watchers and listeners are thrown together', () => {
  const { store } = boxes();
  store.watch(['width'], () => { throw new Error('one'); });
  store.listen(() => { throw new Error('other'); });
  assert.throws(() => store.set({ width: 4 }, 'resized'), (error) => error instanceof AggregateError
    && error.errors.map(({ message }) => message).join() === 'one,other' && error.message === 'Error: one; Error: other');
});

test('a derived value whose computation throws is computed again at the next reading', () => {
  let isBroken = true;
  const store = new Store({ one: 1 }, {
    half: {
      from: ['one'],
      make: ({ one }) => {
        if (isBroken) throw new Error('not yet');
        return one / 2;
      },
    },
  });
  assert.throws(() => store.get('half'), /not yet/);
  isBroken = false;
  assert.equal(store.get('half'), 0.5);
});

test('a quiet change calls nobody', () => {
  const { store } = boxes();
  const calls = watched(store, ['seconds']);
  store.setQuietly('seconds', 7);
  assert.deepEqual([calls, store.get('seconds')], [[], 7]);
  store.set({ seconds: 8 });
  assert.deepEqual(calls, [['seconds']]);
});

test('a value that others are computed from cannot change quietly', () => {
  const { store } = boxes();
  assert.throws(() => store.setQuietly('width', 7), /found a quiet change of width, .* expected set/);
  assert.equal(store.get('width'), 2);
});

test('a name that does not exist is an error that lists the fields', () => {
  const { store } = boxes();
  const message = /found depth, expected one of the fields width, height, colour, seconds/;
  assert.throws(() => store.set({ width: 4, depth: 1 }), message);
  assert.throws(() => store.setQuietly('depth', 1), message);
  assert.throws(() => store.watch(['depth'], () => {}), message);
  assert.throws(() => new Store({ width: 1 }, { area: { from: ['depth'], make: () => 0 } }), /found depth/);
  assert.equal(store.get('width'), 2);
});

test('a derived value cannot be set', () => {
  const { store } = boxes();
  assert.throws(() => store.set({ area: 7 }), /found area, expected one of the fields/);
});
