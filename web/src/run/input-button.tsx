// What a program reads from its standard input, where a person does not type it.
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { Dialog } from '../ui/dialog.js';
import type { Running } from './running.js';

export function InputButton({ running }: { readonly running: Running }): VNode {
  const open = useSignal(false);
  const given = running.input.value !== '';
  return (
    <>
      <button
        type="button"
        class="button"
        aria-haspopup="dialog"
        title={given ? 'The program reads the text that you gave' : 'The program reads what you type in its terminal'}
        onClick={() => (open.value = true)}
      >
        Input
        {given && <span class="changed" />}
        {given && <span class="sr-only">, given</span>}
      </button>
      {open.value && <InputDialog running={running} onClose={() => (open.value = false)} />}
    </>
  );
}

function InputDialog({ running, onClose }: { readonly running: Running; readonly onClose: () => void }): VNode {
  const field = useId();
  return (
    <Dialog title="Input" onClose={onClose}>
      <label class="field-label" for={field}>
        What the program reads from standard input. Leave it empty to type in the terminal.
      </label>
      <textarea
        id={field}
        class="field program-input"
        rows={8}
        autoFocus
        spellcheck={false}
        value={running.input.value}
        onInput={({ currentTarget }) => (running.input.value = currentTarget.value)}
      />
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => (running.input.value = '')}>
          Clear
        </button>
        <button type="button" class="button primary" onClick={onClose}>
          Done
        </button>
      </div>
    </Dialog>
  );
}
