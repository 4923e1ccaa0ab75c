// Runs one hostile program as `ipclab run --json` runs a student's, and says in what its verdict is another one.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { explainAll } from '#facts/explain/explain.js';
import type { Facts } from '#facts/types.js';
import type { Compiler } from '#guest/compile.js';
import type { ExecSpec, ExitStatus } from '#protocol/exec-spec.js';
import { STUDENT_LIMITS } from '#protocol/limits.js';
import type { JobResult } from '#guest/run-job.js';
import type { Machine } from '#hosts/worker/machine.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import { comparedWith, textProblems, type TextCheck } from '#checks/text-check.js';
import { encodeText, type Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { DIRECTORY, FOLDER, happensMeanwhile, type Attack, type FileSource, type JobVerdict } from './corpus.js';
import { readAll } from './reads.js';

export interface Outcome {
  /** Sentences about what was not as stated. */
  readonly problems: readonly string[];
  /** What came of it, in a few words. */
  readonly seen: string;
  /** Whether the machine is gone. */
  readonly lost: boolean;
}

type Run = NonNullable<Attack['run']>;

/** Where the attack is compiled and run: in a container, or outside of all as root. */
type Place = Pick<RemoteContainer, 'put' | 'get' | 'compile' | 'run' | 'exec'>;

export class Assault {
  readonly problems: string[] = [];
  readonly seen: string[] = [];

  constructor(
    readonly attack: Attack,
    readonly compiler: Compiler,
  ) {}

  /** Compiles and runs it on the machine. */
  async on(machine: Machine): Promise<Outcome> {
    try {
      if (this.attack.place === 'guest') await this.#outside(machine);
      else await this.#inside(machine);
      this.#demand(!('lost' in (this.attack.run ?? this.attack.compile).end), 'the machine is there still');
      return { problems: this.problems, seen: this.seen.join('; '), lost: false };
    } catch (error) {
      if (!(error instanceof IpclabError)) throw error;
      const { end } = this.attack.run ?? this.attack.compile;
      const reason = 'lost' in end ? end.lost : 'exit' in end ? end.orLost : undefined;
      const expected = reason !== undefined && new RegExp(reason).test(error.message);
      this.#demand(expected, `the machine's end: ${error.code}: ${error.message}`);
      this.seen.push(`${error.code}: ${error.message}`);
      return { problems: this.problems, seen: this.seen.join('; '), lost: true };
    }
  }

  async #inside(machine: Machine): Promise<void> {
    const { capabilities } = this.attack;
    const container = await machine.open({ limits: this.compiler.container, capabilities });
    await this.#compileAndRun(container, undefined);
    await this.#check('left', this.attack.left, sentences(await container.evidence()));
    await container.close();
  }

  /** Nothing is confined here: what it would do if it had got out is the point. */
  async #outside(machine: Machine): Promise<void> {
    await this.#compileAndRun(machine, '');
    await machine.run({ argv: ['rm', '-rf', DIRECTORY], user: '' });
  }

  async #compileAndRun(place: Place, user: string | undefined): Promise<void> {
    const { attack } = this;
    await place.put({ path: `${DIRECTORY}/corpus` }, encodeText('so that there is the folder\n'));
    for (const [name, content] of await filesOf(attack)) await place.put({ path: `${DIRECTORY}/${name}` }, content);
    if (attack.prepare !== undefined) {
      const prepared = await place.run({ argv: ['sh', '-c', attack.prepare], directory: DIRECTORY });
      this.#demand(prepared.status.exit === 0, 'its preparation fails');
    }
    const compiled = await place.compile({
      compiler: this.compiler,
      directory: DIRECTORY,
      sources: attack.sources ?? [`${attack.name}.c`],
      output: attack.compile.output,
      limits: attack.compile.limits,
    });
    await this.#judge('compiling', attack.compile, compiled, { ...this.compiler.limits, ...attack.compile.limits });
    if (!attack.run) await readAll(place, attack.reads, 'over', this.problems);
    else if (compiled.status.exit === 0) await this.#run(place, attack.run, user);
    else this.problems.push(`it does not compile: ${Buffer.from(compiled.stderr).toString().slice(0, 300)}`);
  }

  async #run(place: Place, run: Run, user: string | undefined): Promise<void> {
    // The corpus has many loops without an end: a part of the time shows the same.
    const limits = { ...STUDENT_LIMITS, cpu: 10_000, ...run.limits };
    const spec: ExecSpec = {
      argv: [`./${this.attack.compile.output}`, ...run.arguments],
      directory: DIRECTORY,
      user: user ?? run.user,
      limits,
      terminal: run.terminal ? { rows: 24, columns: 80 } : undefined,
    };
    const result = happensMeanwhile(this.attack) ? await this.#runAndRead(place, spec) : await place.run(spec);
    await this.#judge('running', run, result, limits);
    const { min, max } = run.killed ?? { min: 0, max: 'limit' in run.end ? Infinity : 0 };
    const { killed, evidence } = result.status;
    this.#demand(killed >= min && killed <= max, `${killed} processes had to be killed`);
    await this.#check('evidence', run.evidence, sentences(evidence));
    await readAll(place, this.attack.reads, 'over', this.problems);
  }

  async #runAndRead(place: Place, spec: ExecSpec): Promise<JobResult> {
    const streams = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
    let isReady = (): void => undefined;
    const ready = new Promise<void>((resolve) => (isReady = resolve));
    const job = place.exec(spec, (stream, bytes) => {
      streams[stream].push(bytes);
      if (Buffer.concat(streams.stdout).includes('ready')) isReady();
    });
    await Promise.race([ready, job.exited]);
    await readAll(place, this.attack.reads, 'running', this.problems);
    const status = await job.exited;
    return { status, stdout: join2(streams.stdout), stderr: join2(streams.stderr) };
  }

  async #judge(
    what: string,
    verdict: JobVerdict,
    { status, stdout, stderr }: JobResult,
    limits: { readonly wall?: number | undefined; readonly output?: number | undefined },
  ): Promise<void> {
    this.seen.push(describe(what, status));
    const { end } = verdict;
    const ended =
      'limit' in end
        ? status.limit === end.limit
        : status.limit === null &&
          (('exit' in end && status.exit === end.exit) || ('signal' in end && status.signal === end.signal));
    this.#demand(ended, `${what} ends otherwise: ${describe(what, status)}`);
    const reached = verdict.reached ?? ('limit' in end ? [end.limit] : []);
    this.#demand(
      [...status.reached].sort().join() === [...reached].sort().join(),
      `${what} meets its limits of ${status.reached.join(', ') || 'nothing'}, not of ${reached.join(', ') || 'nothing'}`,
    );
    // By the guest's clock, which goes on while this machine is busy with something else.
    const most = 2 * (limits.wall ?? Infinity) + 5000;
    this.#demand(status.wall / 1e6 <= most, `${what} took ${status.wall / 1e6} ms`);
    for (const bytes of [stdout, stderr])
      this.#demand(bytes.length <= (limits.output ?? Infinity), `${what} gave ${bytes.length} bytes of output`);
    await this.#check(`standard output of ${what}`, verdict.stdout, stdout);
    await this.#check(`standard error of ${what}`, verdict.stderr, stderr);
  }

  async #check(what: string, checks: readonly TextCheck[], text: Uint8Array): Promise<void> {
    const known: Record<string, Bytes> = {};
    for (const name of comparedWith(checks)) known[name] = new Uint8Array(await readFile(join(FOLDER, name)));
    this.problems.push(...textProblems(what, checks, text, known));
  }

  #demand(holds: boolean, otherwise: string): void {
    if (!holds) this.problems.push(otherwise);
  }
}

function describe(what: string, { exit, signal, limit, reached, killed, wall }: ExitStatus): string {
  const how = exit === null ? String(signal) : `exit ${exit}`;
  const struck = limit === null ? '' : `, limit ${limit}`;
  const met = reached.length > 0 ? `, met ${reached.join('+')}` : '';
  const rest = killed > 0 ? `, ${killed} killed` : '';
  return `${what}: ${how}${struck}${met}${rest}, ${(wall / 1e9).toFixed(2)} s`;
}

function sentences(evidence: Facts | null): Bytes {
  return encodeText(explainAll([evidence]).join('\n'));
}

function join2(parts: readonly Uint8Array[]): Bytes {
  return new Uint8Array(Buffer.concat(parts));
}

export async function filesOf(attack: Attack): Promise<[string, Bytes][]> {
  const own = `${attack.name}.c`;
  const sources = attack.sources ? [] : [own, ...(await includedBy(own))];
  const files = { ...Object.fromEntries(sources.map((from) => [from, { from }])), ...attack.files };
  return Promise.all(
    Object.entries(files).map(async ([name, file]): Promise<[string, Bytes]> => [name, await contentOf(file)]),
  );
}

/** The files of the corpus that this one needs. */
async function includedBy(name: string): Promise<string[]> {
  const text = await readFile(join(FOLDER, name), 'utf8');
  const inThere = [...text.matchAll(/^#include "([a-z-]+\.[ch])"$/gm)].map(([, file = '']) => file);
  const here = inThere.filter((file) => file !== name && existsSync(join(FOLDER, file)));
  return [...here, ...(await Promise.all(here.map(includedBy))).flat()];
}

async function contentOf(file: FileSource): Promise<Bytes> {
  if ('text' in file) return encodeText(file.text);
  if ('from' in file) return new Uint8Array(await readFile(join(FOLDER, file.from)));
  return encodeText(file.before + file.repeat.repeat(file.times) + file.after);
}
