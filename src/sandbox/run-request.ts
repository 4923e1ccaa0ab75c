// A client's job as a run of ours.
import type { ContainerLimits } from '#protocol/container-spec.js';
import type { JobLimits } from '#protocol/exec-spec.js';
import type { RunRequest } from '#record/record.js';
import { toBase64 } from '#util/base64.js';
import { encodeText, type Bytes } from '#util/bytes.js';
import { wordsOf } from '#util/shell-words.js';
import { Refusal } from './refusal.js';
import type { Parameters, RunSpec } from './run-spec.js';

const MB = 1_000_000;

/** What a server of this API gives a run that does not ask for something else: seconds, megabytes, processes. */
const DEFAULTS = { cputime: 5, memorylimit: 400, streamsize: 2, numprocs: 30, disklimit: 20 } as const;

/** Megabytes of each stream that are kept of any run: all of an answer lies in memory. */
const MOST_STREAM = 16;

const COMPILE_ARGS = ['-Wall', '-Werror', '-std=c99', '-x c'];

/** Undoes what an image's compiler is told for students: who compiles here says all warnings. */
const AS_GIVEN = ['-Wno-extra'];

/**
 * @param room of a container in the image: nobody gets more memory or files than there are
 * @throws Refusal 400 for words that no shell would take apart
 */
export function requestFor(
  { source, sourceName, input, parameters }: RunSpec,
  files: Readonly<Record<string, Bytes>>,
  room: ContainerLimits,
): RunRequest {
  const { compileargs = COMPILE_ARGS, linkargs = [], runargs = [] } = parameters;
  const all = { ...files, [sourceName]: encodeText(source) };
  const { wall, ...limits } = limitsOf(parameters, room);
  return {
    files: Object.fromEntries(Object.entries(all).map(([name, content]) => [name, toBase64(content)])),
    sources: [sourceName],
    flags: [...AS_GIVEN, ...split('compileargs', compileargs), ...split('linkargs', linkargs)],
    arguments: split('runargs', runargs),
    input: toBase64(encodeText(input)),
    wallLimit: wall,
    limits,
  };
}

/** A limit that is no number is the default, as in the API; 0 of memory, and a negative one of files, is none. */
function limitsOf(given: Parameters, { memory, bytes }: ContainerLimits): JobLimits & { readonly wall: number } {
  const value = (name: keyof typeof DEFAULTS): number => {
    const asked = given[name];
    return asked === undefined || Number.isNaN(asked) ? DEFAULTS[name] : asked;
  };
  const cpu = Math.max(1, Math.ceil(1000 * value('cputime')));
  return {
    cpu,
    // A server of this API takes twice that, on several processors. Here all processes share one, and who sleeps costs nothing.
    wall: 6 * cpu,
    memory: atMost(memory, value('memorylimit') * MB, 0),
    file: atMost(bytes, value('disklimit') * MB, -1),
    output: Math.max(1, Math.round(Math.min(value('streamsize'), MOST_STREAM) * MB)),
    processes: Math.max(1, Math.round(value('numprocs'))),
  };
}

/** @param none what stands for no limit */
function atMost(most: number | undefined, asked: number, none: number): number | undefined {
  return asked <= none * MB ? most : Math.round(Math.min(asked, most ?? asked));
}

function split(name: string, texts: readonly string[]): string[] {
  const words = wordsOf(texts);
  if (!words) throw new Refusal(400, `parameters.${name}: a quotation has no end; close it`);
  return words;
}
