// One terminal of the page: a screen, and what is at the other end of its line.
import { signal } from '@preact/signals';
import type { TerminalSize } from '../../../src/guest/exec-spec.js';
import type { Bytes } from '../../../src/util/bytes.js';
import { Screen } from './screen.js';

/** The other end: the console, or a pty of the guest. */
export interface Line {
  write(bytes: Bytes): void;
  resize(size: TerminalSize): void;
  /** Ends what is at the other end. */
  end(): void;
}

const ENTER = 0x0d;

export class Pane {
  readonly screen = new Screen();
  /** What it is called: `Console`, `Terminal 1`. */
  readonly name: string;
  /** What it shows, in a few words: the program, or how it ended. */
  readonly note = signal('');
  /** Whether something runs in it; false: a shell waits for a command, or nothing is there. */
  readonly busy = signal(false);
  /** Told of every byte in or out. */
  onActivity: ((typed: boolean) => void) | undefined;
  #line: Line | undefined;
  #marked = false;
  /** Texts that are typed one by one, each when the shell is ready for a command. */
  #toType: Bytes[] = [];

  constructor(name: string) {
    this.name = name;
    this.screen.onInput = (bytes) => {
      this.type(bytes);
    };
    this.screen.onResize = (size) => this.#line?.resize(size);
    this.screen.onPrompt = () => {
      this.#prompted();
    };
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
    this.#marked = what === 'marked-shell';
    this.#toType = [];
    this.busy.value = what === 'program';
  }

  /** Nothing is at the other end any more. */
  disconnect(): void {
    this.#line = undefined;
    this.#toType = [];
    this.busy.value = false;
  }

  /** Types as the person would. */
  type(bytes: Bytes): void {
    if (!this.#line) return;
    // From Enter to the next prompt the shell runs something.
    if (this.#marked && bytes.includes(ENTER)) this.busy.value = true;
    this.#line.write(bytes);
    this.onActivity?.(true);
  }

  /** Types texts one after the other, each when the shell is ready for the next command. */
  prepare(texts: readonly Bytes[]): void {
    this.#toType = [...texts];
  }

  /** Shows what came from the other end. */
  receive(bytes: Uint8Array, shown: () => void): void {
    this.screen.write(bytes, shown);
    this.onActivity?.(false);
  }

  dispose(): void {
    this.#line?.end();
    this.disconnect();
    this.screen.dispose();
  }

  #prompted(): void {
    if (!this.#marked) return;
    this.busy.value = false;
    const next = this.#toType.shift();
    if (next) this.#line?.write(next);
  }
}
