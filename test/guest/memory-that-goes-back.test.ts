// A machine that goes back has the memory that it had, to the byte, and no more of it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { compile } from '#guest/compile.js';
import { runJob } from '#guest/run-job.js';
import { openImage } from '#hosts/node/image.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { GuestMachine } from '#machine/guest-machine.js';
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

const size = (): number => Math.max(...memories.map(({ buffer }) => buffer.byteLength));

function digest(): string {
  const largest = memories.find(({ buffer }) => buffer.byteLength === size());
  return createHash('sha256')
    .update(new Uint8Array(largest?.buffer ?? new ArrayBuffer(0)))
    .digest('hex');
}

const { compiler } = (await openImage()).manifest;
const directory = '/tmp';

/** Processes with memory of their own and together, a pipe, a file that is mapped, a signal, and a page that is executed. */
const BUSY = `#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
static void handle(int signal) { (void)signal; }
int main(void) {
    FILE *file = fopen("file", "w+");
    int fds[2];
    char *common, *mapped, *code, text[9000] = "";
    signal(SIGUSR1, handle);
    fputs("what stays in the page cache", file);
    fflush(file);
    ftruncate(fileno(file), 8192);
    mapped = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(file), 0);
    common = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    code = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memcpy(code, "\\xb8\\x07\\0\\0\\0\\xc3", 6);
    pipe(fds);
    for (int child = 0; child < 4; child++) {
        if (fork() == 0) {
            memset(malloc(300000), child, 300000);
            memset(common + child * 65536, child + 1, 65536);
            mapped[child + 4096]++;
            write(fds[1], text, sizeof text);
            kill(getppid(), SIGUSR1);
            _exit(((int (*)(void))code)());
        }
    }
    for (int left = 4 * sizeof text; left > 0;) {
        int got = read(fds[0], text, sizeof text);
        if (got > 0) left -= got;
    }
    while (wait(NULL) > 0);
    return ((int (*)(void))code)();
}`;

async function compileAndRun({ agent }: GuestMachine): Promise<void> {
  await agent.put({ path: `${directory}/t.c` }, encodeText(BUSY));
  await compile(agent, { compiler, directory, sources: ['t.c'], output: 't' });
  assert.equal((await runJob(agent, { argv: ['./t'], directory })).status.exit, 7);
}

const start = (): Promise<GuestMachine> => startHere({ kind: 'virtual', seed: 0, start: VIRTUAL_START });

test('after a reset the memory is that of a machine that was started anew, and no larger', async () => {
  const machine = await start();
  const [size0, digest0] = [size(), digest()];
  for (let round = 0; round < 3; round++) {
    await machine.during(async () => {
      await compileAndRun(machine);
      assert.notEqual(digest(), digest0);
      await machine.reset();
    });
    assert.equal(digest(), digest0);
  }
  assert.equal(size(), size0);
  await machine.during(() => machine.save());
});

test('after it went back to a moment the memory is that of the moment', async () => {
  const machine = await start();
  await machine.during(async () => {
    await compileAndRun(machine);
  });
  await machine.mark();
  const marked = digest();
  for (let round = 0; round < 3; round++) {
    await machine.during(() => compileAndRun(machine));
    await machine.goBack();
    assert.equal(digest(), marked);
  }
  await machine.during(() => machine.save());
});
