import * as z from 'zod';
import { findingWords, uncheckedWords } from '#facts/sanitizer/words.js';
import type { Finding } from '#facts/sanitizer/finding.js';
import { runKind } from '../kind.js';

const absent = z.enum(['errors', 'leaks']);

/** `errors` are findings of type `error`, and so on. */
const TYPES: Readonly<Record<z.output<typeof absent>, Finding['type']>> = { errors: 'error', leaks: 'leak' };

export const sanitizer = runKind({
  name: 'sanitizer',
  about: 'run',
  usage: '`errors`, `leaks`, or a list of both',
  help: 'In a run with sanitize: none of them were found in any process, and nothing kept the sanitizers from looking.',
  schema: () => z.union([absent.transform((one) => [one]), z.array(absent).min(1)]),
  objection: (wanted, { run }) => {
    if (!run) return undefined;
    if (run.sanitize.length === 0)
      return '.sanitizer: errors are found with sanitizers only; set sanitize in the run: ["address", "undefined"]';
    if (wanted.includes('leaks') && !run.sanitize.includes('address'))
      return '.sanitizer: leaks are found by the sanitizer address only; add it to sanitize in the run';
    return undefined;
  },
  problems: (wanted, { sanitizer: report }) => {
    if (!report) return ['the programs had no sanitizers'];
    const types = wanted.map((one) => TYPES[one]);
    return [
      ...report.findings.filter(({ type }) => types.includes(type)).map(findingWords),
      ...(wanted.includes('leaks') ? report.unchecked.map(uncheckedWords) : []),
      ...(report.more > 0 ? [`and ${report.more} more findings`] : []),
      ...report.evasions,
    ];
  },
});
