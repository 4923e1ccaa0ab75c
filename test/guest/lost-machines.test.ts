// Programs that make the emulator end itself: their class is graded all the same, and the same again.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { NodeHost } from '#classroom/hosts/node-host.js';
import { planClass } from '#classroom/plan.js';
import { runJob } from '#classroom/run-job.js';
import { loadLab } from '#course/lab.js';
import { prepareLab } from '#course/lab-plan.js';
import { openImage } from '#hosts/node/image.js';
import type { TaskResult } from '#lab/result.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { inOneFile } from '../support/hostile/programs.js';

const image = await openImage();
const stored = await loadLab(join(PACKAGE_ROOT, 'labs/pipes'));
const whole = await prepareLab(stored, image);
const plan = planClass({ ...whole, tasks: whole.tasks.slice(0, 1) }, image, 0);
const host = new NodeHost(image);
after(() => host[Symbol.asyncDispose]());

async function grade(source: string): Promise<TaskResult> {
  const came = await runJob(plan, { 'count.c': encodeText(source) }, { host }, new AbortController().signal);
  assert.ok('status' in came, 'error' in came ? came.error : '');
  const [task] = came.tasks;
  assert.ok(task);
  return task;
}

for (const program of ['enter-without-stack', 'interrupt-return', 'bad-sigreturn']) {
  test(`${program} has a verdict: no points, the reason, and no machine lost for every run there is`, async () => {
    const task = await grade(inOneFile(program));
    assert.equal(task.points, 0);
    assert.deepEqual(task.lost, [
      { run: 'small/one-line', seed: 0 },
      { run: 'small/two-lines', seed: 0 },
    ]);
    const { problems } = task.checks.find(({ name }) => name === 'one-child') ?? {};
    assert.match(problems?.[0] ?? '', /^not run any more, after the machine broke down in small\/one-line and/);
  });
}

test('a program that does it for one input loses the points of that run alone, every time the same', async () => {
  const reference = decodeText(stored.files.reference['count.c'] ?? new Uint8Array(0));
  // Only at the end of file at once: there is nothing to read, and nobody will write.
  const source = `#define main honest\n${reference}\n#undef main
#include <poll.h>
int main(void) {
    struct pollfd input = {.fd = 0, .events = POLLIN};
    poll(&input, 1, -1);
    if (!(input.revents & POLLIN))
        __asm__ volatile("movl $0x1000, %esp\\n .byte 0xc8, 0x10, 0x00, 0x03");
    return honest();
}
`;
  const task = await grade(source);
  assert.deepEqual(task.lost, [{ run: 'empty', seed: 0 }]);
  assert.deepEqual(
    task.checks.filter(({ verdict }) => verdict !== 'passed').map(({ name, problems }) => [name, problems]),
    [['empty', ['the whole machine crashed, twice in the same way, and that counts as a failure of the program']]],
  );
  assert.deepEqual(await grade(source), task);
});
