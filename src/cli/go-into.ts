// `ipclab replay --at`: a shell beside the stopped processes of a recorded run.
import type { Image } from '#hosts/node/image.js';
import { machinesOf } from '#hosts/node/launch.js';
import { arrivalLines, nobodyThere } from '#hosts/worker/arrival-words.js';
import { goThere, type Arrival } from '#hosts/worker/go-there.js';
import { RUN_DIRECTORY } from '#hosts/worker/place-files.js';
import type { Instant } from '#hosts/worker/search-instant.js';
import type { RunRecord } from '#record/record.js';
import { IpclabError } from '#util/error.js';
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

/** Goes there and leaves the shell's exit status to this process. */
export async function goInto(image: Image, record: RunRecord, there: Instant): Promise<void> {
  const arrivals: Arrival[] = [];
  await interruptible(async (signal) => {
    using progress = new Progress();
    progress.step('going there');
    arrivals.push(await goThere(machinesOf(image), record, there, signal));
  }, 'interrupted');
  // From here on a signal is the shell's.
  for (const arrival of arrivals) process.exitCode = await beside(arrival, there);
}

async function beside(arrived: Arrival, there: Instant): Promise<number> {
  await using arrival = arrived;
  const { machine, container, directory, processes, stdout, stderr } = arrival;
  if (processes.length === 0) throw new IpclabError('usage', `--at: ${nobodyThere(there.recording)}`);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  tell(arrivalLines(arrival, there.recording));
  await machine.attend();
  return await attachShell(machine, { user: 'student', home: RUN_DIRECTORY, directory, container });
}
