// The life of a page's machine, with a machine that does what each test says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Machine } from '#hosts/worker/machine.js';
import { deferred } from '#util/deferred.js';
import { IpclabError } from '#util/error.js';
import { MachineLife } from '../../../../web/src/session/machine-life.js';

const NOBODY = { receive: () => undefined, connect: () => undefined, disconnect: () => undefined };
const console = { ...NOBODY, screen: { clear: () => undefined } };

interface FakeMachine {
  resets: number;
  readonly disposed: boolean;
  readonly die: (reason: IpclabError) => void;
}

/** A life whose machines are fakes; the newest of them is `last`. */
function lifeOf(): { life: MachineLife; machines: FakeMachine[] } {
  const machines: FakeMachine[] = [];
  const launch = async (): Promise<Machine> => {
    const lost = deferred<never>();
    const fake = {
      resets: 0,
      disposed: false,
      die: (reason: IpclabError) => {
        lost.reject(reason);
      },
      lost: lost.promise,
      reset: async () => {
        fake.resets++;
      },
      sendConsole: async () => undefined,
      grantConsole: async () => undefined,
      [Symbol.asyncDispose]: async () => {
        fake.disposed = true;
      },
    };
    machines.push(fake);
    return fake as Partial<Machine> as Machine;
  };
  return { life: new MachineLife(launch, console), machines };
}

test('a reset in the middle of some work keeps the machine, and what that work meets is nobody’s news', async () => {
  const { life, machines } = lifeOf();
  await life.start();
  const compiling = deferred<void>();
  const work = life.work('Compiling', () => compiling.promise);
  assert.deepEqual(life.state.value, { kind: 'busy', what: 'Compiling' });
  await life.reset();
  // As the guest answers whatever was under way when its snapshot was restored.
  compiling.reject(new IpclabError('machine-lost', 'the machine was restored to its snapshot'));
  await work;
  assert.deepEqual(life.state.value, { kind: 'ready' });
  assert.deepEqual([machines.length, machines[0]?.resets, machines[0]?.disposed], [1, 1, false]);
});

test('work that never settles does not hold whoever asked for it once the machine is reset', async () => {
  const { life } = lifeOf();
  await life.start();
  let counts: AbortSignal | undefined;
  const work = life.work('Compiling', (_, signal) => {
    counts = signal;
    return new Promise(() => undefined);
  });
  await life.reset();
  await work;
  assert.equal(counts?.aborted, true);
});

test('two resets at once are one', async () => {
  const { life, machines } = lifeOf();
  await life.start();
  await Promise.all([life.reset(), life.reset()]);
  assert.equal(machines[0]?.resets, 1);
});

test('work that fails ends the machine; what the guest refuses is only told', async () => {
  const { life, machines } = lifeOf();
  const refused: string[] = [];
  life.onRefused = (message) => refused.push(message);
  await life.start();
  await life.work('Running', async () => {
    throw new IpclabError('guest-refused', 'execve: No such file or directory');
  });
  assert.deepEqual(refused, ['execve: No such file or directory']);
  assert.deepEqual(life.state.value, { kind: 'ready' });
  await life.work('Running', async () => {
    throw new IpclabError('deadline', 'compiling took more than 120000 ms');
  });
  assert.equal(life.state.value.kind, 'lost');
  assert.equal(machines[0]?.disposed, true);
});

test('whoever waits for the machine hears of its start and of its loss', async () => {
  const { life, machines } = lifeOf();
  const waiting = life.ready();
  await life.start();
  await waiting;
  machines[0]?.die(new IpclabError('machine-lost', 'the worker died'));
  await new Promise((resolve) => setImmediate(resolve));
  await assert.rejects(life.ready(), { code: 'machine-lost' });
  await life.start();
  await life.ready();
  assert.equal(machines.length, 2);
});
