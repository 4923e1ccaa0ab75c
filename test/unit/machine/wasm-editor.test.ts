import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WasmEditor } from '#machine/wasm-editor.js';
import { I32_ADD, I32_CONST, LOCAL_GET } from '#machine/wasm-codes.js';

const FUNCTION_TYPE = 0x60;
const I32 = 0x7f;

/** Imports a function and a table, has a variable, and exports `id`, which returns what it is given. */
const WASM = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 6, 1, FUNCTION_TYPE, 1, I32, 1, I32],
  ...[2, 15, 2, 1, 0x65, 1, 0x66, 0, 0, 1, 0x65, 1, 0x74, 1, 0x70, 0, 1],
  ...[3, 2, 1, 0],
  ...[6, 6, 1, I32, 0, I32_CONST, 7, 0x0b],
  ...[7, 6, 1, 2, 0x69, 0x64, 0, 1],
  ...[10, 8, 1, 6, 1, 1, I32, LOCAL_GET, 0, 0x0b],
);

async function instantiate(editor: WasmEditor): Promise<WebAssembly.Exports> {
  const imports = { e: { f: () => 0, t: new WebAssembly.Table({ element: 'anyfunc', initial: 1 }) } };
  return (await WebAssembly.instantiate(await WebAssembly.compile(editor.bytes()), imports)).exports;
}

test('what is not changed is written as it was', () => {
  assert.deepEqual(new WasmEditor(WASM).bytes(), WASM);
});

test('a variable more can be read and set from outside', async () => {
  const editor = new WasmEditor(WASM);
  assert.equal(editor.addVariable('more', 8191), 1);
  assert.equal(editor.addVariable('less', -64), 2);
  const { more, less } = (await instantiate(editor)) as Record<string, WebAssembly.Global<'i32'>>;
  assert.deepEqual([more?.value, less?.value], [8191, -64]);
});

test('code before a function does what it says first, and a function more can be called from it', async () => {
  const editor = new WasmEditor(WASM);
  const id = editor.function('id') ?? 0;
  assert.equal(id, 1);
  const addOne = editor.addFunction(id, [LOCAL_GET, 0, I32_CONST, 1, I32_ADD]);
  const CALL = 0x10;
  const LOCAL_SET = 0x21;
  editor.prepend(id, [LOCAL_GET, 0, CALL, addOne, LOCAL_SET, 0]);
  const exports = (await instantiate(editor)) as Record<string, (value: number) => number>;
  assert.equal(exports['id']?.(41), 42);
});

test('a function that is not exported has no number, and a file that ends too soon is refused', () => {
  assert.equal(new WasmEditor(WASM).function('jd'), undefined);
  assert.throws(() => new WasmEditor(WASM.slice(0, -3)), RangeError);
});
