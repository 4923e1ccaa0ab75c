// A task's runs and checks, one for each case, as they are run and looked at.
import type * as z from 'zod';
import { askedOfRun, expectationWith, type Expectation } from '#checks/expectation.js';
import { PLAIN } from '#checks/leaves.js';
import { IpclabError } from '#util/error.js';
import { omit } from '#util/omit.js';
import { checkAs } from '#util/parse-as.js';
import { filledWith, MissingValue, type Values } from './fill-case.js';
import { labSetupWith, type LabCheck, type LabRun, type LabSetup, type LabTask } from './lab-schema.js';

export interface ExpandedRun extends LabSetup {
  /** Of the run that it is a case of; else its own. */
  readonly of: string;
  readonly seeds: number;
  readonly trace: boolean;
  readonly sanitize: readonly string[];
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
      const { seeds, trace, sanitize = [] } = run;
      const setup = omit(run, 'cases', 'seeds', 'trace', 'sanitize', 'predict');
      const at = `${where}: runs ${run.name}`;
      const filled = fill(schemasFor(values).setup, setup, name, values, at);
      return { ...filled, name: values ? `${run.name}/${name}` : run.name, of: run.name, seeds, trace, sanitize };
    }),
  );
}

/** What a check looks at and expects there, case by case. */
export function expandCheck(check: LabCheck, task: LabTask, runs: readonly ExpandedRun[], where: string): Look[] {
  const at = `${where}: checks ${check.name}`;
  if (askedOfRun(check.expect).length === 0)
    return [{ run: null, expect: fill(unfilled.expect, check.expect, '', null, at) }];
  const names = check.run ?? onlyRun(task, at);
  return names.flatMap((name) => {
    const run = task.runs.find((one) => one.name === name);
    if (!run) throw usage(`${at}: there is no run ${name}; name one of ${task.runs.map((r) => r.name).join(', ')}`);
    return casesOf(run).map(([of, values]): Look => {
      const expect = fill(schemasFor(values).expect, check.expect, of, values, at);
      return { run: runs.find((one) => one.name === (values ? `${name}/${of}` : name)) ?? null, expect };
    });
  });
}

function onlyRun({ runs }: LabTask, at: string): string[] {
  const [first, second] = runs;
  if (!first) throw usage(`${at}: the task has no run to look at; add one to runs`);
  if (second) throw usage(`${at}: the task has several runs; say in run which one it looks at`);
  return [first.name];
}

function casesOf({ cases }: LabRun): [string, Values | null][] {
  return cases ? Object.entries(cases) : [['', null]];
}

/** The schemas of what a case fills. */
interface Filled {
  readonly setup: z.ZodType<LabSetup>;
  readonly expect: z.ZodType<Expectation>;
}

const unfilled: Filled = { setup: labSetupWith(PLAIN), expect: expectationWith(PLAIN) };
/** By the values of the case, which each check that looks at it needs again. */
const filled = new WeakMap<Values, Filled>();

/** Without cases a text is what it is, whatever is in it. */
function schemasFor(values: Values | null): Filled {
  if (!values) return unfilled;
  const known = filled.get(values);
  if (known) return known;
  const leaves = filledWith(values);
  const schemas = { setup: labSetupWith(leaves), expect: expectationWith(leaves) };
  filled.set(values, schemas);
  return schemas;
}

function fill<T>(schema: z.ZodType<T>, data: unknown, name: string, values: Values | null, at: string): T {
  try {
    return checkAs(schema, data, { where: values ? `${at}: case ${name}` : at, cure: 'correct it there' });
  } catch (error) {
    throw error instanceof MissingValue ? usage(`${at}: the case ${name} ${error.message}`) : error;
  }
}

function usage(message: string): IpclabError {
  return new IpclabError('usage', message);
}
