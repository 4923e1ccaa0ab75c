// What came of an exploration, for a person and for a program.
import { pctProbability } from '#explore/strategy.js';
import { failureWords, notCovered, statementOf, type Asked } from '#explore/words.js';
import type { Explored } from '#hosts/worker/exploring.js';
import { escapeControls, escapeLine } from '#util/escape.js';

const SHOWN_LINES = 6;

/** @param drawn what is said of its X-ray; undefined: nobody asked for one */
export function describeExploration(explored: Explored, asked: Asked, recordFile: string, drawn?: string): string {
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
        `failure: ${failureWords(found.failure, asked)}\n`,
        ...found.story.map(({ sentence }, index) => `  ${index + 1}. ${escapeLine(sentence)}\n`),
        `written to ${recordFile}; run it again with: ipclab replay ${recordFile}\n`,
      ].join('')
    : '';
  const picture = drawn === undefined ? '' : `${drawn}\n`;
  return `${statementOf(explored, asked)}\n\n${sections.join('\n')}\n${failure}${picture}not covered: ${notCovered(explored.points).join('; ')}\n`;
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
      story: found.story.map(({ sentence }) => sentence),
      end: found.failure.outcome.end,
      output: found.failure.outcome.output,
      told: found.failure.outcome.told,
    },
  };
}
