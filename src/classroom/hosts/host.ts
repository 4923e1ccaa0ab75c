// Where submissions are graded: plain data in, plain data out.
import type { GradeJob, JobOutcome } from '#lab/job.js';
import type { Limits } from '#util/deadline.js';

/** As many calls at a time as its user likes; none of them knows of another. */
export interface GradingHost extends AsyncDisposable {
  /**
   * Grades one submission on a machine that is as it was in the snapshot.
   *
   * @throws IpclabError when the infrastructure failed; what a student's program does is in the outcome
   */
  grade(job: GradeJob, limits: Limits): Promise<JobOutcome>;
}
