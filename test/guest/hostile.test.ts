// The corpus of hostile programs: each gets its verdict, and leaves nothing behind for the next run.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Assault } from '../support/hostile/attack.js';
import { readCorpus } from '../support/hostile/corpus.js';
import { Arena } from '../support/hostile/arena.js';

/** Machines at a time. */
const MACHINES = 2;

const corpus = await readCorpus();
const arena = await Arena.open(MACHINES);
after(() => arena.close());

test('there are sixty attacks or more, and each has a name of its own', () => {
  assert.ok(corpus.length >= 60);
  assert.equal(new Set(corpus.map(({ name }) => name)).size, corpus.length);
});

describe('a hostile program gets its verdict, and the next one is an honest one', { concurrency: MACHINES }, () => {
  for (const attack of corpus) {
    test(attack.name, async () => {
      await arena.with(async (seat) => {
        const { problems, lost } = await new Assault(attack, arena.compiler).on(seat.machine);
        if (lost) await seat.replace();
        assert.deepEqual([...problems, ...(await seat.whatIsDifferent())], []);
      });
    });
  }
});
