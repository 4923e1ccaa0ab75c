// A program wants to put a text on the clipboard (OSC 52); the person decides.
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { copyText, NOT_COPIED } from '../ui/clipboard.js';
import type { Screen } from './screen.js';

export function ClipboardOffer({ screen: { offered } }: { readonly screen: Screen }): VNode | null {
  const refused = useSignal(false);
  const text = offered.value;
  if (text === undefined) return null;
  const answer = async (allowed: boolean): Promise<void> => {
    refused.value = allowed && !(await copyText(text));
    // Still there for another try, unless a program has offered another one meanwhile.
    if (!refused.value && offered.peek() === text) offered.value = undefined;
  };
  return (
    <div class="clipboard-offer" role="status">
      <span>{refused.value ? NOT_COPIED : `A program wants to put ${text.length} characters on your clipboard.`}</span>
      <button type="button" class="button" onClick={() => void answer(true)}>
        Allow
      </button>
      <button type="button" class="button" onClick={() => void answer(false)}>
        Refuse
      </button>
    </div>
  );
}
