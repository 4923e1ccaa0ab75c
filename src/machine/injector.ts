// Faults that happen to a program at a chosen system call, made from outside of the guest.
import { EAX, EBX, ECX, type Processor } from './processor.js';
import type { FaultName, Preemption } from './schedule.js';

/** Numbers of system calls. */
const GETPID = 20;
const KILL = 37;
const SIGKILL = 9;
const EINTR = 4;
/** `int 0x80`, as a word of the guest's memory begins, and its size. */
const INT_80 = 0x80cd;
const CALL_SIZE = 2;
/** An address within a call's own stub, bytes from where it was made. */
const STUB = 64;

type Steered = Pick<
  Processor,
  'inProgram' | 'instruction' | 'space' | 'threadData' | 'callEntries' | 'register' | 'setRegister' | 'jump' | 'read'
>;

interface Thread {
  readonly space: number;
  readonly threadData: number;
  /** Where it made its call. */
  readonly instruction: number;
}

/**
 * A call that is to fail is exchanged for getpid, which does nothing, and its result for the error. A process that is to be killed
 * learns its number by that same call, makes it a second time as a kill of itself, and never comes back. The guest's kernel does all
 * of it as it would by itself; nothing is changed but registers, at instants that are the same each time.
 */
export class Injector {
  readonly #processor: Steered;
  readonly #now: () => number;
  #faults: readonly { readonly at: number; readonly fault: FaultName }[];
  #entries: readonly number[] = [];
  /** Who executed a program last, and the one whose call was exchanged. */
  #last: Thread | undefined;
  #pending: { readonly thread: Thread; readonly fault: FaultName } | undefined;

  /** @param now instructions since the run began */
  constructor(processor: Steered, now: () => number, preemptions: readonly Preemption[]) {
    this.#processor = processor;
    this.#now = now;
    this.#faults = preemptions.flatMap(({ at, fault }) => (fault ? [{ at, fault }] : []));
  }

  /** Before anybody else looks: a call that comes back has the result that it should have. */
  returned(): void {
    const processor = this.#processor;
    if (!processor.inProgram) return;
    const { space, threadData, instruction } = processor;
    const { thread, fault } = this.#pending ?? {};
    const isBack =
      thread?.space === space && thread.threadData === threadData && Math.abs(instruction - thread.instruction) < STUB;
    if (isBack) {
      this.#pending = undefined;
      if (fault === 'kill') this.#kill(instruction);
      else processor.setRegister(EAX, -EINTR);
    }
    this.#last = { space, threadData, instruction };
  }

  /** After everybody else has looked: the call that is being made becomes another. */
  entered(): void {
    const [next] = this.#faults;
    const processor = this.#processor;
    if (!next || this.#pending || !this.#last || this.#now() < next.at || processor.inProgram) return;
    if (this.#entries.length === 0) this.#entries = processor.callEntries;
    if (!this.#entries.includes(processor.instruction)) return;
    this.#faults = this.#faults.slice(1);
    this.#pending = { thread: this.#last, fault: next.fault };
    processor.setRegister(EAX, GETPID);
  }

  #kill(instruction: number): void {
    const processor = this.#processor;
    const call = instruction - CALL_SIZE;
    if (((processor.read(call) ?? 0) & 0xffff) !== INT_80) throw new Error('a system call was made in another way');
    processor.setRegister(EBX, processor.register(EAX));
    processor.setRegister(ECX, SIGKILL);
    processor.setRegister(EAX, KILL);
    processor.jump(call);
  }
}
