// A class without an emulator: submissions, a host that says what its test wants, and results of them.
import { createHash } from 'node:crypto';
import type { ClassPlan } from '#classroom/grade-class.js';
import type { GradingHost } from '#classroom/hosts/host.js';
import type { GradeJob, JobOutcome } from '#lab/job.js';
import { RESULT_FORMAT, type SubmissionResult } from '#lab/result.js';
import type { Submission } from '#classroom/submission.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { COMPILER } from '../compiler.js';
import { endOf } from '../facts.js';
import { runPlan, taskPlan } from '../task-plan.js';

export const CHECK = {
  ...{ name: 'counts', title: 'It counts', points: 1, hidden: false, needs: [], award: 'all' as const, looks: [] },
  rationale: undefined,
  help: undefined,
};

/** The lab that an {@link outcome} is of. */
export const ONE_POINT = { tasks: [taskPlan([runPlan([{ command: ['count'] }])], { checks: [CHECK] })] };

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function submission(id: string, source: string | null): Submission {
  return {
    id,
    student: { id, name: id },
    source: `${id}.c`,
    files: source === null ? {} : { 'count.c': encodeText(source) },
    notes: [],
    reason: source === null ? `${id}.zip is damaged or incomplete` : null,
  };
}

/** One task of one point; its check has the verdict, and its one problem is the source. */
export function outcome(source: string, verdict: 'passed' | 'failed' = 'passed'): JobOutcome {
  const points = verdict === 'passed' ? 1 : 0;
  const stream = { size: source.length, sha256: sha256(source), head: source };
  const end = endOf();
  return {
    status: 'graded',
    reason: null,
    tasks: [
      {
        name: 'count',
        title: 'Counting',
        points,
        maxPoints: 1,
        compiles: [{ program: 'count', end, messages: stream }],
        runs: [
          {
            name: 'run',
            seed: 0,
            parties: [{ name: 'count', end, stdout: stream, stderr: stream }],
            instructions: 1000,
          },
        ],
        checks: [
          {
            name: 'counts',
            title: 'It counts',
            verdict,
            points,
            maxPoints: 1,
            hidden: false,
            held: points,
            of: 1,
            problems: points === 1 ? [] : [source],
          },
        ],
      },
    ],
  };
}

export function classPlan(more: { seed?: number; lab?: string } = {}): ClassPlan {
  const { seed = 0, lab = 'lab' } = more;
  const image = { name: 'tcc', inputs: sha256('i'), digest: sha256('s'), compiler: 'tcc', v86: '0' };
  const title = { name: 'lab', title: 'A lab', digest: sha256(lab) };
  return {
    lab: { ...title, image: image.digest, compiler: COMPILER, tasks: [] },
    image,
    seed,
    assemble: (described, came, graded): SubmissionResult => {
      const { status, reason, tasks } =
        'error' in came ? { status: 'error' as const, reason: came.error, tasks: [] } : came;
      const points = tasks.reduce((sum, task) => sum + task.points, 0);
      const content = {
        format: RESULT_FORMAT,
        submission: described,
        lab: title,
        image,
        status,
        reason,
        points,
        maxPoints: 1,
        tasks: [...tasks],
      };
      return { ...content, digest: sha256(JSON.stringify(content)), graded };
    },
  };
}

/** Grades by a function of the source, and remembers what it was asked. */
export class FakeHost implements GradingHost {
  readonly sources: string[] = [];
  readonly #grade: (source: string, signal: AbortSignal | undefined, job: GradeJob) => Promise<JobOutcome>;

  constructor(grade: (source: string, signal: AbortSignal | undefined, job: GradeJob) => Promise<JobOutcome>) {
    this.#grade = grade;
  }

  async grade(job: GradeJob, { signal }: { signal?: AbortSignal | undefined }): Promise<JobOutcome> {
    const source = decodeText(job.files['count.c'] ?? new Uint8Array(0));
    this.sources.push(source);
    return this.#grade(source, signal, job);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // It owns nothing.
  }
}
