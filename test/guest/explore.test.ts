// A program under many schedules: what fails is found, is told with its lines, and can be had again.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { LAB_ENEMIES } from '#checks/expect/explore.js';
import { prepareLab } from '#course/lab-plan.js';
import { loadLab } from '#course/lab.js';
import { openImage } from '#hosts/node/image.js';
import { launch, machinesOf } from '#hosts/node/launch.js';
import { exploreProgram } from '#hosts/worker/exploring.js';
import { ReadyProgram } from '#hosts/worker/ready-program.js';
import { launchScripted } from '#hosts/node/scripted-run.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { FoundBefore } from '#lab/job.js';
import type { CheckResult, ClassResult, TaskResult } from '#lab/result.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { firstDifference } from '#record/compare.js';
import { parseRecord } from '#record/parse-record.js';
import type { Files } from '#scenario/setting.js';
import { toBase64 } from '#util/base64.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { sha256 } from '#util/digest.js';
import { endOf } from '#xray/story.js';
import { timelineOf } from '#xray/timeline.js';
import { lineOfData, type XrayData } from '#xray/xray-data.js';
import { BUG_COLLECTION, BUGS, requestOfBug } from '../support/bugs.js';
import { Folder, type Tree } from '../support/classroom/take.js';
import { ipclab } from '../support/cli.js';

const ROUNDS = Number(process.env['IPCLAB_ROUNDS'] ?? 20);
const cwd = mkdtempSync(join(tmpdir(), 'ipclab-explore-'));
after(() => {
  rmSync(cwd, { recursive: true });
});

interface Explored {
  readonly schedules: number;
  readonly isComplete: boolean;
  readonly statement: string;
  readonly failure: {
    readonly kind: string;
    readonly preemptions: readonly { readonly at: number }[];
    readonly story: readonly string[];
  } | null;
}

async function explore(
  name: string,
  ...words: readonly string[]
): Promise<{ status: number | null; result: Explored }> {
  const args = ['explore', '--image', 'tcc', '--json', '--budget', '3600', ...words, join(BUGS, `${name}.c`)];
  const { status, stdout, stderr } = await ipclab(args, { cwd });
  assert.notEqual(stdout.length, 0, stderr.toString());
  return { status, result: JSON.parse(stdout.toString()) as Explored };
}

test('an update that is lost takes one preemption, and the story names the lines', async () => {
  const { status, result } = await explore('shared-counter', '--bound', '1', '--first');
  assert.equal(status, 1);
  const { failure } = result;
  assert.equal(failure?.kind, 'assertion');
  assert.equal(failure.preemptions.length, 1);
  assert.ok(result.schedules <= 20, `${result.schedules}`);
  const [story = ''] = failure.story;
  assert.match(story, /loses the processor .*line \d+/);
  assert.match(story, /executes lines? \d+/);
});

test('a failure replays to the same instruction and the same bytes, from the moment and from the snapshot', async () => {
  const record = parseRecord(readFileSync(join(cwd, 'shared-counter.failure.json'), 'utf8'), 'the record');
  const { schedule } = record.request;
  assert.ok(schedule);
  const image = await openImage('tcc');
  await using program = await ReadyProgram.start(machinesOf(image), record.request);
  const { agents } = (await program.attempt({ from: 0, preemptions: [] }, undefined)).trace;
  const digests = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const { observation, trace } = await program.attempt(schedule, agents);
    assert.deepEqual(observation.status, record.outcome.run?.status);
    assert.equal(await sha256(observation.stderr), record.outcome.run?.stderr.sha256);
    digests.add(JSON.stringify(trace));
  }
  assert.equal(digests.size, 1);
  const again = await launchScripted(image, record.request, { seed: 0, start: VIRTUAL_START });
  assert.equal(firstDifference(record.outcome, again.record.outcome), undefined);
  const { status, stdout } = await ipclab(['replay', 'shared-counter.failure.json'], { cwd });
  assert.match(stdout.toString(), /^identical: /);
  assert.equal(status, 0);
});

test('what a run has got before its schedule begins it has got each time, however much of its input was under way', async () => {
  const source = `#include <stdio.h>
#include <unistd.h>
int main(void) {
    static char line[1000];
    long sum = 0;
    if (fork() == 0) _exit(0);
    for (ssize_t n; (n = read(0, line, sizeof line)) > 0;)
        for (ssize_t i = 0; i < n; i++) sum += line[i];
    printf("%ld\\n", sum);
    return 0;
}`;
  // More than the agent holds for a program that does not read.
  const input = 'to be summed up\n'.repeat(8000);
  const sum = [...encodeText(input)].reduce((all, byte) => all + byte, 0);
  const image = await openImage('tcc');
  await using program = await ReadyProgram.start(machinesOf(image), {
    files: { 'sum.c': toBase64(encodeText(source)) },
    sources: ['sum.c'],
    arguments: [],
    input: toBase64(encodeText(input)),
    wallLimit: 60_000,
  });
  const { threads, agents } = (await program.attempt({ from: 0, preemptions: [] }, undefined)).trace;
  const from = threads[0]?.started ?? 0;
  const runs: string[] = [];
  // The third and later ones of a kind go on from shortly before the program begins.
  for (const leap of [40, 40, 40, 40, 50, 50, 50, 40]) {
    const schedule = { from, preemptions: [{ at: from + 5000, leap }] };
    const { observation, trace } = await program.attempt(schedule, agents);
    assert.equal(decodeText(observation.stdout), `${sum}\n`);
    runs.push(JSON.stringify([leap, trace, observation]));
  }
  assert.equal(new Set(runs).size, 2);
});

test('the mended program never fails: all schedules of the bound are tried, and that is said', async () => {
  const { status, result } = await explore('pause-lost', '--bound', '1', '-DMENDED');
  assert.equal(result.failure, null);
  assert.equal(status, 0);
  assert.equal(result.isComplete, true);
  assert.match(
    result.statement,
    /^all \d+ schedules with at most 1 preemption at \d+ points? of 2 threads: no failure /,
  );
});

test('a wake-up that is lost is a hang', async () => {
  const { result } = await explore('pause-lost', '--bound', '1', '--first');
  assert.equal(result.failure?.kind, 'hang');
});

test("a lab's check tries schedules: what fails under one of them fails, with its story, to the same instruction again", async () => {
  const image = await openImage('tcc');
  const stored = await loadLab(join(PACKAGE_ROOT, 'labs/semaphores'));
  const lab = await prepareLab(stored, image);
  const { reference, wrong } = stored.files;
  const checkOf = async (files: Files): Promise<CheckResult | undefined> => {
    await using machine = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
    const { tasks } = await machine.grade({ lab, files, only: ['counter'] });
    return tasks[0]?.checks.find(({ name }) => name === 'any-order');
  };
  const right = await checkOf(reference);
  assert.equal(right?.verdict, 'passed', right?.problems.join('; '));
  assert.equal(right.explored?.[0]?.isComplete, true);
  const early = { ...reference, ...wrong['counter-up-too-early'] };
  const failed = await checkOf(early);
  assert.equal(failed?.verdict, 'failed');
  const failure = failed.explored?.[0]?.failure;
  assert.equal(failure?.schedule.preemptions.length, 1);
  assert.match(
    failed.problems[0] ?? '',
    /^it fails under schedule \d+: process \d loses the processor .*counter\.c:\d+/,
  );
  assert.deepEqual(await checkOf(early), failed);
});

/** A lab whose tasks are programs of the collection, each with a check that asks for its enemy; the reference is mended. */
function labOfEnemies(): Tree {
  const bugs = BUG_COLLECTION.filter(({ enemy }) => LAB_ENEMIES.some((name) => name === enemy));
  const source = (name: string): string => readFileSync(join(BUGS, `${name}.c`), 'utf8');
  const tasks = bugs.map(({ name, enemy }) => ({
    name,
    title: name,
    files: [`${name}.c`],
    programs: { [name]: {} },
    runs: [{ name: 'run', wallLimit: 1000, parties: [{ command: [name] }] }],
    checks: [
      {
        name: 'survives',
        title: 'It survives',
        points: 1,
        expect: { explore: { bound: 0, enemies: [enemy] }, end: { exit: 0 } },
      },
    ],
  }));
  return {
    'enemies/lab.json': JSON.stringify({ title: 'Enemies', image: 'tcc', tasks }),
    'enemies/statement.md': '# Enemies\n',
    ...Object.fromEntries(bugs.map(({ name }) => [`enemies/starter/${name}.c`, source(name)])),
    ...Object.fromEntries(bugs.map(({ name }) => [`enemies/reference/${name}.c`, `#define MENDED\n${source(name)}`])),
  };
}

test('a lab asks for enemies: who does not expect one fails with it, also when it is graded again, and who does passes', async () => {
  using folder = new Folder(labOfEnemies());
  const lab = join(folder.path, 'enemies');
  const { starter, reference } = (await loadLab(lab)).files;
  folder.write(Object.fromEntries(Object.entries(starter).map(([name, text]) => [`ada/${name}`, text])));
  const graded = await ipclab(['grade', lab, 'ada', '--out', 'out', '--json'], { cwd: folder.path });
  assert.equal(graded.status, 0, graded.stderr.toString());
  const { results } = JSON.parse(graded.stdout.toString()) as ClassResult;
  const failed = checksOf(results[0]?.tasks ?? []);
  assert.equal(failed.length, LAB_ENEMIES.length);
  for (const { task, verdict, explored = [], problems } of failed) {
    assert.equal(verdict, 'failed', task);
    const preemptions = explored[0]?.failure?.schedule.preemptions ?? [];
    assert.deepEqual([preemptions.length, typeof preemptions[0]?.fault], [1, 'string'], task);
    assert.match(problems[0] ?? '', /^it fails under schedule \d+: .*line \d+/);
  }
  const again = await ipclab(['regrade', lab, 'out'], { cwd: folder.path });
  assert.deepEqual([again.status, again.stdout.toString()], [0, 'ada: identical\n'], again.stderr.toString());

  const image = await openImage('tcc');
  const plan = await prepareLab(lab, image);
  const judged = async (files: Files, found: FoundBefore[] = []): Promise<ReturnType<typeof checksOf>> => {
    await using machine = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
    return checksOf((await machine.grade({ lab: plan, files, found })).tasks);
  };
  for (const { task, verdict, explored = [], problems } of await judged(reference)) {
    assert.equal(verdict, 'passed', `${task}: ${problems.join('; ')}`);
    assert.deepEqual([explored.length, explored[0]?.isComplete], [1, true], task);
    assert.ok((explored[0]?.schedules ?? 0) > 1, task);
  }
  // A number that no search comes to stays, since there is none: the schedule that failed fails again.
  const found = failed.map(({ task, name, explored = [] }) => ({
    ...{ task, check: name },
    explored: explored.map((one) => ({ ...one, schedules: 999 })),
  }));
  assert.deepEqual(
    (await judged(starter, found)).map(({ explored }) => explored),
    found.map(({ explored }) => explored),
  );
});

function checksOf(tasks: readonly TaskResult[]): (CheckResult & { readonly task: string })[] {
  return tasks.flatMap(({ name, checks }) => checks.map((check) => ({ task: name, ...check })));
}

for (const { name, failure: kind, enemy = '' } of BUG_COLLECTION.filter(({ enemy }) => enemy)) {
  test(`${enemy} is an enemy: ${name} fails, the same again, and not when it is mended`, async () => {
    const { result } = await explore(name, '--bound', '1', '--first', '--enemy', enemy);
    assert.equal(result.failure?.kind, kind);
    assert.equal(result.failure.preemptions.length, 1);
    const { stdout } = await ipclab(['replay', `${name}.failure.json`], { cwd });
    assert.match(stdout.toString(), /^identical: /);
    const mended = await explore(name, '--bound', '1', '--enemy', enemy, '-DMENDED');
    assert.deepEqual([mended.result.failure, mended.result.isComplete], [null, true]);
  });
}

test('the schedule that fails and one that passes are recorded, and come to the same as without a recorder', async () => {
  const request = await requestOfBug({ name: 'philosophers' }, readFile);
  const { found } = await exploreProgram(machinesOf(await openImage('tcc')), request, {
    ...{ strategy: 'systematic', bound: 2, depth: 0, runs: 0, seed: 0, concurrency: 2, output: 'exact' },
    ...{ stopsAtFailure: true, isOver: () => false, sourceOf: () => 'int main(void) {', records: true },
  });
  const [failing, passing] = [found?.recorded?.failing, found?.recorded?.passing];
  assert.ok(failing && passing);
  const stuck = ({ recording, lines = {} }: XrayData): number =>
    endOf(timelineOf(recording, lineOfData({ lines }))).stuck.size;
  assert.ok(stuck(failing) >= 3, 'the philosophers wait for each other');
  assert.equal(stuck(passing), 0);
  assert.deepEqual(failing.sources, { 'philosophers.c': 'int main(void) {' });
});

test('what cannot be explored is refused in a sentence', async () => {
  const nowhere = await ipclab(['explore', 'nowhere.c'], { cwd });
  assert.equal(nowhere.status, 2);
  assert.match(nowhere.stderr.toString(), /nowhere\.c/);
  const picture = await ipclab(['explore', '--xray', 'run.json', join(BUGS, 'philosophers.c')], { cwd });
  assert.equal(picture.status, 2);
  assert.match(picture.stderr.toString(), /--xray run\.json: two runs are drawn on one page; .* \.html/);
});
