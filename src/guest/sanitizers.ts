// Programs that find their own errors.
import { LIMIT_NAMES, type ExecSpec, type JobLimits, type LimitName } from '#protocol/exec-spec.js';
import { IpclabError } from '#util/error.js';
import type { Compiler } from './compile.js';
import type { ExecTarget } from './container.js';
import { Fifo, type FifoPlace, type Written } from './fifo.js';
import { runJob, type JobResult } from './run-job.js';

/** What a compiler needs to make them, as its image describes it. */
export interface Sanitizers {
  /** What -fsanitize= can be given. */
  readonly names: readonly string[];
  /** Words of each compilation beside it. */
  readonly flags: readonly string[];
  /** Words after the sources where a program is linked. */
  readonly link: readonly string[];
  /** Of such a program, where they are above those of others. */
  readonly limits: JobLimits;
}

/** Where such programs write what the sanitizers say: images/gcc/sanitizer/reporter.c */
const REPORTS = '/run/lab/reports';

/** All may write, and only root may read. */
const MODE = '622';

/** Bytes of reports that are kept. */
const MOST = 2 * 1024 * 1024;

/** Has to be there before the first of the programs starts. */
export function openReports(place: FifoPlace): Promise<Fifo> {
  return Fifo.open(place, REPORTS, MODE, { output: MOST });
}

/** Runs such a program to its end. */
export async function runReporting(
  target: ExecTarget,
  spec: ExecSpec,
  input?: Uint8Array,
): Promise<{ readonly result: JobResult; readonly reports: Written }> {
  const { container } = spec;
  const fifo = await openReports({ exec: (collector, onOutput) => target.exec({ ...collector, container }, onOutput) });
  const result = await runJob(target, spec, input);
  return { result, reports: await fifo.close() };
}

/**
 * @param image its name, for the message
 * @throws IpclabError `usage` when the compiler cannot make such programs, with the way out
 */
export function requireSanitizers(
  { command, sanitizers, lacks }: Compiler,
  wanted: readonly string[],
  image: string,
): void {
  const names = sanitizers?.names ?? [];
  const missing = wanted.find((name) => !names.includes(name));
  if (missing === undefined) return;
  const instead = lacks?.instead ?? 'gcc';
  throw new IpclabError(
    'usage',
    names.length === 0
      ? `${command[0] ?? ''}, the compiler of the image ${image}, has no sanitizers; take --image ${instead}`
      : `${missing}: is no sanitizer of the image ${image}; give one of ${names.join(', ')}, or several with commas`,
  );
}

/** The words of a compilation with these sanitizers. */
export function sanitizerWords(
  { sanitizers }: Compiler,
  wanted: readonly string[],
): Pick<Sanitizers, 'flags' | 'link'> {
  if (!sanitizers || wanted.length === 0) return { flags: [], link: [] };
  return { flags: [`-fsanitize=${wanted.join(',')}`, ...sanitizers.flags], link: sanitizers.link };
}

/** Limits of a program, raised to what one with sanitizers needs; where there is none, none is set. */
export function withSanitizerRoom(limits: JobLimits, { sanitizers }: Compiler): JobLimits {
  const needed = sanitizers?.limits ?? {};
  const raised = LIMIT_NAMES.flatMap((name): [LimitName, number][] => {
    const [usual, amount] = [limits[name], needed[name]];
    return usual === undefined || amount === undefined ? [] : [[name, Math.max(usual, amount)]];
  });
  return { ...limits, ...Object.fromEntries(raised) };
}

/** LeakSanitizer is a part of AddressSanitizer. */
export function findsLeaks(sanitize: readonly string[]): boolean {
  return sanitize.includes('address');
}
