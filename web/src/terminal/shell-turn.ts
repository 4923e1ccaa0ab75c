// Whose turn it is in a terminal whose shell marks its prompts: the person's, who types a command, or what runs there.
import { signal } from '@preact/signals';

/** What the key sends. */
export const ENTER = 0x0d;

export class ShellTurn {
  /** Whether something runs; false: the shell waits for a command, or nothing is there. */
  readonly busy = signal(false);
  /** What comes from the keyboard is read by the shell. */
  #atPrompt = false;
  /** The next prompt is a new one: a shell draws the same one again when its terminal changes its size. */
  #promptDue = false;
  /** Lines that were typed before the shell was at its prompt. What runs reads them, or the shell does once that has ended. */
  #early = 0;

  /** Something else is in the terminal now. */
  begin(isProgram: boolean): void {
    this.busy.value = isProgram;
    this.#atPrompt = false;
    this.#promptDue = true;
    this.#early = 0;
  }

  end(): void {
    this.begin(false);
  }

  /** From Enter to the next prompt the shell runs something. */
  typed(bytes: Uint8Array): void {
    const lines = bytes.reduce((count, byte) => count + Number(byte === ENTER), 0);
    if (lines === 0) return;
    this.#early = this.#atPrompt ? lines - 1 : this.#early + lines;
    this.#run();
  }

  /** The terminal goes to its next line; at a prompt that is the shell's answer to Enter, or what a process in the background prints. */
  lineFed(): void {
    if (!this.#atPrompt || this.#early === 0) return;
    this.#early--;
    this.#run();
  }

  /**
   * The shell has drawn its prompt.
   *
   * @returns whether it is a new one, so that what ran before has ended
   */
  prompted(): boolean {
    const isNew = this.#promptDue;
    this.busy.value = false;
    this.#atPrompt = true;
    this.#promptDue = false;
    return isNew;
  }

  #run(): void {
    this.busy.value = true;
    this.#atPrompt = false;
    this.#promptDue = true;
  }
}
