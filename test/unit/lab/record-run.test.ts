// A run's facts in a result, and what is said of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainRun } from '#lab/explain-run.js';
import type { Execution } from '#lab/execute-run.js';
import { recordRun } from '#lab/record-run.js';
import { encodeText } from '#util/bytes.js';
import { endOf, factsOf, processOf } from '../../support/facts.js';

const status = {
  ...endOf({ signal: 'SIGKILL', limit: 'wall', reached: ['wall'], killed: 2 }),
  usage: { user: 1, system: 2, maxrss: 3, minflt: 4, majflt: 5, nvcsw: 6, nivcsw: 7 },
  written: { stdout: 2, stderr: 0 },
  cut: { stdout: null, stderr: null },
  limit: 'wall' as const,
  reached: ['wall'] as const,
  evidence: factsOf({ processes: [processOf({ pid: 2, name: 'hangs' })] }),
};
const party = {
  name: 'a',
  status,
  refused: null,
  stdout: encodeText('hi'),
  stderr: encodeText(''),
  problem: undefined,
};
const trace = {
  calls: new Map([
    ['write', 3],
    ['fork', 1],
  ]),
  forks: 1,
  forkCalls: 1,
  threadCalls: 0,
  gap: undefined,
};

const SHOWN = { run: false, parties: new Set<string>() };
const WHOLE = { run: true, parties: new Set<string>() };

function executed(part: Partial<Execution>): Execution {
  const run = {
    name: 'run',
    files: {},
    parties: [],
    capabilities: [],
    wallLimit: 1000,
    seeds: [0],
    trace: null,
    sanitize: [],
  };
  return {
    run,
    seed: 0,
    parties: [party],
    looks: new Map(),
    evidence: factsOf(),
    files: new Map(),
    traces: new Map(),
    sanitizer: null,
    ...part,
  };
}

test('a run is kept as facts: its end, what was there, and nothing where there was nothing', () => {
  const { parties, evidence } = recordRun(executed({}), SHOWN, 7);
  const [kept] = parties;
  assert.deepEqual(kept?.end, endOf({ signal: 'SIGKILL', limit: 'wall', reached: ['wall'], killed: 2 }));
  assert.deepEqual(kept.evidence, status.evidence);
  assert.deepEqual([kept.stdout.head, kept.calls, evidence], ['hi', undefined, undefined]);
});

test('a party that was not started has no end', () => {
  const refused = { ...party, status: null };
  assert.equal(recordRun(executed({ parties: [refused] }), SHOWN, 7).parties[0]?.end, null);
});

test('what is left and what was called is kept too, and told after what was there', () => {
  const evidence = factsOf({ sharedMemory: [{ id: 1, key: 2, size: 4096, attached: 0 }] });
  const kept = recordRun(executed({ evidence, traces: new Map([['a', trace]]) }), WHOLE, 7);
  assert.deepEqual(kept.parties[0]?.calls, { counts: { fork: 1, write: 3 }, gap: null });
  assert.equal(kept.hidden, true);
  assert.deepEqual(explainRun(kept), [
    'hangs (2) waits in pause for a signal',
    'left behind: shared memory segment 1 (4096 bytes)',
    'system calls of a: fork 1, write 3',
  ]);
});

test('of a party that was ended, and had written nothing by itself, is said what may be missing', () => {
  const silent = { ...party, status: { ...status, written: { stdout: 0, stderr: 0 } }, stdout: encodeText('') };
  const [said] = explainRun(recordRun(executed({ parties: [silent] }), SHOWN, 7)).slice(-1);
  assert.match(said ?? '', /^what a printed last may be missing/);
});

test('where a program crashed is kept, and told with its line', () => {
  const place = { file: 'main.c', line: 12, function: 'fill', text: '*p = 1', within: null };
  const evidence = factsOf({ crashes: [{ pid: 7, name: 'fill', signal: 'SIGSEGV', place }] });
  const crashed = { ...party, status: { ...status, signal: 'SIGSEGV', limit: null, reached: [], evidence } };
  const kept = recordRun(executed({ parties: [crashed] }), SHOWN, 7);
  assert.deepEqual(kept.parties[0]?.evidence?.crashes, evidence.crashes);
  assert.equal(explainRun(kept)[0], 'fill (7) was ended by SIGSEGV at main.c:12, in fill: *p = 1');
});

test('a trace that is not whole says why', () => {
  const gap = 'its trace breaks off';
  const kept = recordRun(executed({ traces: new Map([['a', { ...trace, gap }]]) }), SHOWN, 7);
  assert.equal(explainRun(kept).at(-1), 'system calls of a: its trace breaks off');
});

test('what a run says is bounded in number and length', () => {
  const processes = Array.from({ length: 64 }, (_, n) =>
    processOf({
      pid: n + 2,
      directory: '/' + 'x'.repeat(4096),
      call: { name: 'open', operand: { kind: 'path', path: 'x'.repeat(4096) } },
    }),
  );
  const sentences = explainRun(recordRun(executed({ evidence: factsOf({ processes }) }), SHOWN, 7));
  assert.equal(sentences.length, 18);
  assert.ok(sentences.includes('and 48 other processes'));
  assert.ok(sentences.every(({ length }) => length < 1100));
});
