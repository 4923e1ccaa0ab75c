// `ipclab replay --at`: a shell beside the stopped processes of a recorded run.
import type { Process } from '#facts/types.js';
import type { Image } from '#hosts/node/image.js';
import { machinesOf } from '#hosts/node/launch.js';
import { goThere, type Arrival } from '#hosts/worker/go-there.js';
import { RUN_DIRECTORY } from '#hosts/worker/place-files.js';
import type { RunRecord } from '#record/record.js';
import { IpclabError } from '#util/error.js';
import { escapeLine } from '#util/escape.js';
import type { Recording } from '#xray/events.js';
import { attachShell } from './attach-shell.js';
import { interruptible } from './interrupt.js';
import { Progress } from './progress.js';
import { tell } from './tell.js';

/** @throws IpclabError `usage` for a record whose run has no X-ray, and so no instants */
export function requireRecorded(record: RunRecord, file: string): void {
  if (record.recorded) return;
  throw new IpclabError(
    'usage',
    `${file}: was made without an X-ray, whose instants --at takes; make both with: ipclab run --record FILE.json --xray FILE.html`,
  );
}

export interface There {
  /** Of the same run, to its end. */
  readonly recording: Recording;
  /** Of the recording, ns. */
  readonly time: number;
}

/** Goes there and leaves the shell's exit status to this process. */
export async function goInto(image: Image, record: RunRecord, there: There): Promise<void> {
  const arrivals: Arrival[] = [];
  await interruptible(async (signal) => {
    using progress = new Progress();
    progress.step('going there');
    arrivals.push(await goThere(machinesOf(image), record, there, signal));
  }, 'interrupted');
  // From here on a signal is the shell's.
  for (const arrival of arrivals) process.exitCode = await beside(arrival, there);
}

async function beside(arrived: Arrival, there: There): Promise<number> {
  await using arrival = arrived;
  const { machine, container, directory, processes, stdout, stderr, events } = arrival;
  const all = there.recording.events;
  if (processes.length === 0)
    throw new IpclabError(
      'usage',
      `--at: no process of the run is there at that instant; it has some from ${milliseconds(all[0]?.time)} to ${milliseconds(all.at(-1)?.time)}`,
    );
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  tell([
    `stopped at ${milliseconds(all[events - 1]?.time)}, after ${events} of ${all.length} events, each as in the recorded run`,
    ...processes.map(words),
  ]);
  await machine.attend();
  return await attachShell(machine, { user: 'student', home: RUN_DIRECTORY, directory, container });
}

function milliseconds(time = 0): string {
  return `${(time / 1e6).toFixed(3)} ms`;
}

function words({ pid, name, state, threads: [first] }: Process): string {
  const call = first?.call ? ` in ${first.call.name}` : '';
  return `${pid} (${escapeLine(name)}) ${state === 'Z' ? 'has ended' : `is stopped${call}`}`;
}
