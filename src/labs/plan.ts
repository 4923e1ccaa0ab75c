// An example as plain data: everything a run needs, and everything it gives.
import type { Evidence } from '../guest/evidence.js';
import type { ExitStatus } from '../guest/exec-spec.js';
import type { Bytes } from '../util/bytes.js';
import type { Example, Party } from './schema.js';

export interface ExamplePlan {
  /** `topic/name`. */
  readonly name: string;
  readonly example: Example;
  /** The files that belong to it (sources, data), by their name. */
  readonly files: Readonly<Record<string, Bytes>>;
  /** The compiler's command and its first words. */
  readonly compiler: readonly string[];
  /** What the users of the metadata are called there. */
  readonly users: Readonly<Record<Party['user'], string>>;
  /** Folder of the machine under which the example's own folder is made. */
  readonly base: string;
}

export interface CompileReport {
  readonly program: string;
  readonly status: ExitStatus;
  readonly messages: string;
  /** What did not hold, a sentence each. */
  readonly problems: readonly string[];
}

export interface PartyReport {
  readonly name: string;
  readonly status: ExitStatus;
  readonly stdout: string;
  readonly stderr: string;
  readonly problems: readonly string[];
}

export interface RunReport {
  readonly name: string;
  readonly shows: string;
  readonly parties: readonly PartyReport[];
  /** What was left when the last party had ended; what was there at a limit is in the status of the party. */
  readonly evidence: Evidence | null;
  /** What did not hold of the evidence and of the files after the run. */
  readonly problems: readonly string[];
}

export interface ExampleResult {
  readonly name: string;
  readonly compiles: readonly CompileReport[];
  readonly runs: readonly RunReport[];
}

/** What is known of where its processes waited and what they left behind, a sentence each. */
export function sentencesOf({ parties, evidence }: Pick<RunReport, 'parties' | 'evidence'>): string[] {
  const all = [...parties.map(({ status }) => status.evidence), evidence].flatMap((one) => one?.sentences ?? []);
  return [...new Set(all)];
}

/** Everything that did not hold, with where; empty: the example shows what it should. */
export function problemsOf({ compiles, runs }: ExampleResult): string[] {
  return [
    ...compiles.flatMap(({ program, problems }) => problems.map((problem) => `compiling ${program}: ${problem}`)),
    ...runs.flatMap((run) => [
      ...run.parties.flatMap(({ name, problems }) => problems.map((problem) => `${run.name}, ${name}: ${problem}`)),
      ...run.problems.map((problem) => `${run.name}: ${problem}`),
    ]),
  ];
}
