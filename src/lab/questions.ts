// What a page asks before it shows a run: a student's own machine executes it, and it must not tell what is hidden.
import type { Prediction } from '#scenario/schema.js';
import { IpclabError } from '#util/error.js';
import type { Lab, LabTask } from './lab-schema.js';

export interface Question {
  readonly task: string;
  /** Of the task. */
  readonly title: string;
  readonly run: string;
  readonly asks: Prediction;
}

export function questionsOf({ tasks }: Pick<Lab, 'tasks'>): Question[] {
  return tasks.flatMap(({ name: task, title, runs }) =>
    runs.flatMap(({ name: run, predict: asks }): Question[] => (asks ? [{ task, title, run, asks }] : [])),
  );
}

/** @throws IpclabError `usage` that names the run and the cure */
export function checkQuestions({ runs, checks, counterparts }: LabTask, where: string): void {
  const asking = runs.filter(({ predict }) => predict);
  if (asking.length > 1)
    throw usage(`${where}: runs: two runs have a predict; leave it to the one from which a student learns most`);
  for (const { name, cases, parties } of asking) {
    const at = `${where}: runs ${name}: predict`;
    if (cases) throw usage(`${at}: a run with cases is several runs; ask about one without`);
    const other = parties.map(({ command: [program = ''] }) => program).find((program) => program in counterparts);
    if (other !== undefined)
      throw usage(
        `${at}: a student's page does not have the counterpart ${other}; ask about a run without counterparts`,
      );
    const looking = checks.filter(({ run = runs.map((one) => one.name) }) => run.includes(name));
    if (looking.every(({ hidden }) => hidden))
      throw usage(
        `${at}: only hidden checks look at this run, and a page would tell it; ask about a run of another check`,
      );
  }
}

function usage(message: string): IpclabError {
  return new IpclabError('usage', message);
}
