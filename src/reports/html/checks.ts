import type { CheckResult, SubmissionResult } from '#lab/result.js';
import { byHandWords, count, handInWords, helpOf, points, problemsOf, type State, stateOf } from '../words.js';
import type { Shown } from '../ground.js';
import { diffOf } from './diff.js';
import { markup, type Markup } from './markup.js';
import { shownRun } from './shown-run.js';

const MARKS: Readonly<Record<State, string>> = {
  passed: '✓',
  failed: '✗',
  'does not compile': '✗',
  skipped: '–',
  error: '!',
};

function stateMark(check: CheckResult): Markup {
  const state = stateOf(check);
  return markup`<span class="verdict ${check.verdict}"><span aria-hidden="true">${MARKS[state]}</span> ${state}</span>`;
}

/**
 * A check with all that is known of it; what its audience may not see was taken away before.
 *
 * @param drawing of the first run in which it failed
 */
export function checkItem(check: CheckResult, shown: readonly Shown[], drawing?: Markup): Markup {
  const head = markup`${stateMark(check)}
    <span class="title">${check.title}</span>
    ${check.maxPoints > 0 ? markup`<span class="points">${points(check.points)} of ${points(check.maxPoints)}</span>` : ''}`;
  if (check.verdict === 'passed')
    return markup`<li class="check"><div class="head">${head}</div>${byHandNotes(check)}</li> `;
  const { held, of } = check;
  const state = stateOf(check);
  const told = check.problems.length > 0 || !check.hidden;
  return markup`<li class="check">
    <div class="head">${head}</div>
    ${byHandNotes(check)}
    ${told ? markup`<ul class="problems">${problemsOf(check).map((problem) => markup`<li>${problem}</li>`)}</ul>` : ''}
    ${told && of > 1 && state === 'failed' ? markup`<p class="note">It passed in ${held} of ${of} runs.</p>` : ''}
    ${(check.differences ?? []).map(diffOf)} ${state === 'does not compile' ? '' : howItRan(shown)} ${drawing}
    ${helpOf(check).map((help) => markup`<p class="help"><strong>What to look at:</strong> ${help}</p>`)}
    ${check.rationale === undefined || state !== 'failed' ? '' : markup`<p class="note"><strong>Why this is checked:</strong> ${check.rationale}</p>`}
  </li> `;
}

/** The first is what a student looks at; others only take room. */
function howItRan([first, ...others]: readonly Shown[]): Markup {
  if (!first) return markup``;
  const more = markup`<details><summary>${count(others.length, 'more run')} in which it failed</summary>${others.map(shownRun)}</details>`;
  return markup`${shownRun(first)}${others.length > 0 ? more : ''}`;
}

export function handInNotes(result: Pick<SubmissionResult, 'handedIn' | 'points'>): Markup[] {
  return handInWords(result).map((note) => markup`<p class="note">${note}</p>`);
}

export function byHandNotes(decided: Pick<CheckResult, 'byHand' | 'points'>): Markup[] {
  return byHandWords(decided).map((note) => markup`<p class="help">${note}</p>`);
}
