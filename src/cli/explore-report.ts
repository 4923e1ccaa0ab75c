// What came of an exploration, for a person and for a program.
import { count } from '#facts/explain/words.js';
import type { FailureKind } from '#explore/outcome.js';
import { isEnemy } from '#explore/enemies.js';
import { pctProbability, type StrategyName } from '#explore/strategy.js';
import type { Explored } from '#hosts/node/exploring.js';
import { escapeControls, escapeLine } from '#util/escape.js';

export interface Asked {
  readonly strategy: StrategyName;
  readonly bound: number;
  readonly depth: number;
}

const KINDS: Readonly<Record<FailureKind, string>> = {
  assertion: 'an assertion fails',
  crash: 'it crashes',
  hang: 'it hangs',
  status: 'its exit status is another than it should be',
  output: 'its output is another than it should be',
  check: 'a check does not hold',
  'left-behind': 'what it leaves behind is other than it should be',
};

const SHOWN_LINES = 6;

export function describeExploration(explored: Explored, asked: Asked, recordFile: string): string {
  const { outcomes, found, schedules } = explored;
  const sections = outcomes.map(({ outcome, count, failure }) => {
    const lines = [...outcome.output.trimEnd().split('\n'), ...(failure ? outcome.told : [])].filter(
      (line) => line !== '',
    );
    const shown = lines.slice(0, SHOWN_LINES).map((line) => `    ${escapeControls(line)}\n`);
    if (lines.length > SHOWN_LINES) shown.push(`    … ${lines.length - SHOWN_LINES} more lines\n`);
    return `${count} of ${schedules}${failure ? ', a failure' : ''}: ${outcome.end}\n${shown.join('')}`;
  });
  const failure = found
    ? [
        `failure: ${KINDS[found.failure.kind]}; found by schedule ${found.failure.number}, ${leastWords(explored)}\n`,
        ...found.story.map((sentence, index) => `  ${index + 1}. ${escapeLine(sentence)}\n`),
        `written to ${recordFile}; run it again with: ipclab replay ${recordFile}\n`,
      ].join('')
    : '';
  return `${statementOf(explored, asked)}\n\n${sections.join('\n')}\n${failure}${notCovered(explored)}`;
}

function leastWords({ found }: Explored): string {
  const preemptions = found?.failure.schedule.preemptions ?? [];
  const least = preemptions.length;
  if (preemptions.some(isEnemy)) return 'with an enemy';
  if (least === 0) return 'without any preemption';
  return `${count(least, 'preemption')} ${least === 1 ? 'is' : 'are'} enough`;
}

/** What was tried, and what that says. */
export function statementOf(explored: Explored, { strategy, bound, depth }: Asked): string {
  const { schedules: tried, equal, enemies, points, isComplete, elapsed, outcomes } = explored;
  const schedules = tried - enemies;
  const { length } = points.points;
  const places = `${count(length, 'point')} of ${count(points.threads, 'thread')}`;
  const rate = (tried / Math.max(0.001, elapsed / 1000)).toFixed(0);
  const failed = outcomes.filter(({ failure }) => failure).reduce((sum, { count }) => sum + count, 0);
  const result = failed === 0 ? 'no failure' : `${failed} failed`;
  const same = equal > 0 ? `; ${equal} of them led to an order of events that another had led to` : '';
  const pace = `${(elapsed / 1000).toFixed(1)} s, ${rate} a second`;
  if (strategy === 'systematic') {
    const and = enemies > 0 ? `, and ${enemies} with an enemy` : '';
    const all = isComplete
      ? `all ${count(schedules, 'schedule')} with at most ${count(bound, 'preemption')} at ${places}${and}`
      : `${count(schedules, 'schedule')} with at most ${count(bound, 'preemption')} at ${places}${and}, which are not all`;
    return `${all}: ${result} (${pace}${same})`;
  }
  const chosen = strategy === 'pct' ? `PCT chose, d = ${depth}` : `chance chose, at most ${count(bound, 'preemption')}`;
  const missed =
    strategy === 'pct' && failed === 0
      ? `; a bug of depth ${depth} is missed with a probability of at most ${missedBy(explored, depth)}`
      : '';
  return `${count(schedules, 'schedule')} that ${chosen}, at ${places}: ${result}${missed} (${pace}${same})`;
}

function missedBy({ points, schedules }: Explored, depth: number): string {
  return ((1 - pctProbability(points, depth)) ** schedules).toPrecision(2);
}

function notCovered({ points: { leftOut, sharesMemory } }: Explored): string {
  const parts = [
    'a preemption within a basic block or within a call',
    ...(sharesMemory ? [] : ['one between two calls, since nothing shares memory']),
    ...(leftOut > 0 ? [`${count(leftOut, 'later pass', 'later passes')} of loops`] : []),
    'processors that run side by side, and the orders of memory that they allow',
  ];
  return `not covered: ${parts.join('; ')}\n`;
}

export function explorationAsJson(explored: Explored, asked: Asked): unknown {
  const { points, schedules, enemies, equal, isComplete, outcomes, instructions, elapsed, found } = explored;
  return {
    strategy: asked.strategy,
    ...(asked.strategy === 'pct'
      ? { depth: asked.depth, probability: pctProbability(points, asked.depth) }
      : { bound: asked.bound }),
    points: points.points.length,
    threads: points.threads,
    sharesMemory: points.sharesMemory,
    passesLeftOut: points.leftOut,
    instructions,
    schedules,
    enemies,
    equal,
    isComplete,
    elapsed: Math.round(elapsed),
    statement: statementOf(explored, asked),
    outcomes: outcomes.map(({ outcome, count, preemptions, failure }) => ({
      count,
      failure,
      end: outcome.end,
      output: outcome.output,
      told: outcome.told,
      preemptions,
    })),
    failure: found && {
      kind: found.failure.kind,
      schedule: found.failure.number,
      preemptions: found.failure.schedule.preemptions,
      isLatest: found.isLatest,
      story: found.story,
      end: found.failure.outcome.end,
      output: found.failure.outcome.output,
      told: found.failure.outcome.told,
    },
  };
}
