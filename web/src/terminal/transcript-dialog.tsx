// A terminal's whole content as plain text: to read, to copy, to keep.
import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import type { Pane } from './pane.js';

interface Props {
  readonly pane: Pane;
  readonly close: () => void;
}

export function TranscriptDialog({ pane, close }: Props): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const text = useSignal(pane.screen.transcript).value;
  const said = useSignal('');
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      said.value = 'Copied';
    } catch {
      said.value = 'The browser does not let the page copy; select the text and copy it by the keyboard.';
    }
  };
  return (
    <dialog class="transcript" aria-label={`Transcript of ${pane.name}`} ref={dialog} onClose={close}>
      <pre tabIndex={0}>{text === '' ? 'Nothing was written yet.' : text}</pre>
      <div class="transcript-tools">
        <button type="button" class="button" onClick={() => void copy()}>
          Copy
        </button>
        <button
          type="button"
          class="button"
          onClick={() => save(`${pane.name.toLowerCase().replace(' ', '-')}.txt`, text)}
        >
          Download
        </button>
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
        <output>{said}</output>
      </div>
    </dialog>
  );
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
