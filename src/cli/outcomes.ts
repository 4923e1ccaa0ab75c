// What came of one program under many seeds.
import { endWords } from '#facts/explain/end.js';
import { explainAll } from '#facts/explain/explain.js';
import type { JobResult } from '#guest/run-job.js';
import { decodeText } from '#util/bytes.js';
import { escapeControls } from '#util/escape.js';

interface Outcome {
  readonly end: string;
  readonly output: string;
  /** Where its processes waited, under the first of the seeds. */
  readonly waits: readonly string[];
  readonly seeds: number[];
}

/** Runs that ended alike and printed the same are one outcome. */
export class Outcomes {
  readonly #byContent = new Map<string, Outcome>();

  add(seed: number, { status, stdout, stderr }: JobResult): void {
    const { exit, signal, limit } = status;
    const output = decodeText(stdout) + decodeText(stderr);
    const key = `${JSON.stringify([exit, signal, limit])}\n${output}`;
    const outcome = this.#byContent.get(key) ?? {
      end: endWords(status),
      output,
      waits: explainAll([status.evidence]),
      seeds: [],
    };
    outcome.seeds.push(seed);
    this.#byContent.set(key, outcome);
  }

  /** The most frequent first. */
  get sorted(): readonly Outcome[] {
    for (const { seeds } of this.#byContent.values()) seeds.sort((a, b) => a - b);
    return [...this.#byContent.values()].sort(
      (a, b) => b.seeds.length - a.seeds.length || (a.seeds[0] ?? 0) - (b.seeds[0] ?? 0),
    );
  }
}

const SHOWN_LINES = 6;

export function describeOutcomes(outcomes: Outcomes): string {
  const all = outcomes.sorted;
  const total = all.reduce((sum, { seeds }) => sum + seeds.length, 0);
  const sections = all.map(({ end, output, waits, seeds }) => {
    const lines = [...output.trimEnd().split('\n'), ...waits].filter((line) => line !== '');
    const shown = lines.slice(0, SHOWN_LINES).map((line) => `    ${escapeControls(line)}\n`);
    if (lines.length > SHOWN_LINES) shown.push(`    … ${lines.length - SHOWN_LINES} more lines\n`);
    return `${seeds.length} of ${total} (seed ${seeds[0]}): ${end}\n${shown.join('')}`;
  });
  return `${all.length} distinct outcome${all.length === 1 ? '' : 's'}\n\n${sections.join('\n')}`;
}
