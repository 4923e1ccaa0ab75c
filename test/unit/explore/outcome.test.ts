import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf, outcomeOf, type OutputRule } from '#explore/outcome.js';
import { encodeText } from '#util/bytes.js';
import { factsOf, processOf } from '../../support/facts.js';
import { observation } from '../../support/traces.js';

const right = outcomeOf(observation('a\nb\n'), 'exact');
const kind = (...parameters: Parameters<typeof observation>): string | null =>
  failureOf(outcomeOf(observation(...parameters), 'exact'), right);

test('the same end and the same output are no failure', () => {
  assert.equal(kind('a\nb\n'), null);
});

test('a failure says what kind it is', () => {
  assert.equal(kind('a\n'), 'output');
  assert.equal(kind('a\nb\n', { exit: 3 }), 'status');
  assert.equal(kind('', { exit: null, signal: 'SIGSEGV' }), 'crash');
  assert.equal(kind('', { exit: null, signal: 'SIGKILL', limit: 'wall', killed: 2 }), 'hang');
  assert.equal(kind('', { exit: null, signal: 'SIGKILL', limit: 'cpu' }), 'hang');
  assert.equal(kind('', { exit: null, signal: 'SIGKILL', limit: 'memory' }), 'crash');
});

test('a program that is over while a process of it waits for ever hangs', () => {
  assert.equal(kind('a\nb\n', { killed: 1 }), 'hang');
});

test('an assertion is told apart from other crashes', () => {
  const stderr = encodeText("program: p.c:3: main: Assertion `n == 2' failed.\n");
  const failed = { ...observation('', { exit: null, signal: 'SIGABRT' }), stderr };
  assert.equal(failureOf(outcomeOf(failed, 'exact'), right), 'assertion');
});

test('outputs are compared byte by byte, as lines in any order, or not at all', () => {
  const differs = (output: string, rule: OutputRule): boolean =>
    failureOf(outcomeOf(observation(output), rule), outcomeOf(observation('a\nb\n'), rule)) !== null;
  assert.deepEqual(
    (['exact', 'lines', 'any'] as const).map((rule) => [differs('b\na\n', rule), differs('b\nb\n', rule)]),
    [
      [true, true],
      [false, true],
      [false, false],
    ],
  );
});

test('hangs are one outcome whatever was still there when they were ended, and other ends are not', () => {
  const left = factsOf({ processes: [processOf({ pid: 6 })] });
  const keys = (status: Parameters<typeof observation>[1]): number =>
    new Set([null, left].map((left) => outcomeOf({ ...observation('', status), left }, 'exact').key)).size;
  assert.equal(keys({ exit: null, signal: 'SIGKILL', limit: 'wall', killed: 2 }), 1);
  assert.equal(keys({}), 2);
});
