// A program wants to put a text on the clipboard (OSC 52); the person decides.
import type { VNode } from 'preact';
import type { Screen } from './screen.js';

export function ClipboardOffer({ screen: { offered } }: { readonly screen: Screen }): VNode | null {
  const text = offered.value;
  if (text === undefined) return null;
  const answer = (allowed: boolean): void => {
    offered.value = undefined;
    if (allowed) void navigator.clipboard.writeText(text);
  };
  return (
    <div class="clipboard-offer" role="status">
      <span>A program wants to put {text.length} characters on your clipboard.</span>
      <button type="button" class="button" onClick={() => answer(true)}>
        Allow
      </button>
      <button type="button" class="button" onClick={() => answer(false)}>
        Refuse
      </button>
    </div>
  );
}
