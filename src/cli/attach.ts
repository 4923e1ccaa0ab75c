// A job of the guest on this process's own streams.
import { constants } from 'node:os';
import type { ExecSpec, ExitStatus } from '#protocol/exec-spec.js';
import type { SignalTarget } from '#protocol/messages.js';
import type { OutputStream } from '#guest/job.js';
import { Attendance } from '#hosts/worker/attendance.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import type { RemoteJob } from '#hosts/worker/remote-job.js';
import type { Machine } from '#hosts/worker/machine.js';
import { IpclabError } from '#util/error.js';
import { outliveReader } from './broken-pipe.js';

/** Ctrl-], as in telnet(1): the one key that does not go to the guest. */
export const LEAVE = 0x1d;

/** Bytes of output that may be under way; more wait in the program, as on a pipe that nobody reads. */
export const WINDOW = 256 * 1024;

/** Whether a person sits at all three streams. */
export function atTerminal(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY && process.stderr.isTTY;
}

/**
 * Runs a job with this process's standard input, output and error: on a terminal of its own when they are a
 * terminal (every key goes to the guest, Ctrl-] leaves), else as three streams (SIGINT and SIGTERM go to the guest).
 */
export async function attach(machine: Machine, spec: ExecSpec, container?: RemoteContainer): Promise<ExitStatus> {
  const interactive = atTerminal();
  const job: RemoteJob = machine.exec(
    {
      ...spec,
      container: container?.id,
      window: WINDOW,
      input: 'open',
      terminal: interactive ? terminalSize() : undefined,
    },
    (stream, bytes) => {
      forward(job, stream, bytes);
    },
  );
  // On a terminal whatever stands in the line gives way.
  const attendance = attend(job, (sentence) => {
    process.stderr.write(interactive ? `\r\nipclab: the program ${sentence}\r\n` : `ipclab: the program ${sentence}\n`);
  });
  const release = interactive ? attachTerminal(job, attendance) : attachStreams(job, attendance);
  try {
    return await Promise.race([job.exited, machine.lost, release.left]);
  } finally {
    attendance.release();
    release.detach();
  }
}

interface Attachment {
  detach(): void;
  /** Rejects when the person leaves. */
  readonly left: Promise<never>;
}

function forward(job: RemoteJob, stream: OutputStream, bytes: Uint8Array): void {
  process[stream].write(bytes, (error) => {
    // Nobody reads any more: the program learns it as it would on a pipe of its own.
    if (error) void job.signal('SIGPIPE', 'job');
    else void job.grant(stream, bytes.length);
  });
}

function attachTerminal(job: RemoteJob, attendance: Attendance): Attachment {
  const { stdin, stdout } = process;
  let leave: (reason: IpclabError) => void = () => undefined;
  const left = new Promise<never>((_, reject) => {
    leave = reject;
  });
  const onData = (bytes: Buffer): void => {
    const at = bytes.indexOf(LEAVE);
    if (at >= 0) leave(leftError());
    else attendance.type(new Uint8Array(bytes));
  };
  const onResize = (): void => void job.resize(terminalSize());
  stdin.setRawMode(true).on('data', onData).resume();
  stdout.on('resize', onResize);
  return {
    left,
    detach: () => {
      stdin.setRawMode(false).off('data', onData).pause();
      stdout.off('resize', onResize);
    },
  };
}

function attachStreams(job: RemoteJob, attendance: Attendance): Attachment {
  const passOn = (signal: NodeJS.Signals): void => {
    attendance.interrupt(signal);
  };
  process.on('SIGINT', passOn).on('SIGTERM', passOn);
  void pour(process.stdin as AsyncIterable<Buffer>, job);
  // What a closed pipe does to this process is told by the write's own callback.
  outliveReader();
  return {
    left: new Promise<never>(() => undefined),
    detach: () => {
      process.off('SIGINT', passOn).off('SIGTERM', passOn);
      process.stdin.destroy();
    },
  };
}

export function terminalSize(): { rows: number; columns: number } {
  return { rows: process.stdout.rows, columns: process.stdout.columns };
}

/** @param say what the person is told: the rest of a sentence about the program */
export function attend(job: RemoteJob, say: (rest: string) => void): Attendance {
  const attended = {
    write: (bytes: Uint8Array<ArrayBuffer>) => void job.write(bytes),
    signal: (name: string, target: SignalTarget) => void job.signal(name, target),
  };
  const attendance = new Attendance(attended, say);
  job.onChange = (change) => {
    attendance.changed(change);
  };
  return attendance;
}

/** One chunk at a time, so that what the program has not read yet waits in the pipe and not here. */
export async function pour(source: AsyncIterable<Uint8Array>, job: RemoteJob): Promise<void> {
  try {
    for await (const chunk of source) await job.write(new Uint8Array(chunk));
  } catch {
    // It was closed here, because the program has ended.
  }
  await job.endInput();
}

/** The person has left with Ctrl-]. */
export function leftError(): IpclabError {
  return new IpclabError('aborted', 'left the guest (Ctrl-])');
}

/** For a shell that is left with Ctrl-]: as if the terminal had gone. */
export const LEFT_STATUS = 128 + constants.signals.SIGHUP;
