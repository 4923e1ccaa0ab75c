// What the loader and the C library do before main: the same for every program, and of interest to few.
import { plainName } from './call-name.js';
import type { CallEvent } from './events.js';

const CALLS: ReadonlySet<string> = new Set(
  (
    'execve brk access arch_prctl set_thread_area set_tid_address set_robust_list rseq prlimit ugetrlimit getrandom readlink ' +
    'readlinkat uname mmap mmap2 mprotect munmap open openat read pread stat fstat fstatat statx close'
  ).split(' '),
);

/** What the library says of its threads, in each process and thread that begins. */
const ALWAYS: ReadonlySet<string> = new Set(['set_robust_list', 'set_tid_address', 'rseq']);

/** Files of the loader: libraries, and where it looks for them. */
const LIBRARY =
  /^\/(?:usr\/)?lib(?:32|64)?\/|(?:^|\/)(?:ld\.so\.[a-z]+|ld-[^/]*|lib[^/]*\.so[^/]*|[^/]+\.so(?:\.\d+)*)$/;

/** Follows each process from its exec to its main. */
export class LibcStart {
  readonly #starting = new Set<number>();

  begins(process: number): void {
    this.#starting.add(process);
  }

  /**
   * Whether a call belongs to the start of its program.
   *
   * @param hasLine it comes from a line of the program
   */
  has(call: CallEvent, hasLine: boolean): boolean {
    if (ALWAYS.has(call.name)) return true;
    if (!this.#starting.has(call.process)) return false;
    if (!hasLine && isOfStart(call)) return true;
    this.#starting.delete(call.process);
    return false;
  }
}

function isOfStart({ name, path, uses }: CallEvent): boolean {
  if (!CALLS.has(plainName(name))) return false;
  const files = [path, ...uses.map(({ object }) => object.name ?? object.kind)];
  return files.every((file) => file === undefined || file === '' || LIBRARY.test(file));
}
