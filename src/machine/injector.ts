// Faults that happen to a program at a chosen system call, made from outside of the guest.
import { EAX, EBX, ECX, EDX, type Processor } from './processor.js';
import type { FaultName, Preemption } from './schedule.js';

/** Numbers of system calls. */
const GETPID = 20;
const KILL = 37;
const SIGKILL = 9;
/** What calls fail with. */
const ERRORS = { EINTR: 4, EAGAIN: 11, ENOMEM: 12 } as const;
/** socketcall; where in what it points to the number of bytes is, for those of its functions that move some. */
const SOCKETCALL = 102;
const SOCKET_BYTES = 8;
/** `int 0x80`, as a word of the guest's memory begins, and its size. */
const INT_80 = 0x80cd;
const CALL_SIZE = 2;
/** An address within a call's own stub, bytes from where it was made. */
const STUB = 64;

type Steered = Pick<
  Processor,
  | 'inProgram'
  | 'instruction'
  | 'space'
  | 'threadData'
  | 'callEntries'
  | 'register'
  | 'setRegister'
  | 'jump'
  | 'read'
  | 'write'
>;

interface Thread {
  readonly space: number;
  readonly threadData: number;
  /** Where it made its call. */
  readonly instruction: number;
}

/** What is to happen, and when. */
interface Fault {
  readonly at: number;
  readonly fault: FaultName;
  readonly bytes: number;
}

/** What happens as soon as a call is back. */
interface Pending {
  readonly thread: Thread;
  readonly back: (instruction: number) => void;
}

/**
 * A call that is to fail is exchanged for getpid, which does nothing, and its result for the error. A process that is to be killed
 * learns its number by that same call, makes it a second time as a kill of itself, and never comes back. A call that is to move fewer bytes
 * is told so, and its own number is put back afterwards. The guest's kernel does all
 * of it as it would by itself; nothing is changed but registers, at instants that are the same each time.
 */
export class Injector {
  readonly #processor: Steered;
  readonly #now: () => number;
  #faults: readonly Fault[];
  #entries: readonly number[] = [];
  /** Who executed a program last, and the one whose call was exchanged. */
  #last: Thread | undefined;
  #pending: Pending | undefined;

  /** @param now instructions since the run began */
  constructor(processor: Steered, now: () => number, preemptions: readonly Preemption[]) {
    this.#processor = processor;
    this.#now = now;
    this.#faults = preemptions.flatMap(({ at, fault, bytes = 1 }) => (fault ? [{ at, fault, bytes }] : []));
  }

  /** Before anybody else looks: a call that comes back has the result that it should have. */
  returned(): void {
    const processor = this.#processor;
    if (!processor.inProgram) return;
    const { space, threadData, instruction } = processor;
    const { thread, back } = this.#pending ?? {};
    const isBack =
      thread?.space === space && thread.threadData === threadData && Math.abs(instruction - thread.instruction) < STUB;
    if (isBack) {
      this.#pending = undefined;
      back?.(instruction);
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
    this.#pending = { thread: this.#last, back: this.#make(next) };
  }

  /** @returns what is to be done once the call is back */
  #make({ fault, bytes }: Fault): Pending['back'] {
    const processor = this.#processor;
    if (fault === 'short') return this.#shorten(bytes);
    processor.setRegister(EAX, GETPID);
    if (fault === 'kill') return (instruction) => this.#kill(instruction);
    return () => processor.setRegister(EAX, -ERRORS[fault]);
  }

  #shorten(bytes: number): Pending['back'] {
    const processor = this.#processor;
    if (processor.register(EAX) === SOCKETCALL) {
      const at = processor.register(ECX) + SOCKET_BYTES;
      const asked = processor.read(at) ?? bytes;
      processor.write(at, bytes);
      return () => processor.write(at, asked);
    }
    const asked = processor.register(EDX);
    processor.setRegister(EDX, bytes);
    return () => processor.setRegister(EDX, asked);
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
