// The corpus of hostile programs: each gets its verdict, and leaves nothing behind for the next run.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Arena, REAL, VIRTUAL } from '../support/hostile/arena.js';
import { Assault } from '../support/hostile/attack.js';
import { happensMeanwhile, readCorpus, type Attack } from '../support/hostile/corpus.js';

/** Machines at a time. */
const MACHINES = 2;

const corpus = await readCorpus();

test('there are sixty attacks or more, and each has a name of its own', () => {
  assert.ok(corpus.length >= 60);
  assert.equal(new Set(corpus.map(({ name }) => name)).size, corpus.length);
});

describe('a hostile program gets its verdict, and leaves nothing behind', { concurrency: MACHINES }, () => {
  const arena = Arena.open(MACHINES, VIRTUAL);
  after(async () => (await arena).close());
  for (const attack of corpus.filter((each) => !happensMeanwhile(each))) fight(attack, arena);
});

describe('so does one that goes on while the host reads its files', () => {
  const arena = Arena.open(1, REAL);
  after(async () => (await arena).close());
  for (const attack of corpus.filter(happensMeanwhile)) fight(attack, arena);
});

/** Runs the attack, then an honest program, and looks whether the guest is what it was. */
function fight(attack: Attack, arena: Promise<Arena>): void {
  test(attack.name, async () => {
    await (
      await arena
    ).with(async (seat) => {
      const { problems, lost } = await new Assault(attack, seat.compiler).on(seat.machine);
      if (lost) await seat.replace();
      assert.deepEqual([...problems, ...(await seat.whatIsDifferent())], []);
    });
  });
}
