// What checks saw, for a person to read.
import type { ExampleResult } from '#examples/plan.js';
import type { CompileReport, PartyReport, RunReport } from '#scenario/report.js';
import { sentencesOf } from '#scenario/report.js';
import { tellEnd } from '../run/outcome.js';
import type { CheckedPart } from '../session/state.js';

export function partsOf({ compiles, runs }: ExampleResult): CheckedPart[] {
  return [...compiles.map(partOfCompile), ...runs.map(partOfRun)];
}

export function partOfCompile({ program, status, messages, problems }: CompileReport): CheckedPart {
  const saw = status.exit === 0 ? `${program} compiles` : `${program} does not compile`;
  return { what: `compiling ${program}`, shows: '', saw: [saw, ...firstLine('it says', messages)], problems };
}

export function partOfRun(run: RunReport): CheckedPart {
  return {
    what: run.name,
    shows: run.shows,
    saw: [...run.parties.flatMap(sawOf), ...sentencesOf(run)],
    problems: [
      ...run.parties.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`)),
      ...run.problems,
    ],
  };
}

function sawOf({ name, status, stdout, stderr }: PartyReport): string[] {
  return [
    tellEnd(name, status),
    ...firstLine(`${name} printed`, stdout),
    ...firstLine(`${name} printed on standard error`, stderr),
  ];
}

function firstLine(what: string, text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first] = lines;
  if (first === undefined) return [];
  const more = lines.length - 1;
  return [`${what}: ${first}${more > 0 ? ` (and ${more} ${more === 1 ? 'line' : 'lines'} more)` : ''}`];
}
