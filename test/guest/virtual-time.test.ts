// With a virtual clock waiting costs nothing, and a run repeats to the instruction.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { problemsOf } from '#examples/plan.js';
import { loadExamples, planExample, type StoredExample } from '#course/examples.js';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { INSTRUCTIONS_PER_MS } from '#machine/timing.js';
import type { RunRecord } from '#record/record.js';
import { guestSetting } from '#scenario/setting.js';
import { EXAMPLES } from '#node/paths.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { Machine } from '#hosts/worker/machine.js';
import { ipclab, RUN } from '../support/cli.js';

const image = await openImage();
const examples = await loadExamples();
const clock = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;
const cwd = mkdtempSync(join(tmpdir(), 'ipclab-virtual-'));
after(() => {
  rmSync(cwd, { recursive: true });
});

function find(name: string): StoredExample {
  const found = examples.find((example) => example.name === name);
  assert.ok(found, name);
  return found;
}

/** Everything that a run of an example gives, in one text. */
async function digestOf(machine: Machine, stored: StoredExample): Promise<string> {
  const result = await machine.runExample(
    await planExample(stored, guestSetting(image.manifest.compiler, stored.name)),
  );
  assert.deepEqual(problemsOf(result), []);
  return JSON.stringify([result, await machine.account()]);
}

const FIVE = [
  'pipes/pipeline',
  'signals/alarm-kill',
  'shared-memory/lost-update',
  'sockets/concurrent-server',
  'semaphores/counting',
];

/** Rounds of two runs each, the first half beside busy loops; the soak test of `make test-soak` takes 50. */
const ROUNDS = Number(process.env['IPCLAB_ROUNDS'] ?? 2);

for (const name of FIVE) {
  test(`${name} is the same each time, fresh and reset, on an idle and on a busy host`, async () => {
    const stored = find(name);
    const digests = new Set<string>();
    const busy = cpus().map(() => spawn(process.execPath, ['-e', 'for (;;);']));
    try {
      for (let round = 0; round < ROUNDS; round++) {
        if (round >= ROUNDS / 2) for (const child of busy) child.kill('SIGKILL');
        await using machine = await launch(image, { clock });
        digests.add(await digestOf(machine, stored));
        await machine.reset();
        digests.add(await digestOf(machine, stored));
      }
    } finally {
      for (const child of busy) child.kill('SIGKILL');
    }
    assert.equal(digests.size, 1);
  });
}

test('20 seconds of the guest pass, by its own clocks, in which it does next to nothing', async () => {
  const source = `#include <stdio.h>
#include <time.h>
#include <unistd.h>
int main(void) {
    time_t before = time(NULL);
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    sleep(20);
    clock_gettime(CLOCK_MONOTONIC, &b);
    printf("%ld %ld\\n", (long)(time(NULL) - before), (long)(b.tv_sec - a.tv_sec));
    return 0;
}
`;
  writeFileSync(join(cwd, 'sleep.c'), source);
  const { stdout, status } = await ipclab([...RUN, '--clock', 'virtual', '--record', 'sleep.json', 'sleep.c'], { cwd });
  assert.deepEqual([status, stdout.toString()], [0, '20 20\n']);
  const { outcome } = JSON.parse(readFileSync(join(cwd, 'sleep.json'), 'utf8')) as RunRecord;
  // The processor was at work for less than a quarter of the time; whoever waits with it has to wait for that alone.
  assert.ok(outcome.elapsed > 20_000 && outcome.instructions / INSTRUCTIONS_PER_MS < outcome.elapsed / 4);
});

test('a second in which the guest waits takes few instructions', async () => {
  await using machine = await launch(image, { clock });
  const sleep = async (seconds: number): Promise<number> => {
    const { instructions } = await machine.account();
    assert.equal((await machine.run({ argv: ['sleep', String(seconds)] })).status.exit, 0);
    return (await machine.account()).instructions - instructions;
  };
  const perSecond = ((await sleep(110)) - (await sleep(10))) / 100;
  // 37 ticks of its timer. What looks around in the guest regularly would be seen here, and have an idle page use a processor.
  assert.ok(perSecond < 200_000, `${perSecond} instructions`);
});

test('a record replays identically in another process, and a changed byte is found', async () => {
  writeFileSync(
    join(cwd, 'cat.c'),
    '#include <stdio.h>\nint main(void){int c;while((c=getchar())!=EOF)putchar(c);return 5;}\n',
  );
  const recorded = await ipclab([...RUN, '--record', 'record.json', '--seed', '3', 'cat.c'], {
    cwd,
    input: Buffer.from('some input'),
  });
  assert.deepEqual([recorded.status, recorded.stdout.toString()], [5, 'some input']);
  const replayed = await ipclab(['replay', 'record.json'], { cwd });
  assert.equal(replayed.status, 0, replayed.stderr.toString());
  assert.match(replayed.stdout.toString(), /^identical: \d+ instructions, [\d.]+ ms of guest time\n$/);

  const record = JSON.parse(readFileSync(join(cwd, 'record.json'), 'utf8')) as {
    request: { files: Record<string, string> };
  };
  record.request.files['cat.c'] = Buffer.from(
    '#include <stdio.h>\nint main(void){int c;while((c=getchar())!=EOF)putchar(c);return 6;}\n',
  ).toString('base64');
  writeFileSync(join(cwd, 'changed.json'), JSON.stringify(record));
  const changed = await ipclab(['replay', 'changed.json'], { cwd });
  assert.equal(changed.status, 1);
  assert.match(changed.stdout.toString(), /^different: at instruction \d+ the guest is given another frame/);
});

test('what is no record is refused with the field', async () => {
  writeFileSync(join(cwd, 'bad.json'), '{"format":2}');
  const { status, stderr } = await ipclab(['replay', 'bad.json'], { cwd });
  assert.equal(status, 2);
  assert.match(stderr.toString(), /^ipclab: bad\.json: image: /);
});

const BY_CHANCE = [
  [
    'shared-memory/lost-update',
    'ended with status 0\\n {4}updates were lost',
    'ended with status 0\\n {4}nothing was lost',
  ],
  ['semaphores/atomic-array', 'was stopped after 5 s \\(time limit\\)', 'ended with status 0\\n {4}all have eaten'],
] as const;

for (const [name, fault, luck] of BY_CHANCE) {
  test(`${name} shows its fault under some seeds and not under others, and the same ones each time`, async () => {
    const args = [...RUN, '--seeds', '20', '--wall', '5', join(EXAMPLES, name, 'by-chance.c')];
    const { status, stdout } = await ipclab(args);
    const text = stdout.toString();
    assert.equal(status, 0);
    assert.match(text, new RegExp(`^\\d+ of 20 \\(seed \\d+\\): ${fault}`, 'm'));
    assert.match(text, new RegExp(`^\\d+ of 20 \\(seed \\d+\\): ${luck}`, 'm'));
    assert.equal((await ipclab(args)).stdout.toString(), text);
  });
}

test('on a real clock, fast-forward skips what the guest waits', async () => {
  await using machine = await launch(image);
  await machine.fastForward(true);
  /** Milliseconds of the guest's clock for each of this machine's, whose question and answer take their time, too. */
  const speed = async (seconds: string): Promise<number> => {
    const begin = performance.now();
    const { status } = await machine.run({ argv: ['sleep', seconds] });
    return status.wall / 1e6 / (performance.now() - begin);
  };
  assert.ok((await speed('300')) > 1.5);
  await machine.fastForward(false);
  assert.ok((await speed('0.3')) < 1.1);
});

test('a file goes into the guest, and comes out of it, with a few instructions for each byte', async () => {
  await using machine = await launch(image, { clock });
  const file = new Uint8Array(2 ** 20).map((_, at) => at * 7);
  const cost = async (work: () => Promise<unknown>): Promise<number> => {
    const { instructions } = await machine.account();
    await work();
    return ((await machine.account()).instructions - instructions) / file.length;
  };
  const into = await cost(() => machine.put({ path: '/tmp/file' }, file));
  assert.ok(into < 4, `${into} into it`);
  const out = await cost(async () => assert.deepEqual(new Uint8Array(await machine.get('/tmp/file')), file));
  assert.ok(out < 4, `${out} out of it`);
});

test('a machine with a virtual clock says that it takes no person', async () => {
  await using machine = await launch(image, { clock });
  const job = machine.exec({ argv: ['true'] }, () => undefined);
  await assert.rejects(job.exited, { code: 'usage' });
});
