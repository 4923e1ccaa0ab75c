// An example's own checks, on a machine of their own with the virtual clock: fast, and nothing of a running session is disturbed.
import { launch } from '../../../src/hosts/browser/launch.js';
import type { Parts } from '../../../src/hosts/browser/parts.js';
import type { Example } from '../../../src/examples/schema.js';
import type { ExampleResult } from '../../../src/examples/plan.js';
import { VIRTUAL_START } from '../../../src/hosts/worker/scripted-run.js';
import type { CompileReport, PartyReport, RunReport } from '../../../src/scenario/report.js';
import { sentencesOf } from '../../../src/scenario/report.js';
import { guestSetting } from '../../../src/scenario/setting.js';
import { encodeText } from '../../../src/util/bytes.js';
import type { Project } from '../session/project.js';
import type { CheckedPart } from '../session/state.js';
import { tellEnd } from '../run/outcome.js';

/** The same course of time at every check, and the same as in the command line's. */
const CLOCK = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;

/** For the machine's start and its compiles, ms of the host's clock; the runs' own limits come on top. */
const ALLOWANCE = 120_000;

/** @throws IpclabError when the machine cannot be started, or `aborted` */
export async function checkProject(
  parts: Parts,
  { name, files }: Project,
  example: Example,
  signal: AbortSignal,
): Promise<readonly CheckedPart[]> {
  await using machine = await launch(parts, { clock: CLOCK, signal });
  const plan = {
    name,
    example,
    files: Object.fromEntries([...files].map(([file, text]) => [file, encodeText(text)])),
    setting: guestSetting(parts.manifest.compiler.command, name),
  };
  const wall = example.runs.reduce((sum, { wallLimit, parties }) => sum + wallLimit * parties.length, 0);
  return partsOf(await machine.runExample(plan, { signal, timeout: ALLOWANCE + 2 * wall }));
}

/** What was seen, for a person to read. */
export function partsOf({ compiles, runs }: ExampleResult): CheckedPart[] {
  return [...compiles.map(ofCompile), ...runs.map(ofRun)];
}

function ofCompile({ program, status, messages, problems }: CompileReport): CheckedPart {
  const saw = status.exit === 0 ? `${program} compiles` : `${program} does not compile`;
  return { what: `compiling ${program}`, shows: '', saw: [saw, ...firstLine('it says', messages)], problems };
}

function ofRun(run: RunReport): CheckedPart {
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
    status.limit === 'wall' ? `${name} was still there at the end of its time` : tellEnd(name, status),
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
