// Where two results of the same work part.
import { endWords } from '#facts/explain/end.js';
import { canonicalJson } from '#util/canonical-json.js';
import { explainRun } from '#lab/explain-run.js';
import type { SubmissionResult } from '#lab/result.js';

type Task = SubmissionResult['tasks'][number];
type Run = Task['runs'][number];
type Stream = Run['parties'][number]['stdout'];

/** What is compared of a result: what came of the submission's runs. */
type Compared = Pick<SubmissionResult, 'status' | 'reason'> & { readonly tasks: readonly Task[] };

/**
 * What a student would notice comes first: verdicts, then what programs did, then how many instructions it took.
 *
 * @returns undefined when they are identical, else the first difference in a sentence
 */
export function changeBetween(before: Compared, now: Compared): string | undefined {
  return (
    changed('the submission', before.status, now.status, before.reason, now.reason) ??
    firstOf(before.tasks, now.tasks, 'task', differentChecks) ??
    firstOf(before.tasks, now.tasks, 'task', differentWork) ??
    (canonicalJson(before.tasks) === canonicalJson(now.tasks) ? undefined : 'the words about a check or a run differ')
  );
}

interface Named {
  readonly name: string;
}

function firstOf<T extends Named>(
  before: readonly T[],
  now: readonly T[],
  what: string,
  differ: (before: T, now: T) => string | undefined,
): string | undefined {
  for (const was of before) {
    const is = now.find(({ name }) => name === was.name);
    const difference = is ? differ(was, is) : 'no longer exists';
    if (difference !== undefined) return `${what} ${was.name}: ${difference}`;
  }
  const added = now.find(({ name }) => !before.some((was) => was.name === name));
  return added && `${what} ${added.name}: was not there`;
}

function differentChecks(before: Task, now: Task): string | undefined {
  return (
    firstOf(
      before.checks,
      now.checks,
      'check',
      (was, is) =>
        changed('the verdict', was.verdict, is.verdict, was.problems[0], is.problems[0]) ??
        changed('points', was.points, is.points) ??
        changed('the share of runs', `${was.held} of ${was.of}`, `${is.held} of ${is.of}`) ??
        changed('what it says', was.problems.join('; '), is.problems.join('; ')),
    ) ?? changed('points', before.points, now.points)
  );
}

function differentWork(before: Task, now: Task): string | undefined {
  const programs = (task: Task): (Task['compiles'][number] & Named)[] =>
    task.compiles.map((compile) => ({ ...compile, name: compile.program }));
  return (
    firstOf(
      programs(before),
      programs(now),
      'program',
      (was, is) =>
        changed("the compiler's end", endOf(was.end), endOf(is.end)) ??
        differentStream("the compiler's messages", was.messages, is.messages),
    ) ?? firstOf(before.runs.map(bySeed), now.runs.map(bySeed), 'run', differentRun)
  );
}

function bySeed(run: Run): Run {
  return { ...run, name: `${run.name} under seed ${run.seed}` };
}

function differentRun(before: Run, now: Run): string | undefined {
  return (
    firstOf(
      before.parties,
      now.parties,
      'party',
      (was, is) =>
        changed('the end', endOf(was.end), endOf(is.end)) ??
        differentStream('stdout', was.stdout, is.stdout) ??
        differentStream('stderr', was.stderr, is.stderr),
    ) ??
    changed('what the kernel showed', explainRun(before).join('; '), explainRun(now).join('; ')) ??
    changed('instructions', before.instructions, now.instructions) ??
    (canonicalJson(before) === canonicalJson(now) ? undefined : 'what the kernel showed has other details')
  );
}

/** Equal words are equal facts, or the last comparison says so. */
function endOf(end: Run['parties'][number]['end']): string {
  return end ? endWords(end) : 'was not started';
}

function differentStream(what: string, was: Stream, is: Stream): string | undefined {
  if (was.sha256 === is.sha256) return undefined;
  let at = 0;
  while (at < was.head.length && was.head[at] === is.head[at]) at++;
  const line = was.head.slice(0, at).split('\n').length;
  const place = at < was.head.length || at < is.head.length ? `from line ${line} on` : 'after the part that is kept';
  return `${what} differs ${place} (${was.size} bytes then, ${is.size} now)`;
}

function changed(
  what: string,
  was: string | number,
  is: string | number,
  whyThen?: string | null,
  whyNow?: string | null,
): string | undefined {
  if (was === is && (whyThen ?? null) === (whyNow ?? null)) return undefined;
  return `${what} changed from ${quoted(was, whyThen)} to ${quoted(is, whyNow)}`;
}

function quoted(value: string | number, why?: string | null): string {
  return why === null || why === undefined ? `${value || 'nothing'}` : `${value} (${why})`;
}
