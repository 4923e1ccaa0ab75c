// The same at its size: a class of 1,000 through three workers.
import { test } from 'node:test';
import { chaosOf } from '../support/queue/chaos.js';

test('a class of 1,000 through Redis with three workers, with kills on the way, has the reports of one process', async () => {
  await chaosOf({ size: 1000, workers: 3, workerKills: 40, redisKills: 4, graderKills: 3, seed: 17 });
});
