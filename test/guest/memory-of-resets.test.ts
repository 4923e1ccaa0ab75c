// A machine that goes back to its snapshot has the memory that it had.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from '#guest/compile.js';
import { runJob } from '#guest/run-job.js';
import { openImage } from '#hosts/node/image.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { encodeText } from '#util/bytes.js';
import { startHere } from '../support/machine-here.js';

/** Of everything that is instantiated here. */
const memories: WebAssembly.Memory[] = [];
const instantiate: (module: WebAssembly.Module, imports?: WebAssembly.Imports) => Promise<WebAssembly.Instance> =
  WebAssembly.instantiate.bind(WebAssembly);
Object.assign(WebAssembly, {
  instantiate: async (module: WebAssembly.Module, imports?: WebAssembly.Imports) => {
    const instance = await instantiate(module, imports);
    const { memory } = instance.exports;
    if (memory instanceof WebAssembly.Memory) memories.push(memory);
    return instance;
  },
});

test('programs that are compiled and run between resets do not make it larger', async () => {
  const { compiler } = (await openImage()).manifest;
  const machine = await startHere({ kind: 'virtual', seed: 0, start: VIRTUAL_START });
  const size = (): number => Math.max(...memories.map(({ buffer }) => buffer.byteLength));
  const before = size();
  for (let round = 0; round < 3; round++) {
    await machine.during(async () => {
      const { agent } = machine;
      const directory = '/tmp';
      await agent.put({ path: `${directory}/t.c` }, encodeText('int main(void){return 7;}'));
      await compile(agent, { compiler, directory, sources: ['t.c'], output: 't' });
      assert.equal((await runJob(agent, { argv: ['./t'], directory })).status.exit, 7);
      await machine.reset();
    });
  }
  assert.equal(size(), before);
  await machine.during(() => machine.save());
});
