import { quoteWord } from '#scenario/command-line.js';
import type { ClassResult, SubmissionResult } from '#lab/result.js';
import { equalSubmissions } from '../equal.js';
import { failuresOf, type Ground } from '../ground.js';
import { statistics, type CheckStatistics, type Statistics } from '../statistics.js';
import {
  checksOf,
  count,
  countsFor,
  noPoints,
  points,
  type State,
  stateOf,
  STATES,
  studentWords,
  uncompiledWords,
} from '../words.js';
import { byHandNotes, checkItem, handInNotes } from './checks.js';
import { histogram } from './histogram.js';
import { markup, type Markup } from './markup.js';
import { page } from './page.js';

/** A page for the instructor: the class in numbers, each check, each submission. Hidden checks are shown in full. */
export function classPage(result: ClassResult, ground: Ground): string {
  const numbers = statistics(result);
  const graded = result.results.filter(({ status }) => status === 'graded');
  const body = markup`<header>
      <p class="kicker">Graded class</p>
      <h1>${result.lab.title}</h1>
      <p class="note">For the instructor: hidden checks are shown in full.</p>
    </header>
    <main>
      ${inNumbers(result, numbers)} ${byCheck(numbers)} ${changed(ground)} ${equal(result)} ${similar(result, ground)} ${submissions(result)}
      ${graded.length > 0 ? markup`<section><h2>Each submission</h2>${graded.map((one, index) => details(one, index + 1, ground))}</section>` : ''}
    </main>`;
  return page(result.lab.title, body);
}

function inNumbers(
  { results, absent }: ClassResult,
  { graded, rejected, errors, points: of, maxPoints, distribution }: Statistics,
): Markup {
  const facts: [string, string][] = [
    ['Submissions', String(results.length)],
    ['Graded', String(graded.length)],
    ['Nothing to grade', String(rejected.length)],
    ['Grading failed', String(errors.length)],
    ['Without a submission', String(absent.length)],
    ...(of
      ? ([
          ['Mean', `${points(of.mean)} of ${points(maxPoints)}`],
          ['Median', points(of.median)],
          ['Least and most', `${points(of.least)} to ${points(of.most)}`],
        ] satisfies [string, string][])
      : []),
  ];
  return markup`<section>
    <h2>In numbers</h2>
    <dl class="facts">
      ${facts.map(
        ([term, value]) =>
          markup`<div>
            <dt>${term}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    ${
      graded.length > 0
        ? markup`<figure>
            <figcaption>How many submissions have how many per cent of the points</figcaption>
            ${histogram(distribution)}
          </figure>`
        : ''
    }
  </section>`;
}

function byCheck({ checks }: Statistics): Markup {
  if (checks.length === 0) return markup``;
  const missed = ({ states }: CheckStatistics): number => states.failed + states['does not compile'];
  const sorted = [...checks].sort((a, b) => missed(b) - missed(a));
  return markup`<section>
    <h2>Results by check</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Results by check">
      <table>
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Task</th>
            ${STATES.map((state) => markup`<th scope="col" class="number">${state}</th>`)}
            <th scope="col" class="number">passed, %</th>
            <th scope="col" class="number">mean points</th>
          </tr>
        </thead>
        <tbody>
          ${sorted.map(
            (check: CheckStatistics) =>
              markup`<tr>
                <th scope="row">${check.title}${check.hidden ? markup` <span class="tag">hidden</span>` : ''}</th>
                <td>${check.task}</td>
                ${STATES.map((state) => markup`<td class="number">${check.states[state]}</td>`)}
                <td class="number">${passedPercent(check)}</td>
                <td class="number">${points(check.mean)} of ${points(check.maxPoints)}</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function passedPercent({ states }: CheckStatistics): number {
  const all = STATES.reduce((sum, state) => sum + states[state], 0);
  return Math.round((100 * states.passed) / all);
}

/** Before and after a lab or a hand-in changed. */
function changed({ changes }: Ground): Markup {
  if (changes.length === 0) return markup``;
  return markup`<section>
    <h2>Points that changed</h2>
    <ul class="problems">
      ${changes.map((sentence) => markup`<li>${sentence}</li>`)}
    </ul>
  </section>`;
}

function equal(result: ClassResult): Markup {
  const groups = equalSubmissions(result);
  if (groups.length === 0) return markup``;
  return markup`<section>
    <h2>Equal submissions</h2>
    <p class="note">These hold the same files, to the byte.</p>
    <ul>
      ${groups.map((same) => markup`<li>${same.map(({ submission }) => studentWords(submission.student)).join(', ')}</li>`)}
    </ul>
  </section>`;
}

/** Not what one student handed in twice, nor what several handed in together. */
function similar({ results }: ClassResult, ground: Ground): Markup {
  const groups = ground.similar
    .map(({ digests, ...shares }) => ({
      ...shares,
      members: results.filter(({ submission: { digest } }) => digests.includes(digest)),
    }))
    .filter(({ members }) => new Set(members.map(({ submission }) => submission.student.id)).size > 1);
  if (groups.length === 0) return markup``;
  const per = (share: number): string => String(Math.floor(share * 100));
  return markup`<section>
    <h2>Similar submissions</h2>
    <p class="note">
      Fingerprints of their structure agree by this many per cent; names, comments and layout do not count, nor does what everybody was given. Look at
      both before you say anything: a short task has few solutions.
    </p>
    <ul>
      ${groups.map(({ members, least, most }) => markup`<li>${members.map(({ submission }) => studentWords(submission.student)).join(', ')}: ${per(least) === per(most) ? per(most) : `${per(least)} to ${per(most)}`} %</li>`)}
    </ul>
  </section>`;
}

function submissions({ results, absent }: ClassResult): Markup {
  const tasks = results.find(({ tasks: { length } }) => length > 0)?.tasks ?? [];
  let number = 0;
  return markup`<section>
    <h2>Submissions</h2>
    <p class="note">
      Work: millions of instructions of the machine, from its start to the end of each run. It is the same on every computer, and says what a submission
      costs; what only waits costs nothing.
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label="Submissions">
      <table>
        <thead>
          <tr>
            <th scope="col">Student</th>
            <th scope="col" class="number">Points</th>
            ${tasks.map(({ title }) => markup`<th scope="col" class="number">${title}</th>`)}
            <th scope="col" class="number">Work</th>
            <th scope="col">Remark</th>
          </tr>
        </thead>
        <tbody>
          ${results.map((one) => {
            const name = studentWords(one.submission.student);
            const graded = one.status === 'graded';
            return markup`<tr>
              <th scope="row">${graded ? markup`<a href="#s${++number}">${name}</a>` : name}</th>
              <td class="number">${graded ? points(one.points) : '–'}</td>
              ${tasks.map((task) => markup`<td class="number">${graded ? points(one.tasks.find((own) => own.name === task.name)?.points ?? 0) : '–'}</td>`)}
              <td class="number">${graded ? work(one) : '–'}</td>
              <td>${graded ? remark(one) : noPoints(one)}</td>
            </tr> `;
          })}${absent.map(
            (student) =>
              markup`<tr>
                <th scope="row">${studentWords(student)}</th>
                <td class="number">–</td>
                ${tasks.map(() => markup`<td class="number">–</td>`)}
                <td class="number">–</td>
                <td>No submission</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function work({ tasks }: SubmissionResult): string {
  const instructions = tasks.flatMap(({ runs }) => runs).reduce((sum, run) => sum + run.instructions, 0);
  return String(Math.round(instructions / 1e6));
}

function remark(result: SubmissionResult): string {
  const of = (state: State): number => checksOf(result).filter(({ check }) => stateOf(check) === state).length;
  return [
    ...uncompiledWords(result),
    of('failed') > 0 ? `${of('failed')} failed` : '',
    of('skipped') > 0 ? `${of('skipped')} skipped` : '',
    of('error') > 0 ? `${of('error')} undecided` : '',
    result.handedIn?.late ? `${count(result.handedIn.late.days, 'day')} late` : '',
    countsFor(result) ? '' : 'does not count',
    result.submission.notes.length > 0 ? count(result.submission.notes.length, 'note') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function details(result: SubmissionResult, number: number, ground: Ground): Markup {
  const { submission } = result;
  const missed = checksOf(result).filter(({ check }) => check.verdict !== 'passed');
  return markup`<section id="s${number}">
    <h3>
      <span>${studentWords(submission.student)}</span>
      <span class="points">${points(result.points)} of ${points(result.maxPoints)}</span>
    </h3>
    <p class="note">
      ${submission.source}, submission <code>${submission.digest.slice(0, SHORT)}</code>, result
      <code>${result.digest.slice(0, SHORT)}</code>
    </p>
    ${handInNotes(result)} ${byHandNotes(result)}
    ${ground.regrade === undefined ? '' : markup`<p class="note">To have it again: <code>${ground.regrade} ${quoteWord(submission.id)}</code></p>`}
    ${
      submission.notes.length > 0
        ? markup`<ul class="problems">
            ${submission.notes.map((note) => markup`<li>${note}</li>`)}
          </ul>`
        : ''
    }
    ${
      missed.length > 0
        ? markup`<details>
            <summary>${count(missed.length, 'check')} not passed</summary>
            <ul class="checks">
              ${missed.map(({ task, check }) => checkItem(check, failuresOf(ground, submission, task.name, check.failedIn)))}
            </ul>
          </details>`
        : markup`<p class="note">Every check passed.</p>`
    }
  </section>`;
}

const SHORT = 12;
