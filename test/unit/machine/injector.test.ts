// A processor that makes system calls, and what becomes of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Injector } from '#machine/injector.js';
import { EAX, EBX, ECX, EDX } from '#machine/processor.js';
import type { FaultName } from '#machine/schedule.js';

const ENTRY = 0xc100_0000;
const READ = 3;
const GETPID = 20;
const KILL = 37;
const SOCKETCALL = 102;
const program = { inProgram: true, space: 1, threadData: 7, instruction: 0xb000_0010 };
const kernel = { ...program, inProgram: false, instruction: ENTRY };
/** Behind the instruction of two bytes that made the call. */
const back = { ...program, instruction: 0xb000_0020 };

class FakeProcessor {
  inProgram = true;
  space = 0;
  threadData = 0;
  instruction = 0;
  readonly callEntries = [ENTRY];
  readonly registers = new Map<number, number>();
  /** What stands before a call's return. */
  word = 0x80cd;

  register = (number: number): number => this.registers.get(number) ?? 0;
  setRegister = (number: number, value: number): void => void this.registers.set(number, value);
  jump = (address: number): void => void (this.instruction = address);
  read = (): number => this.word;
  write = (_: number, value: number): void => void (this.word = value);
}

function injecting(fault: FaultName): { processor: FakeProcessor; look: (at: number, state: object) => void } {
  const processor = new FakeProcessor();
  let now = 0;
  const injector = new Injector(processor, () => now, [{ at: 50 }, { at: 100, fault }]);
  const look = (at: number, state: object): void => {
    now = at;
    Object.assign(processor, state);
    injector.returned();
    injector.entered();
  };
  return { processor, look };
}

test('a call before the instant is what it is, and the first one after it fails with EINTR and does nothing', () => {
  const { processor, look } = injecting('EINTR');
  processor.setRegister(EAX, READ);
  look(90, program);
  look(95, kernel);
  assert.equal(processor.register(EAX), READ);
  look(100, program);
  look(104, kernel);
  assert.equal(processor.register(EAX), GETPID);
  processor.setRegister(EAX, 1234);
  // Somebody else runs, and a handler of its own: neither is its return.
  look(110, { ...back, space: 2 });
  look(112, { ...program, instruction: 0x0804_8000 });
  assert.equal(processor.register(EAX), 1234);
  look(120, back);
  assert.equal(processor.register(EAX), -4);
  processor.setRegister(EAX, READ);
  look(130, kernel);
  assert.equal(processor.register(EAX), READ);
});

test('a process that is to be killed makes its call again, as a kill of itself', () => {
  const { processor, look } = injecting('kill');
  look(100, program);
  look(104, kernel);
  processor.setRegister(EAX, 1234);
  look(120, back);
  assert.deepEqual([EAX, EBX, ECX].map(processor.register), [KILL, 1234, 9]);
  assert.equal(processor.instruction, back.instruction - 2);
});

test('what there is no memory or no room for fails with its own error', () => {
  for (const [fault, error] of [
    ['ENOMEM', -12],
    ['EAGAIN', -11],
  ] as const) {
    const { processor, look } = injecting(fault);
    look(100, program);
    look(104, kernel);
    assert.equal(processor.register(EAX), GETPID);
    look(120, back);
    assert.equal(processor.register(EAX), error);
  }
});

test('a call that is to move fewer bytes is told so, and its own number is put back', () => {
  const { processor, look } = injecting('short');
  processor.setRegister(EAX, READ);
  processor.setRegister(EDX, 8);
  look(100, program);
  look(104, kernel);
  assert.deepEqual([EAX, EDX].map(processor.register), [READ, 1]);
  processor.setRegister(EAX, 1);
  look(120, back);
  assert.deepEqual([EAX, EDX].map(processor.register), [1, 8]);

  const socket = injecting('short');
  socket.processor.setRegister(EAX, SOCKETCALL);
  socket.processor.setRegister(EDX, 77);
  socket.processor.word = 8;
  socket.look(100, program);
  socket.look(104, kernel);
  assert.deepEqual([socket.processor.word, socket.processor.register(EDX)], [1, 77]);
  socket.look(120, back);
  assert.equal(socket.processor.word, 8);
});

test('entering the kernel for anything but a call is no call', () => {
  const { processor, look } = injecting('EINTR');
  look(100, program);
  look(104, { ...kernel, instruction: ENTRY + 0x100 });
  assert.equal(processor.register(EAX), 0);
});
