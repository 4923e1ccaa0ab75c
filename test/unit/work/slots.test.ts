import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { deferred, type Deferred } from '#util/deferred.js';
import { Slots } from '#work/slots.js';

/** Work that ends when it is told to. */
class Works {
  readonly begun: string[] = [];
  readonly #ends = new Map<string, Deferred<string>>();

  work(name: string): () => Promise<string> {
    return () => {
      this.begun.push(name);
      const end = deferred<string>();
      this.#ends.set(name, end);
      return end.promise;
    };
  }

  async end(name: string, error?: Error): Promise<void> {
    if (error) this.#ends.get(name)?.reject(error);
    else this.#ends.get(name)?.resolve(name);
    await setImmediate();
  }
}

describe('slots for work', () => {
  it('are taken in the order of coming, and whoever finds the queue full is sent away', async () => {
    const slots = new Slots(2, 1);
    const works = new Works();
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => slots.use(works.work(name)));
    assert.equal(await d, undefined);
    assert.deepEqual(works.begun, ['a', 'b']);
    await works.end('b');
    assert.deepEqual(works.begun, ['a', 'b', 'c']);
    await works.end('a');
    await works.end('c');
    assert.deepEqual(await Promise.all([a, b, c]), ['a', 'b', 'c']);
  });

  it('go on after work that failed', async () => {
    const slots = new Slots(1, 1);
    const works = new Works();
    const a = slots.use(works.work('a'));
    const b = slots.use(works.work('b'));
    const broken = assert.rejects(a, /broken/);
    await works.end('a', new Error('broken'));
    await broken;
    await works.end('b');
    assert.equal(await b, 'b');
  });

  it('are not kept for who has left the queue', async () => {
    const slots = new Slots(1, 1);
    const works = new Works();
    const gone = new AbortController();
    const a = slots.use(works.work('a'));
    const b = slots.use(works.work('b'), gone.signal);
    gone.abort();
    await assert.rejects(b, { code: 'aborted' });
    const c = slots.use(works.work('c'));
    await works.end('a');
    await works.end('c');
    assert.deepEqual([await a, await c, works.begun], ['a', 'c', ['a', 'c']]);
    await assert.rejects(Promise.all([slots.use(works.work('d')), slots.use(works.work('e'), AbortSignal.abort())]), {
      code: 'aborted',
    });
    await works.end('d');
  });
});
