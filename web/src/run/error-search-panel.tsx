// What sanitizers found, with a way to each line.
import type { VNode } from 'preact';
import type { Finding } from '#facts/sanitizer/finding.js';
import { findingWords, reportSentences } from '#facts/sanitizer/words.js';
import { GoToLine } from '../files/go-to-line.js';
import type { Page } from '../page.js';
import type { Session } from '../session/session.js';
import { ErrorSearch } from './error-search.js';
import { runnableOf } from './programs.js';

export function ErrorSearchButton({ session }: { readonly session: Session }): VNode | null {
  const { errors, running, source } = session;
  if (!errors.isThere.value) return null;
  const project = source.project();
  const runnable = project && runnableOf(project);
  const choice = runnable && running.choiceOf(runnable.choices);
  const suits = choice !== undefined && ErrorSearch.suits(choice);
  return (
    <button
      type="button"
      class="button"
      disabled={!suits || session.state.value.kind !== 'ready'}
      title={
        suits ? 'Runs the program once more, with sanitizers in it' : 'Only for a single program: choose one beside Run'
      }
      onClick={() => {
        if (runnable && choice)
          void errors.search(choice, runnable, {
            words: running.arguments.peek().trim(),
            input: running.input.peek(),
          });
      }}
    >
      Find memory errors
    </button>
  );
}

export function ErrorSearchPanel({ page }: { readonly page: Page }): VNode | null {
  const found = page.session.errors.found.value;
  if (!found) return null;
  const { name, report } = found;
  const findings = report?.findings ?? [];
  const others = report ? reportSentences({ ...report, findings: [] }) : [];
  return (
    <section class={`evidence${findings.length > 0 ? ' alarm' : ''}`} aria-label="Memory errors">
      <p role="status">{headingOf(name, report && findings.length)}</p>
      <ul>
        {findings.map((finding) => (
          <Told key={findingWords(finding)} page={page} finding={finding} />
        ))}
        {others.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

function headingOf(name: string, findings: number | null): string {
  if (findings === null) return `${name} does not compile; Run shows why.`;
  if (findings === 0) return `The sanitizers found nothing in ${name}.`;
  return findings === 1 ? `One memory error in ${name}` : `${findings} memory errors in ${name}`;
}

function Told({ page, finding }: { readonly page: Page; readonly finding: Finding }): VNode {
  const { place } = finding;
  return (
    <li>
      {findingWords(finding)} {place && <GoToLine page={page} place={place} />}
    </li>
  );
}
