// The kinds of reports as a table of docs/instructors.md, and as lines of the command line's help.
import { REPORT_KINDS, REPORTS, type Audience } from './reports.js';

const FOR: Readonly<Record<Audience, string>> = {
  instructor: 'you',
  student: 'the student',
  platform: 'the platform',
};

/** As a Markdown table. */
export function reportTable(): string {
  const rows = REPORT_KINDS.map(
    (kind) => `| \`${kind}\` | ${REPORTS[kind].describes} | ${FOR[REPORTS[kind].audience]} |`,
  );
  return `| kind | what | for |\n| --- | --- | --- |\n${rows.join('\n')}`;
}

/** A line each. */
export function reportHelp(): string {
  const width = Math.max(...REPORT_KINDS.map((kind) => kind.length));
  return REPORT_KINDS.map((kind) => `  ${kind.padEnd(width)}  ${REPORTS[kind].describes}`).join('\n');
}
