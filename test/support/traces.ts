// Traces of programs that nobody has run.
import type { Observation } from '#explore/outcome.js';
import type { Trace, TracedCall } from '#machine/trace.js';
import { encodeText } from '#util/bytes.js';

export const CLONE = 120;
export const WRITE = 4;
export const GETPID = 20;
export const MMAP2 = 192;

/** A call of the first thread, unless it says otherwise. */
export function call(at: number, number: number, more: Partial<TracedCall> = {}): TracedCall {
  return { at, thread: 1, number, arguments: [0, 0, 0, 0, 0], from: null, result: 0, returned: at + 10, ...more };
}

/** A program that makes another process at 100, which ends at 800, and ends itself at 900. */
export function trace(more: Partial<Trace> = {}): Trace {
  return {
    instructions: 1000,
    agents: [],
    first: 0x0804_8000,
    threads: [
      { id: 1, process: 1, tid: 5, started: 50, ended: 900 },
      { id: 2, process: 2, tid: 7, started: 300, ended: 800 },
    ],
    calls: [call(100, CLONE, { result: 7, arguments: [17, 0, 0, 0, 0] })],
    places: [],
    turns: [
      { at: 50, thread: 1, address: 0x0804_8000, blocks: 0, calls: 0 },
      { at: 300, thread: 2, address: 0x0804_8100, blocks: 0, calls: 0 },
    ],
    ...more,
  };
}

/** What is seen of a program that ended by itself, with this on its standard output. */
export function observation(output: string, status: Partial<Observation['status']> = {}): Observation {
  return {
    status: {
      exit: 0,
      signal: null,
      core: false,
      limit: null,
      reached: [],
      wall: 0,
      usage: { user: 0, system: 0, maxrss: 0, minflt: 0, majflt: 0, nvcsw: 0, nivcsw: 0 },
      written: { stdout: output.length, stderr: 0 },
      cut: { stdout: null, stderr: null },
      killed: 0,
      evidence: null,
      ...status,
    },
    stdout: encodeText(output),
    stderr: new Uint8Array(0),
    left: null,
  };
}
