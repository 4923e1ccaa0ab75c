import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseElf } from '#elf/file.js';
import { symbolsOf } from '#elf/symbols.js';
import { compiled } from '../../support/native-compiler.js';

test('an object says what it defines and what it needs', () => {
  const object = compiled(
    'int given; static int own; extern int wanted; int main(void) { return wanted + own; }\n' +
      '__attribute__((weak)) void may(void) { given = 1; }',
    ['-c'],
  );
  const elf = parseElf(object);
  assert.ok(elf);
  const found = Object.fromEntries(symbolsOf(elf).map((symbol) => [symbol.name, symbol]));
  const says = (name: string): unknown[] => {
    const { kind, isGlobal, isDefined, isWeak } = found[name] ?? {};
    return [kind, isGlobal, isDefined, isWeak];
  };
  assert.deepEqual(says('main'), ['function', true, true, false]);
  assert.deepEqual(says('given'), ['object', true, true, false]);
  assert.deepEqual(says('own'), ['object', false, true, false]);
  assert.deepEqual(says('may'), ['function', true, true, true]);
  assert.deepEqual(says('wanted').slice(1), [true, false, false]);
});

test('what is no ELF file, or breaks off, is none', () => {
  const object = compiled('int x;', ['-c']);
  assert.equal(parseElf(new Uint8Array(0)), undefined);
  assert.equal(parseElf(new Uint8Array(64)), undefined);
  for (let size = 0; size < object.length; size += 7) {
    const elf = parseElf(object.subarray(0, size));
    if (elf) symbolsOf(elf);
  }
});
