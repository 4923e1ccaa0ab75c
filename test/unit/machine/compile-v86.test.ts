import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileV86, SLICE } from '#machine/compile-v86.js';
import { v86Wasm } from '#hosts/node/v86.js';
import { IpclabError } from '#util/error.js';

/** `i32.const 100003`, as it stands in v86. */
const TIMERS = [0x41, 0xa3, 0x8d, 0x06];

function refused(error: unknown): boolean {
  return (
    error instanceof IpclabError &&
    error.code === 'image-corrupt' &&
    /constant 100003 .* exactly one/.test(error.message)
  );
}

test('the v86 that is installed has both constants once, and still compiles', async () => {
  const wasm = await v86Wasm();
  assert.ok((await compileV86(wasm, 20_000)) instanceof WebAssembly.Module);
});

test('how often timers are looked at is a variable that can be set', async () => {
  const exports = WebAssembly.Module.exports(await compileV86(await v86Wasm()));
  assert.deepEqual(
    exports.find(({ name }) => name === SLICE),
    { name: SLICE, kind: 'global' },
  );
});

test('a v86 without the constant is refused', async () => {
  await assert.rejects(async () => compileV86(Uint8Array.of(0, 1, 2)), refused);
});

test('a v86 where the constant stands twice is refused', async () => {
  await assert.rejects(async () => compileV86(Uint8Array.from([...TIMERS, 0, ...TIMERS])), refused);
});
