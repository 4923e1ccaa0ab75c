// What Run would start, as a request whose schedules can be tried: one program, and nobody at a terminal.
import { STUDENT_LIMITS } from '#protocol/limits.js';
import { exploredRequest } from '#hosts/worker/exploring.js';
import type { RunRequest } from '#record/record.js';
import { fileContent } from '#scenario/file-content.js';
import type { Run } from '#scenario/schema.js';
import type { Files } from '#scenario/setting.js';
import { toBase64 } from '#util/base64.js';
import { encodeText, type Bytes } from '#util/bytes.js';
import { wordsOf } from '#util/shell-words.js';
import { linesOf, type Given } from '../run/given.js';
import { neededPrograms } from '../run/needed.js';
import type { Choice, Runnable } from '../run/programs.js';
import type { Project } from '../session/project.js';
import { bytesOf } from '../workspace/content.js';

/** A program of the choice, and what it is started with. */
interface Start {
  readonly program: string;
  readonly words: readonly string[];
  readonly input: Bytes;
  /** Files of the run. */
  readonly files: Files;
  /** Milliseconds of the guest. */
  readonly wallLimit: number;
}

/** What a shell would do something with. */
const FOR_A_SHELL = /[<>|&;$*?`()]/;

/**
 * @returns the request, or a sentence that says why there is none
 */
export function exploredChoice(
  project: Project,
  choice: Choice,
  { programs }: Runnable,
  given: Given,
): RunRequest | string {
  const own = Object.fromEntries([...project.files].map(([name, text]) => [name, bytesOf(text)]));
  const start = choice.run ? startOfRun(choice.run, own) : startOfProgram(choice.name, given);
  if (typeof start === 'string') return start;
  const recipe = programs[start.program];
  if (!recipe) return 'Every order is tried of a C program, and this is a command of the guest.';
  const sourcesOf = (name: string): readonly string[] => programs[name]?.sources ?? [`${name}.c`];
  const others = neededPrograms(choice, project).filter((name) => name !== start.program);
  const companions = others.flatMap((name) => sourcesOf(name).slice(0, 1));
  const files = Object.entries({ ...own, ...start.files }).map(([name, content]) => [name, toBase64(content)]);
  return exploredRequest({
    files: Object.fromEntries(files) as RunRequest['files'],
    sources: [...sourcesOf(start.program)],
    ...(companions.length === 0 ? {} : { companions }),
    flags: [...recipe.flags],
    arguments: [...start.words],
    input: toBase64(start.input),
    wallLimit: start.wallLimit,
  });
}

function startOfProgram(program: string, given: Given): Start | string {
  const { words: typed } = given;
  const words = wordsOf([typed]);
  if (!words) return 'A quotation in the arguments has no end.';
  if (FOR_A_SHELL.test(typed)) {
    return 'Every order is tried without a shell: give plain words as arguments, and what the program reads as its Input.';
  }
  return { program, words, input: encodeText(linesOf(given)), files: {}, wallLimit: STUDENT_LIMITS.wall ?? 0 };
}

function startOfRun({ parties, files, capabilities, wallLimit }: Run, own: Files): Start | string {
  const [party, ...others] = parties;
  const isPlain =
    party?.user === 'student' &&
    !party.terminal &&
    party.script.length === 0 &&
    Object.keys(party.environment).length === 0 &&
    others.length === 0 &&
    capabilities.length === 0;
  if (!isPlain)
    return 'Every order is tried of one program on its own: this run has several, or a person at a terminal.';
  const [program = '', ...words] = party.command;
  const given = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, fileContent(file, own)]));
  const { stdin = '' } = party;
  const input = typeof stdin === 'string' ? encodeText(stdin) : ({ ...own, ...given }[stdin.file] ?? encodeText(''));
  return { program, words, input, files: given, wallLimit };
}
