// A terminal's whole content as plain text: to read, to copy, to keep.
import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { copyText, NOT_COPIED } from '../ui/clipboard.js';
import { saveAs } from '../ui/save-as.js';
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
    said.value = (await copyText(text)) ? 'Copied' : NOT_COPIED;
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
          onClick={() => saveAs(`${pane.name.toLowerCase().replace(' ', '-')}.txt`, text, 'text/plain')}
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
