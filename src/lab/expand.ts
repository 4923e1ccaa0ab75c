// A task's runs and checks, one for each case, as they are played and looked at.
import type * as z from 'zod';
import { IpclabError } from '#util/error.js';
import { omit } from '#util/omit.js';
import { checkAs } from '#util/parse-as.js';
import { fillCase, type Values } from './fill-case.js';
import {
  expectation,
  labScene,
  type Expectation,
  type LabCheck,
  type LabRun,
  type LabScene,
  type LabTask,
} from './lab-schema.js';

export interface ExpandedRun extends LabScene {
  /** Of the run that it is a case of; else its own. */
  readonly of: string;
  readonly seeds: number;
  readonly trace: boolean;
}

export interface Look {
  /** Null when it asks for nothing but the compilation. */
  readonly run: ExpandedRun | null;
  readonly expect: Expectation;
}

/** @throws IpclabError `usage` when a value is missing or of the wrong kind */
export function expandRuns(task: LabTask, where: string): ExpandedRun[] {
  return task.runs.flatMap((run) =>
    casesOf(run).map(([name, values]): ExpandedRun => {
      const { seeds, trace } = run;
      const scene = omit(run, 'cases', 'seeds', 'trace');
      const place = `${where}: runs ${run.name}`;
      const filled = fill(labScene, scene, name, values, place);
      return { ...filled, name: values ? `${run.name}/${name}` : run.name, of: run.name, seeds, trace };
    }),
  );
}

/** What a check looks at and expects there, case by case. */
export function expandCheck(check: LabCheck, task: LabTask, runs: readonly ExpandedRun[], where: string): Look[] {
  const place = `${where}: checks ${check.name}`;
  if (!looksAtRuns(check.expect)) return [{ run: null, expect: fill(expectation, check.expect, '', null, place) }];
  const names = check.run ?? onlyRun(task, place);
  return names.flatMap((name) => {
    const run = task.runs.find((one) => one.name === name);
    if (!run) throw usage(`${place}: there is no run ${name}; name one of ${task.runs.map((r) => r.name).join(', ')}`);
    return casesOf(run).map(([of, values]): Look => {
      const expect = fill(expectation, check.expect, of, values, place);
      return { run: runs.find((one) => one.name === (values ? `${name}/${of}` : name)) ?? null, expect };
    });
  });
}

/** Whether it asks for more than the compilation. */
function looksAtRuns(expect: Expectation): boolean {
  return Object.values(omit(expect, 'compiles', 'party')).some((part) => part !== undefined);
}

function onlyRun({ runs }: LabTask, place: string): string[] {
  const [first, second] = runs;
  if (!first) throw usage(`${place}: the task has no run to look at; add one to runs`);
  if (second) throw usage(`${place}: the task has several runs; say in run which one it looks at`);
  return [first.name];
}

function casesOf({ cases }: LabRun): [string, Values | null][] {
  return cases ? Object.entries(cases) : [['', null]];
}

function fill<T>(schema: z.ZodType<T>, data: unknown, name: string, values: Values | null, place: string): T {
  const missing = (value: string): never => {
    throw usage(`${place}: the case ${name} has no value for \${${value}}; add it to the case`);
  };
  // Without cases a text is what it is, whatever is in it.
  const filled = values ? fillCase(data, values, missing) : data;
  return checkAs(schema, filled, { where: values ? `${place}: case ${name}` : place, cure: 'correct it there' });
}

function usage(message: string): IpclabError {
  return new IpclabError('usage', message);
}
