import * as z from 'zod';
import { explainRun } from '#lab/explain-run.js';
import { classResult, submissionResult, type ClassResult, type SubmissionResult } from '#lab/result.js';

/** The whole result as it is, hidden checks included; to the facts of a run are added the sentences that they make. */
export function jsonReport({ lab, results, absent }: ClassResult): string {
  return `${JSON.stringify({ lab, results: results.map(toldResult), absent }, null, 2)}\n`;
}

const { tasks } = submissionResult.shape;
const { runs } = tasks.element.shape;

const toldRun = runs.element.extend({
  /** Not in the digest, which is of facts. */
  sentences: z.array(z.string()),
});
/** One result as the JSON report holds it. */
export const resultReport = submissionResult.extend({
  tasks: z.array(tasks.element.extend({ runs: z.array(toldRun) })),
});

/** A class as the JSON report holds it. */
export const classReport = classResult.extend({ results: z.array(resultReport) });

export type ResultReport = z.output<typeof resultReport>;

export function toldResult(result: SubmissionResult): ResultReport {
  return {
    ...result,
    tasks: result.tasks.map((task) => ({
      ...task,
      runs: task.runs.map((run) => ({ ...run, sentences: explainRun(run) })),
    })),
  };
}

/** The JSON report's format as a JSON Schema. */
export function jsonReportSchema(): unknown {
  return JSON.parse(JSON.stringify(z.toJSONSchema(classReport))) as unknown;
}
