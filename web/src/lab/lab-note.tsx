// What a student has to know of a lab before its text: which checks run here, and where it is handed in.
import type { VNode } from 'preact';
import type { PageLab } from '#page-data/lab.js';
import { HAND_IN_NAME } from './hand-in.js';
import { checksSentence } from './later.js';

export function LabNote({ lab }: { readonly lab: PageLab }): VNode {
  return (
    <aside class="lab-note" aria-label="Of this lab">
      <p>{checksSentence(lab)}</p>
      <button type="button" class="button" onClick={() => document.getElementById(HAND_IN_NAME)?.focus()}>
        Go to Hand in
      </button>
    </aside>
  );
}
