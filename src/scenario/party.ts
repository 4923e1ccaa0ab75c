// One party of a run: a program, what a person does with it, and how it ended.
import type { PartyOutcome } from '#checks/observed.js';
import type { ExecTarget } from '#guest/container.js';
import type { JobLimits } from '#protocol/exec-spec.js';
import { DEFAULT_ENVIRONMENT } from '#protocol/exec-spec.js';
import { PARTY_LINGER } from '#protocol/limits.js';
import type { Job } from '#guest/job.js';
import { concat, decodeText, encodeText } from '#util/bytes.js';
import { deferred } from '#util/deferred.js';
import { hasCode, IpclabError } from '#util/error.js';
import type { Actor, Step } from './schema.js';
import type { Files } from './setting.js';
import { Transcript } from './transcript.js';

export interface PartyContext {
  readonly actor: Actor;
  /** What is executed for its command, and as whom. */
  readonly argv: readonly string[];
  readonly user: string;
  readonly directory: string;
  readonly limits: JobLimits;
  /** The parties that were started before this one. */
  readonly before: readonly Party[];
  /** The files that the run was given. */
  readonly given: Files;
  /** Takes evidence of the whole run. */
  readonly look: (name: string) => Promise<void>;
  /** See `PartySetting.isHalted`. */
  readonly isHalted?: (() => boolean) | undefined;
}

const TERMINAL = { rows: 24, columns: 80 };

export class Party {
  readonly name: string;
  readonly outcome: Promise<PartyOutcome>;
  readonly #actor: Actor;
  readonly #output = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  readonly #decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  readonly #started = deferred<void>();
  readonly #printed = new Transcript();
  /** Of its first process; undefined: it has not started. */
  #pid: number | undefined;
  /** How much of what it printed was matched by steps. */
  #seen = 0;

  constructor(target: ExecTarget, context: PartyContext) {
    this.#actor = context.actor;
    this.name = nameOf(context.actor);
    this.outcome = this.#run(target, context);
    // Awaited one after the other by the caller.
    this.outcome.catch(() => undefined);
  }

  async #run(target: ExecTarget, context: PartyContext): Promise<PartyOutcome> {
    const { name } = this;
    try {
      await this.#turn(context.before);
      requireGoing(context);
      const job = this.#start(target, context);
      const ended = job.exited.then((status) => {
        this.#finish();
        return status;
      });
      // Together: either may fail while the other goes on.
      const [status, problem] = await Promise.all([ended, this.#runScenario(job, context)]);
      return { name, status, refused: null, pid: this.#pid, problem, ...this.#collected() };
    } catch (error) {
      if (!hasCode(error, 'guest-refused')) throw error;
      return { name, status: null, refused: error, problem: undefined, ...this.#collected() };
    } finally {
      this.#finish();
    }
  }

  /** Waits for its turn: the parties before it have started, and the condition holds that its metadata names. */
  async #turn(before: readonly Party[]): Promise<void> {
    const last = before.at(-1);
    if (last) await last.#started.promise;
    const { start } = this.#actor;
    if (!start) return;
    const other = before.find(({ name }) => name === ('when' in start ? start.when : start.afterEndOf));
    if (!other) return;
    if ('when' in start) await other.#printed.find(start.prints);
    else await other.outcome;
  }

  #start(target: ExecTarget, { argv, user, directory, limits }: PartyContext): Job {
    const { terminal, stdin, script, environment, linger } = this.#actor;
    const feeds = stdin !== undefined || script.length > 0;
    const job = target.exec(
      {
        argv,
        directory,
        user,
        environment: { ...DEFAULT_ENVIRONMENT, ...environment },
        input: feeds ? 'open' : 'none',
        terminal: terminal ? TERMINAL : undefined,
        limits,
        linger: linger ?? PARTY_LINGER,
      },
      (stream, bytes) => {
        this.#output[stream].push(bytes);
        this.#printed.add(this.#decoders[stream].decode(bytes, { stream: true }));
      },
    );
    job.started.then(
      (pid) => {
        this.#pid = pid;
        this.#started.resolve();
      },
      () => this.#started.resolve(),
    );
    return job;
  }

  /** @returns what went wrong, if anything did */
  async #runScenario(job: Job, context: PartyContext): Promise<string | undefined> {
    const { stdin, script } = this.#actor;
    if (stdin !== undefined) {
      requireGoing(context);
      await job.write(typeof stdin === 'string' ? encodeText(stdin) : (context.given[stdin.file] ?? new Uint8Array(0)));
      requireGoing(context);
      job.endInput();
    }
    for (const step of script) {
      requireGoing(context);
      const problem = await this.#step(job, step, context);
      if (problem) return problem;
    }
    return undefined;
  }

  async #step(job: Job, step: Step, { look }: PartyContext): Promise<string | undefined> {
    if ('expect' in step) {
      const end = await this.#printed.find(step.expect, this.#seen);
      if (end === null) return `it ended, and /${step.expect}/ had not come`;
      this.#seen = end;
    } else if ('send' in step) await job.write(encodeText(step.send));
    else if ('signal' in step) job.signal(step.signal);
    else if ('look' in step) await look(step.look);
    else job.endInput();
    return undefined;
  }

  #collected(): { stdout: Uint8Array; stderr: Uint8Array } {
    const [stdout, stderr] = [concat(this.#output.stdout), concat(this.#output.stderr)];
    // A terminal turns each newline into CR LF on its way out.
    return { stdout: this.#actor.terminal ? encodeText(decodeText(stdout).replaceAll('\r\n', '\n')) : stdout, stderr };
  }

  #finish(): void {
    this.#started.resolve();
    this.#printed.close();
  }
}

/** @throws IpclabError `aborted` when nobody acts any more */
function requireGoing({ isHalted }: PartyContext): void {
  if (isHalted?.() === true) throw new IpclabError('aborted', 'the run was stopped');
}

/** How other parts of a run call a party. */
export function nameOf({ name, command }: Pick<Actor, 'name' | 'command'>): string {
  return name ?? command[0] ?? '';
}
