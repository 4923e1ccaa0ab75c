// What a client of a Jobe server asks for: the `run_spec` of its REST API (https://github.com/trampgeek/jobe, restapi.pdf).
import * as z from 'zod';
import { escapeLine } from '#util/escape.js';
import { readAs, sayFault } from '#util/parse-as.js';
import { fileId } from './files.js';
import { Refusal } from './refusal.js';

/** The one language that is run here. */
export const LANGUAGE = 'c';

/** Seconds of processor time that a client may ask for. */
export const MOST_CPU = 50;

/** A source file with this text is answered as by a server that is overloaded: with it, clients try how they take that. */
export const OVERLOAD_PROBE = '!** TESTING OVERLOAD EXCEPTION **!';

/** A number, or anything else, which the API takes for the default. */
const amount = z.number().catch(Number.NaN);

const words = z.array(z.string()).catch([]);

const parameters = z
  .object({
    cputime: amount,
    memorylimit: amount,
    streamsize: amount,
    numprocs: amount,
    disklimit: amount,
    compileargs: words,
    linkargs: words,
    runargs: words,
  })
  .partial();

/** Limits and words that differ from those of the server; see {@link limitsOf} for what each means. */
export type Parameters = z.infer<typeof parameters>;

const fileName = z.string().regex(/^(?!\.{1,2}$)[\w.-]{1,100}$/, 'is no file name of letters, digits, -, _ and .');

/** What a name of a source file may be: nothing that a shell, a URL or a file system could take for something else. */
const sourceName = z
  .string()
  .regex(/^(?![.-])[\p{L}\p{N}_.\- %]{1,100}$/u, 'is illegal')
  .catch('');

const shape = z.object({
  run_spec: z.object({
    language_id: z.string().transform((text) => text.toLowerCase()),
    sourcecode: z.string(),
    sourcefilename: z.string().optional(),
    input: z.string().nullish(),
    file_list: z.array(z.tuple([fileId, fileName]).or(z.tuple([fileId, fileName, z.unknown()]))).nullish(),
    parameters: parameters.or(z.array(z.never())).nullish(),
    debug: z.unknown().optional(),
  }),
});

export interface RunSpec {
  readonly language: string;
  readonly source: string;
  readonly sourceName: string;
  readonly input: string;
  readonly files: readonly { readonly id: string; readonly name: string }[];
  readonly parameters: Parameters;
  /** Whether the client wants more than the result: here the record of the run. */
  readonly debug: boolean;
}

/**
 * @param text the body of a request
 * @throws Refusal 400, with the sentences that clients know
 */
export function parseRunSpec(text: string): RunSpec {
  checkPresence(text);
  const reading = readAs(shape, text);
  if ('fault' in reading) throw new Refusal(400, sayFault(reading.fault));
  const {
    language_id,
    sourcecode,
    sourcefilename,
    input,
    file_list,
    parameters: given,
    debug,
  } = reading.value.run_spec;
  const chosen = given && !Array.isArray(given) ? given : {};
  if ((chosen.cputime ?? 0) > MOST_CPU)
    throw new Refusal(400, `cputime exceeds maximum allowed on this Jobe server (${MOST_CPU} secs)`);
  const name = sourcefilename === undefined || sourcefilename === '' ? 'prog.c' : sourceName.parse(sourcefilename);
  if (name === '') throw new Refusal(400, 'The sourcefilename for the run_spec is illegal');
  return {
    language: language_id,
    source: sourcecode,
    sourceName: name,
    input: input ?? '',
    files: (file_list ?? []).map(([id, name]) => ({ id, name })),
    parameters: chosen,
    debug: debug === true,
  };
}

/** What is not there is told in the API's own words, which clients compare. */
function checkPresence(text: string): void {
  const reading = readAs(z.looseObject({ run_spec: z.unknown().optional() }), text);
  if ('fault' in reading) throw new Refusal(400, 'Non-JSON post data received');
  const spec = z.looseObject({}).safeParse(reading.value.run_spec);
  if (!spec.success) throw new Refusal(400, 'No run_spec attribute found in post data');
  for (const name of ['sourcecode', 'language_id']) {
    if (spec.data[name] === undefined || spec.data[name] === null)
      throw new Refusal(400, `run_spec is missing the required attribute '${name}'`);
  }
}

/** @throws Refusal 400 for any language but C */
export function checkLanguage({ language }: RunSpec): void {
  if (language !== LANGUAGE) throw new Refusal(400, `Language '${escapeLine(language.slice(0, 100))}' is not known`);
}
