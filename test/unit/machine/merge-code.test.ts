import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeCode } from '#machine/merge-code.js';
import { blockBytes, listBytes, textBytes } from '#machine/wasm-binary.js';
import { concat, type Bytes } from '#util/bytes.js';

const PREAMBLE = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
/** (i32) -> (), and (i32, i32) -> (). */
const TYPES = listBytes([Uint8Array.of(0x60, 1, 0x7f, 0), Uint8Array.of(0x60, 2, 0x7f, 0x7f, 0)]);
const MEMORY = concat([textBytes('e'), textBytes('m'), Uint8Array.of(2, 0, 1)]);
const LOCAL = [0x20, 0];
const END = 0x0b;

function section(id: number, content: Uint8Array): Bytes {
  return concat([Uint8Array.of(id), blockBytes(content)]);
}

/** As v86 writes one: what it imports, by name and type, and the instructions of its function. */
function moduleOf(imports: readonly (readonly [name: string, type: number])[], code: readonly number[]): Bytes {
  const functions = imports.map(([name, type]) => concat([textBytes('e'), textBytes(name), Uint8Array.of(0, type)]));
  const body = blockBytes(Uint8Array.from([1, 1, 0x7f, ...code, END]));
  return concat([
    Uint8Array.from(PREAMBLE),
    section(1, TYPES),
    section(2, listBytes([...functions, MEMORY])),
    section(3, Uint8Array.of(1, 0)),
    section(7, listBytes([concat([textBytes('f'), Uint8Array.of(0, imports.length)])])),
    section(10, listBytes([body])),
  ]);
}

const call = (number: number): number[] => [0x10, number];
const constant = (value: number): number[] => [0x41, value];

test('each function calls what it called by itself, under the name of its place', () => {
  const told: unknown[] = [];
  const named = (name: string) => (first: number, second: number) => told.push([name, first, second]);
  const first = moduleOf(
    [
      ['one', 1],
      ['two', 1],
    ],
    // br_table, if, a load, f64.const and i64.const: nothing in them is taken for a call, whatever bytes they have.
    [
      ...[0x02, 0x40, 0x02, 0x40, ...LOCAL, 0x0e, 1, 0, 1, END, END],
      ...[0x44, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x1a, 0x42, 0x10, 0x1a],
      ...[...LOCAL, 0x28, 2, 0x10, 0x1a, ...LOCAL, 0x04, 0x40, ...LOCAL, ...constant(1), ...call(1), END],
      ...[...LOCAL, ...constant(0x10), ...call(0)],
    ],
  );
  const second = moduleOf(
    [
      ['two', 1],
      ['three', 1],
    ],
    [...LOCAL, ...constant(2), ...call(0), ...LOCAL, ...constant(3), ...call(1)],
  );
  const module = new WebAssembly.Module(
    mergeCode([
      [7, first],
      [899, second],
    ]),
  );
  assert.deepEqual(
    WebAssembly.Module.exports(module).map(({ name }) => name),
    ['7', '899'],
  );
  const memory = new WebAssembly.Memory({ initial: 1 });
  const e = { one: named('one'), two: named('two'), three: named('three'), m: memory };
  const { exports } = new WebAssembly.Instance(module, { e });
  (exports['7'] as (state: number) => void)(5);
  (exports['899'] as (state: number) => void)(6);
  assert.deepEqual(told, [
    ['two', 5, 1],
    ['one', 5, 0x10],
    ['two', 6, 2],
    ['three', 6, 3],
  ]);
});

test('more than 127 imports of all together have numbers of two bytes', () => {
  const told: string[] = [];
  const names = Array.from({ length: 200 }, (_, index) => `import${index}`);
  const code = names.map(
    (name, index) => [index + 1, moduleOf([[name, 1]], [...LOCAL, ...LOCAL, ...call(0)])] as const,
  );
  const e = {
    m: new WebAssembly.Memory({ initial: 1 }),
    ...Object.fromEntries(names.map((name) => [name, () => told.push(name)])),
  };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(mergeCode(code)), { e });
  for (const place of [200, 1, 129]) (exports[place] as (state: number) => void)(0);
  assert.deepEqual(told, ['import199', 'import0', 'import128']);
});

test('no code is a module without functions', () => {
  assert.deepEqual(WebAssembly.Module.exports(new WebAssembly.Module(mergeCode([]))), []);
});

test('an instruction that v86 does not write, and a module that ends too soon, are refused', () => {
  const indirect = moduleOf([['one', 1]], [0x11, 0, 0]);
  assert.throws(() => mergeCode([[1, indirect]]), /instruction that is not known here: 0x11/);
  assert.throws(() => mergeCode([[1, indirect.subarray(0, 20)]]), /ends too soon/);
});
