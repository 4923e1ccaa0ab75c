// What a run's facts say to a person.
import { explainAll } from '#facts/explain/explain.js';
import { unflushedWords } from '#facts/explain/unflushed.js';
import { reportSentences } from '#facts/sanitizer/words.js';
import { escapeLine } from '#util/escape.js';
import type { RunResult } from './result.js';
import { shorten } from './summary.js';

/** Sentences of a run that are told. */
const MOST_SENTENCES = 20;

type Explained = Pick<RunResult, 'parties' | 'evidence' | 'sanitizer'>;

/** What sanitizers found, where processes waited, what was left behind, and which system calls were made, a sentence each, bounded in number and length. */
export function explainRun({ parties, evidence, sanitizer }: Explained): string[] {
  const lost = parties.flatMap(({ name, end, stdout }) =>
    end ? unflushedWords(escapeLine(name), end, stdout.size) : [],
  );
  const seen = explainAll([...parties.map((party) => party.evidence), evidence]);
  const traced = parties.flatMap(({ name, calls }) => {
    if (!calls) return [];
    const counts = Object.entries(calls.counts).map(([call, count]) => `${call} ${count}`);
    return [escapeLine(`system calls of ${name}: ${calls.gap ?? counts.join(', ')}`)];
  });
  const found = sanitizer ? reportSentences(sanitizer) : [];
  return [...found, ...seen, ...lost, ...traced].slice(0, MOST_SENTENCES).map(shorten);
}
