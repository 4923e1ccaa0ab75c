// One party of a run: a program, what a person does with it, and how it ends.
import type { Place } from '../guest/container.js';
import type { ExitStatus } from '../guest/exec-spec.js';
import { DEFAULT_ENVIRONMENT } from '../guest/exec-spec.js';
import { allWait } from '../guest/explain/explain.js';
import { STUDENT_LIMITS } from '../guest/limits.js';
import type { Job } from '../guest/job.js';
import { concat, decodeText, encodeText } from '../util/bytes.js';
import { deferred } from '../util/deferred.js';
import type { Party as Description, Step } from './schema.js';
import type { Files, Setting } from './setting.js';

export interface PartyContext {
  readonly description: Description;
  readonly setting: Setting;
  /** The programs that lie in the working directory. */
  readonly programs: Files;
  /** Milliseconds of the guest's clock. */
  readonly wallLimit: number;
  /** The parties that were started before this one. */
  readonly before: readonly Party[];
  /** The files that the run was given. */
  readonly given: Files;
}

export interface PartyResult {
  readonly status: ExitStatus;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly problems: readonly string[];
}

const TERMINAL = { rows: 24, columns: 80 };

export class Party {
  readonly name: string;
  readonly description: Description;
  readonly result: Promise<PartyResult>;
  readonly #output = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  readonly #started = deferred<void>();
  /** Everything that it printed, as text; `#seen` of it was matched by steps. */
  #text = '';
  #seen = 0;
  #over = false;
  #wake = deferred<void>();

  constructor(place: Place, context: PartyContext) {
    this.description = context.description;
    this.name = context.description.name ?? context.description.command[0] ?? '';
    this.result = this.#run(place, context);
    // Awaited one after the other by the caller.
    this.result.catch(() => undefined);
  }

  /** Waits until its output matches, or it has ended; true when it matched. */
  async printed(pattern: RegExp, from = 0): Promise<RegExpExecArray | null> {
    for (;;) {
      const found = pattern.exec(this.#text.slice(from));
      if (found || this.#over) return found;
      await this.#wake.promise;
    }
  }

  async #run(place: Place, context: PartyContext): Promise<PartyResult> {
    await this.#turn(context.before);
    const job = this.#start(place, context);
    const problems: string[] = [];
    const scripted = this.#play(job, context).then((problem) => {
      if (problem) problems.push(problem);
    });
    try {
      const status = await job.exited;
      this.#finish();
      await scripted;
      const problem = wrongEnd(this.description.end, status);
      if (problem) problems.unshift(problem);
      return { status, stdout: this.#collected('stdout'), stderr: this.#collected('stderr'), problems };
    } finally {
      this.#finish();
    }
  }

  /** Waits for its turn: the parties before it have started, and the condition holds that its metadata names. */
  async #turn(before: readonly Party[]): Promise<void> {
    const last = before.at(-1);
    if (last) await last.#started.promise;
    const { start } = this.description;
    if (!start) return;
    const other = before.find(({ name }) => name === ('when' in start ? start.when : start.afterEndOf));
    if ('when' in start) await other?.printed(new RegExp(start.prints, 'm'));
    else await other?.result;
  }

  #start(place: Place, { setting, programs, wallLimit }: PartyContext): Job {
    const { command, user, terminal, stdin, script, environment } = this.description;
    const [program = '', ...args] = command;
    const feeds = stdin !== undefined || script.length > 0;
    const job = place.exec(
      {
        argv: [program in programs ? `./${program}` : program, ...args],
        directory: setting.directory,
        user: setting.users[user],
        environment: { ...DEFAULT_ENVIRONMENT, ...environment },
        input: feeds ? 'open' : 'none',
        terminal: terminal ? TERMINAL : undefined,
        // A core image is part of what an example shows.
        limits: { ...STUDENT_LIMITS, cpu: undefined, wall: wallLimit, core: undefined },
      },
      (stream, bytes) => {
        this.#output[stream].push(bytes);
        this.#text += decodeText(bytes);
        this.#signal();
      },
    );
    job.started.then(
      () => {
        this.#started.resolve();
      },
      () => {
        this.#started.resolve();
      },
    );
    return job;
  }

  /** @returns what went wrong, if anything did */
  async #play(job: Job, { given }: PartyContext): Promise<string | undefined> {
    const { stdin, script } = this.description;
    if (stdin !== undefined) {
      await job.write(typeof stdin === 'string' ? encodeText(stdin) : (given[stdin.file] ?? new Uint8Array(0)));
      job.endInput();
    }
    for (const step of script) {
      const problem = await this.#step(job, step);
      if (problem) return problem;
    }
    return undefined;
  }

  async #step(job: Job, step: Step): Promise<string | undefined> {
    if ('expect' in step) {
      const found = await this.printed(new RegExp(step.expect, 'm'), this.#seen);
      if (!found) return `it ended, and /${step.expect}/ had not come`;
      this.#seen += found.index + found[0].length;
    } else if ('send' in step) await job.write(encodeText(step.send));
    else if ('signal' in step) job.signal(step.signal);
    else job.endInput();
    return undefined;
  }

  #collected(stream: 'stdout' | 'stderr'): Uint8Array {
    const bytes = concat(this.#output[stream]);
    // A terminal turns each newline into CR LF on its way out.
    return this.description.terminal ? encodeText(decodeText(bytes).replaceAll('\r\n', '\n')) : bytes;
  }

  #finish(): void {
    this.#over = true;
    this.#started.resolve();
    this.#signal();
  }

  #signal(): void {
    const woken = this.#wake;
    this.#wake = deferred();
    woken.resolve();
  }
}

function wrongEnd(wanted: Description['end'], status: ExitStatus): string | undefined {
  const seen = describeEnd(status);
  if ('hang' in wanted) {
    if (status.limit !== 'wall') return `it should hang, and ${seen}`;
    if (!status.evidence) return 'it should hang, and nobody saw what it does';
    return allWait(status.evidence) ? undefined : `it should wait for ever; ${status.evidence.sentences.join('; ')}`;
  }
  if (status.limit) return seen;
  if ('exit' in wanted)
    return status.exit === wanted.exit ? undefined : `it should end with status ${wanted.exit}, and ${seen}`;
  if (status.signal !== wanted.signal) return `it should end by ${wanted.signal}, and ${seen}`;
  if (wanted.core !== undefined && wanted.core !== status.core)
    return `its core image is ${status.core ? 'there' : 'missing'}`;
  return undefined;
}

function describeEnd({ exit, signal, limit }: ExitStatus): string {
  if (limit) return `it ran into its limit of ${limit === 'wall' ? 'time' : limit}`;
  return signal ? `it ended by ${signal}` : `it ended with status ${exit}`;
}
