// A run as a result keeps it.
import { explainAll } from '#facts/explain/explain.js';
import { concat } from '#util/bytes.js';
import { shorten } from './award.js';
import type { Played } from './play-run.js';
import { recordEnd, recordStream } from './record-stream.js';
import type { TaskResult } from './result.js';

/** Sentences of a run that a result tells. */
const MOST_SENTENCES = 20;

export function recordRun(
  { run, seed, parties, evidence, traces }: Played,
  hidden: boolean,
  instructions: number,
): TaskResult['runs'][number] {
  const seen = explainAll([...parties.map(({ status }) => status?.evidence), evidence]);
  const traced = [...traces].map(([party, { calls, gap }]) => {
    const counts = [...calls].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name} ${count}`);
    return `system calls of ${party}: ${gap ?? counts.join(', ')}`;
  });
  return {
    name: run.name,
    seed,
    ...(hidden ? { hidden } : {}),
    parties: parties.map(({ name, status, stdout, stderr }) => ({
      name,
      end: status ? recordEnd(status) : { exit: null, signal: null, limit: null },
      stdout: recordStream(concat([stdout]), status?.written.stdout),
      stderr: recordStream(concat([stderr]), status?.written.stderr),
    })),
    sentences: [...seen, ...traced].slice(0, MOST_SENTENCES).map(shorten),
    instructions,
  };
}
