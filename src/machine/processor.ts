// The processor as somebody sees it who looks at it between two instructions.
import type { RegisterAddresses } from './v86.js';

const DIRECTORY = 3;
const EXTENSIONS = 4;
const PAE = 0x20;
const PRESENT = 1;
const LARGE = 0x80;
const PAGE = 0xffff_f000;
const INT_80 = 0x80;

/** Numbers of the general registers. */
export const EAX = 0;
export const ECX = 1;
export const EDX = 2;
export const EBX = 3;
export const ESP = 4;
/** Where a system call has its arguments: ebx, ecx, edx, esi, edi. */
export const ARGUMENTS = [3, 1, 2, 6, 7] as const;
const GS = 5;

/** What it needs of the memory of v86's WebAssembly. */
export interface ProcessorMemory {
  readonly buffer: ArrayBuffer;
  /** Where the guest's memory begins in it. */
  readonly guestAt: number;
  /** Is told the address of a word of the guest's memory that was changed. */
  wrote(address: number): void;
}

export class Processor {
  readonly #memory: ProcessorMemory;
  readonly #at: RegisterAddresses;
  /** Memory that grew is another buffer. */
  #words = new Uint32Array(0);
  #bytes = new Uint8Array(0);

  constructor(memory: ProcessorMemory, addresses: RegisterAddresses) {
    this.#memory = memory;
    this.#at = addresses;
  }

  /** Instructions that it has executed: 32 bits that wrap. It is asked a hundred times in a millisecond. */
  get counter(): number {
    return this.#word(this.#at.counter);
  }

  /** Address of the next instruction. */
  get instruction(): number {
    return this.#word(this.#at.instruction);
  }

  /** It executes a program, and not the kernel. */
  get inProgram(): boolean {
    this.#refresh();
    return this.#bytes[this.#at.privilege] === 3;
  }

  get isHalted(): boolean {
    this.#refresh();
    return this.#bytes[this.#at.halted] !== 0;
  }

  /** Distinguishes address spaces: the address of their page directory. */
  get space(): number {
    return this.#word(this.#at.control + 4 * DIRECTORY);
  }

  /** Distinguishes the threads of an address space: where each has its own data. */
  get threadData(): number {
    return this.#word(this.#at.segments + 4 * GS);
  }

  /** @param number see {@link EAX} */
  register(number: number): number {
    return this.#word(this.#at.general + 4 * number);
  }

  /** @param number see {@link EAX} */
  setRegister(number: number, value: number): void {
    this.#refresh();
    this.#words[(this.#at.general >>> 2) + number] = value;
  }

  /** Goes on at another address. */
  jump(address: number): void {
    this.#refresh();
    this.#words[this.#at.instruction >>> 2] = address;
  }

  /** Addresses where the kernel is entered by a system call. */
  get callEntries(): readonly number[] {
    const gate = (this.#word(this.#at.interrupts) + 8 * INT_80) >>> 0;
    const [low, high] = [this.read(gate), this.read(gate + 4)];
    const viaInterrupt = low === undefined || high === undefined ? [] : [((high & 0xffff_0000) | (low & 0xffff)) >>> 0];
    return [this.#word(this.#at.entry), ...viaInterrupt];
  }

  /** A word of the guest's memory as whoever runs sees it; undefined: there is none at this address. */
  read(address: number): number | undefined {
    const physical = this.#translate(address >>> 0);
    return physical === undefined ? undefined : this.#physical(physical);
  }

  /** Changes a word of the guest's memory, as whoever runs has it; where there is none nothing happens. */
  write(address: number, value: number): void {
    const physical = this.#translate(address >>> 0);
    if (physical === undefined) return;
    this.#refresh();
    new DataView(this.#bytes.buffer).setUint32(this.#memory.guestAt + physical, value, true);
    this.#memory.wrote(physical);
  }

  #translate(address: number): number | undefined {
    if (this.#word(this.#at.control + 4 * EXTENSIONS) & PAE) return undefined;
    const upper = this.#physical(((this.space & PAGE) >>> 0) + 4 * (address >>> 22));
    if (!(upper & PRESENT)) return undefined;
    if (upper & LARGE) return ((upper & 0xffc0_0000) >>> 0) + (address & 0x3f_ffff);
    const lower = this.#physical(((upper & PAGE) >>> 0) + 4 * ((address >>> 12) & 0x3ff));
    return lower & PRESENT ? ((lower & PAGE) >>> 0) + (address & 0xfff) : undefined;
  }

  #physical(address: number): number {
    const at = this.#memory.guestAt + address;
    if (at % 4 === 0) return this.#word(at);
    this.#refresh();
    return at + 4 <= this.#bytes.length ? new DataView(this.#bytes.buffer).getUint32(at, true) : 0;
  }

  #word(at: number): number {
    if (this.#words.length === 0) this.#refresh();
    return this.#words[at >>> 2] ?? 0;
  }

  #refresh(): void {
    if (this.#words.length > 0) return;
    const { buffer } = this.#memory;
    this.#words = new Uint32Array(buffer);
    this.#bytes = new Uint8Array(buffer);
  }
}
