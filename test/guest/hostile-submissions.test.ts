// The corpus of hostile programs, handed in: not one gets a point, and none changes what the next gets.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { openImage } from '../../src/hosts/node/image.js';
import { prepareLab } from '../../src/hosts/node/lab-plan.js';
import { MachinePool } from '../../src/hosts/worker/machine-pool.js';
import type { StoredLab } from '../../src/hosts/node/lab.js';
import { launch } from '../../src/hosts/node/launch.js';
import { VIRTUAL_START } from '../../src/hosts/worker/virtual-start.js';
import { parseLab } from '../../src/grading/parse-lab.js';
import { encodeText } from '../../src/util/bytes.js';
import { IpclabError } from '../../src/util/error.js';
import { filesOf } from '../support/hostile/attack.js';
import { readCorpus } from '../support/hostile/corpus.js';

/** Machines at a time. */
const MACHINES = 2;

const corpus = (await readCorpus()).filter((attack) => attack.sources === undefined);
const headers = ['forged.h', 'tell.h'].map((name) => ({ name, optional: true }));

// Points for an answer, and then for what a program that does nothing has, too.
const metadata = {
  title: 'Counting down',
  tasks: [
    {
      name: 'count',
      title: 'Three to one',
      files: ['main.c', ...headers],
      programs: { main: {} },
      runs: [
        { name: 'plain', wallLimit: 3000, parties: [{ command: ['main'], stdin: '3\n' }] },
        { name: 'traced', wallLimit: 3000, parties: [{ command: ['main'], stdin: '3\n' }], trace: true },
      ],
      checks: [
        {
          name: 'answer',
          title: 'It counts',
          points: 3,
          run: ['plain', 'traced'],
          expect: { end: { exit: 0 }, stdout: { equals: '3\n2\n1\n' } },
        },
        {
          name: 'clean',
          title: 'It leaves nothing',
          points: 2,
          needs: ['answer'],
          run: 'plain',
          expect: { stderr: { equals: '' }, seen: { objects: { max: 0 }, processes: { max: 0 } } },
        },
        {
          name: 'alone',
          title: 'It makes no process',
          points: 1,
          needs: ['answer'],
          run: 'traced',
          expect: { calls: { execve: { max: 0 } }, forks: { max: 0 } },
        },
      ],
    },
  ],
};
const honest = encodeText(`#include <stdio.h>
int main(void) {
    int n;
    if (scanf("%d", &n) != 1)
        return 1;
    while (n > 0)
        printf("%d\\n", n--);
    return 0;
}
`);

const image = await openImage();
const clock = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;
const stored: StoredLab = {
  name: 'count',
  folder: '',
  where: 'count/lab.json',
  lab: parseLab(JSON.stringify(metadata), 'count/lab.json'),
  statement: '',
  files: { starter: {}, reference: {}, hidden: {}, inputs: {}, wrong: {} },
};
const lab = await prepareLab(stored, image);

describe('a hostile submission gains nothing', { concurrency: MACHINES }, () => {
  const machines = new MachinePool(() => launch(image, { clock }));
  after(() => machines[Symbol.asyncDispose]());
  const usual = machines.use((machine) => machine.grade({ lab, files: { 'main.c': honest } }));

  test('an honest one has all points', async () => {
    assert.equal((await usual).tasks[0]?.points, 6);
  });

  for (const attack of corpus) {
    test(attack.name, async () => {
      const files = Object.fromEntries(
        (await filesOf(attack)).map(([name, content]) => [name === `${attack.name}.c` ? 'main.c' : name, content]),
      );
      const before = await usual;
      await machines
        .use(async (machine) => {
          const { tasks } = await machine.grade({ lab, files });
          assert.equal(
            tasks.reduce((sum, { points }) => sum + points, 0),
            0,
          );
          assert.deepEqual(await machine.grade({ lab, files: { 'main.c': honest } }), before);
        })
        .catch((error: unknown) => {
          // A machine that is gone gives no verdict at all.
          if (!(error instanceof IpclabError) || !['machine-lost', 'deadline'].includes(error.code)) throw error;
        });
    });
  }
});
