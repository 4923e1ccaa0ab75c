// What of a project can be tried in every order, and how it is started then.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExample } from '#examples/parse-example.js';
import { fromBase64 } from '#util/base64.js';
import { decodeText } from '#util/bytes.js';
import { exploredChoice } from '../../../../web/src/explore/explored-choice.js';
import { runnableOf } from '../../../../web/src/run/programs.js';

const MAIN = 'int main(void) { return 0; }\n';
const NOTHING = { words: '', input: '' };

function chosen(
  project: Parameters<typeof runnableOf>[0],
  name?: string,
  given = NOTHING,
): ReturnType<typeof exploredChoice> {
  const runnable = runnableOf(project);
  const choice = runnable.choices.find((one) => one.name === name) ?? runnable.choices[0];
  assert.ok(choice);
  return exploredChoice(project, choice, runnable, given);
}

/** Why it is not tried. */
function refusal(asked: ReturnType<typeof exploredChoice>): string {
  assert.ok(typeof asked === 'string');
  return asked;
}

test('a program of one’s own is compiled with lines, and has its words and its input', () => {
  const project = {
    name: 'p',
    files: new Map([
      ['main.c', MAIN],
      ['more.c', 'int n;\n'],
      ['more.h', ''],
    ]),
  };
  const request = chosen(project, undefined, { words: `a 'b c'`, input: '1\n2' });
  assert.ok(typeof request !== 'string');
  assert.deepEqual(request.sources, ['main.c', 'more.c']);
  assert.deepEqual([request.flags, request.limits], [['-g'], { cpu: 1000 }]);
  assert.deepEqual(request.arguments, ['a', 'b c']);
  assert.equal(decodeText(fromBase64(request.input)), '1\n2\n');
  assert.deepEqual(Object.keys(request.files), ['main.c', 'more.c', 'more.h']);
});

test('what only a shell could do with the words is said, and nothing is tried', () => {
  const project = { name: 'p', files: new Map([['main.c', MAIN]]) };
  assert.match(refusal(chosen(project, undefined, { words: '5 > out', input: '' })), /without a shell/);
  assert.match(
    refusal(chosen(project, undefined, { words: `'a`, input: '' })),
    /quotation in the arguments has no end/,
  );
});

test('of an example a run by one party is tried with its words, files and limit, and one by several is not', () => {
  const party = { command: ['count', '3'], end: { exit: 0 } };
  const run = { name: 'alone', shows: 'It counts.', wallLimit: 6000, parties: [{ ...party, stdin: 'x\n' }] };
  const text = JSON.stringify({
    title: 'Counting',
    shows: 'It counts.',
    programs: { count: { flags: ['-O1'] } },
    runs: [
      { ...run, files: { 'data.txt': { text: 'data' } } },
      { ...run, name: 'two', parties: [party, { ...party, name: 'other' }] },
      { ...run, name: 'typed', parties: [{ ...party, script: [{ endInput: true }] }] },
      { ...run, name: 'command', parties: [{ ...party, command: ['/bin/ls'] }] },
    ],
  });
  const project = { name: 'p', files: new Map([['count.c', MAIN]]), example: parseExample(text, 'example.json') };
  const request = chosen(project, 'alone');
  assert.ok(typeof request !== 'string');
  assert.deepEqual([request.sources, request.arguments, request.wallLimit], [['count.c'], ['3'], 6000]);
  assert.deepEqual(request.flags, ['-g', '-O1']);
  assert.equal(decodeText(fromBase64(request.input)), 'x\n');
  assert.equal(decodeText(fromBase64(request.files['data.txt'] ?? '')), 'data');
  for (const name of ['two', 'typed']) assert.match(refusal(chosen(project, name)), /one program on its own/);
  assert.match(refusal(chosen(project, 'command')), /a command of the guest/);
});
