// One sentence about what has just happened: shown for a while, and read out.
import { signal, type ReadonlySignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Icon } from './icon.js';

/** ms that a message stays. */
const STAY = 10_000;

export class Messages {
  readonly #current = signal('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  get current(): ReadonlySignal<string> {
    return this.#current;
  }

  /** Says a sentence in place of the one before. */
  tell(sentence: string): void {
    clearTimeout(this.#timer);
    this.#current.value = sentence;
    this.#timer = setTimeout(() => this.dismiss(), STAY);
  }

  dismiss(): void {
    this.#current.value = '';
  }
}

export function MessageLine({ messages }: { readonly messages: Messages }): VNode {
  const text = messages.current.value;
  // The live region is there before its text, or it would not be read.
  return (
    <div role="status" aria-live="polite" aria-label="Messages">
      {text !== '' && (
        <div class="message">
          <span>{text}</span>
          <button
            type="button"
            class="button plain icon"
            aria-label="Close this message"
            onClick={() => messages.dismiss()}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
