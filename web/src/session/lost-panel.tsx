// The machine is gone or could not be started: why, what to do, and the button for it.
import type { VNode } from 'preact';
import { reloadAfresh } from './reload.js';
import type { Session } from './session.js';
import type { Problem } from './state.js';

interface Props {
  readonly session: Session;
  readonly problem: Problem;
}

export function LostPanel({ session, problem }: Props): VNode {
  return (
    <div class="session-lost" role="alert">
      <p>{problem.sentence}</p>
      <p>{problem.cure}</p>
      <ProblemButton session={session} problem={problem} />
    </div>
  );
}

function ProblemButton({ session, problem: { action } }: Props): VNode {
  if (action === 'reload') {
    return (
      <button type="button" class="button primary" onClick={() => void reloadAfresh(session)}>
        Load the page again
      </button>
    );
  }
  return (
    <button type="button" class="button primary" onClick={() => void session.life.start()}>
      Restart the machine
    </button>
  );
}
