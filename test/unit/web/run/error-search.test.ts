// With a machine that answers what was agreed: what is asked of it, and what is made of its answer.
import { signal } from '@preact/signals';
import assert from 'node:assert/strict';
import test from 'node:test';
import type { CompileSpec, Compiler } from '#guest/compile.js';
import type { ExecSpec } from '#protocol/exec-spec.js';
import { concat, decodeText } from '#util/bytes.js';
import { record } from '../../../support/sanitizer-records.js';
import { ErrorSearch } from '../../../../web/src/run/error-search.js';
import type { MachineLife } from '../../../../web/src/session/machine-life.js';
import type { ProjectSource } from '../../../../web/src/session/project.js';

const gcc: Compiler = {
  command: ['gcc'],
  libraries: [],
  limits: {},
  container: {},
  sanitizers: { names: ['address', 'undefined'], flags: [], link: [], limits: { memory: 1e9 } },
};
const REPORT = concat([
  record('start', 4),
  record('text', 4, 'main.c:2:3: runtime error: signed integer overflow: 1 + 2\n'),
  record('end', 4),
]);
const choice = { name: 'main', shows: '', programs: ['main'], run: undefined };
const runnable = { programs: { main: { sources: ['main.c'], flags: ['-O1'] } }, choices: [choice] };

/** What the machine was asked, and an {@link ErrorSearch} on it. */
function search(compiles: boolean): { asked: unknown[]; errors: ErrorSearch } {
  const asked: unknown[] = [];
  const container = {
    put: ({ path }: { path: string }) => void asked.push(path),
    compile: ({ sanitize, flags }: CompileSpec) => {
      asked.push({ sanitize, flags });
      return Promise.resolve({ status: { exit: compiles ? 0 : 1 } });
    },
    runReporting: ({ argv, limits }: ExecSpec, input: Uint8Array) => {
      asked.push({ argv, memory: limits?.memory, input: decodeText(input) });
      return Promise.resolve({ reports: { bytes: REPORT, cut: false } });
    },
    [Symbol.asyncDispose]: () => {
      asked.push('closed');
      return Promise.resolve();
    },
  };
  const life: unknown = {
    state: signal({ kind: 'ready' }),
    work: (_: string, work: (machine: unknown, signal: AbortSignal) => Promise<void>) =>
      work({ open: () => Promise.resolve(container) }, new AbortController().signal),
  };
  const files = new Map([['main.c', 'int main(void) {\n  return big + 1;\n}\n']]);
  const source: unknown = { project: () => ({ name: 'p', files }) };
  return { asked, errors: new ErrorSearch(life as MachineLife, source as ProjectSource, () => gcc) };
}

test('the chosen program runs in a place of its own, with what was given, and its findings have their lines', async () => {
  const { asked, errors } = search(true);
  assert.equal(errors.isThere.value, true);
  await errors.search(choice, runnable, { words: '5 > out', input: 'in' });
  assert.deepEqual(asked, [
    '/home/student/watched/main.c',
    { sanitize: ['address', 'undefined'], flags: ['-O1'] },
    { argv: ['/bin/sh', '-c', 'exec ./main 5 > out'], memory: 1e9, input: 'in\n' },
    'closed',
  ]);
  const { name, report } = errors.found.value ?? {};
  assert.deepEqual(
    [name, report?.findings.map(({ kind, place, source }) => [kind, place?.line, source])],
    ['main', [['signed-integer-overflow', 2, 'return big + 1;']]],
  );
  errors.forget();
  assert.equal(errors.found.value, undefined);
});

test('what does not compile has no findings, and its place is closed', async () => {
  const { asked, errors } = search(false);
  await errors.search(choice, runnable, { words: '', input: '' });
  assert.deepEqual(errors.found.value, { name: 'main', report: null });
  assert.equal(asked.at(-1), 'closed');
});
