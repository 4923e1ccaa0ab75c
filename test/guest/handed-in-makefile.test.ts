// A makefile that is handed in is a program of the student's: it makes the program that the lab names, within the limits of a
// compilation, and nothing of it meets a run.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { prepareLab } from '#course/lab-plan.js';
import type { StoredLab } from '#course/lab.js';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { parseLab } from '#lab/parse-lab.js';
import type { TaskResult } from '#lab/result.js';
import { encodeText } from '#util/bytes.js';

const image = await openImage('gcc');
const machine = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
after(() => machine[Symbol.asyncDispose]());

const SAYS = '#include <stdio.h>\nint main(void) {\n    puts(WORD);\n    return 0;\n}\n';
const SECRET = '#include <stdio.h>\nint main(void) {\n    puts("secret");\n    return 0;\n}\n';

function stored(task: object): StoredLab {
  const whole = {
    name: 'say',
    title: 'Say a word',
    files: ['Makefile', 'say.c'],
    programs: { say: { make: {} } },
    counterparts: { secret: {} },
    runs: [{ name: 'word', parties: [{ command: ['say'] }, { command: ['secret'] }] }],
    checks: [
      { name: 'builds', title: 'It is built', points: 1, expect: { compiles: true } },
      {
        name: 'word',
        title: 'It says the word',
        points: 1,
        run: 'word',
        expect: { party: 'say', end: { exit: 0 }, stdout: { equals: 'moon\n' }, seen: { processes: { is: 0 } } },
      },
    ],
    ...task,
  };
  const files = { starter: {}, reference: {}, hidden: { 'secret.c': encodeText(SECRET) }, inputs: {}, wrong: {} };
  const lab = parseLab(JSON.stringify({ title: 'Say', tasks: [whole] }), 'say/lab.json');
  return { name: 'say', folder: 'say', where: 'say/lab.json', lab, statement: '', files };
}

const lab = await prepareLab(stored({}), image);

async function judged(files: Record<string, string>, plan = lab): Promise<TaskResult> {
  const bytes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, encodeText(text)]));
  const { tasks } = await machine.grade({ lab: plan, files: bytes });
  const [task] = tasks;
  assert.ok(task);
  return task;
}

const problems = ({ checks }: TaskResult): string[] => checks.flatMap((check) => check.problems);

test('the makefile says how, and its program is run', async () => {
  const task = await judged({ Makefile: 'CFLAGS = -DWORD=\'"moon"\'\nsay: say.c\n', 'say.c': SAYS });
  assert.deepEqual([task.points, problems(task)], [2, []]);
});

test('programs of one makefile are made by one call, in its folder and by its target', async () => {
  const plan = await prepareLab(
    stored({
      files: ['src/makefile', 'src/say.c'],
      programs: {
        say: { make: { folder: 'src', target: 'both', file: 'bin/say' } },
        again: { make: { folder: 'src', target: 'both', file: 'bin/say' } },
      },
    }),
    image,
  );
  const makefile =
    'both:\n\ttest ! -e bin && mkdir bin\n\t$(CC) -DWORD=\'"moon"\' -o bin/say say.c\nsay:\n\tfalse\n.DEFAULT_GOAL = say\n';
  const task = await judged({ 'src/makefile': makefile, 'src/say.c': SAYS }, plan);
  assert.deepEqual([task.points, problems(task)], [2, []]);
});

test('what make says is what the compiler says; a file that is missing is named', async () => {
  const wrong = await judged({ Makefile: 'say: say.c\n', 'say.c': SAYS });
  assert.equal(wrong.points, 0);
  assert.match(problems(wrong)[0] ?? '', /^say does not compile: [^]*say\.c:3:\d+: error: .WORD. undeclared/);
  const none = await judged({ 'say.c': SAYS });
  assert.deepEqual([none.points, problems(none)[0]], [0, 'Makefile was not handed in']);
  const half = await judged({ Makefile: 'say: say.c\n' });
  assert.match(
    problems(half)[0] ?? '',
    /^say does not compile: [^]*No rule to make target 'say\.c'[^]*say\.c was not handed in$/,
  );
});

/** A compilation's limit of processor time is minutes of this machine. */
const ALL = process.env['IPCLAB_ALL'] === '1';

/** Makefiles that make something else, or do not come to an end. */
const OTHERS: [what: string, recipe: string, problem: RegExp][] = [
  ['another program', 'cp /bin/true sea', /^make made sea, and not say$/],
  ['nothing', '', /^make made no program, and not say$/],
  ['a folder', 'mkdir say', /^make made no program, and not say$/],
  ['a FIFO', 'mkfifo -m 777 say', /^make made no program, and not say$/],
  ['a link to what may be the course’s', 'ln -s /run/lab/secret say', /^make made no program, and not say$/],
  ['a name with a line end', `touch "$$(printf 'a\\nb')"; chmod +x a*`, /^make made a\\nb, and not say$/],
  ['itself without end', '$(MAKE) all', /^say does not compile: /],
  ['processes without end', 'f() { f | f & }; f; wait', /^(?:say does not compile: |make made no program)/],
  ['everybody wait', 'sleep 100000', /^say does not compile/],
  ...(ALL ? [['the processor busy', 'while :; do :; done', /^say does not compile/] as [string, string, RegExp]] : []),
];

for (const [what, recipe, problem] of OTHERS) {
  test(`a makefile that makes ${what} is told in a sentence`, async () => {
    const task = await judged({ Makefile: `all:\n\t${recipe}\n`, 'say.c': SAYS });
    assert.equal(task.points, 0);
    assert.match(problems(task)[0] ?? '', problem);
  });
}

test('a program that is too large is told where it would be run', async () => {
  const task = await judged({ Makefile: 'all:\n\thead -c 3000000 /dev/zero >say; chmod +x say\n', 'say.c': SAYS });
  assert.match(problems(task).join('\n'), /^say cannot be taken from the compiler: /);
});

test('what a makefile leaves, running or lying, meets no run', async () => {
  const makefile = [
    'say: say.c',
    '\t$(CC) -DWORD=\'"moon"\' -o say say.c',
    '\ttouch seen',
    '\tsetsid sh -c "while :; do echo sun >/tmp/word; sleep 1; done" >/dev/null 2>&1 &',
    '',
  ].join('\n');
  const source =
    '#include <stdio.h>\n#include <unistd.h>\nint main(void) {\n    puts(access("seen", F_OK) || access("word", F_OK) ? WORD : "sun");\n    return access("seen", F_OK) == 0;\n}\n';
  const task = await judged({ Makefile: makefile, 'say.c': source });
  assert.deepEqual([task.points, problems(task)], [2, []]);
});

test('the course’s programs are not there while make runs', async () => {
  const task = await judged({ Makefile: 'say:\n\tls -R /run/lab\n\tfalse\n', 'say.c': SAYS });
  assert.doesNotMatch(problems(task).join('\n'), /^secret$/m);
});

test('a run with sanitizers compiles the sources that the lab names, whatever the makefile does', async () => {
  const leaks =
    '#include <stdio.h>\n#include <stdlib.h>\nint main(void) {\n    puts("moon");\n    return malloc(1) == NULL;\n}\n';
  const plan = await prepareLab(
    stored({
      programs: { say: { make: {}, sources: ['say.c'] } },
      runs: [{ name: 'word', parties: [{ command: ['say'] }], sanitize: ['address'] }],
      checks: [{ name: 'leaks', title: 'No leaks', points: 1, run: 'word', expect: { sanitizer: 'leaks' } }],
    }),
    image,
  );
  const task = await judged(
    { Makefile: 'say:\n\techo "int main(void) {return 0;}" >m.c; $(CC) -o say m.c\n', 'say.c': leaks },
    plan,
  );
  assert.equal(task.points, 0);
  assert.match(problems(task).join('\n'), /say\.c:5: leak of 1 byte/);
});

test('schedules are tried of what make made', async () => {
  const source = [
    '#include <pthread.h>',
    '#include <sched.h>',
    'static volatile int n;',
    'static void *add(void *unused) {',
    '    int old = n;',
    '    sched_yield();',
    '    n = old + 1;',
    '    return unused;',
    '}',
    'int main(void) {',
    '    pthread_t other;',
    '    pthread_create(&other, NULL, add, NULL);',
    '    add(NULL);',
    '    pthread_join(other, NULL);',
    '    return n == 2 ? 0 : 1;',
    '}',
    '',
  ].join('\n');
  const plan = await prepareLab(
    stored({
      runs: [{ name: 'word', parties: [{ command: ['say'] }] }],
      checks: [
        {
          name: 'safe',
          title: 'Safe',
          points: 1,
          run: 'word',
          expect: { end: { exit: 0 }, explore: { bound: 1, budget: 200 } },
        },
      ],
    }),
    image,
  );
  const task = await judged({ Makefile: 'CFLAGS = -g -O1 -pthread\nsay: say.c\n', 'say.c': source }, plan);
  assert.equal(task.points, 0);
  assert.match(problems(task).join('\n'), /line 7 \(n = old \+ 1;\)/);
});

test('an image without make is one sentence, with the way out', async () => {
  await assert.rejects(
    async () =>
      prepareLab(
        stored({
          counterparts: {},
          runs: [],
          checks: [{ name: 'b', title: 'B', points: 1, expect: { compiles: true } }],
        }),
        await openImage('tcc'),
      ),
    {
      message:
        'say/lab.json: task say: programs say: make: the image tcc has no make; take --image gcc, or name the sources instead',
    },
  );
});
