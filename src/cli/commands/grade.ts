import { Command, InvalidArgumentError, Option } from 'commander';
import { basename, resolve } from 'node:path';
import type { LedgerContent } from '#classroom/ledger/ledger.js';
import { changedPoints } from '#classroom/changes.js';
import { Classroom } from '#classroom/classroom.js';
import type { ClassPlan } from '#classroom/grade-class.js';
import type { Layout } from '#classroom/intake/split.js';
import { readOverrides, withoutEffect, withOverrides } from '#classroom/overrides.js';
import { planClass } from '#classroom/plan.js';
import { readRoster } from '#classroom/roster.js';
import { describePace, type Pace } from '#classroom/time-left.js';
import {
  checkRequests,
  hasDrawings,
  NO_GROUND,
  parseReport,
  reportHelp,
  type Ground,
  writeReports,
  type ReportRequest,
} from '#classroom/write-reports.js';
import type { ClassResult, SubmissionResult } from '#lab/result.js';
import { DEFAULT_IMAGES, type Image } from '#hosts/node/image.js';
import { loadLab } from '#course/lab.js';
import { openLabImage } from '#course/lab-image.js';
import { prepareLab } from '#course/lab-plan.js';
import { className } from '#queue/names.js';
import { ExitStatus } from '../exit-status.js';
import { checkHostOptions, hostFor, hostOptions, jobsOf, type HostOptions } from '../grading-host.js';
import { handInOptions, handInRulesOf, type HandInOptions } from '../hand-in-options.js';
import { interruptible } from '../interrupt.js';
import { seconds, wholeNumber } from '../numbers.js';
import { Progress } from '../progress.js';
import { tell } from '../tell.js';

interface Options extends HandInOptions, HostOptions {
  readonly image?: string;
  readonly roster?: string;
  readonly out?: string;
  readonly only?: string;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly seed: number;
  readonly layout: Layout;
  readonly report: readonly ReportRequest[];
  readonly page?: URL;
  readonly anonymous?: true;
  /** Per cent; true: the usual share. */
  readonly similar?: number | true;
  readonly json?: true;
}

/** Written when nothing else is asked for; the table is shown. */
const USUAL_REPORTS = ['table=-', 'csv', 'html', 'students'];
/** Per cent from which on works are called similar. */
const SIMILAR = 80;
/** Of some students: what is about the class stays as it was. */
const USUAL_FOR_SOME = ['table=-', 'students'];

export function gradeCommand(): Command {
  const command = new Command('grade')
    .description('grade submissions: a file, a folder, a zip or tar, or a class of them')
    .argument('<lab>', 'the folder of a lab')
    .argument('<submission...>', "files, folders and archives; a learning platform's bulk download as it is")
    .option('--image <name>', `the image to start; default: the lab's own, or ${DEFAULT_IMAGES.lab}`)
    .option(
      '--roster <file>',
      'the class as CSV (id, name, email), or the gradebook of Moodle or Canvas as it is; who handed in nothing is absent',
    )
    .option('--out <folder>', 'keeps results and sources, to go on and to regrade; default: NAME-OF-LAB-grades')
    .option('--only <pattern>', "only students whose id or name matches, such as 'ada*'")
    .option(
      '--timeout <seconds>',
      "give up on a machine after this time of this computer's clock; default: when it makes no progress",
      seconds,
    )
    .option('--seed <n>', 'added to the seeds of the lab: other timings', wholeNumber, 0)
    .addOption(
      new Option('--layout <kind>', "a folder or archive is one student's, or a class's with a part for each")
        .choices(['auto', 'one', 'many'])
        .default('auto'),
    )
    .option(
      '--report <kind[=file]>',
      'write this report, to its usual place or to FILE (- is here); again for more',
      more,
      [],
    )
    .option(
      '--page <address>',
      "the address of a page that students have (ipclab serve, or yours): reports link to it with a failed run's sources",
      pageAddress,
    )
    .option(
      '--anonymous',
      'reports have codes in place of names; anonymous-key.csv says whose they are, and gradebooks have names',
    )
    .option(
      '--similar [percent]',
      `the page of the class names submissions that are alike by so many per cent; default: ${SIMILAR}`,
      percent,
    )
    .option('--json', 'print everything as JSON; the same as --report json=-');
  for (const option of [...hostOptions(), ...handInOptions()]) command.addOption(option);
  return command
    .addHelpText(
      'after',
      `\nKinds of reports:\n${reportHelp()}\n` +
        'Without --report the table is shown, and csv, html and students are written to reports/ in the folder of results.\n' +
        'Exit status: 0 when every submission has its result, whatever its points; 125 when the infrastructure failed on one\n' +
        '(start again: only that one is graded); 2 for a wrong call; 130 after Ctrl-C, with what was graded kept.',
    )
    .action((lab: string, paths: string[], options: Options, command: Command) => {
      checkHostOptions(options, command);
      return interruptible(
        (signal) => grade(lab, paths, options, signal),
        'grading was interrupted; started again it goes on where it was',
      );
    });
}

function percent(text: string): number {
  if (!/^[1-9]\d?$|^100$/.test(text)) throw new InvalidArgumentError('Give a number from 1 to 100.');
  return Number(text);
}

function pageAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:' && url?.protocol !== 'file:')
    throw new InvalidArgumentError('Give the address of a page, such as https://example.org/ipclab/.');
  return url;
}

function more(text: string, requests: readonly ReportRequest[]): ReportRequest[] {
  return [...requests, parseReport(text)];
}

async function grade(lab: string, paths: readonly string[], options: Options, signal: AbortSignal): Promise<void> {
  const stored = await loadLab(lab);
  const rules = handInRulesOf(stored.lab.handIn, options);
  const image = await openLabImage(stored, options.image);
  const { students: roster, gradebook } =
    options.roster === undefined ? { students: [], gradebook: undefined } : await readRoster(options.roster);
  const plan = planClass(await prepareLab(stored, image, signal), image, options.seed);
  const labOf = { name: plan.lab.name, title: plan.lab.title, digest: plan.lab.digest };
  checkRequests(requested(options), labOf, { ...NO_GROUND, gradebook });
  const out = options.out ?? `${basename(resolve(lab))}-grades`;
  await using classroom = await Classroom.open(out);
  tell(notReadable(classroom.known, out));
  const onIgnored = (path: string): void => tell([`${path} is not a submission and was left out`]);
  const { layout, only } = options;
  const gathered = await classroom.gather(plan, {
    paths,
    roster,
    layout,
    only,
    rules,
    onIgnored,
  });
  const { submissions, absent, warnings } = gathered;
  const key = options.anonymous ? await classroom.anonymousKey(gathered) : undefined;
  const tellWithout = (lines: readonly string[]): void => tell(key ? lines.map((line) => key.text(line)) : lines);
  tellWithout(warnings);
  const overrides = await readOverrides(out, plan.lab);
  const { graded, drawingOf } = await run(classroom, plan, submissions, image, { ...options, out }, signal);
  const { results, sentences } = classroom.attempts(withOverrides(graded, overrides), submissions, rules);
  tellWithout(sentences);
  if (only === undefined) tellWithout(withoutEffect(overrides, results));
  const result: ClassResult = {
    lab: labOf,
    results,
    absent,
  };
  const { similar: share } = options;
  const least = (share === true ? SIMILAR : (share ?? 0)) / 100;
  const similar = share === undefined ? undefined : { starter: stored.files.starter, least };
  const changes = changedPoints(classroom.known.records, graded);
  const ground = await classroom.groundOf(plan, results, {
    ...{ lab, page: options.page, gradebook, similar, drawingOf },
    changes: key ? changes.map((change) => key.text(change)) : changes,
  });
  const written = await writeReports(
    requested(options),
    result,
    ground,
    out,
    (text) => process.stdout.write(text),
    key,
  );
  tellWithout(changes.map((change) => `points changed: ${change}`));
  tell([summary(result, out), ...written.map((path) => `report: ${path}`)]);
  if (results.some(({ status }) => status === 'error')) process.exitCode = ExitStatus.INFRASTRUCTURE;
}

/** What of a ledger is graded again because it cannot be used. */
function notReadable({ damaged, otherVersion }: LedgerContent, out: string): string[] {
  return [
    ...(damaged > 0 ? [`${damaged} lines of the ledger in ${out} are damaged; what they said is graded again`] : []),
    ...(otherVersion > 0
      ? [`${otherVersion} results in ${out} were made by another version of ipclab; they are graded again`]
      : []),
  ];
}

async function run(
  classroom: Classroom,
  plan: ClassPlan,
  submissions: Parameters<Classroom['grade']>[1],
  image: Image,
  options: Options & { readonly out: string },
  signal: AbortSignal,
): Promise<{ graded: SubmissionResult[]; drawingOf: Ground['drawingOf'] }> {
  const { timeout, out } = options;
  await using host = await hostFor(image, options, {
    class: className(out),
    what: plan.lab.name,
    onBroken: () => {
      process.exitCode = ExitStatus.INFRASTRUCTURE;
    },
  });
  using progress = new Progress();
  // In a log nobody waits for the next line.
  const onProgress = (pace: Pace): void => {
    if (process.stderr.isTTY) progress.step(describePace(pace));
  };
  const tools = { host, jobs: jobsOf(options), timeout, signal };
  const graded = await classroom.grade(plan, submissions, { ...tools, onProgress });
  const isShown = requested(options).some(({ kind }) => hasDrawings(kind));
  return { graded, drawingOf: isShown ? await classroom.drawings(plan, graded, tools) : NO_GROUND.drawingOf };
}

function requested({ report, json, only }: Options): readonly ReportRequest[] {
  const asJson = json ? [parseReport('json=-')] : [];
  if (report.length + asJson.length > 0) return [...report, ...asJson];
  return (only === undefined ? USUAL_REPORTS : USUAL_FOR_SOME).map(parseReport);
}

function summary({ results, absent }: ClassResult, out: string): string {
  const count = (status: string): number => results.filter((result) => result.status === status).length;
  const parts = [
    `${count('graded')} of ${results.length} graded`,
    ...(count('rejected') > 0 ? [`${count('rejected')} rejected`] : []),
    ...(count('error') > 0 ? [`${count('error')} to be graded again, because the infrastructure failed`] : []),
    ...(absent.length > 0 ? [`${absent.length} absent`] : []),
  ];
  return `${parts.join(', ')}; results in ${out}`;
}
