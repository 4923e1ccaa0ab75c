// A run as a result keeps it.
import { boundFacts, isNothing } from '#facts/bound.js';
import type { Facts } from '#facts/types.js';
import { concat } from '#util/bytes.js';
import type { Execution } from './execute-run.js';
import type { Hidden } from './hidden.js';
import { recordEnd, recordStream } from './record-stream.js';
import type { RunResult } from './result.js';

export function recordRun(
  { run, seed, parties, evidence, traces, sanitizer }: Execution,
  hidden: Hidden,
  instructions: number,
): RunResult {
  return {
    name: run.name,
    seed,
    ...(hidden.run ? { hidden: true } : {}),
    parties: parties.map(({ name, status, stdout, stderr }) => ({
      name,
      ...(hidden.parties.has(name) ? { hidden: true } : {}),
      end: status && recordEnd(status),
      stdout: recordStream(concat([stdout]), status?.written.stdout),
      stderr: recordStream(concat([stderr]), status?.written.stderr),
      ...recordEvidence(status?.evidence ?? null),
      ...recordCalls(traces.get(name)),
    })),
    ...recordEvidence(evidence),
    ...(sanitizer ? { sanitizer } : {}),
    instructions,
  };
}

function recordEvidence(facts: Facts | null): Pick<RunResult, 'evidence'> {
  return facts === null || isNothing(facts) ? {} : { evidence: boundFacts(facts) };
}

type Party = RunResult['parties'][number];

function recordCalls(
  trace: { readonly calls: ReadonlyMap<string, number>; readonly gap: string | undefined } | undefined,
): Pick<Party, 'calls'> {
  if (!trace) return {};
  // In one order, whatever came first: results are compared as text.
  const counts = Object.fromEntries([...trace.calls].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { calls: { counts, gap: trace.gap ?? null } };
}
