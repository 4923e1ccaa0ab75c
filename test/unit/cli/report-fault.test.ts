// A fault of our own, told by the command as a shell runs it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { ipclab, MAIN } from '../../support/cli.js';

/** A module that breaks something before the command begins. */
function broken(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

const THROWS = broken(`process.stdout.write = () => { throw new TypeError('x is\\u001b not a function'); }`);
const REJECTS = broken(
  `process.stdout.write = () => { void Promise.reject(new TypeError('x is\u001b not a function')); return true; }`,
);

for (const [what, module] of Object.entries({ 'what a command throws': THROWS, 'what nobody awaits': REJECTS })) {
  test(`${what} is a fault of ipclab: its place, where to report it, and status 125`, async () => {
    const child = spawn(process.execPath, ['--import', module, MAIN, 'list'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    assert.deepEqual(await once(child, 'close'), [125, null]);
    assert.match(told, /^ipclab: a fault of ipclab itself: TypeError: x is\\x1b not a function\nipclab list, Node v/);
    assert.match(told, /\n +at /);
    assert.match(told, /Please report it, with all of this text, to the maintainers of ipclab\.\n$/);
  });
}

test('a wrong call stays one sentence and status 2', async () => {
  const { status, stderr } = await ipclab(['show', 'no/such']);
  assert.equal(status, 2);
  assert.match(stderr.toString(), /^ipclab: there is no example and no topic no\/such; [^\n]+\n$/);
});

test('a reader that goes away is no fault', async () => {
  const child = spawn(process.execPath, [MAIN, 'show', 'pipes/loopback'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const [status] = (await once(child, 'close')) as [number];
  assert.equal(told, '');
  assert.equal(status, 141);
});
