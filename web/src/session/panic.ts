// Recognises on the console that the guest's kernel has given up. The console is read here for this one purpose; nothing
// else of what stands on it is taken for more than text.

const MARK = 'Kernel panic - not syncing: ';
/** Longest text of a panic that is told, bytes. */
const LONGEST = 200;
const NEWLINE = 0x0a;

/** Looks at the console's bytes as they pass; holds no more than one line's end. */
export class PanicWatch {
  #matched = 0;
  #text: string | undefined;

  /**
   * @param bytes what the console said next
   * @returns the panic's own text, once, when its line is complete
   */
  push(bytes: Uint8Array): string | undefined {
    for (const byte of bytes) {
      if (this.#text === undefined) this.#match(byte);
      else if (byte === NEWLINE || this.#text.length === LONGEST) return this.#take();
      else if (byte >= 0x20 && byte < 0x7f) this.#text += String.fromCharCode(byte);
    }
    return undefined;
  }

  #match(byte: number): void {
    if (byte === MARK.charCodeAt(this.#matched)) this.#matched++;
    // No proper end of the mark is a beginning of it, so a mismatch can only begin it anew.
    else this.#matched = byte === MARK.charCodeAt(0) ? 1 : 0;
    if (this.#matched === MARK.length) this.#text = '';
  }

  #take(): string | undefined {
    const text = this.#text;
    this.#text = undefined;
    this.#matched = 0;
    return text;
  }
}
