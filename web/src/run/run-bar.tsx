// What one does with a program: run it, stop it, check it; and with the machine.
import type { VNode } from 'preact';
import type { Session } from '../session/session.js';
import type { SessionState } from '../session/state.js';
import { runnableOf } from './programs.js';
import { runAttended } from './run-attended.js';

export function RunBar({ session }: { readonly session: Session }): VNode {
  const project = session.source.project();
  const choices = project ? runnableOf(project).choices : [];
  const choice = session.running.choiceOf(choices);
  const state = session.state.value;
  const isThere = state.kind === 'ready' || state.kind === 'running';
  const checkable = Boolean(project?.example ?? project?.lab);
  const checking = session.checking.checks.value.kind === 'checking';
  return (
    <div class="run-bar" role="toolbar" aria-label="Run">
      <button
        type="button"
        class="button primary"
        disabled={!isThere || !choice}
        onClick={() => void runAttended(session)}
      >
        Run
      </button>
      {choices.length > 1 && (
        <select
          aria-label="What Run starts"
          title={choice?.shows}
          value={choice?.name}
          onChange={({ currentTarget }) => {
            session.running.chosen.value = currentTarget.value;
          }}
        >
          {choices.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
      <button type="button" class="button" disabled={state.kind !== 'running'} onClick={() => session.running.stop()}>
        Stop
      </button>
      <button
        type="button"
        class="button"
        aria-pressed={session.running.fastForwarding.value}
        disabled={state.kind !== 'running'}
        title="Skips what the program waits"
        onClick={() => void session.running.fastForward(!session.running.fastForwarding.value)}
      >
        Fast-forward
      </button>
      <button
        type="button"
        class="button"
        disabled={!checkable || checking}
        title={checkable ? undefined : 'Only examples and labs have checks'}
        onClick={() => void session.checking.check()}
      >
        Check
      </button>
      <button
        type="button"
        class="button"
        disabled={!isThere || session.panes.isFull.value}
        onClick={() => void session.running.openTerminal()}
      >
        New terminal
      </button>
      <button type="button" class="button" disabled={!isThere} onClick={() => void session.life.reset()}>
        Reset the machine
      </button>
      <output class="run-state">{describe(state)}</output>
    </div>
  );
}

/** How Stop goes on, press by press. */
const NEXT_PRESS = ['', '; Stop again asks it to end (SIGTERM)', '; Stop again kills it (SIGKILL)'];

function describe(state: SessionState): string {
  switch (state.kind) {
    case 'starting':
    case 'busy':
      return `${state.what}…`;
    case 'running':
      return `Running: ${state.what}${NEXT_PRESS[state.pressed] ?? ''}`;
    case 'ready':
      return 'Ready';
    case 'lost':
      return 'Stopped';
  }
}
