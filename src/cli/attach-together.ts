// Several jobs of the guest on this process's own streams, side by side.
import { setTimeout as pause } from 'node:timers/promises';
import type { Facts } from '#facts/types.js';
import type { Attendance } from '#hosts/worker/attendance.js';
import type { Machine } from '#hosts/worker/machine.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import type { RemoteJob } from '#hosts/worker/remote-job.js';
import type { ExecSpec, ExitStatus } from '#protocol/exec-spec.js';
import { attend, atTerminal, LEAVE, leftError, pour, terminalSize, WINDOW } from './attach.js';
import { outliveReader } from './broken-pipe.js';
import { ProgramLines } from './program-lines.js';
import { tell } from './tell.js';

export interface NamedJob {
  readonly name: string;
  readonly spec: ExecSpec;
}

/** Ctrl-C. */
const INTERRUPT = 0x03;

/** How often a program is looked at before the next one is started, and how long apart, ms. */
const LOOKS = 20;
const BETWEEN_LOOKS = 25;

/**
 * Starts jobs in their order, each when those before it wait for something, as a server does for its clients, and runs them
 * to their ends. Each line of their output has the name of its job before it. The last one has standard input, as in a
 * shell the one that is not in the background; SIGINT and SIGTERM go to all.
 *
 * @param onEnd told of each end
 */
export async function attachTogether(
  machine: Machine,
  container: RemoteContainer,
  named: readonly NamedJob[],
  onEnd: (name: string, status: ExitStatus, others: readonly string[]) => void,
): Promise<ExitStatus[]> {
  const isTerminal = atTerminal();
  const running: RemoteJob[] = [];
  const attendances: Attendance[] = [];
  const alive = new Set(named.map(({ name }) => name));
  const names = named.map(({ name }) => name);
  const lines = new ProgramLines(
    names,
    (stream, bytes) => {
      process[stream].write(bytes, (error) => {
        // Nobody reads any more: the programs learn it as they would on a pipe of their own.
        if (error) for (const job of running) void job.signal('SIGPIPE', 'job');
      });
    },
    isTerminal,
  );
  const start = (index: number, spec: ExecSpec): RemoteJob => {
    const { rows, columns } = terminalSize();
    const job: RemoteJob = machine.exec(
      {
        ...spec,
        container: container.id,
        window: WINDOW,
        input: index === named.length - 1 ? 'open' : 'none',
        // A terminal, so that each line comes when it is written.
        terminal: isTerminal ? { rows, columns: lines.width(columns) } : undefined,
      },
      (stream, bytes) => {
        lines.add(index, stream, bytes);
        void job.grant(stream, bytes.length);
      },
    );
    return job;
  };
  outliveReader();
  const input = takeInput(() => attendances, isTerminal);
  try {
    const ends: Promise<ExitStatus>[] = [];
    for (const [index, { name, spec }] of named.entries()) {
      if (index > 0) await quiet(container);
      const job = start(index, spec);
      running.push(job);
      attendances.push(
        attend(job, (rest) => {
          tell([`${name} ${rest}`]);
        }),
      );
      const ended = job.exited.then((status) => {
        lines.end(index);
        alive.delete(name);
        onEnd(name, status, [...alive]);
        return status;
      });
      ended.catch(() => undefined);
      ends.push(ended);
      await Promise.race([job.started, input.left, machine.lost]);
    }
    input.feed(running.at(-1), attendances.at(-1));
    return await Promise.race([Promise.all(ends), machine.lost, input.left]);
  } finally {
    for (const attendance of attendances) attendance.release();
    input.release();
  }
}

/** Resolves when everything in the container waits, or after a while. */
async function quiet(container: RemoteContainer): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const facts = await container.evidence();
    if (!facts || facts.processes.every(waits)) return;
    await pause(BETWEEN_LOOKS);
  }
}

function waits({ state, threads }: Facts['processes'][number]): boolean {
  return state === 'Z' || (threads.length > 0 && threads.every(({ state, call }) => state !== 'R' && call !== null));
}

interface Input {
  /** Rejects when the person leaves. */
  readonly left: Promise<never>;
  /** From now on standard input is this job's. */
  feed(job: RemoteJob | undefined, attendance: Attendance | undefined): void;
  release(): void;
}

function takeInput(all: () => readonly Attendance[], isTerminal: boolean): Input {
  const { stdin } = process;
  let leave: (reason: Error) => void = () => undefined;
  const left = new Promise<never>((_, reject) => {
    leave = reject;
  });
  left.catch(() => undefined);
  const stop = (signal: NodeJS.Signals): void => {
    for (const attendance of all()) attendance.interrupt(signal);
  };
  let fed: Attendance | undefined;
  const onKeys = (keys: Buffer): void => {
    if (keys.includes(LEAVE)) leave(leftError());
    else if (keys.includes(INTERRUPT)) stop('SIGINT');
    else fed?.type(new Uint8Array(keys));
  };
  if (isTerminal) stdin.setRawMode(true).on('data', onKeys).resume();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return {
    left,
    feed: (job, attendance) => {
      fed = attendance;
      if (job && !isTerminal) void pour(stdin as AsyncIterable<Buffer>, job);
    },
    release: () => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      if (isTerminal) stdin.setRawMode(false).off('data', onKeys).pause();
      else stdin.destroy();
    },
  };
}
