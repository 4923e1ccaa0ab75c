import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExample } from '#examples/parse-example.js';
import { SIGNALS, signalNumber } from '#linux/signals.js';

const GOOD = {
  title: 'T',
  shows: 'S',
  programs: { a: {} },
  runs: [{ name: 'run', shows: 'S', parties: [{ command: ['a'], end: { exit: 0 } }] }],
};

function parse(change: object): ReturnType<typeof parseExample> {
  return parseExample(JSON.stringify({ ...GOOD, ...change }), 'x/example.json');
}

test('what is left out has its default', () => {
  const { runs, mutations } = parse({});
  const [run] = runs;
  assert.ok(run);
  assert.equal(run.wallLimit, 10_000);
  assert.equal(run.parties[0]?.user, 'student');
  assert.deepEqual(mutations, []);
});

const mistakes: [what: string, change: object, message: RegExp][] = [
  ['a misspelt field', { runs: [{ ...GOOD.runs[0], wallimit: 1 }] }, /^x\/example\.json: runs\.0: .*wallimit/],
  [
    'a check that is none',
    { runs: [{ ...GOOD.runs[0], parties: [{ command: ['a'], end: { exit: 0 }, stdout: { equal: 'x' } }] }] },
    /runs\.0\.parties\.0\.stdout/,
  ],
  [
    'a pattern that is none',
    { runs: [{ ...GOOD.runs[0], parties: [{ command: ['a'], end: { exit: 0 }, stdout: { matches: '(' } }] }] },
    /not a regular expression/,
  ],
  [
    "a comparison of the compiler's messages with a file",
    { programs: { a: { compile: { fails: true, messages: { sameAs: 'x' } } } } },
    /programs\.a\.compile\.messages: sameAs has no file here that it could compare with; write the text itself/,
  ],
  [
    'two instants to look at',
    {
      runs: ['a', 'b'].map((name) => ({ ...GOOD.runs[0], name, look: 'x' })),
    },
    /^x\/example\.json: runs: two runs have a look; leave it to the one that tells most$/,
  ],
  [
    'two questions',
    {
      runs: ['a', 'b'].map((name) => ({ ...GOOD.runs[0], name, predict: { question: 'Q', answer: 'waits' } })),
    },
    /^x\/example\.json: runs: two runs have a predict; leave it to the one that tells most$/,
  ],
  [
    'a question about no event',
    { runs: [{ ...GOOD.runs[0], predict: { question: 'Q', answer: 'result' } }] },
    /runs\.0\.predict: waits is about the end and has no at, each other answer needs one/,
  ],
  [
    'a question about the end and an event',
    { runs: [{ ...GOOD.runs[0], predict: { question: 'Q', answer: 'waits', at: 'x' } }] },
    /runs\.0\.predict: waits is about the end and has no at, each other answer needs one/,
  ],
  [
    'a program that is not there',
    { runs: [{ ...GOOD.runs[0], parties: [{ command: ['b'], end: { exit: 0 } }] }] },
    /b is not in programs \(a\)/,
  ],
  [
    'a start after nobody',
    { runs: [{ ...GOOD.runs[0], parties: [{ command: ['a'], end: { exit: 0 }, start: { afterEndOf: 'z' } }] }] },
    /starts after z/,
  ],
  [
    'a signal that is none, as an end',
    { runs: [{ ...GOOD.runs[0], parties: [{ command: ['a'], end: { signal: 'SIGTREM' } }] }] },
    /^x\/example\.json: runs\.0\.parties\.0\.end\.signal: "SIGTREM" is not a signal of Linux; write its name, such as/,
  ],
  [
    'a signal that is none, in a script',
    {
      runs: [{ ...GOOD.runs[0], parties: [{ command: ['a'], end: { exit: 0 }, script: [{ signal: 'SIGRTMIN+31' }] }] }],
    },
    /script\.0\.signal: "SIGRTMIN\+31" is not a signal of Linux/,
  ],
  [
    'standard input from a file that the run does not have',
    { runs: [{ ...GOOD.runs[0], parties: [{ command: ['a'], end: { exit: 0 }, stdin: { file: 'in' } }] }] },
    /^x\/example\.json: runs run: a: stdin: the run has no file in in files \(none\); add it there/,
  ],
  [
    'a mutation of no run',
    { mutations: [{ file: 'a.c', find: 'x', replace: 'y', breaks: 'nothing' }] },
    /there is no run nothing/,
  ],
];

for (const [what, change, message] of mistakes) {
  test(`${what} is named with its file and field`, () => {
    assert.throws(() => parse(change), { code: 'usage', message });
  });
}

test('what is not JSON says so', () => {
  assert.throws(() => parseExample('{', 'x/example.json'), {
    code: 'usage',
    message: /^x\/example\.json: is not JSON/,
  });
});

test('every signal that the host can send is taken', () => {
  const script = SIGNALS.map((signal) => ({ signal }));
  const { runs } = parse({ runs: [{ ...GOOD.runs[0], parties: [{ command: ['a'], end: { exit: 0 }, script }] }] });
  assert.deepEqual(runs[0]?.parties[0]?.script, script);
  assert.ok(SIGNALS.every((name) => signalNumber(name) !== undefined));
});
