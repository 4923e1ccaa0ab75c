// One submission on one machine after the other, until there is a verdict or the infrastructure is at its end.
import type { GradeJob, JobOutcome } from '#lab/job.js';
import { isAt, placeOf, type Place } from '#lab/place.js';
import type { Files } from '#scenario/setting.js';
import { hasCode, isInfrastructure, type IpclabError } from '#util/error.js';
import type { ClassOptions, ClassPlan } from './grade-class.js';

/** What came of a submission, or how the infrastructure failed. */
export type Outcome = JobOutcome | { readonly error: string };

/** How often the infrastructure may fail in different ways before it is at its end. */
const ATTEMPTS = 3;

/**
 * Grades the files of a submission. A machine that is lost once is no matter; where two are lost in the same way, the program did it: what
 * takes place there is not executed again, and has the verdict that the lab chooses.
 *
 * @param more which tasks are judged, and what was found before
 */
export async function runJob(
  { lab }: ClassPlan,
  files: Files,
  { host, timeout }: Pick<ClassOptions, 'host' | 'timeout'>,
  signal: AbortSignal,
  more: Pick<GradeJob, 'only' | 'found'> = {},
): Promise<Outcome> {
  const limits = timeout === undefined ? { signal } : { timeout, signal };
  const lost: Place[] = [];
  let failures: IpclabError[] = [];
  for (;;) {
    try {
      const job = { lab, files, ...(lost.length > 0 ? { lost: [...lost] } : {}), ...more };
      return await host.grade(job, limits);
    } catch (error) {
      if (signal.aborted || !isInfrastructure(error)) throw error;
      const again = failures.some(isLike(error));
      const place = again && lab.lostMachine !== 'ungraded' ? programsPlace(error) : undefined;
      if (place && !lost.some(isAt(place))) {
        lost.push(place);
        failures = [];
        continue;
      }
      failures.push(error);
      if (again || failures.length === ATTEMPTS) return { error: error.message };
    }
  }
}

/** Where the program did it; undefined when the host may have. */
function programsPlace(error: IpclabError): Place | undefined {
  return hasCode(error, 'machine-lost', 'guest-refused') ? placeOf(error) : undefined;
}

function isLike(error: IpclabError): (other: IpclabError) => boolean {
  const way = wayOf(error);
  return (other) => wayOf(other) === way;
}

function wayOf(error: IpclabError): string {
  return JSON.stringify([error.code, error.message, placeOf(error)]);
}
