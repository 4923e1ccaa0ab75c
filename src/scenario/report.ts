// What compiling and running gave, as plain data.
import { explainAll } from '#facts/explain/explain.js';
import type { Facts } from '#facts/types.js';
import type { Recording } from '#xray/events.js';
import type { XrayData } from '#xray/xray-data.js';
import type { ExitStatus } from '#protocol/exec-spec.js';

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
  readonly evidence: Facts | null;
  /** What happened, if somebody asked. */
  readonly recording?: Recording;
  /** Of the sources, for the calls of the recording. */
  readonly lines?: XrayData['lines'];
  /** What did not hold of the evidence and of the files after the run. */
  readonly problems: readonly string[];
}

/** What is known of where its processes waited and what they left behind, a sentence each. */
export function sentencesOf({ parties, evidence }: Pick<RunReport, 'parties' | 'evidence'>): string[] {
  return explainAll([...parties.map(({ status }) => status.evidence), evidence]);
}
