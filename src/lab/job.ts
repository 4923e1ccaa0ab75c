// Judging one submission as plain data: what goes into a machine's worker, and what comes out of it.
import type { Expectation } from '#checks/expectation.js';
import type { Capability } from '#protocol/container-spec.js';
import type { Compiler } from '#guest/compile.js';
import type { Actor } from '#scenario/schema.js';
import type { Files } from '#scenario/setting.js';
import type { XrayData } from '#xray/xray-data.js';
import type { Lab, LabCheck } from './lab-schema.js';
import type { Place } from './place.js';
import type { CheckResult, RunResult, TaskResult } from './result.js';
import type { TaskProgram } from './task-program.js';

/** A lab that is ready to judge with: cases filled in, counterparts compiled. Nothing in it depends on a submission. */
export interface LabPlan {
  readonly name: string;
  readonly title: string;
  /** SHA-256 of the lab's files, hexadecimal. */
  readonly digest: string;
  /** Digest of the image that it was prepared for, and that it is judged on. */
  readonly image: string;
  /** The compiler of that image. */
  readonly compiler: Compiler;
  /** What becomes of a run that loses two machines in the same way; default: it fails. */
  readonly lostMachine?: Lab['lostMachine'];
  readonly tasks: readonly TaskPlan[];
}

export interface TaskPlan {
  readonly name: string;
  readonly title: string;
  /** What a submission hands in. */
  readonly files: readonly { readonly name: string; readonly optional: boolean }[];
  /** What lies beside it, as the lab has it. */
  readonly given: Files;
  readonly programs: Readonly<Record<string, TaskProgram>>;
  /** The instructor's programs, compiled. */
  readonly counterparts: Files;
  readonly runs: readonly RunPlan[];
  readonly checks: readonly CheckPlan[];
  /** What checks compare with; never put into a guest. */
  readonly expected: Files;
}

export interface RunPlan {
  /** `run`, or `run/case`. */
  readonly name: string;
  readonly files: Files;
  readonly parties: readonly Actor[];
  readonly capabilities: readonly Capability[];
  /** Milliseconds of the guest. */
  readonly wallLimit: number;
  readonly seeds: readonly number[];
  /** The kernel's names of the system calls that checks count; null: none does. */
  readonly trace: readonly string[] | null;
  /** Sanitizers of the student's programs. */
  readonly sanitize: readonly string[];
  /** Some check asks what happened. */
  readonly records?: true;
}

export interface CheckPlan extends Pick<
  LabCheck,
  'name' | 'title' | 'points' | 'hidden' | 'needs' | 'rationale' | 'help' | 'award'
> {
  /** What it looks at; `run` is null when it asks for nothing but the compilation. */
  readonly looks: readonly { readonly run: string | null; readonly expect: Expectation }[];
}

/** How a check names a file that only the judge has. */
export const HIDDEN = 'hidden/';

/** One submission to judge. */
export interface GradeJob {
  readonly lab: LabPlan;
  /** The submission's files, by path. */
  readonly files: Files;
  /** Where machines were lost before: nothing is executed there again, and it has a verdict all the same. */
  readonly lost?: readonly Place[];
  /** Names of the tasks that are judged; default: all. */
  readonly only?: readonly string[];
  /** Runs that are executed again to write down what happens in them; nothing is judged then. */
  readonly xrays?: readonly Place[];
  /** What was found before where schedules were tried: a schedule that failed is run first, and where it fails as it did no other is. */
  readonly found?: readonly FoundBefore[];
}

/** Of a check's earlier result: what came of the schedules of its runs. */
export interface FoundBefore {
  readonly task: string;
  readonly check: string;
  readonly explored: NonNullable<CheckResult['explored']>;
}

/** What happened in a run. */
export interface RunXray {
  readonly task: string;
  /** As it went this time: a recorder takes time of the machine, and another run may come of that. */
  readonly run: RunResult;
  readonly data: XrayData;
}

/**
 * What came of it: verdicts of the student's work. When the infrastructure fails there is no outcome but an IpclabError
 * (`machine-lost`, `deadline`).
 */
export interface JobOutcome {
  /** `rejected`: there is nothing to judge; `reason` says why. */
  readonly status: 'graded' | 'rejected';
  readonly reason: string | null;
  readonly tasks: readonly TaskResult[];
  /** Of the runs that were asked for, those that could be executed. */
  readonly xrays?: readonly RunXray[];
}
