// Whether a verdict depends on the course of time.
import type { CheckPlan, LabPlan, RunPlan, TaskPlan } from './job.js';
import type { CheckResult, Verdict } from './result.js';

const SEPARATOR = '@';

/**
 * A plan whose checks are those of the lab several times over, each time with other seeds, and need nothing: so that one
 * job tells each verdict under at least so many seeds.
 *
 * @param only `task/check` of those that matter: the others are left out, and the runs that none of these looks at; default: all
 */
export function stabilityPlan(lab: LabPlan, seeds: number, only?: readonly string[]): LabPlan {
  const tasks = lab.tasks.map((task) =>
    repeat(only ? narrowed(task, (check) => only.includes(`${task.name}/${check}`)) : task, seeds),
  );
  return { ...lab, tasks: tasks.filter(({ checks }) => checks.length > 0) };
}

function narrowed(task: TaskPlan, matters: (check: string) => boolean): TaskPlan {
  const checks = task.checks.filter(({ name }) => matters(name));
  const runs = task.runs.filter(({ name }) => checks.some(({ looks }) => looks.some(({ run }) => run === name)));
  return { ...task, checks, runs };
}

function repeat(task: TaskPlan, seeds: number): TaskPlan {
  const times = new Map(task.runs.map((run) => [run.name, Math.ceil(seeds / run.seeds.length)]));
  const runs = task.runs.flatMap((run) =>
    Array.from({ length: times.get(run.name) ?? 0 }, (_, turn): RunPlan => ({
      ...run,
      name: nth(run.name, turn),
      seeds: run.seeds.map((seed) => seed + turn * run.seeds.length),
    })),
  );
  // Schedules are tried in one course of time: what comes of them depends on no other.
  const timed = task.checks.filter(({ looks }) => looks.every(({ expect }) => !expect.explore));
  const checks = timed.flatMap((check) => {
    const turns = Math.max(1, ...check.looks.map(({ run }) => times.get(run ?? '') ?? 1));
    return Array.from({ length: turns }, (_, turn): CheckPlan => ({
      ...check,
      name: nth(check.name, turn),
      needs: [],
      looks: check.looks.map(({ run, expect }) => ({
        expect,
        run: run === null ? null : nth(run, Math.min(turn, (times.get(run) ?? 1) - 1)),
      })),
    }));
  });
  return { ...task, runs, checks };
}

function nth(name: string, turn: number): string {
  return `${name}${SEPARATOR}${turn}`;
}

/** Of a task's result, what tells its verdicts. */
export interface Judged {
  readonly name: string;
  readonly checks: readonly Pick<CheckResult, 'name' | 'verdict' | 'held' | 'of'>[];
}

/** `task/check` with how often it had which verdict; of a share of points, how often which share. */
export function verdictsBySeed({ tasks }: { readonly tasks: readonly Judged[] }): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const task of tasks) {
    for (const { name, verdict, held, of } of task.checks) {
      const key = `${task.name}/${name.slice(0, name.lastIndexOf(SEPARATOR))}`;
      const counts = found.get(key) ?? new Map<string, number>();
      const seen = describe(verdict, held, of);
      counts.set(seen, (counts.get(seen) ?? 0) + 1);
      found.set(key, counts);
    }
  }
  return found;
}

/** Whether it is one verdict, whatever share of the points each time. */
export function isOneVerdict(found: ReadonlyMap<string, number>): boolean {
  return new Set([...found.keys()].map((seen) => seen.replace(SHARE, ''))).size < 2;
}

/** What {@link describe} says of it. */
const SHARE = / with \d+ of \d+$/;

function describe(verdict: Verdict, held: number, of: number): string {
  return verdict === 'failed' && held > 0 ? `${verdict} with ${held} of ${of}` : verdict;
}
