// A party of a run over an agent whose other side is the test.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExecTarget } from '#guest/container.js';
import { Job, type OutputStream } from '#guest/job.js';
import { AgentLink } from '#guest/link.js';
import type { ExecSpec } from '#protocol/exec-spec.js';
import { FrameType } from '#protocol/frame.js';
import { Party, type PartyContext } from '#scenario/party.js';
import { PLAIN } from '#checks/leaves.js';
import { actorWith } from '#scenario/schema.js';
import { encodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';

/** A whole EXITED of a program that returned 0. */
const EXITED = new Uint8Array(128);

interface Guest {
  readonly place: ExecTarget;
  /** What was asked for with the job that was started last. */
  spec(): ExecSpec;
  /** The job that was started last. */
  job(): Job;
  print(text: string): void;
}

function agentless(): Guest {
  const link = new AgentLink({ onBytes: undefined, send: () => undefined });
  let last: Job | undefined;
  let asked: ExecSpec | undefined;
  let emit: (stream: OutputStream, bytes: Uint8Array) => void = () => undefined;
  return {
    place: {
      exec: (spec, onOutput) => {
        emit = onOutput;
        asked = spec;
        return (last = new Job(link, 1, spec, onOutput));
      },
      put: () => Promise.resolve(),
      get: () => Promise.reject(new IpclabError('guest-refused', 'no file')),
    },
    spec: () => {
      assert.ok(asked);
      return asked;
    },
    job: () => {
      assert.ok(last);
      return last;
    },
    print: (text) => {
      emit('stdout', encodeText(text));
    },
  };
}

function context(script: readonly object[], more: Partial<PartyContext> = {}): PartyContext {
  return {
    actor: actorWith(PLAIN).parse({ name: 'one', command: ['a'], script }),
    argv: ['./a'],
    user: 'student',
    directory: '/tmp',
    limits: {},
    before: [],
    given: {},
    look: () => Promise.resolve(),
    ...more,
  };
}

const exit = (job: Job): void =>
  void job.receive({ type: FrameType.EXITED, flags: 0, job: 1, tag: 0, payload: EXITED });
/** Until everything that is ready has been done. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what outlives a party has a second, or as long as it says', async () => {
  const guest = agentless();
  for (const [linger, given] of [
    [undefined, 1000],
    [0, 0],
    [20_000, 20_000],
  ]) {
    const actor = actorWith(PLAIN).parse({ command: ['a'], linger });
    new Party(guest.place, context([], { actor }));
    await settle();
    assert.equal(guest.spec().linger, given);
  }
});

test('a party ends with its status, and with what it printed', async () => {
  const guest = agentless();
  const party = new Party(guest.place, context([{ expect: 'b$' }]));
  await settle();
  guest.print('ab');
  exit(guest.job());
  const { status, problem, stdout } = await party.outcome;
  assert.deepEqual([status?.exit, problem, stdout], [0, undefined, encodeText('ab')]);
});

test('a step that never comes is told when the party has ended', async () => {
  const guest = agentless();
  const party = new Party(guest.place, context([{ expect: 'ready' }, { send: 'x' }]));
  await settle();
  exit(guest.job());
  assert.equal((await party.outcome).problem, 'it ended, and /ready/ had not come');
});

test('a step that fails while the program runs is the outcome, and no unhandled rejection', async () => {
  const unhandled: unknown[] = [];
  const listen = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', listen);
  const lost = new IpclabError('machine-lost', 'the machine is gone');
  const guest = agentless();
  const party = new Party(guest.place, context([{ look: 'now' }], { look: () => Promise.reject(lost) }));
  await assert.rejects(party.outcome, lost);
  await settle();
  process.off('unhandledRejection', listen);
  assert.deepEqual(unhandled, []);
});

test('a machine that is lost during a step is told once, and no rejection is left over', async () => {
  const unhandled: unknown[] = [];
  const listen = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', listen);
  const lost = new IpclabError('machine-lost', 'the machine is gone');
  const guest = agentless();
  const party = new Party(
    guest.place,
    context([{ look: 'now' }], { look: () => settle().then(() => Promise.reject(lost)) }),
  );
  await settle();
  guest.job().fail(lost);
  await assert.rejects(party.outcome, lost);
  for (let turn = 0; turn < 5; turn++) await settle();
  process.off('unhandledRejection', listen);
  assert.deepEqual(unhandled, []);
});

test('a program that the guest refuses has no status', async () => {
  const guest = agentless();
  const party = new Party(guest.place, context([]));
  await settle();
  guest.job().fail(new IpclabError('guest-refused', 'execve: permission denied'));
  const { status, refused } = await party.outcome;
  assert.deepEqual([status, refused?.message], [null, 'execve: permission denied']);
});
