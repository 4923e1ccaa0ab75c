// The collection of bugs: each fails under its bound and its story names a line; mended, none does under all schedules of the bound.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { test } from 'node:test';
import { exploreProgram, type Explored, type Found } from '#hosts/worker/exploring.js';
import { openImage } from '#hosts/node/image.js';
import { machinesOf } from '#hosts/node/launch.js';
import { BUG_COLLECTION, requestOfBug, type Bug } from '../support/bugs.js';

const image = await openImage('tcc');

async function exploreBug(bug: Bug, flags: readonly string[], stopsAtFailure: boolean): Promise<Explored> {
  const request = await requestOfBug(bug, readFile, flags);
  return exploreProgram(machinesOf(image), request, {
    concurrency: availableParallelism(),
    strategy: 'systematic',
    bound: bug.bound,
    depth: 1,
    runs: 1,
    seed: 1,
    enemies: bug.enemy ? [bug.enemy] : [],
    output: 'exact',
    stopsAtFailure,
    isOver: () => false,
    sourceOf: () => '',
    records: true,
  });
}

const storyOf = ({ story }: Found): string => story.map(({ sentence }) => sentence).join();

for (const bug of BUG_COLLECTION) {
  test(`${bug.name} fails with ${bug.enemy ?? `${bug.bound} preemptions`}, and not without`, async () => {
    const { found } = await exploreBug(bug, [], true);
    assert.equal(found?.failure.kind, bug.failure);
    assert.ok(found.failure.schedule.preemptions.length > 0);
    assert.match(storyOf(found), /line \d+/);
    // It came to the same with the recorder on.
    assert.ok(found.recorded?.failing && found.recorded.passing);
  });

  test(`${bug.name}, mended, never fails`, async () => {
    const { found, isComplete } = await exploreBug(bug, ['-DMENDED'], false);
    assert.equal(found, null, found ? storyOf(found) : '');
    assert.equal(isComplete, true);
  });
}
