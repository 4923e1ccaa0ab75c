// What one does with a program: run it, stop it, check it; and with the machine.
import { useSignal } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import type { Session } from '../session/session.js';
import type { SessionState } from '../session/state.js';
import { Icon } from '../ui/icon.js';
import { ErrorSearchButton } from './error-search-panel.js';
import { InputButton } from './input-button.js';
import { runnableOf } from './programs.js';
import { runAttended } from './run-attended.js';

interface RunBarProps {
  readonly session: Session;
  /** Asked to reset while something runs; absent: it is done at once. */
  readonly onReset?: () => void;
  /** Whether there is a place for what a search for memory errors finds. */
  readonly finds?: boolean;
  /** Whether there is a place for an X-ray. */
  readonly xray?: boolean;
  /** What else is there to press. */
  readonly children?: ComponentChildren;
}

export function RunBar({ session, onReset, finds = false, xray = false, children }: RunBarProps): VNode {
  // In a narrow window what is not needed all the time is shown by a press.
  const more = useSignal(false);
  const rest = useId();
  const { running } = session;
  const project = session.source.project();
  const choices = project ? runnableOf(project).choices : [];
  const choice = running.choiceOf(choices);
  const state = session.state.value;
  const isThere = state.kind === 'ready' || state.kind === 'running';
  const checkable = Boolean(project?.example ?? project?.lab);
  const checking = session.checking.checks.value.kind === 'checking';
  const asksFor = choice && !choice.run;
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
      <button type="button" class="button" disabled={state.kind !== 'running'} onClick={() => running.stop()}>
        Stop
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
      {choices.length > 1 && (
        <select
          aria-label="What Run starts"
          title={choice?.shows}
          value={choice?.name}
          onChange={({ currentTarget }) => {
            running.chosen.value = currentTarget.value;
          }}
        >
          {choices.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
      <button
        type="button"
        class="button plain icon run-more"
        aria-label="More"
        title="More"
        aria-expanded={more.value}
        aria-controls={rest}
        onClick={() => (more.value = !more.value)}
      >
        <Icon name="more" />
      </button>
      <output class="run-state" title={describe(state)}>
        {describe(state)}
      </output>
      <div id={rest} class="run-rest" data-open={more.value}>
        {asksFor && (
          <input
            class="field run-arguments"
            aria-label="Arguments of the program"
            placeholder="args"
            title="Arguments after the program’s name, as in a shell: words, quotes, < file"
            autocomplete="off"
            spellcheck={false}
            value={running.arguments.value}
            onInput={({ currentTarget }) => {
              running.arguments.value = currentTarget.value;
            }}
          />
        )}
        {asksFor && <InputButton running={running} />}
        {finds && <ErrorSearchButton session={session} />}
        {xray && (
          <button
            type="button"
            class="button"
            aria-pressed={running.recorder.wanted.value}
            title="Records what happens in the next runs, and draws it"
            onClick={() => (running.recorder.wanted.value = !running.recorder.wanted.value)}
          >
            X-ray
          </button>
        )}
        <button
          type="button"
          class="button run-later"
          aria-label="Fast-forward"
          aria-pressed={running.fastForwarding.value}
          disabled={state.kind !== 'running'}
          title="Fast-forward: skips the time that the program waits"
          onClick={() => void running.fastForward(!running.fastForwarding.value)}
        >
          <span class="label-wide">Fast-forward</span>
          <span class="label-narrow">
            <Icon name="forward" />
          </span>
        </button>
        <button
          type="button"
          class="button run-later"
          disabled={!isThere || session.panes.isFull.value}
          onClick={() => void running.openTerminal()}
        >
          New terminal
        </button>
        <button
          type="button"
          class="button plain run-later run-reset"
          aria-label="Reset the machine"
          title="Reset the machine: ends all programs and deletes the files that they made; your files stay"
          disabled={!isThere}
          onClick={() => (state.kind === 'running' && onReset ? onReset() : void session.life.reset())}
        >
          Reset
        </button>
        {children}
      </div>
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
