// One machine goes back to its snapshot ten thousand times.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { decodeText } from '#util/bytes.js';
import { compileText } from '../support/fixtures.js';

const RESETS = 10_000;
/** Every so many resets something is compiled and run in between. */
const WORK_EVERY = 50;
/** From this reset on memory may not grow: what is kept from the first ones is there by then. */
const SETTLED = 1000;

const HELLO = '#include <stdio.h>\nint main(void){puts("hello");return 0;}';

test(`${RESETS} resets: each machine is the same, none fails, and memory does not grow`, async (t) => {
  const image = await openImage();
  await using machine = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
  const fresh = new Set<number>();
  const worked = new Set<number>();
  const memory: number[] = [];
  for (let reset = 1; reset <= RESETS; reset++) {
    if (reset % WORK_EVERY === 0) {
      const { stdout } = await machine.run({ argv: [await compileText(machine, 'hello', HELLO)] });
      assert.equal(decodeText(stdout), 'hello\n');
      worked.add((await machine.account()).instructions);
    }
    await machine.reset();
    fresh.add((await machine.account()).instructions);
    if (reset % SETTLED === 0) memory.push(process.memoryUsage().rss);
  }
  assert.deepEqual([fresh.size, worked.size], [1, 1]);
  const [settled = 0] = memory;
  t.diagnostic(
    `resident MB after each ${SETTLED} resets: ${memory.map((bytes) => Math.round(bytes / 1e6)).join(', ')}`,
  );
  // Less than half of one machine's worth.
  assert.ok(Math.max(...memory) - settled < 30e6, `resident bytes after each ${SETTLED} resets: ${memory.join(', ')}`);
});
