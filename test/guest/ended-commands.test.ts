// A command whose work failed, or that was interrupted, ends with all its machines.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { varied } from '../support/classroom/class.js';
import { Folder } from '../support/classroom/take.js';
import { ipclab, MAIN, RUN } from '../support/cli.js';
import { FIXTURES } from '../support/fixtures.js';

const LAB = join(FIXTURES, 'labs/sum');
const reference = readFileSync(join(LAB, 'reference/sum.c'), 'utf8');

/** Sends SIGINT as soon as the command has said something. */
async function interrupted(args: readonly string[], cwd: string): Promise<unknown[]> {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (told === '') child.kill('SIGINT');
    told += chunk.toString();
  });
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return [status, signal, told.split('\n').at(-2)];
}

test('regrade ends when a source is missing, whatever else is under way', async () => {
  using folder = new Folder(
    Object.fromEntries(Array.from({ length: 4 }, (_, index) => [`class/s${index}.c`, varied(reference, index)])),
  );
  const graded = await ipclab(['grade', LAB, 'class', '--out', 'out'], { cwd: folder.path });
  assert.equal(graded.status, 0, graded.stderr.toString());
  const sources = join(folder.path, 'out/sources');
  const [first = ''] = readdirSync(sources);
  rmSync(join(sources, first), { recursive: true });
  const { status, stderr } = await ipclab(['regrade', LAB, 'out', '--jobs', '2'], { cwd: folder.path });
  assert.equal(status, 2);
  assert.match(
    stderr.toString(),
    /^ipclab: out\/sources\/.*: is not there; bring it back, or grade the submissions again\n$/,
  );
});

for (const [name, args] of Object.entries({
  demo: ['demo', 'pipes'],
  'lab check': ['lab', 'check', LAB, '--seeds', '1'],
  'run --seeds': [...RUN, 'sum.c', '--seeds', '500'],
})) {
  test(`Ctrl-C ends ${name} with 130`, async () => {
    using folder = new Folder({ 'sum.c': reference });
    assert.deepEqual(await interrupted(args, folder.path), [130, null, 'ipclab: interrupted']);
  });
}
