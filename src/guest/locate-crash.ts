// From what the agent saw of a crash to a line of the program's source.
import { calleeBefore } from '#elf/call-target.js';
import { addressAt, parseElf, type ElfFile } from '#elf/file.js';
import { lineAt, type LineRow } from '#elf/lines.js';
import { functionAt, symbolsOf } from '#elf/symbols.js';
import { callerOf, type Frame } from '#elf/unwind.js';
import type { CodeMapping, CrashTrace } from '#facts/parse/crash.js';
import type { Crash, SourcePlace } from '#facts/types.js';
import { signalName } from '#linux/signals.js';
import { decodeText, type Bytes } from '#util/bytes.js';
import { hasCode } from '#util/error.js';

/** Reads a file of the container. */
export type ReadFile = (path: string, maxSize: number) => Promise<Bytes>;

/** More than any program of a person here, and a C library. */
const LARGEST_CODE = 8 * 1024 * 1024;
const LARGEST_SOURCE = 256 * 1024;

/** Calls within libraries until one of the program. */
const MOST_FRAMES = 32;

const LONGEST_TEXT = 100;

export async function locateCrashes(traces: readonly CrashTrace[], read: ReadFile): Promise<Crash[]> {
  const files = new Files(read);
  const crashes: Crash[] = [];
  for (const trace of traces) {
    const { pid, name, signal } = trace;
    crashes.push({ pid, name, signal: signalName(signal), place: await placeOf(trace, files) });
  }
  return crashes;
}

async function placeOf(trace: CrashTrace, files: Files): Promise<SourcePlace | null> {
  let frame: Frame | undefined = { instruction: trace.instruction, stackPointer: trace.stackPointer };
  let within: string | null = null;
  for (let depth = 0; frame && depth < MOST_FRAMES; depth++) {
    // Where a call returns to may be the next line already.
    const address: number = depth === 0 ? frame.instruction : frame.instruction - 1;
    const mapping = trace.mappings.find(({ begin, end }) => address >= begin && address < end);
    if (!mapping) return null;
    if (mapping.path === '[vdso]') {
      frame = outOfKernelEntry(frame, trace);
      continue;
    }
    const code = await files.code(mapping.path);
    const linked = code && linkedAddress(code.elf, mapping, address);
    if (!code || linked === undefined) return null;
    const row = lineAt(code.elf, linked);
    const inside = functionAt(code.symbols, linked) ?? null;
    if (row) return { ...(await files.line(row)), function: inside, within };
    // The last one is the one that the program called.
    within = inside ?? within;
    // Who called a function of a library that keeps its frame in ebp is asked of the code of all.
    const codes = new Map<string, Code | undefined>();
    for (const { path } of trace.mappings) codes.set(path, await files.code(path));
    frame = callerOf(code.elf, linked, frame, {
      read: (at) => wordAt(trace, at),
      returnsFrom: (start, at) => callsBefore(trace, codes, at, { path: mapping.path, start }),
    });
  }
  return null;
}

/** Whether the call before an address is one of that function. */
function callsBefore(
  { mappings }: CrashTrace,
  codes: ReadonlyMap<string, Code | undefined>,
  address: number,
  callee: { readonly path: string; readonly start: number },
): boolean {
  const mapping = mappings.find(({ begin, end }) => address > begin && address <= end);
  const elf = mapping && codes.get(mapping.path)?.elf;
  if (!elf) return false;
  const linked = linkedAddress(elf, mapping, address - 1);
  const called = linked === undefined ? undefined : calleeBefore(elf, linked + 1);
  if (!called) return false;
  if ('address' in called) return mapping.path === callee.path && called.address === callee.start;
  const symbols = codes.get(callee.path)?.symbols ?? [];
  return symbols.some(({ name, value, isDefined }) => isDefined && value === callee.start && name === called.name);
}

function linkedAddress(elf: ElfFile, { begin, offset }: CodeMapping, address: number): number | undefined {
  return addressAt(elf, address - begin + offset);
}

/** `__kernel_vsyscall` of i386 pushes ecx, edx and ebp, and calls nothing. */
function outOfKernelEntry({ stackPointer }: Frame, trace: CrashTrace): Frame | undefined {
  const [basePointer, instruction] = [wordAt(trace, stackPointer), wordAt(trace, stackPointer + 12)];
  return instruction === undefined ? undefined : { instruction, basePointer, stackPointer: stackPointer + 16 };
}

function wordAt({ stack, stackPointer }: CrashTrace, address: number): number | undefined {
  const at = address - stackPointer;
  if (at < 0 || at + 4 > stack.length) return undefined;
  return new DataView(stack.buffer, stack.byteOffset).getUint32(at, true);
}

interface Code {
  readonly elf: ElfFile;
  readonly symbols: ReturnType<typeof symbolsOf>;
}

/** Files of the container, each read once. */
class Files {
  readonly #read: ReadFile;
  readonly #codes = new Map<string, Code | undefined>();
  readonly #texts = new Map<string, readonly string[]>();

  constructor(read: ReadFile) {
    this.#read = read;
  }

  async code(path: string): Promise<Code | undefined> {
    if (!this.#codes.has(path)) {
      const bytes = await this.#bytes(path, LARGEST_CODE);
      const elf = bytes && parseElf(bytes);
      this.#codes.set(path, elf && { elf, symbols: symbolsOf(elf) });
    }
    return this.#codes.get(path);
  }

  async line({ directory, file, line }: LineRow): Promise<Pick<SourcePlace, 'file' | 'line' | 'text'>> {
    const path = file.startsWith('/') ? file : `${directory}/${file}`;
    let lines = this.#texts.get(path);
    if (!lines) {
      const bytes = await this.#bytes(path, LARGEST_SOURCE);
      lines = bytes ? decodeText(bytes).split('\n') : [];
      this.#texts.set(path, lines);
    }
    const text = lines[line - 1]?.trim();
    return { file, line, text: text ? text.slice(0, LONGEST_TEXT) : null };
  }

  async #bytes(path: string, most: number): Promise<Bytes | undefined> {
    if (!path.startsWith('/')) return undefined;
    try {
      return await this.#read(path, most);
    } catch (error) {
      // It is gone by now, too large, or was none.
      if (hasCode(error, 'guest-refused')) return undefined;
      throw error;
    }
  }
}
