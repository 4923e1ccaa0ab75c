// A run that is halted, over jobs whose other side is the test.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PLAIN } from '#checks/leaves.js';
import { Job } from '#guest/job.js';
import { AgentLink } from '#guest/link.js';
import type { ExecSpec } from '#protocol/exec-spec.js';
import { beginParties } from '#scenario/begun-run.js';
import type { PartySetting } from '#scenario/run-parties.js';
import { actorWith } from '#scenario/schema.js';
import { decodeText, encodeText } from '#util/bytes.js';

const LASTING = 1_000_000_000;
const actor = (more: object): ReturnType<ReturnType<typeof actorWith>['parse']> => actorWith(PLAIN).parse(more);
/** Until everything that is ready has been done. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('who is halted acts no more, nothing begins, and no limit of time is near', async () => {
  const specs: ExecSpec[] = [];
  const written: string[] = [];
  let print: (text: string) => void = () => undefined;
  const link = new AgentLink({ onBytes: undefined, send: () => undefined });
  const setting: PartySetting = {
    container: {
      exec: (spec, onOutput) => {
        specs.push(spec);
        print = (text) => {
          onOutput('stdout', encodeText(text));
        };
        const job = new Job(link, specs.length, spec, onOutput);
        job.write = async (bytes) => void written.push(decodeText(bytes));
        job.signal = (signal, target) => void written.push(`${signal} to the ${target}`);
        return job;
      },
      put: () => Promise.resolve(),
      get: () => Promise.reject(new Error('there is no file')),
      evidence: () => Promise.resolve(null),
    },
    directory: '/tmp',
    limits: {},
    commandOf: ({ command }) => ({ argv: command, user: 'student' }),
  };
  const parties = [
    actor({ name: 'one', command: ['a'], script: [{ expect: 'a' }, { send: 'x' }, { expect: 'b' }, { send: 'y' }] }),
    actor({ name: 'two', command: ['b'], start: { when: 'one', prints: 'b' } }),
  ];
  const begun = beginParties(setting, { parties }, {}, LASTING);
  await settle();
  print('a');
  await settle();
  begun.halt();
  print('b');
  await begun.over;
  assert.deepEqual(written, ['x', 'SIGSTOP to the job']);
  assert.deepEqual(
    specs.map(({ linger, limits }) => [linger, limits?.wall]),
    [[LASTING, LASTING]],
  );
  assert.deepEqual(begun.streams.stdout.map(decodeText), ['a', 'b']);
});
