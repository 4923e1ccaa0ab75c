// Reading a lab's metadata: what a schema cannot say about it.
import { askedOf, filesComparedWith } from '#checks/expectation.js';
import { checkRun } from '#scenario/check-run.js';
import { nameOf } from '#scenario/party.js';
import { IpclabError } from '#util/error.js';
import { parseAs } from '#util/parse-as.js';
import { expandCheck, expandRuns, type ExpandedRun, type Look } from './expand.js';
import { HIDDEN } from './job.js';
import { labSchema, type Lab, type LabTask } from './lab-schema.js';
import { checkQuestions } from './questions.js';
import { objectionTo } from './task-program.js';

const CURE = 'labs/lab.schema.json says what may stand there';

/**
 * @param text content of a lab.json
 * @param where its path, for the messages
 * @throws IpclabError `usage` that names the file, the field and the cure
 */
export function parseLab(text: string, where: string): Lab {
  const lab = parseAs(labSchema, text, { where, cure: CURE });
  unique(lab.tasks, 'task', `${where}: tasks`);
  for (const task of lab.tasks) checkTask(task, `${where}: task ${task.name}`);
  const points = lab.tasks.flatMap(({ checks }) => checks).reduce((sum, check) => sum + check.points, 0);
  if (points === 0) throw usage(`${where}: tasks: no check gives a point; give one at least`);
  for (const [name, { task, fails }] of Object.entries(lab.wrong)) {
    const at = `${where}: wrong ${name}`;
    const { checks } = taskOf(lab, task, at);
    for (const check of fails) among(check, checks, `${at}: fails`, 'check');
  }
  return lab;
}

/** @throws IpclabError `usage` when it is none of the lab's */
export function taskOf({ tasks }: Lab, name: string | undefined, at: string): LabTask {
  const [only] = tasks;
  if (name !== undefined) return among(name, tasks, `${at}: task`, 'task');
  if (!only || tasks.length > 1) throw usage(`${at}: the lab has several tasks; say in task which one it is about`);
  return only;
}

function checkTask(task: LabTask, where: string): void {
  const { files, given, programs, counterparts, runs, checks } = task;
  unique(runs, 'run', `${where}: runs`);
  unique(checks, 'check', `${where}: checks`);
  const names = [...files.map(({ name }) => name), ...given, ...Object.keys(programs), ...Object.keys(counterparts)];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw usage(`${where}: ${twice} is the name of two things; give each file and program its own`);
  const known = new Set([...files.map(({ name }) => name), ...given]);
  const isSanitized = runs.some(({ sanitize = [] }) => sanitize.length > 0);
  for (const [name, program] of Object.entries(programs)) {
    const objection = objectionTo(name, program, known, isSanitized);
    if (objection !== undefined) throw usage(`${where}: programs ${name}: ${objection}`);
  }
  const expanded = expandRuns(task, where);
  const paths = [...names, ...expanded.flatMap((run) => Object.keys(run.files))];
  const folder = names.find((name) => paths.some((path) => path.startsWith(`${name}/`)));
  if (folder !== undefined)
    throw usage(`${where}: ${folder} is the name of a file or program and of a folder; give one of them another`);
  for (const run of expanded) checkScene(run, task, where);
  for (const check of checks) {
    const at = `${where}: checks ${check.name}`;
    if (Object.values(check.expect).every((part) => part === undefined))
      throw usage(`${at}: expect: it expects nothing; say what must hold`);
    for (const need of check.needs) among(need, checks, `${at}: needs`, 'check');
    for (const look of expandCheck(check, task, expanded, where)) checkLook(look, task, at);
  }
  checkQuestions(task, where);
  refuseCycles(task, where);
}

function checkScene(run: ExpandedRun, { programs, counterparts }: LabTask, where: string): void {
  const own = [...Object.keys(programs), ...Object.keys(counterparts)];
  checkRun(run, own, where);
  unique(
    run.parties.map((party) => ({ name: nameOf(party) })),
    'party',
    `${where}: runs ${run.name}`,
  );
  for (const party of run.parties) {
    if (party.user !== undefined && own.includes(party.command[0] ?? ''))
      throw usage(
        `${where}: runs ${run.name}: ${nameOf(party)}: user is for a path of the guest only; programs handed in run as student, counterparts as other`,
      );
  }
}

function checkLook({ run, expect }: Look, { programs }: LabTask, at: string): void {
  const asked = askedOf(expect);
  const planned = run && {
    looks: run.parties.flatMap(({ script }) => script.flatMap((step) => ('look' in step ? [step.look] : []))),
    trace: run.trace,
    parties: run.parties.length,
    sanitize: run.sanitize,
  };
  const task = { programs: Object.keys(programs), run: planned ?? undefined };
  if (run) {
    const parties = run.parties.map((one) => ({ name: nameOf(one), command: one.command[0] ?? '' }));
    if (expect.party !== undefined) among(expect.party, parties, `${at}: expect.party`, 'party');
    else if (asked.some(({ kind: { about } }) => about !== 'run' && about !== 'compilation')) {
      if (!parties.some(({ command }) => Object.hasOwn(programs, command)))
        throw usage(`${at}: expect: no party of the run ${run.name} runs a program handed in; say in party which one`);
    }
    if (asked.some(({ kind }) => kind.about === 'trace') && !run.trace)
      throw usage(`${at}: expect: system calls are seen with a trace only; set trace in the run ${run.of}`);
    const unknown = filesComparedWith(expect).find(
      (name) => !name.startsWith(HIDDEN) && !Object.hasOwn(run.files, name),
    );
    if (unknown !== undefined)
      throw usage(
        `${at}: expect: sameAs: the run ${run.name} has no file ${unknown}; add it to its files, or to the folder hidden/ and say hidden/${unknown}`,
      );
  }
  for (const { kind, wanted } of asked) {
    const objection = kind.objection?.(wanted, task);
    if (objection !== undefined) throw usage(`${at}: expect${objection}`);
  }
}

function refuseCycles({ checks }: LabTask, where: string): void {
  const state = new Map<string, 'open' | 'done'>();
  const visit = (name: string, path: readonly string[]): void => {
    if (state.get(name) === 'done') return;
    if (state.get(name) === 'open')
      throw usage(
        `${where}: checks: ${[...path.slice(path.indexOf(name)), name].join(' needs ')}; take one of them away`,
      );
    state.set(name, 'open');
    for (const need of checks.find((check) => check.name === name)?.needs ?? []) visit(need, [...path, name]);
    state.set(name, 'done');
  };
  for (const { name } of checks) visit(name, []);
}

function unique(items: readonly { readonly name: string }[], kind: string, where: string): void {
  const names = items.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw usage(`${where}: two are called ${twice}; give each ${kind} its own name`);
}

function among<T extends { readonly name: string }>(name: string, items: readonly T[], at: string, kind: string): T {
  const found = items.find((item) => item.name === name);
  if (found) return found;
  const names = items.map((item) => item.name).join(', ');
  throw usage(`${at}: there is no ${kind} ${name}; name one of ${names || 'those that you add first'}`);
}

function usage(message: string): IpclabError {
  return new IpclabError('usage', message);
}
