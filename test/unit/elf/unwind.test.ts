import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseElf } from '#elf/file.js';
import { symbolsOf } from '#elf/symbols.js';
import { callerOf } from '#elf/unwind.js';
import { compiled } from '../../support/native-compiler.js';

// Pushes ebp, makes it the frame's, makes room, and takes all back.
const SOURCE = `
.text
.globl f
.type f, @function
f:
    .cfi_startproc
    push %ebp
    .cfi_def_cfa_offset 8
    .cfi_offset ebp, -8
    mov %esp, %ebp
    .cfi_def_cfa_register ebp
    sub $16, %esp
    nop
    leave
    .cfi_def_cfa esp, 4
    .cfi_restore ebp
    ret
    .cfi_endproc
.size f, .-f
`;
const STACK = 0x1000;

test('the caller is found from each instruction of a function', () => {
  const elf = parseElf(compiled(SOURCE, ['-m32', '-c'], 't.S'));
  const code = parseElf(compiled(SOURCE, ['-m32', '-nostdlib', '-static', '-Wl,-e,f'], 't.S'));
  assert.ok(elf && code);
  const start = symbolsOf(code).find(({ name }) => name === 'f')?.value ?? 0;
  // The return address at 0x1020, the caller's ebp below it.
  const memory = new Map([
    [0x1020, 0x8049abc],
    [0x101c, 0x2000],
  ]);
  const caller = (at: number, stackPointer: number, basePointer: number): unknown =>
    callerOf(
      code,
      start + at,
      { instruction: start + at, stackPointer, basePointer },
      { read: (address) => memory.get(address), returnsFrom: () => false },
    );
  const expected = { instruction: 0x8049abc, stackPointer: 0x1024, basePointer: 0x2000 };
  assert.deepEqual(caller(0, 0x1020, 0x2000), expected, 'at its beginning');
  assert.deepEqual(caller(1, 0x101c, 0x2000), expected, 'after the push');
  assert.deepEqual(caller(3, 0x101c, 0x101c), expected, 'with a frame');
  assert.deepEqual(caller(6, 0x100c, 0x101c), expected, 'with room');
  assert.deepEqual(caller(8, 0x1020, 0x2000), expected, 'before the return');
  const unknown = { instruction: start + 6, stackPointer: STACK };
  assert.equal(
    callerOf(code, start + 6, unknown, { read: () => 1, returnsFrom: () => false }),
    undefined,
    'without its ebp',
  );
  assert.equal(
    callerOf(code, start + 100, unknown, { read: () => 1, returnsFrom: () => true }),
    undefined,
    'outside of it',
  );
});

test('without its ebp, the caller is who called this very function, above its room and what it pushed', () => {
  const code = parseElf(compiled(SOURCE, ['-m32', '-nostdlib', '-static', '-Wl,-e,f'], 't.S'));
  assert.ok(code);
  const start = symbolsOf(code).find(({ name }) => name === 'f')?.value ?? 0;
  // An address that an earlier call of f left in its room, two arguments below which it stands, and the real one.
  const memory = new Map([
    [0x1008, 0x8048111],
    [0x101c, 0x2000],
    [0x1020, 0x8049abc],
  ]);
  const surroundings = {
    read: (address: number) => memory.get(address),
    returnsFrom: (of: number, address: number) => of === start && [0x8048111, 0x8049abc].includes(address),
  };
  const frame = { instruction: start + 6, stackPointer: 0x1004 };
  const caller = { instruction: 0x8049abc, stackPointer: 0x1024, basePointer: 0x2000 };
  assert.deepEqual(callerOf(code, start + 6, frame, surroundings), caller);
  assert.equal(callerOf(code, start + 6, frame, { ...surroundings, returnsFrom: () => false }), undefined);
});

// Says where ebx is by an expression, whose bytes are no instructions of their own.
const WITH_EXPRESSION = `
.text
.globl f
.type f, @function
f:
    .cfi_startproc
    push %ebp
    .cfi_def_cfa_offset 8
    .cfi_offset ebp, -8
    .cfi_escape 0x16, 3, 2, 0x75, 0x2d
    nop
    .cfi_endproc
.size f, .-f
`;

test('an expression among the rules is passed over, to its last byte', () => {
  const code = parseElf(compiled(WITH_EXPRESSION, ['-m32', '-nostdlib', '-static', '-Wl,-e,f'], 't.S'));
  assert.ok(code);
  const start = symbolsOf(code).find(({ name }) => name === 'f')?.value ?? 0;
  const frame = { instruction: start + 1, stackPointer: STACK };
  assert.deepEqual(callerOf(code, start + 1, frame, { read: (address) => address, returnsFrom: () => false }), {
    instruction: STACK + 4,
    stackPointer: STACK + 8,
    basePointer: STACK,
  });
});
