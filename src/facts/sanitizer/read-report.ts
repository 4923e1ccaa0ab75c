// From what the programs of a run sent to what is told of them.
import { concat, decodeText } from '#util/bytes.js';
import type { Finding, SanitizerReport, Unchecked, Watched } from './finding.js';
import type { OwnFiles } from './own-name.js';
import { parseFindings } from './parse-findings.js';
import { parseRecords, type ReportRecord } from './records.js';

/** What is kept at most. */
const MOST_FINDINGS = 20;
const MOST_FRAMES = 16;

export interface ReportContext extends OwnFiles {
  /** Whether leaks are looked for: with -fsanitize=address. */
  readonly leaks: boolean;
  /** Whether a part of what was sent is missing. */
  readonly cut: boolean;
}

/** @param stream all that was sent: see images/gcc/sanitizer/reporter.c */
export function readReport(stream: Uint8Array, context: ReportContext): SanitizerReport {
  const { sourceOf, leaks, cut } = context;
  const { records, foreign } = parseRecords(stream);
  const lives = livesOf(records);
  const findings = lives.flatMap((life): Finding[] => {
    const text = decodeText(concat(life.texts));
    return parseFindings(text, context).map((found) => ({
      ...found,
      stack: found.stack.slice(0, MOST_FRAMES),
      others: found.others.map(({ what, stack }) => ({ what, stack: stack.slice(0, MOST_FRAMES) })),
      process: life.process,
      source: found.place && lineOf(sourceOf(found.place.file), found.place.line),
    }));
  });
  const isAborted = ({ process }: Life): boolean =>
    findings.some((one) => one.process === process && one.type === 'error');
  return {
    programs: lives.filter(({ process }) => process.childOf === null).map(({ process }) => process),
    findings: findings.slice(0, MOST_FINDINGS),
    more: Math.max(0, findings.length - MOST_FINDINGS),
    unchecked: leaks
      ? lives
          .filter(({ state }) => state === 'running')
          .map((life): Unchecked => ({ ...life.process, why: isAborted(life) ? 'error' : 'end' }))
      : [],
    evasions: [
      ...lives.flatMap(({ process, options }) => optionWords(process, options)),
      ...(foreign ? ['something else than a sanitizer wrote to where the sanitizers report'] : []),
      ...(cut ? ['there was more than can be told'] : []),
    ],
  };
}

/** A process as long as it is one program. */
interface Life {
  readonly process: Watched;
  /** Variables that change the options. */
  readonly options: string;
  readonly texts: Uint8Array[];
  state: 'running' | 'ended' | 'gone';
}

function livesOf(records: readonly ReportRecord[]): Life[] {
  const lives: Life[] = [];
  for (const { kind, pid, first, program, bytes } of records) {
    const known = lives.findLast(({ process }) => process.pid === pid && (process.childOf ?? pid) === first);
    const life =
      kind === 'start' || !known ? makeLife(pid, first, program, kind === 'start' ? decodeText(bytes) : '') : known;
    if (life !== known) lives.push(life);
    if (kind === 'text') life.texts.push(bytes);
    if (kind === 'end') life.state = 'ended';
    if (kind === 'exec') life.state = 'gone';
    if (kind === 'stay') life.state = 'running';
  }
  return lives;
}

function makeLife(pid: number, first: number, program: string, options: string): Life {
  return {
    process: { program, pid, childOf: pid === first ? null : first },
    options,
    texts: [],
    state: 'running',
  };
}

function optionWords({ program, pid }: Watched, options: string): string[] {
  if (options === '') return [];
  return [`${program} (${pid}) was started with ${options.replaceAll(' ', ' and ')}, which changes what is looked for`];
}

function lineOf(text: string | undefined, line: number): string | null {
  return text?.split('\n')[line - 1]?.trim() ?? null;
}
