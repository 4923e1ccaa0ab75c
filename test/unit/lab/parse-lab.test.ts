import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandCheck, expandRuns } from '#lab/expand.js';
import { parseLab } from '#lab/parse-lab.js';

const RUN = { name: 'run', parties: [{ command: ['a', '${x}'] }], cases: { one: { x: 1 }, two: { x: 'a.b' } } };
const CHECK = { name: 'check', title: 'C', points: 1, expect: { end: { exit: 0 } } };
const TASK = { name: 'task', title: 'T', files: ['a.c'], programs: { a: {} }, runs: [RUN], checks: [CHECK] };

function parse(task: object, lab: object = {}): ReturnType<typeof parseLab> {
  return parseLab(JSON.stringify({ title: 'L', tasks: [{ ...TASK, ...task }], ...lab }), 'x/lab.json');
}

test('a lab that says no more than it must is taken', () => {
  const [task] = parse({}).tasks;
  assert.equal(task?.runs[0]?.seeds, 1);
  assert.equal(task.checks[0]?.award, 'all');
});

test('a check looks at every case, with its values; in a pattern a value stands for itself', () => {
  const expect = { stdout: [{ equals: '${x}\n' }, { matches: '^${x}$' }, { count: { pattern: 'y', is: 1 } }] };
  const { tasks } = parse({ checks: [{ ...CHECK, expect }] });
  const [task] = tasks;
  assert.ok(task);
  const [check] = task.checks;
  assert.ok(check);
  const looks = expandCheck(check, task, expandRuns(task, ''), '');
  assert.deepEqual(
    looks.map(({ run, expect: { stdout } }) => [run?.name, run?.parties[0]?.command[1], stdout?.[0], stdout?.[1]]),
    [
      ['run/one', '1', { equals: '1\n' }, { matches: '^1$' }],
      ['run/two', 'a.b', { equals: 'a.b\n' }, { matches: '^a\\.b$' }],
    ],
  );
});

test('a number may come from a case', () => {
  const run = { ...RUN, cases: { one: { x: 7 } } };
  const expect = { stdout: { number: { pattern: '(\\d+)', is: '${x}', tolerance: 0.5 } } };
  const [task] = parse({ runs: [run], checks: [{ ...CHECK, expect }] }).tasks;
  assert.ok(task?.checks[0]);
  const [look] = expandCheck(task.checks[0], task, expandRuns(task, ''), '');
  assert.deepEqual(look?.expect.stdout, [{ number: { pattern: '(\\d+)', is: 7, tolerance: 0.5 } }]);
});

const run = { ...RUN, cases: undefined, parties: [{ command: ['a'] }] };
const asking = { ...run, predict: { question: 'Q', answer: 'waits' } };
const mistakes: [what: string, task: object, lab: object, message: RegExp][] = [
  ['a misspelt field', { checks: [{ ...CHECK, point: 1 }] }, {}, /^x\/lab\.json: tasks\.0\.checks\.0: .*point/],
  [
    'a makefile that nobody has',
    { programs: { a: { make: { folder: 'src' } } } },
    {},
    /^x\/lab\.json: task task: programs a: make: there is no makefile in files or given; add src\/Makefile to one/,
  ],
  [
    'flags beside a makefile',
    { files: ['Makefile'], programs: { a: { make: {}, flags: ['-O2'] } } },
    {},
    /programs a: flags: with make the makefile has the flags; leave them out/,
  ],
  [
    'a makefile that leads out of the folder',
    { files: ['Makefile'], programs: { a: { make: { folder: '../up' } } } },
    {},
    /tasks\.0\.programs\.a\.make\.folder: is not a file name/,
  ],
  [
    'sanitizers in what a makefile makes',
    { files: ['Makefile', 'a.c'], programs: { a: { make: {} } }, runs: [{ ...RUN, sanitize: ['address'] }] },
    {},
    /programs a: make: a makefile could keep sanitizers from looking; name sources/,
  ],
  ['nothing that gives points', { checks: [{ ...CHECK, points: 0 }] }, {}, /no check gives a point; give one/],
  [
    'a check that expects nothing',
    { checks: [{ ...CHECK, expect: {} }] },
    {},
    /checks check: expect: it expects nothing/,
  ],
  ['two checks of one name', { checks: [CHECK, CHECK] }, {}, /two are called check; give each check its own name/],
  [
    'checks that need each other',
    {
      checks: [
        { ...CHECK, needs: ['b'] },
        { ...CHECK, name: 'b', needs: ['check'] },
      ],
    },
    {},
    /check needs b needs check; take one of them away/,
  ],
  [
    'a need that is not there',
    { checks: [{ ...CHECK, needs: ['no'] }] },
    {},
    /there is no check no; name one of check/,
  ],
  ['a run that is not there', { checks: [{ ...CHECK, run: 'no' }] }, {}, /there is no run no; name one of run/],
  ['two runs and no name', { runs: [run, { ...run, name: 'b' }] }, {}, /several runs; say in run which one/],
  [
    'a party that is not there',
    { runs: [run], checks: [{ ...CHECK, expect: { party: 'b', end: { exit: 0 } } }] },
    {},
    /there is no party b/,
  ],
  [
    'system calls without a trace',
    { runs: [run], checks: [{ ...CHECK, expect: { calls: { pipe: { is: 1 } } } }] },
    {},
    /set trace in the run run/,
  ],
  [
    'events of a traced run',
    {
      runs: [{ ...run, trace: true }],
      checks: [{ ...CHECK, expect: { events: [{ of: { call: 'read' }, times: { min: 1 } }] } }],
    },
    {},
    /keeps nothing but the calls that are counted; let it look at a run without trace/,
  ],
  [
    'a look that nobody takes',
    { runs: [run], checks: [{ ...CHECK, expect: { seen: { at: 'x', unclosed: { max: 0 } } } }] },
    {},
    /there is no look x/,
  ],
  [
    'a source that nobody hands in',
    { programs: { a: { sources: ['b.c'] } } },
    {},
    /b\.c is neither in files nor in given/,
  ],
  ['a file outside of the folder', { files: ['../a.c'] }, {}, /not a file name/],
  ['a file in a folder without a name', { files: ['a//a.c'] }, {}, /not a file name/],
  [
    'a program that is called like a folder',
    { files: ['a/a.c'], programs: { a: { sources: ['a/a.c'] } } },
    {},
    /a is the name of a file or program and of a folder/,
  ],
  ['a case without a value', { runs: [{ ...RUN, cases: { one: {} } }] }, {}, /the case one has no value for \$\{x\}/],
  [
    'a number that is none, in a case',
    { checks: [{ ...CHECK, expect: { stdout: { count: { pattern: 'a', is: '${x}' } } } }] },
    {},
    /checks check: case two: stdout.*/,
  ],
  [
    'a number that stands for a value, without cases',
    { runs: [run], checks: [{ ...CHECK, expect: { stdout: { count: { pattern: 'a', is: '${x}' } } } }] },
    {},
    /checks check: stdout/,
  ],
  [
    'a program as somebody else',
    { runs: [{ ...run, parties: [{ command: ['a'], user: 'other' }] }] },
    {},
    /user is for a path of the guest only/,
  ],
  ['a student who is root', { runs: [{ ...run, parties: [{ command: ['/bin/ls'], user: 'root' }] }] }, {}, /user/],
  [
    'a wrong solution that fails nothing',
    {},
    { wrong: { w: { shows: 'S', fails: 'no' } } },
    /wrong w: fails: there is no check no/,
  ],
  [
    'a question about no event',
    { runs: [{ ...run, predict: { question: 'Q', answer: 'result' } }] },
    {},
    /^x\/lab\.json: tasks\.0\.runs\.0\.predict: waits is about the end and has no at, each other answer needs one; labs\//,
  ],
  [
    'two questions in a task',
    { runs: [asking, { ...asking, name: 'b' }], checks: [{ ...CHECK, run: 'run' }] },
    {},
    /^x\/lab\.json: task task: runs: two runs have a predict; leave it to the one from which/,
  ],
  [
    'a question about a run with cases',
    { runs: [{ ...RUN, predict: asking.predict }] },
    {},
    /runs run: predict: a run with cases is several runs; ask about one without/,
  ],
  [
    'a question about a run that no page can execute',
    { counterparts: { server: {} }, runs: [{ ...asking, parties: [{ command: ['server'] }, { command: ['a'] }] }] },
    {},
    /runs run: predict: a student's page does not have the counterpart server; ask about a run without/,
  ],
  [
    'a question that tells of a hidden run',
    { runs: [asking], checks: [{ ...CHECK, hidden: true }] },
    {},
    /runs run: predict: only hidden checks look at this run, and a page would tell it; ask about/,
  ],
];

for (const [what, task, lab, message] of mistakes) {
  test(`${what} is refused in one sentence that names the place`, () => {
    assert.throws(
      () => parse(task, lab),
      (error: Error) => {
        assert.match(error.message, message);
        assert.match(error.message, /^x\/lab\.json: /);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      },
    );
  });
}

test("the compiler's messages are compared with no file", () => {
  const expect = { compiles: { messages: [{ lacks: 'error' }, { sameAs: 'hidden/messages' }] } };
  assert.throws(() => parse({ checks: [{ ...CHECK, expect }] }), {
    code: 'usage',
    message: /^x\/lab\.json: tasks\.0\.checks\.0\.expect\.compiles\.messages: sameAs has no file here/,
  });
});
