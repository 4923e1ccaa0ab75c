// Who owns machines ends them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deferred } from '#util/deferred.js';
import { IpclabError } from '#util/error.js';
import { MachinePool } from '#work/pool.js';

/** A machine of which nothing is real but its life. */
class FakeMachine implements AsyncDisposable {
  readonly #end = deferred<never>();
  resets = 0;
  ended = false;

  /** Work on it, which lasts until the machine's end. */
  get lost(): Promise<never> {
    return this.#end.promise;
  }

  async reset(): Promise<void> {
    if (this.ended) throw new IpclabError('machine-lost', 'it is gone');
    this.resets++;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise(setImmediate);
    this.ended = true;
    this.#end.reject(new IpclabError('machine-lost', 'the machine was disposed of'));
  }
}

class Factory {
  readonly made: FakeMachine[] = [];
  readonly start = async (): Promise<FakeMachine> => {
    await new Promise(setImmediate);
    const machine = new FakeMachine();
    this.made.push(machine);
    return machine;
  };
}

test('a machine is used again after a reset, and not after a failure', async () => {
  const factory = new Factory();
  await using pool = new MachinePool(factory.start);
  const first = await pool.use(async (machine) => machine);
  await assert.rejects(
    pool.use(async (machine) => {
      assert.equal(machine, first);
      assert.equal(machine.resets, 1);
      throw new Error('its work failed');
    }),
    /its work failed/,
  );
  assert.ok(first.ended);
  assert.notEqual(await pool.use(async (machine) => machine), first);
  assert.equal(factory.made.length, 2);
});

test('a machine that cannot go back is replaced', async () => {
  const factory = new Factory();
  await using pool = new MachinePool(factory.start);
  const first = await pool.use(async (machine) => machine);
  await first[Symbol.asyncDispose]();
  assert.notEqual(await pool.use(async (machine) => machine), first);
});

test('disposal ends machines in use, says so to their users, and awaits them', async () => {
  const factory = new Factory();
  const pool = new MachinePool(factory.start);
  await pool.use(async () => undefined);
  const begun = deferred<void>();
  let settled = false;
  const using = pool.use(async (machine) => {
    begun.resolve();
    try {
      return await machine.lost;
    } finally {
      await new Promise(setImmediate);
      settled = true;
    }
  });
  const refused = assert.rejects(using, { code: 'aborted', message: /were ended before the work was done/ });
  await begun.promise;
  await pool[Symbol.asyncDispose]();
  assert.ok(settled);
  await refused;
  assert.ok(factory.made.every(({ ended }) => ended));
});

test('a machine that was starting when the pool was disposed of is ended, and works for nobody', async () => {
  const factory = new Factory();
  const pool = new MachinePool(factory.start);
  const using = pool.use(async () => assert.fail('it worked'));
  const refused = assert.rejects(using, { code: 'aborted' });
  await pool[Symbol.asyncDispose]();
  await refused;
  assert.deepEqual(
    factory.made.map(({ ended }) => ended),
    [true],
  );
});

test('a start that nobody needs any more is told so', async () => {
  const heard: string[] = [];
  const start = (signal: AbortSignal): Promise<FakeMachine> =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        heard.push('abort');
        reject(new IpclabError('aborted', 'starting was cancelled'));
      });
    });
  const pool = new MachinePool(start);
  const caller = new AbortController();
  const using = pool.use(async () => undefined, caller.signal);
  caller.abort();
  await assert.rejects(using, { code: 'aborted', message: /starting was cancelled/ });
  const other = assert.rejects(
    pool.use(async () => undefined),
    { code: 'aborted' },
  );
  await pool[Symbol.asyncDispose]();
  await other;
  assert.deepEqual(heard, ['abort', 'abort']);
});

test('after its disposal a pool starts nothing', async () => {
  const factory = new Factory();
  const pool = new MachinePool(factory.start);
  await pool[Symbol.asyncDispose]();
  await assert.rejects(
    pool.use(async () => undefined),
    { code: 'aborted', message: /the machines were ended/ },
  );
  assert.equal(factory.made.length, 0);
});
