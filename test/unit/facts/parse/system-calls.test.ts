import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemCallName } from '#facts/parse/system-calls.js';

test('each machine has numbers of its own', () => {
  assert.equal(systemCallName('i386', 3), 'read');
  assert.equal(systemCallName('x86_64', 3), 'close');
  assert.equal(systemCallName('i386', 0), 'restart_syscall');
  assert.equal(systemCallName('x86_64', 0), 'read');
});

test('what only says how wide something is, is no part of the name', () => {
  const names = { 422: 'futex', 414: 'ppoll', 142: 'select', 221: 'fcntl', 187: 'sendfile', 180: 'pread' };
  for (const [number, name] of Object.entries(names)) assert.equal(systemCallName('i386', Number(number)), name);
});

test('a number that is not in the table, and a machine that is not known, are told as numbers', () => {
  assert.equal(systemCallName('i386', 9999), 'call 9999');
  assert.equal(systemCallName('riscv', 3), 'call 3');
});
