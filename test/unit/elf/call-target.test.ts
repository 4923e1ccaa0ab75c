import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calleeBefore } from '#elf/call-target.js';
import { parseElf } from '#elf/file.js';
import { symbolsOf } from '#elf/symbols.js';
import { compiled } from '../../support/native-compiler.js';

// Calls a function of its own, one of another file, and one by its address.
const SOURCE = `
.text
.globl g
.type g, @function
.hidden h
h:  ret
g:  call h
    call other@PLT
    call *%eax
    ret
`;

test('a call is known by its target, and one of another file by the name behind the stub', () => {
  const elf = parseElf(compiled(SOURCE, ['-m32', '-nostdlib', '-shared'], 't.S'));
  assert.ok(elf);
  const addressOf = (wanted: string): number => symbolsOf(elf).find(({ name }) => name === wanted)?.value ?? 0;
  const g = addressOf('g');
  assert.deepEqual(calleeBefore(elf, g + 5), { address: addressOf('h') });
  assert.deepEqual(calleeBefore(elf, g + 10), { name: 'other' });
  for (const elsewhere of [g, g + 7, g + 12, 0]) assert.equal(calleeBefore(elf, elsewhere), undefined);
});
