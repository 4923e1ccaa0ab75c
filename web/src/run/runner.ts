// Run and Stop: from a project's files to programs in terminals, and what is said about them there.
import { DEFAULT_ENVIRONMENT, type ExecSpec, type ExitStatus } from '#protocol/exec-spec.js';
import { ATTENDED_LIMITS } from '#protocol/limits.js';
import { crashWords } from '#facts/explain/crash.js';
import type { Crash } from '#facts/types.js';
import { fileContent } from '#scenario/file-content.js';
import { nameOf } from '#scenario/party.js';
import type { Party } from '#scenario/schema.js';
import { encodeText } from '#util/bytes.js';
import { hasCode } from '#util/error.js';
import { commandLine } from '#scenario/command-line.js';
import { TERMINAL_SHELL } from '../evidence/observe.js';
import type { Project } from '../session/project.js';
import type { Diagnostic } from '../session/state.js';
import type { Pane } from '../terminal/pane.js';
import type { Panes } from '../terminal/panes.js';
import { MARKED_PROMPT } from '../terminal/prompt.js';
import { PtyLine } from '../terminal/pty-line.js';
import { MOST_PANES } from '../terminal/room.js';
import { bytesOf } from '../workspace/content.js';
import { argvOf, linesOf, type Given } from './given.js';
import { neededPrograms } from './needed.js';
import { tellEnd } from './outcome.js';
import type { Choice, Runnable } from './programs.js';
import { commandOf, isAlone, seatsOf, typedCommand } from './terminals.js';
import type { ProjectContainer } from './project-container.js';

/** A core image is part of what some examples show. */
const LIMITS = { ...ATTENDED_LIMITS, core: undefined };

/** A shell that has ended gives way to a new one: what it left in the background does not keep the terminal, ms. */
const SHELL_LINGER = 1000;

/** What Stop does, press by press. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const;

/** Where a program's input is, for the shell of its terminal as well. */
const INPUT = '/tmp/input';

export class Runner {
  /** Told when a program starts that Run started, and with its status when it has ended. */
  onProgram: ((name: string, status?: ExitStatus) => void) | undefined;
  /** Told what has crashed when a program has ended. */
  onCrashes: ((crashes: readonly Crash[]) => void) | undefined;
  readonly #panes: Panes;
  readonly #lines = new Map<Pane, PtyLine>();
  /** The terminals of the last run, which the next one takes, whatever still runs in them. */
  #ofRun: readonly Pane[] = [];

  constructor(panes: Panes) {
    this.#panes = panes;
  }

  /**
   * Compiles what a run needs.
   *
   * @param say told of each command and its messages
   * @returns the compiler's messages, also as its text; `ok`: the run can start
   */
  async compile(
    place: ProjectContainer,
    project: Project,
    choice: Choice,
    { programs }: Runnable,
    say: (text: string) => void,
  ): Promise<{ ok: boolean; diagnostics: Diagnostic[]; messages: string }> {
    const diagnostics: Diagnostic[] = [];
    let messages = '';
    let ok = true;
    for (const name of neededPrograms(choice, project)) {
      const compiled = await place.compile(name, programs[name] ?? { sources: undefined, flags: [] });
      say(`$ ${commandLine({ argv: compiled.argv })}\n${compiled.messages.trimEnd()}`.trimEnd());
      diagnostics.push(...compiled.diagnostics);
      messages += compiled.messages;
      const meant = project.example?.programs[name]?.compile?.fails ?? false;
      if (!compiled.ok && !meant) ok = false;
    }
    return { ok, diagnostics, messages };
  }

  /**
   * Starts what was chosen: at once when it is one program's, else each command stands at the prompt of its terminal.
   *
   * @param asked of a program that has no runs of its own
   */
  async start(place: ProjectContainer, project: Project, choice: Choice, pane: Pane, asked: Given): Promise<void> {
    const { run } = choice;
    if (!run) {
      await this.#alone(place, pane, choice.name, asked);
      return;
    }
    const own = Object.fromEntries([...project.files].map(([name, text]) => [name, bytesOf(text)]));
    await place.give(
      Object.fromEntries(Object.entries(run.files).map(([name, file]) => [name, fileContent(file, own)])),
    );
    const [first] = run.parties;
    if (first && isAlone(run)) this.#party(place, pane, first, choice.programs);
    else await this.#seat(place, choice, pane);
  }

  /** A shell of the project's container in a terminal. */
  shell(place: ProjectContainer, pane: Pane, user: Party['user'] = 'student'): void {
    const line = new PtyLine(
      place.container,
      {
        argv: [`/bin/${TERMINAL_SHELL}`],
        directory: place.directory,
        user,
        environment: { ...DEFAULT_ENVIRONMENT, USER: user, LOGNAME: user, PS1: MARKED_PROMPT },
        limits: LIMITS,
        linger: SHELL_LINGER,
      },
      pane,
      'marked-shell',
    );
    this.#lines.set(pane, line);
    void this.#whenOver(line, pane, () => {
      pane.screen.say('[the shell has ended; a new one begins]');
      this.shell(place, pane, user);
    });
  }

  /**
   * The terminal of the last run, or one whose shell is at its prompt, or a new one.
   *
   * @param taken terminals of this run
   */
  paneForRun(taken: readonly Pane[] = []): Pane {
    const terminals = this.#panes.terminals.value;
    const pane = this.#ofRun.find((one) => terminals.includes(one) && !taken.includes(one)) ?? this.#panes.idle(taken);
    this.#ofRun = [...new Set([...this.#ofRun.filter((one) => terminals.includes(one)), pane])];
    if (pane.busy.value) pane.screen.say(`[${pane.note.value || 'what ran here'} is ended for the new run]`);
    return pane;
  }

  /** @param press 0 for the first one: an interrupt; later ones are stronger */
  stop(press: number): void {
    const signal = STOP_SIGNALS[Math.min(press, STOP_SIGNALS.length - 1)] ?? 'SIGKILL';
    for (const pane of this.#panes.busy.value) {
      const line = this.#lines.get(pane);
      // The group of the terminal's foreground is the line discipline's to know, and gets what Ctrl-C would give it.
      if (signal === 'SIGINT' && line?.isShell) line.write(Uint8Array.of(0x03));
      else line?.signal(signal, signal === 'SIGINT' ? 'group' : 'job');
    }
  }

  async #alone(place: ProjectContainer, pane: Pane, name: string, { words, input }: Given): Promise<void> {
    if (input !== '') await place.container.put({ path: INPUT }, encodeText(linesOf({ input })));
    const all = input === '' ? words : `${words} < ${INPUT}`.trimStart();
    this.#program(place, pane, name, { argv: argvOf(name, { words: all }), typed: `./${name} ${all}`.trimEnd() });
  }

  async #seat(place: ProjectContainer, { run, programs }: Choice, first: Pane): Promise<void> {
    if (!run) return;
    const taken: Pane[] = [];
    for (const { user, parties } of seatsOf(run, MOST_PANES - 1)) {
      const pane = taken.length === 0 ? first : this.paneForRun(taken);
      taken.push(pane);
      pane.screen.say(taken.length === 1 ? '[press Enter here first]' : '[then press Enter here]');
      this.shell(place, pane, user);
      pane.note.value = parties.map(nameOf).join(', then ');
      pane.prepare(parties.map((party) => encodeText(typedCommand(party, programs))));
    }
    this.#panes.together.value = taken;
    this.#panes.active.value = first;
  }

  #party(place: ProjectContainer, pane: Pane, party: Party, programs: readonly string[]): void {
    const { argv, environment, input } = commandOf(party, programs);
    this.#program(place, pane, nameOf(party), {
      // A redirection is the shell's to make.
      argv: input === undefined ? argv : ['/bin/sh', '-c', commandLine({ argv, input })],
      environment: { ...DEFAULT_ENVIRONMENT, ...environment },
      user: party.user,
      typed: typedCommand(party, programs),
    });
  }

  #program(
    place: ProjectContainer,
    pane: Pane,
    name: string,
    { typed, ...spec }: Pick<ExecSpec, 'argv' | 'environment' | 'user'> & { readonly typed?: string },
  ): void {
    pane.screen.say(`$ ${typed ?? commandLine(spec)}`);
    pane.note.value = name;
    const line = new PtyLine(
      place.container,
      { environment: DEFAULT_ENVIRONMENT, ...spec, directory: place.directory, limits: LIMITS, linger: Infinity },
      pane,
      'program',
    );
    this.#lines.set(pane, line);
    this.onProgram?.(name);
    const ended = (note: string): void => {
      pane.note.value = note;
      this.shell(place, pane);
    };
    void this.#whenOver(
      line,
      pane,
      (status) => {
        this.onProgram?.(name, status);
        pane.typeAhead();
        pane.screen.say(`[${tellEnd(name, status)}]`);
        void place.newCrashes().then((crashes) => {
          for (const crash of crashes) pane.screen.say(`[${crashWords(crash)}]`);
          if (crashes.length > 0) this.onCrashes?.(crashes);
          if (this.#lines.get(pane) === line) ended(tellEnd(name, status));
        });
      },
      () => {
        ended('could not be started');
      },
    );
  }

  /** Tells the end of a line's job, unless the pane has another line by then. */
  async #whenOver(line: PtyLine, pane: Pane, tell: (status: ExitStatus) => void, refused?: () => void): Promise<void> {
    try {
      const status = await line.exited;
      if (this.#lines.get(pane) === line) tell(status);
    } catch (error) {
      if (this.#lines.get(pane) !== line) return;
      this.#lines.delete(pane);
      pane.disconnect();
      // A machine that went is told by its own end. A program that could not be started leaves the terminal to the shell.
      if (!hasCode(error, 'guest-refused')) return;
      pane.screen.say(`[${error.message}]`);
      refused?.();
    }
  }
}
