import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstDifference } from '#record/compare.js';
import type { RunOutcome, StreamRecord } from '#record/record.js';
import { endOf, factsOf, processOf } from '../../support/facts.js';

const stream = (text: string): StreamRecord => ({ size: text.length, sha256: text, head: btoa(text) });
const STATUS: RunOutcome['compile']['status'] = {
  ...endOf(),
  usage: { user: 1, system: 2, maxrss: 3, minflt: 4, majflt: 5, nvcsw: 6, nivcsw: 7 },
  written: { stdout: 0, stderr: 0 },
  cut: { stdout: null, stderr: null },
  evidence: null,
};
const OUTCOME: RunOutcome = {
  instructions: 1000,
  elapsed: 10,
  sent: [
    [0, 108, 1],
    [500, 40, 2],
  ],
  received: { size: 90, checksum: 3 },
  compile: { status: STATUS, stdout: stream(''), stderr: stream('') },
  run: { status: STATUS, stdout: stream('hello world'), stderr: stream('') },
};

test('the same is no difference, in whatever order its fields stand', () => {
  assert.equal(firstDifference(OUTCOME, structuredClone(OUTCOME)), undefined);
  const turned = Object.fromEntries(Object.entries(STATUS).reverse()) as typeof STATUS;
  assert.equal(firstDifference(OUTCOME, { ...OUTCOME, compile: { ...OUTCOME.compile, status: turned } }), undefined);
});

const run = OUTCOME.run;
const withStatus = (part: Partial<typeof STATUS>): RunOutcome['run'] =>
  run && { ...run, status: { ...STATUS, ...part } };
const cases: [what: string, change: Partial<RunOutcome>, message: RegExp][] = [
  [
    'a frame with other bytes',
    {
      sent: [
        [0, 108, 1],
        [500, 40, 9],
      ],
    },
    /^at instruction 500 the guest is given another frame 2/,
  ],
  [
    'a frame at another instruction',
    {
      sent: [
        [0, 108, 1],
        [480, 40, 2],
      ],
    },
    /^at instruction 480 .* was at 500 and is at 480/,
  ],
  ['a frame too many', { sent: [...OUTCOME.sent, [700, 4, 4]] }, /^at instruction 700 .*that was not there/],
  ['other output', { run: run && { ...run, stdout: stream('hello World') } }, /^run: stdout differs from byte 6 on/],
  [
    'more output',
    { run: run && { ...run, stdout: stream('hello world!') } },
    /^run: stdout differs from byte 11 on \(11 bytes then, 12 now\)/,
  ],
  [
    'another end',
    { run: withStatus({ exit: 1 }) },
    /^run: it ended with status 0 then, and it ended with status 1 now$/,
  ],
  [
    'another wait',
    { run: withStatus({ evidence: factsOf({ processes: [processOf({ pid: 2 })] }) }) },
    /^run: the kernel showed: nothing; now: p2 \(2\) waits in pause for a signal$/,
  ],
  ['another usage', { run: withStatus({ usage: { ...STATUS.usage, minflt: 40 } }) }, /^run: .* differ in numbers$/],
  ['no run', { run: null }, /does not compile, and did/],
  ['another count', { instructions: 1001 }, /^instructions in all: 1000 then, 1001 now/],
];

for (const [what, change, message] of cases) {
  test(`${what} is named with its place`, () => {
    assert.match(firstDifference(OUTCOME, { ...OUTCOME, ...change }) ?? '', message);
  });
}
