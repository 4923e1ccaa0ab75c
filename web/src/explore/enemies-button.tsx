// What else than the loss of the processor may happen to a program whose orders are tried.
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { ENEMIES, type EnemyName } from '#explore/enemies.js';
import { Dialog } from '../ui/dialog.js';
import type { Exploring } from './exploring.js';

interface EnemiesButtonProps {
  readonly exploring: Exploring;
  readonly disabled: boolean;
}

export function EnemiesButton({ exploring, disabled }: EnemiesButtonProps): VNode {
  const open = useSignal(false);
  const chosen = exploring.enemies.value;
  return (
    <>
      <button
        type="button"
        class="button"
        aria-haspopup="dialog"
        disabled={disabled}
        title="What else may happen to the program: early wake-ups, failing calls, a killed process"
        onClick={() => (open.value = true)}
      >
        Enemies
        {chosen.length > 0 && <span class="changed" />}
        {chosen.length > 0 && <span class="sr-only">, {chosen.length} chosen</span>}
      </button>
      {open.value && <EnemiesDialog exploring={exploring} onClose={() => (open.value = false)} />}
    </>
  );
}

function EnemiesDialog({ exploring, onClose }: { readonly exploring: Exploring; readonly onClose: () => void }): VNode {
  const chosen = exploring.enemies.value;
  const choose = (name: EnemyName, on: boolean): void => {
    exploring.enemies.value = ENEMIES.filter((one) => (one === name ? on : chosen.includes(one)));
  };
  return (
    <Dialog title="Enemies" onClose={onClose}>
      <p>What may happen to the program besides that it loses the processor: each wherever it can, once in a run.</p>
      <ul class="enemies">
        {ENEMIES.map((name) => (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(name)}
                onChange={({ currentTarget }) => choose(name, currentTarget.checked)}
              />
              <span>
                <b>{name}</b>: {MEANINGS[name]}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => (exploring.enemies.value = [])}>
          None
        </button>
        <button type="button" class="button primary" onClick={onClose}>
          Done
        </button>
      </div>
    </Dialog>
  );
}

const MEANINGS: Readonly<Record<EnemyName, string>> = {
  time: 'a sleeper wakes up before others have done anything more',
  EINTR: 'a signal interrupts a call that waits',
  short: 'a read or a write moves fewer bytes than it could',
  full: 'a pipe, socket or queue has no room for a call that does not wait',
  ENOMEM: 'there is no memory for a process, a thread or a mapping',
  kill: 'a process other than the first is killed between two calls',
};
