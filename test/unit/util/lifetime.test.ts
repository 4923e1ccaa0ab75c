import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { deferred } from '#util/deferred.js';
import { Lifetime } from '#util/lifetime.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

test('a call ends with its work, and with its life when that ends before', async () => {
  const life = new Lifetime();
  assert.equal(await life.during(Promise.resolve(1)), 1);
  await assert.rejects(life.during(Promise.reject(new Error('work'))), /^Error: work$/);
  const under = [life.during(deferred<never>().promise), life.during(deferred<never>().promise)];
  life.end(new Error('first'));
  life.end(new Error('second'));
  for (const call of under) await assert.rejects(call, /^Error: first$/);
  await assert.rejects(life.during(deferred<never>().promise), /^Error: first$/);
});

test('nothing of what calls came to is kept while the life goes on', async () => {
  const life = new Lifetime();
  const results: WeakRef<object>[] = [];
  for (let call = 0; call < 20; call++) {
    results.push(new WeakRef(await life.during(Promise.resolve({ call }))));
  }
  // What was made in this turn stays until its end.
  await new Promise(setImmediate);
  collect();
  // The last one may still be in a register of this function.
  assert.ok(results.filter((result) => result.deref() !== undefined).length <= 1);
  await life.during(Promise.resolve());
});
