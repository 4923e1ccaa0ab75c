// What came of one program under many seeds.
import { endWords } from '#facts/explain/end.js';
import { explainAll } from '#facts/explain/explain.js';
import type { SanitizerReport } from '#facts/sanitizer/finding.js';
import { reportSentences } from '#facts/sanitizer/words.js';
import type { JobResult } from '#guest/run-job.js';
import { decodeText } from '#util/bytes.js';
import { escapeControls } from '#util/escape.js';

interface Outcome {
  readonly end: string;
  readonly output: string;
  /** What the sanitizers found and where its processes waited, under the first of the seeds. */
  readonly told: readonly string[];
  readonly seeds: number[];
}

/** Runs that ended alike and printed the same are one outcome. */
export class Outcomes {
  readonly #byContent = new Map<string, Outcome>();

  add(seed: number, { status, stdout, stderr }: JobResult, sanitizer: SanitizerReport | null): void {
    const { exit, signal, limit } = status;
    const output = decodeText(stdout) + decodeText(stderr);
    const found = sanitizer ? reportSentences(sanitizer) : [];
    const key = `${JSON.stringify([exit, signal, limit, found])}\n${output}`;
    const outcome = this.#byContent.get(key) ?? {
      end: endWords(status),
      output,
      told: [...found, ...explainAll([status.evidence])],
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
  const sections = all.map(({ end, output, told, seeds }) => {
    const lines = [...output.trimEnd().split('\n'), ...told].filter((line) => line !== '');
    const shown = lines.slice(0, SHOWN_LINES).map((line) => `    ${escapeControls(line)}\n`);
    if (lines.length > SHOWN_LINES) shown.push(`    … ${lines.length - SHOWN_LINES} more lines\n`);
    return `${seeds.length} of ${total} (seed ${seeds[0]}): ${end}\n${shown.join('')}`;
  });
  return `${all.length} distinct outcome${all.length === 1 ? '' : 's'}\n\n${sections.join('\n')}`;
}
