// The files of docs/recipes, as the systems that they are for run them: their own lines, by the shell that these take.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { loadLab } from '#course/lab.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { decodeText } from '#util/bytes.js';
import { Folder, type Tree } from '../support/classroom/take.js';
import { MAIN } from '../support/cli.js';
import { FIXTURES } from '../support/fixtures.js';

/** Smaller than the lab that the recipes name. */
const LAB = join(FIXTURES, 'labs/sum');
const { files } = await loadLab(LAB);
const RIGHT = decodeText(files.reference['sum.c'] ?? new Uint8Array(0));
const WRONG = decodeText(files.wrong['status']?.['sum.c'] ?? new Uint8Array(0));

const recipe = (name: string): string => readFileSync(join(PACKAGE_ROOT, 'docs/recipes', name), 'utf8');

interface Step {
  readonly run?: string;
  readonly id?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

/** A job as GitHub or GitLab has it, as far as a recipe says it. */
interface Job {
  readonly env?: { readonly LAB: string };
  readonly variables?: { readonly LAB: string };
  readonly steps?: readonly Step[];
  readonly script?: readonly string[];
  readonly artifacts?: { readonly paths: readonly string[]; readonly reports?: { readonly junit: string } };
}

function jobOf(name: string): Job {
  const document = parse(recipe(name)) as Record<string, Job> & { readonly jobs?: Readonly<Record<string, Job>> };
  const [job, ...others] = Object.values(document.jobs ?? document);
  assert.deepEqual(others, [], `${name} has one job`);
  assert.ok(job);
  const lab = job.env?.LAB ?? job.variables?.LAB ?? '';
  accessSync(join(PACKAGE_ROOT, lab.replace('/opt/ipclab/', ''), 'lab.json'));
  return job;
}

/** A checkout in `work`, what the system gives a job beside it, and the command as the image has it. */
function jobFolder(sources: Tree): Folder {
  const work = Object.fromEntries(Object.entries(sources).map(([name, content]) => [`work/${name}`, content]));
  const folder = new Folder({
    ...work,
    'bin/ipclab': `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`,
    'temp/summary.md': '',
    'temp/output': '',
  });
  chmodSync(join(folder.path, 'bin/ipclab'), 0o755);
  return folder;
}

/** @returns what it printed; it ended with status 0 */
function execute(
  folder: Folder,
  argv: readonly [string, ...string[]],
  more: Readonly<Record<string, string>> = {},
): string {
  const temporary = join(folder.path, 'temp');
  const { status, stdout, stderr } = spawnSync(argv[0], argv.slice(1), {
    cwd: join(folder.path, 'work'),
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${join(folder.path, 'bin')}:${process.env['PATH'] ?? ''}`,
      ...{ LAB, RUNNER_TEMP: temporary, GITHUB_OUTPUT: join(temporary, 'output') },
      GITHUB_STEP_SUMMARY: join(temporary, 'summary.md'),
      ...more,
    },
  });
  assert.equal(status, 0, `${stdout}${stderr}`);
  return stdout;
}

const shell = (script: string): readonly [string, ...string[]] => ['sh', '-e', '-c', script];

function read(folder: Folder, path: string): string {
  return readFileSync(join(folder.path, path), 'utf8');
}

test('GitHub Actions: messages at the lines of the commit, and a summary', () => {
  using folder = jobFolder({ 'README.md': 'My homework.', 'sum.c': WRONG });
  const [, grade] = jobOf('github-actions.yml').steps ?? [];
  assert.match(execute(folder, shell(grade?.run ?? '')), /^::error file=sum\.c,title=/m);
  assert.match(read(folder, 'temp/summary.md'), /^\| 3\/4 \| work \|/m);
});

test('GitHub Classroom: the reporter gets the points', () => {
  using folder = jobFolder({ 'sum.c': WRONG });
  const [, grade, report] = jobOf('github-classroom.yml').steps ?? [];
  execute(folder, shell(grade?.run ?? ''));
  // As the reporter finds what a grader has left.
  const runner = report?.with?.['runners'] ?? '';
  assert.equal(report?.env?.[`${runner.toUpperCase()}_RESULTS`], `\${{ steps.${grade?.id ?? ''}.outputs.result }}`);
  const [, result = ''] = /^result=(\S+)\n$/.exec(read(folder, 'temp/output')) ?? [];
  const results = JSON.parse(Buffer.from(result, 'base64').toString()) as {
    readonly status: string;
    readonly max_score: number;
    readonly tests: readonly { readonly score: number }[];
  };
  assert.equal(results.status, 'fail');
  assert.deepEqual([results.tests.reduce((sum, { score }) => sum + score, 0), results.max_score], [3, 4]);
});

test('GitLab: a page for the student as an artefact, and a summary in the log', () => {
  using folder = jobFolder({ 'sum.c': RIGHT });
  const { script = [], artifacts } = jobOf('gitlab-ci.yml');
  assert.match(execute(folder, shell(script.join('\n'))), /^\| 4\/4 \| work \|/m);
  for (const path of artifacts?.paths ?? ['none']) assert.ok(existsSync(join(folder.path, 'work', path)), path);
});

test('GitLab: a class each night, with a gradebook and a test report; the second night runs nothing again', () => {
  using folder = jobFolder({
    'roster.csv': 'id,name\nada,Ada Lovelace\nben,Ben Bitdiddle\nzoe,Zoe\n',
    'submissions/ada/sum.c': RIGHT,
    'submissions/ben/sum.c': WRONG,
  });
  const { script = [], artifacts } = jobOf('gitlab-class.yml');
  execute(folder, shell(script.join('\n')));
  assert.match(
    read(folder, 'work/grades/reports/gradebook.csv'),
    /ada,.*graded,4,4[^]*ben,.*graded,3,4[^]*zoe,.*absent/,
  );
  assert.match(read(folder, `work/${artifacts?.reports?.junit ?? ''}`), /<testsuites[^]*Ada Lovelace/);
  const ledger = read(folder, 'work/grades/ledger.jsonl');
  execute(folder, shell(script.join('\n')));
  assert.equal(read(folder, 'work/grades/ledger.jsonl'), ledger);
});

const WITHOUT_PYTHON = spawnSync('python3', ['--version']).status === 0 ? false : 'python3 is not installed here';

test('Classroom 50: a result.json as its contract says', { skip: WITHOUT_PYTHON }, () => {
  using folder = jobFolder({ 'sum.c': WRONG });
  const identity = {
    ...{ CLASSROOM: 'os', ASSIGNMENT: 'sum', SUBMISSION_TAG: 'submit/2026-11-26T10-00-00Z-abc1234' },
    ...{ COMMIT_URL: 'https://example.org/commit', RELEASE_URL: 'https://example.org/release' },
  };
  execute(folder, ['python3', join(PACKAGE_ROOT, 'docs/recipes/classroom50/autograder.py')], identity);
  const result = JSON.parse(read(folder, 'work/result.json')) as Record<string, unknown> & {
    readonly tests: readonly Record<string, unknown>[];
  };
  assert.deepEqual(
    [result['schema'], result['classroom'], result['assignment'], result['submission'], result['review']],
    ['classroom50/result/v1', 'os', 'sum', identity.SUBMISSION_TAG, identity.COMMIT_URL],
  );
  assert.match(String(result['datetime']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.deepEqual([result['score'], result['max-score']], [3, 4]);
  for (const one of result.tests) {
    assert.equal(typeof one['test-name'], 'string');
    assert.equal(typeof one['passed'], 'boolean');
    assert.ok(Number.isInteger(one['score']) && Number.isInteger(one['max-score']));
  }
});
