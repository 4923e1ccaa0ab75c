// Asks for a name, and says at once what is wrong with one.
import type { VNode } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Dialog } from '../ui/dialog.js';

interface NameDialogProps {
  readonly title: string;
  readonly label: string;
  /** What the button does: `Rename`. */
  readonly action: string;
  readonly initial: string;
  /** What to know before giving another name. */
  readonly note?: string | undefined;
  /** The initial name is a proposal, which is a name as it is. */
  readonly proposal?: boolean;
  /** What is wrong with a name, as a sentence. */
  readonly fault: (name: string) => string | undefined;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

export function NameDialog(props: NameDialogProps): VNode {
  const { title, label, action, initial, note, proposal = false, fault, onName, onClose } = props;
  const [name, setName] = useState(initial);
  const [told, setTold] = useState<string>();
  const field = useId();
  const message = useId();
  const submit = (event: Event): void => {
    event.preventDefault();
    const wrong = fault(name.trim());
    setTold(wrong);
    if (wrong !== undefined) return;
    onClose();
    if (proposal || name.trim() !== initial || initial === '') onName(name.trim());
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        {note !== undefined && <p>{note}</p>}
        <label class="field-label" for={field}>
          {label}
        </label>
        <input
          id={field}
          class="field"
          autoFocus
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={name}
          aria-invalid={told !== undefined}
          aria-describedby={message}
          onFocus={({ currentTarget }) => currentTarget.select()}
          onInput={(event) => {
            setName(event.currentTarget.value);
            // Once told, it is judged with every key, so that the sentence goes when its reason is gone.
            if (told !== undefined) setTold(fault(event.currentTarget.value.trim()));
          }}
        />
        <p class="field-fault" id={message} role="alert">
          {told}
        </p>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="button primary">
            {action}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
