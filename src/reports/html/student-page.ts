import { endWords } from '#facts/explain/end.js';
import { explainRun } from '#lab/explain-run.js';
import type { RunResult, SubmissionResult, TaskResult } from '#lab/result.js';
import { forStudent } from '../for-student.js';
import { failuresOf, type Ground } from '../ground.js';
import { count, noPoints, points, studentWords } from '../words.js';
import { byHandNotes, checkItem, handInNotes } from './checks.js';
import { Drawings } from './drawings.js';
import { evidence } from './evidence.js';
import { findingsOf } from './findings.js';
import { markup, preformatted, type Markup } from './markup.js';
import { page } from './page.js';

/** A page for one student: what was checked, what came of it, and where to look. */
export function studentPage(whole: SubmissionResult, ground: Ground): string {
  const result = forStudent(whole);
  const { submission, lab } = result;
  const drawings = new Drawings(submission, ground);
  const body = markup`<header>
      <p class="kicker">${lab.title}</p>
      <h1>${studentWords(submission.student)}</h1>
      ${
        result.status === 'graded'
          ? markup`<p class="score"><strong>${points(result.points)}</strong> of ${points(result.maxPoints)} points</p>`
          : markup`<p class="score">${noPoints(result)}.</p>`
      }
      ${handInNotes(result)} ${byHandNotes(result)}
    </header>
    <main>
      ${
        submission.notes.length > 0
          ? markup`<section>
              <h2>About the files</h2>
              <ul>
                ${submission.notes.map((note) => markup`<li>${note}</li>`)}
              </ul>
            </section>`
          : ''
      }
      ${result.tasks.map((task, index) => taskSection(task, index, { submission, ground, drawings }))} ${evidence(result)}
    </main>`;
  return page(`${lab.title}: ${studentWords(submission.student)}`, body);
}

interface Page {
  readonly submission: SubmissionResult['submission'];
  readonly ground: Ground;
  readonly drawings: Drawings;
}

function taskSection(task: TaskResult, index: number, { submission, ground, drawings }: Page): Markup {
  return markup`<section>
    <h2>
      <span>${index + 1}. ${task.title}</span>
      <span class="points">${points(task.points)} of ${points(task.maxPoints)}</span>
    </h2>
    ${task.compiles
      .filter(({ messages }) => messages.head !== '')
      .map(
        ({ program, messages }) =>
          markup`<h3>What the compiler said about ${program}</h3>
            ${preformatted([messages.head])}
            ${leftOut(messages)}`,
      )}
    <ul class="checks">
      ${task.checks.map((check) => checkItem(check, failuresOf(ground, submission, task.name, check.failedIn), drawings.of(task.name, check)))}
    </ul>
    ${
      task.runs.length > 0
        ? markup`<details>
            <summary>What your programs did (${count(byName(task.runs).length, 'run')})</summary>
            ${byName(task.runs).map(runSection)}
          </details>`
        : ''
    }
  </section>`;
}

/** Of runs that differ in their seed alone the one in which the kernel showed something, else the first. */
function byName(runs: readonly RunResult[]): { run: RunResult; seeds: number }[] {
  const named = new Map<string, RunResult[]>();
  for (const run of runs) named.set(run.name, [...(named.get(run.name) ?? []), run]);
  return [...named.values()].flatMap((same) => {
    const run = same.find((run) => explainRun(run).length > 0) ?? same[0];
    return run ? [{ run, seeds: same.length }] : [];
  });
}

function runSection({ run, seeds }: { run: RunResult; seeds: number }): Markup {
  const { parties, evidence: left, sanitizer } = run;
  // Its findings are told with their stacks.
  const others = sanitizer && { ...sanitizer, findings: [] };
  const sentences = explainRun({ parties, evidence: left, sanitizer: others });
  return markup`<h3>${run.name}${seeds > 1 ? ` (seed ${run.seed}, one of ${seeds} runs)` : ''}</h3>
    ${
      sentences.length > 0
        ? markup`<ul class="problems">
            ${sentences.map((sentence) => markup`<li>${sentence}</li>`)}
          </ul>`
        : ''
    }
    ${sanitizer ? findingsOf(sanitizer) : ''}
    ${parties.map(
      (party) =>
        markup`<p class="note">${party.name} ${party.end ? endWords(party.end) : 'was not started'}</p>
          ${stream('standard output', party.stdout)}${stream('standard error', party.stderr)}`,
    )}`;
}

interface Stream {
  readonly head: string;
  readonly size: number;
}

function stream(name: string, { head, size }: Stream): Markup {
  return size === 0
    ? markup``
    : markup`<figure>
        <figcaption>${name}</figcaption>
        ${preformatted([head])}
        ${leftOut({ head, size })}
      </figure>`;
}

function leftOut({ head, size }: Stream): Markup {
  // A character that was no UTF-8 counts more here than it did there; then nothing is said.
  const shown = new TextEncoder().encode(head).length;
  return shown < size ? markup`<p class="note">${size - shown} more bytes are not shown.</p>` : markup``;
}
