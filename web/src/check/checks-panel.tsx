// What the checks of an example saw, run by run.
import type { VNode } from 'preact';
import { laterChecks } from '../lab/later.js';
import type { Session } from '../session/session.js';
import type { CheckedPart, Checks } from '../session/state.js';

export function ChecksPanel({ session }: { readonly session: Session }): VNode | null {
  const checks = session.checking.checks.value;
  switch (checks.kind) {
    case 'none':
      return null;
    case 'checking':
      return (
        <section class="checks" aria-label="Checks" aria-busy="true">
          <p role="status">Checking {checks.name}…</p>
          <button type="button" class="button" onClick={() => session.checking.stop()}>
            Cancel the check
          </button>
        </section>
      );
    case 'failed':
      return (
        <section class="checks" aria-label="Checks">
          <p role="status">
            {checks.name} could not be checked. {checks.problem.sentence} {checks.problem.cure}
          </p>
        </section>
      );
    case 'done':
      return (
        <section class="checks" aria-label="Checks">
          <p role="status" class={checks.passed ? 'passed' : 'failed'}>
            {checks.name}: {verdict(checks)}
          </p>
          {checks.later > 0 && checks.parts.length > 0 && <p class="checks-later">{laterChecks(checks.later)}</p>}
          <ul>
            {failuresFirst(checks.parts).map((part, index) => (
              <Part key={part.what} part={part} open={index === 0} />
            ))}
          </ul>
        </section>
      );
  }
}

function verdict({ passed, parts, later }: Extract<Checks, { kind: 'done' }>): string {
  if (parts.length === 0) return 'no check runs here; all of them run when your work is graded';
  const held = parts.filter(({ problems }) => problems.length === 0).length;
  if (!passed) return `${held} of ${parts.length} checks passed`;
  const all = parts.length === 1 ? 'the only check' : `all ${parts.length} checks`;
  const here = parts.length === 1 ? 'that runs here ' : 'that run here ';
  return `${all} ${later === 0 ? '' : here}passed`;
}

function failuresFirst(parts: readonly CheckedPart[]): CheckedPart[] {
  return [...parts].sort((a, b) => Number(a.problems.length === 0) - Number(b.problems.length === 0));
}

interface PartProps {
  readonly part: CheckedPart;
  /** Told at once, if it failed; others are opened by whoever wants to know. */
  readonly open: boolean;
}

function Part({ part: { what, shows, saw, problems, fixed = false }, open }: PartProps): VNode {
  const passed = problems.length === 0;
  return (
    <li class={passed ? 'passed' : 'failed'}>
      <details open={fixed || (!passed && open)}>
        <summary>
          {passed ? '✓' : '✗'} {what}: {fixed ? 'fixed' : passed ? 'passed' : 'failed'}
        </summary>
        {shows !== '' && <p>{shows}</p>}
        {!passed && <Sentences of="problems" sentences={problems} />}
        <Sentences of="saw" sentences={saw} />
      </details>
    </li>
  );
}

function Sentences({ of, sentences }: { readonly of: string; readonly sentences: readonly string[] }): VNode {
  return (
    <ul class={`checks-${of}`}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
