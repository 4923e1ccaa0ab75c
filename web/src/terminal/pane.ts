// One terminal of the page: a screen, and what is at the other end of its line.
import { signal, type ReadonlySignal } from '@preact/signals';
import type { TerminalSize } from '#protocol/exec-spec.js';
import { concat, type Bytes } from '#util/bytes.js';
import { Screen } from './screen.js';
import { ENTER, ShellTurn } from './shell-turn.js';

/** The other end: the console, or a pty of the guest. */
export interface Line {
  write(bytes: Bytes): void;
  resize(size: TerminalSize): void;
  /** Ends what is at the other end. */
  end(): void;
}

const INTERRUPT = 0x03;

/** What passes through a terminal: how many bytes of output, or keys; an interrupt is Ctrl-C. */
export type Activity =
  | { readonly is: 'output'; readonly bytes: number }
  /** `line`: with Enter, so that somebody may read it; a terminal's answer to what it was asked has none. */
  | { readonly is: 'typed' | 'interrupt'; readonly line: boolean };

export class Pane {
  readonly screen = new Screen();
  /** What it is called: `Console`, `Terminal 1`. */
  readonly name: string;
  /** What it shows, in a few words: the program, or how it ended. */
  readonly note = signal('');
  /** Called before a command goes to a shell that marks its prompts; what it returns, the command waits for. */
  onCommand: (() => Promise<void> | undefined) | undefined;
  /** Told of every byte in or out. */
  onActivity: ((activity: Activity) => void) | undefined;
  /** A shell that marks its prompts waits for a command: what ran in it before has ended. */
  onPrompt: (() => void) | undefined;
  #line: Line | undefined;
  #marked = false;
  readonly #turn = new ShellTurn();
  /** What was typed while a command waits. */
  #delayed: Bytes[] | undefined;
  /** What was typed since the other end has ended, for what comes there next. */
  #ahead: Bytes[] | undefined;
  /** Texts that are typed one by one, each when the shell is ready for a command. */
  #toType: Bytes[] = [];

  /** @param isApart it belongs to another machine than the page's */
  constructor(
    name: string,
    readonly isApart = false,
  ) {
    this.name = name;
    this.screen.onInput = (bytes) => {
      this.type(bytes);
    };
    this.screen.onResize = (size) => this.#line?.resize(size);
    this.screen.onPrompt = () => {
      this.#prompted();
    };
    this.screen.onLineFeed = () => {
      this.#turn.lineFed();
    };
  }

  /** Whether something runs in it; false: a shell waits for a command, or nothing is there. */
  get busy(): ReadonlySignal<boolean> {
    return this.#turn.busy;
  }

  get isConnected(): boolean {
    return this.#line !== undefined;
  }

  /**
   * Puts something else at the other end; what was there ends.
   *
   * @param what a program, a shell that marks its prompts, or one of which nothing is known
   */
  connect(line: Line, what: 'program' | 'marked-shell' | 'shell'): void {
    this.#line?.end();
    this.#line = line;
    this.#delayed = undefined;
    this.#marked = what === 'marked-shell';
    this.#turn.begin(what === 'program');
    this.#toType = [];
    const ahead = this.#ahead;
    this.#ahead = undefined;
    if (ahead && ahead.length > 0) this.type(concat(ahead));
  }

  /** What is at the other end has ended, and something else comes there soon: what is typed meanwhile is for that. */
  typeAhead(): void {
    this.#ahead ??= [];
  }

  /** Nothing is at the other end any more. */
  disconnect(): void {
    this.#line = undefined;
    this.#toType = [];
    this.#ahead = undefined;
    this.#turn.end();
  }

  /** Types as the person would. */
  type(bytes: Bytes): void {
    if (!this.#line) return;
    // From Enter to the next prompt the shell runs something.
    this.onActivity?.({ is: bytes.includes(INTERRUPT) ? 'interrupt' : 'typed', line: bytes.includes(ENTER) });
    if (this.#ahead) {
      this.#ahead.push(bytes);
      return;
    }
    let first: Promise<void> | undefined;
    if (this.#marked) {
      if (!this.busy.value && bytes.includes(ENTER)) first = this.onCommand?.();
      this.#turn.typed(bytes);
    }
    if (this.#delayed) this.#delayed.push(bytes);
    else if (first) void this.#writeAfter(first, bytes);
    else this.#line.write(bytes);
  }

  /** Types texts one after the other, each when the shell is ready for the next command. */
  prepare(texts: readonly Bytes[]): void {
    this.#toType = [...texts];
  }

  /** Shows what came from the other end. */
  receive(bytes: Uint8Array, shown: () => void): void {
    this.screen.write(bytes, shown);
    this.onActivity?.({ is: 'output', bytes: bytes.length });
  }

  dispose(): void {
    this.#line?.end();
    this.disconnect();
    this.screen.dispose();
  }

  /** What is typed meanwhile comes after it. */
  async #writeAfter(first: Promise<void>, bytes: Bytes): Promise<void> {
    const line = this.#line;
    const delayed = (this.#delayed = [bytes]);
    await first;
    // Something else is there by now, and what is typed is for that.
    if (delayed !== this.#delayed) return;
    this.#delayed = undefined;
    if (line === this.#line) line?.write(concat(delayed));
  }

  #prompted(): void {
    if (!this.#marked) return;
    if (!this.#turn.prompted()) return;
    const next = this.#toType.shift();
    if (next) this.#line?.write(next);
    this.onPrompt?.();
  }
}
