// From a lab's metadata and files to what a judge needs of them.
import { askedOfRun, filesComparedWith } from '#checks/expectation.js';
import { rawNames } from '#linux/call-names.js';
import { fileContent } from '#scenario/file-content.js';
import type { Actor } from '#scenario/schema.js';
import type { Files } from '#scenario/setting.js';
import { encodeText, type Bytes } from '#util/bytes.js';
import { canonicalJson } from '#util/canonical-json.js';
import { sha256Now } from '#util/digest.js';
import { IpclabError } from '#util/error.js';
import { omit } from '#util/omit.js';
import { expandCheck, expandRuns, type ExpandedRun, type Look } from './expand.js';
import { HIDDEN, type CheckPlan, type LabPlan, type RunPlan, type TaskPlan } from './job.js';
import type { Lab, LabTask } from './lab-schema.js';

/** The folders of a lab, file by file. */
export interface LabFiles {
  readonly starter: Files;
  readonly reference: Files;
  readonly hidden: Files;
  readonly inputs: Files;
  /** By the name of the wrong solution. */
  readonly wrong: Readonly<Record<string, Files>>;
}

/** Its own programs, compiled by the image that it is judged with: by task, by name. */
export type Counterparts = Readonly<Record<string, Files>>;

/**
 * @param where the path of lab.json, for the messages
 * @throws IpclabError `usage` when a file that the metadata names is not there
 */
export function planLab(
  name: string,
  lab: Lab,
  files: LabFiles,
  counterparts: Counterparts,
  { image, compiler }: Pick<LabPlan, 'image' | 'compiler'>,
  where: string,
): LabPlan {
  return {
    name,
    title: lab.title,
    digest: digestOf(lab, files),
    image,
    compiler,
    ...(lab.lostMachine === undefined ? {} : { lostMachine: lab.lostMachine }),
    tasks: lab.tasks.map((task) => planTask(task, files, counterparts[task.name] ?? {}, where)),
  };
}

/** All that runs ask for. */
export function sanitizersOf({ tasks }: Lab): string[] {
  return [...new Set(tasks.flatMap(({ runs }) => runs.flatMap(({ sanitize = [] }) => sanitize)))];
}

/** Of what decides a verdict: neither the statement, a question, nor any solution does, and a result names its image beside it. */
function digestOf(lab: Lab, { starter, hidden, inputs }: LabFiles): string {
  const digests = (files: Files): unknown =>
    Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, sha256Now(bytes)]));
  const given = new Set(lab.tasks.flatMap((task) => task.given));
  const used = Object.fromEntries(Object.entries(starter).filter(([name]) => given.has(name)));
  return sha256Now(
    encodeText(
      canonicalJson({
        lab: {
          ...omit(lab, 'wrong', 'image', 'handIn', '$schema'),
          tasks: lab.tasks.map((task) => ({ ...task, runs: task.runs.map((run) => omit(run, 'predict')) })),
        },
        starter: digests(used),
        hidden: digests(hidden),
        inputs: digests(inputs),
      }),
    ),
  );
}

function planTask(task: LabTask, files: LabFiles, counterparts: Files, where: string): TaskPlan {
  const at = `${where}: task ${task.name}`;
  const { name, title, given, programs, checks } = task;
  const runs = expandRuns(task, at);
  const looks = checks.map((check) => expandCheck(check, task, runs, at));
  const expected = Object.fromEntries(
    looks.flat().flatMap(({ expect }) =>
      filesComparedWith(expect)
        .filter((file) => file.startsWith(HIDDEN))
        .map((file) => [file, take(files.hidden, file.slice(HIDDEN.length), 'hidden', at)]),
    ),
  );
  return {
    name,
    title,
    files: task.files,
    given: Object.fromEntries(given.map((file) => [file, take(files.starter, file, 'starter', at)])),
    programs,
    counterparts,
    runs: runs.map((run) => planRun(run, task, looks.flat(), files.inputs, at)),
    checks: checks.map((check, index) => planCheck(check, looks[index] ?? [])),
    expected,
  };
}

function planRun(run: ExpandedRun, task: LabTask, looks: readonly Look[], inputs: Files, at: string): RunPlan {
  const { name, files, parties, capabilities, wallLimit, seeds, trace, sanitize } = run;
  const asked = looks.filter((look) => look.run === run).flatMap(({ expect }) => askedOfRun(expect));
  const calls = asked.flatMap(({ kind, wanted }) => kind.calls?.(wanted) ?? []);
  return {
    name,
    files: Object.fromEntries(
      Object.entries(files).map(([file, content]) => [
        file,
        fileContent(content, inputs, `in inputs/, which ${at}: runs ${run.of} takes it from`),
      ]),
    ),
    parties: parties.map((party): Actor => ({ ...party, user: party.user ?? userOf(party.command[0] ?? '', task) })),
    capabilities,
    wallLimit,
    seeds: Array.from({ length: seeds }, (_, seed) => seed),
    trace: trace ? [...new Set(calls.flatMap(rawNames))] : null,
    sanitize,
    ...(asked.some(({ kind }) => kind.about === 'events') && { records: true }),
  };
}

function userOf(program: string, { programs }: LabTask): Actor['user'] {
  return Object.hasOwn(programs, program) ? 'student' : 'other';
}

function planCheck(check: LabTask['checks'][number], looks: readonly Look[]): CheckPlan {
  const { name, title, points, hidden, needs, rationale, help, award } = check;
  return {
    name,
    title,
    points,
    hidden,
    needs,
    rationale,
    help,
    award,
    looks: looks.map(({ run, expect }) => ({ run: run?.name ?? null, expect })),
  };
}

function take(files: Files, name: string, folder: string, at: string): Bytes {
  const found = Object.hasOwn(files, name) ? files[name] : undefined;
  if (found) return found;
  throw new IpclabError('usage', `${at}: there is no file ${name} in ${folder}/; add it there`);
}
