// A run in words and commands: who is started how, with which input and which files.
import type { RunPlan, TaskPlan } from '#lab/job.js';
import { pathOf, sourcesOf, type TaskProgram } from '#lab/task-program.js';
import { commandLine, quoteWord } from '#scenario/command-line.js';
import { nameOf } from '#scenario/party.js';
import type { Actor, Step } from '#scenario/schema.js';
import { decodeText } from '#util/bytes.js';
import { escapeLine } from '#util/escape.js';

export interface RunWords {
  /** A line for each party, as one would type it. */
  readonly commands: readonly string[];
  /** What else happens, a sentence each. */
  readonly notes: readonly string[];
  /** Texts that it is given: standard input, and files by name. */
  readonly given: readonly { readonly name: string; readonly text: string; readonly size: number }[];
  /** On a computer of one's own; undefined where it takes the course's programs or hands. */
  readonly command: string | undefined;
}

type Task = Pick<TaskPlan, 'programs'>;

/** Characters of an input that are shown. */
const LONGEST = 1024;

const INPUT = 'standard input';

export function runWords(task: Task, run: RunPlan, seed: number): RunWords {
  const { parties, files } = run;
  const several = parties.length > 1;
  return {
    commands: parties.map((party) => {
      const line = lineOf(party, task);
      return several ? `${nameOf(party)}: ${line}` : line;
    }),
    notes: parties.flatMap((party) => notesOf(party, task, several)),
    given: [
      ...parties.flatMap(({ stdin, ...party }) =>
        typeof stdin === 'string' && stdin !== ''
          ? [{ name: several ? `${INPUT} of ${nameOf(party)}` : INPUT, ...shown(stdin) }]
          : [],
      ),
      ...Object.entries(files).map(([name, content]) => ({
        name,
        ...shown(decodeText(content.subarray(0, 4 * LONGEST))),
        size: content.length,
      })),
    ],
    command: ownCommand(task, run, seed),
  };
}

function isOwn({ command: [program = ''] }: Actor, { programs }: Task): boolean {
  return Object.hasOwn(programs, program);
}

function lineOf(party: Actor, task: Task): string {
  const { command, environment, stdin } = party;
  const [program = '', ...rest] = command;
  const argv = [isOwn(party, task) ? `./${program}` : program, ...rest];
  return escapeLine(commandLine({ argv, environment, input: typeof stdin === 'object' ? stdin.file : undefined }));
}

function notesOf(party: Actor, task: Task, several: boolean): string[] {
  const name = nameOf(party);
  const { start, stdin, terminal, script } = party;
  const who = several ? name : 'the program';
  return [
    ...(isOwn(party, task) ? [] : [`${name} is a program of the course.`]),
    ...(start && 'afterEndOf' in start ? [`${name} is started when ${start.afterEndOf} has ended.`] : []),
    ...(start && 'when' in start ? [`${name} is started when ${start.when} has printed /${start.prints}/.`] : []),
    ...(terminal ? [`${several ? name : 'It'} runs on a terminal.`] : []),
    ...(stdin === '' ? [`The standard input of ${who} is empty.`] : []),
    ...script.flatMap((step) => stepWords(step, who)),
  ].map(escapeLine);
}

function stepWords(step: Step, who: string): string[] {
  if ('expect' in step) return [`Then: wait until ${who} prints /${step.expect}/.`];
  if ('send' in step) return [`Then: type ${JSON.stringify(step.send)}.`];
  if ('signal' in step) return [`Then: send ${step.signal} to ${who}.`];
  if ('endInput' in step) return [`Then: end the input of ${who}.`];
  return [];
}

/** The same sources with the same arguments, input and seed; what else is in the machine differs from grading. */
function ownCommand(task: Task, { parties, files }: RunPlan, seed: number): string | undefined {
  const [party, other] = parties;
  if (!party || other || !isOwn(party, task) || party.script.length > 0 || party.terminal) return undefined;
  if (Object.keys(files).length > 0 && typeof party.stdin !== 'object') return undefined;
  const [program = '', ...args] = party.command;
  const words = ['npx', 'ipclab', 'run', '--seed', `${seed}`, ...projectWords(program, task.programs[program], args)];
  const from = typeof party.stdin === 'object' ? ` < ${quoteWord(party.stdin.file)}` : ' < input.txt';
  const input = party.stdin === undefined || party.stdin === '' ? ' < /dev/null' : from;
  return escapeLine(words.map(quoteWord).join(' ') + input);
}

/** What stands after `run`. */
function projectWords(name: string, program: TaskProgram = { flags: [] }, args: readonly string[]): string[] {
  const { make, flags } = program;
  const rest = args.length > 0 ? ['--', ...args] : [];
  if (!make) return [...flags, ...sourcesOf(name, program), ...rest];
  const { folder = '', target = '' } = make;
  return ['--make', ...[target, folder].filter((word) => word !== ''), '--', `./${pathOf(name, program)}`, ...args];
}

function shown(text: string): { text: string; size: number } {
  const size = new TextEncoder().encode(text).length;
  return { text: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text, size };
}
