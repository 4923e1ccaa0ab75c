// When the page looks at a program, and what stays of it; the clock is the test's own.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { NO_FACTS } from '#facts/no-facts.js';
import type { Facts, Process } from '#facts/types.js';
import { Watch } from '../../../../web/src/evidence/watch.js';
import { headingOf } from '../../../../web/src/evidence/words.js';

const LEFT: Facts = { ...NO_FACTS, sharedMemory: [{ id: 1, key: 2, size: 4096, attached: 0 }] };
const program = (state: string): Facts => {
  const call = state === 'R' ? null : { name: 'pause', arguments: [], operand: null };
  const threads = [{ id: 5, state, wait: null, call, mapping: null }];
  const rest = { parent: 0, directory: '/', threadCount: 1, descriptorCount: 0, descriptors: [] };
  const one: Process = { pid: 5, name: 'main', state, threads, ...rest };
  return { ...NO_FACTS, processes: [one] };
};

/** Lets what was asked be answered. */
const answered = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function watchOf(facts: Facts): { watch: Watch; there: { facts: Facts; looks: number }; kinds: () => string[] } {
  const there = { facts, looks: 0 };
  const watch = new Watch(
    async () => {
      there.looks++;
      return there.facts;
    },
    () => false,
  );
  const kinds = (): string[] => watch.seen.value.map(({ kind, over = false }) => (over ? `was ${kind}` : kind));
  return { watch, there, kinds };
}

async function silence(ms: number): Promise<void> {
  mock.timers.tick(ms);
  await answered();
}

describe('what the page sees of a program', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('what a program waited for stays after Stop, with what it left behind, until another program runs', async () => {
    const { watch, there, kinds } = watchOf(program('S'));
    watch.running = true;
    await silence(1000);
    assert.deepEqual(kinds(), ['blocked']);
    await watch.stopping();
    watch.active(2); // the terminal shows ^C
    there.facts = LEFT;
    watch.running = false;
    assert.deepEqual(kinds(), ['was blocked']);
    await watch.ended();
    assert.deepEqual(kinds(), ['was blocked', 'left']);
    watch.running = true;
    assert.deepEqual(kinds(), []);
  });

  it('with another project what is over is forgotten, and a program that still runs is seen on', async () => {
    const { watch, there, kinds } = watchOf(program('S'));
    watch.running = true;
    await silence(1000);
    watch.forgetPast();
    assert.deepEqual(kinds(), ['blocked']);
    await watch.stopping();
    there.facts = LEFT;
    watch.running = false;
    await watch.ended();
    assert.deepEqual(kinds(), ['was blocked', 'left']);
    watch.forgetPast();
    assert.deepEqual(kinds(), []);
  });

  it('a program that is stopped before anybody looked is looked at first', async () => {
    const { watch, there, kinds } = watchOf(program('R'));
    watch.running = true;
    const looked = watch.stopping();
    there.facts = NO_FACTS;
    watch.running = false;
    await looked;
    await watch.ended();
    assert.deepEqual(kinds(), ['was computing']);
  });

  it('what is left behind is told after each run, also of one that printed to its end', async () => {
    const { watch, there, kinds } = watchOf(program('R'));
    watch.running = true;
    watch.active(100);
    there.facts = LEFT;
    watch.running = false;
    await watch.ended();
    assert.deepEqual(kinds(), ['left']);
    assert.match(headingOf({ kind: 'left', sentences: [] }), /left behind/);
  });

  it('a loop is told once it has computed for several looks, and not when it prints', async () => {
    const { watch, kinds } = watchOf(program('R'));
    watch.running = true;
    await silence(1000);
    await silence(1500);
    assert.deepEqual(kinds(), []);
    await silence(2250);
    assert.deepEqual(kinds(), ['computing']);
    watch.active(1);
    assert.deepEqual(kinds(), []);
  });

  it('a flood is told by its bytes, once, and nobody looks into it', async () => {
    const { watch, there, kinds } = watchOf(program('R'));
    watch.running = true;
    for (let sent = 0; sent <= 250_000; sent += 4096) watch.active(4096);
    const { looks } = there;
    watch.active(4096);
    await silence(60_000);
    assert.deepEqual(kinds(), ['flood']);
    assert.equal(there.looks, looks);
    await watch.stopping();
    watch.running = false;
    there.facts = NO_FACTS;
    await watch.ended();
    assert.deepEqual(kinds(), ['was flood']);
  });

  it('while nothing runs nobody looks', async () => {
    const { watch, there } = watchOf(NO_FACTS);
    watch.active(10);
    await silence(60_000);
    assert.equal(there.looks, 0);
  });
});
