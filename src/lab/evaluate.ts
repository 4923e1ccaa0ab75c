// What a check expects, against what happened.
import type { ExitStatus } from '#protocol/exec-spec.js';
import { describeEnd, wrongEnd } from '#scenario/check-end.js';
import { failuresOf, outside, range } from '#scenario/check-text.js';
import type { PartyOutcome } from '#scenario/party.js';
import type { TextCheck } from '#scenario/schema.js';
import { encodeText } from '#util/bytes.js';
import { differencesOf } from './differences.js';
import { countCalls } from './trace.js';
import type { TaskPlan } from './job.js';
import { kernelProblems } from './kernel-view.js';
import type { Expectation } from './lab-schema.js';
import type { FileState, Played } from './play-run.js';
import type { Difference } from './result.js';
import type { Compiled } from './workshop.js';

/** What does not hold of the compilation, a sentence each. */
export async function compileProblems(expect: Expectation, compiled: readonly Compiled[]): Promise<string[]> {
  const { compiles } = expect;
  if (compiles === undefined) return [];
  const wanted = compiles === true ? {} : compiles;
  const problems: string[] = [];
  for (const { program, messages, failure } of compiled) {
    if (wanted.program !== undefined && wanted.program !== program) continue;
    if (failure !== undefined) {
      problems.push(messages === '' ? failure : `${failure}: ${messages.trim()}`);
      continue;
    }
    const warnings = messages.match(/^.*: warning: /gm)?.length ?? 0;
    if (wanted.warnings && outside(warnings, wanted.warnings))
      problems.push(`${program}: ${warnings} warnings, not ${range(wanted.warnings)}: ${messages.trim()}`);
    problems.push(...(await failuresOf(`the compiler on ${program}`, wanted.messages ?? [], encodeText(messages))));
  }
  return problems;
}

/** What does not hold of a run, a sentence each. */
export async function runProblems(
  expect: Expectation,
  played: Played,
  task: Pick<TaskPlan, 'programs' | 'expected'>,
): Promise<string[]> {
  const { end, stdout = [], stderr = [], files = {}, seen = [], calls = {}, forks } = expect;
  const problems: string[] = [];
  const read = (name: string): Promise<Uint8Array> =>
    Promise.resolve(task.expected[name] ?? played.run.files[name] ?? new Uint8Array(0));
  const party = partyOf(expect, played, task);
  if (party && (end ?? expect.stdout ?? expect.stderr)) {
    problems.push(...endProblems(end, party));
    problems.push(...(await streamProblems('stdout', stdout, party, read)));
    problems.push(...(await streamProblems('stderr', stderr, party, read)));
  }
  for (const [name, wanted] of Object.entries(files)) {
    problems.push(...(await fileProblems(name, wanted, played.files.get(name), read)));
  }
  for (const one of seen) problems.push(...(await kernelProblems(one, played)));
  if (expect.calls ?? forks) problems.push(...traceProblems(calls, forks, party, played));
  return problems;
}

/** The texts in it that should have been others; `where` is the run and its seed. */
export async function runDifferences(
  { stdout = [], stderr = [], files = {}, ...expect }: Expectation,
  played: Played,
  task: Pick<TaskPlan, 'programs'>,
  where: string,
): Promise<Difference[]> {
  const party = partyOf(expect, played, task);
  const streams = party
    ? [
        { what: `standard output of ${party.name}`, checks: stdout, bytes: party.stdout },
        { what: `standard error of ${party.name}`, checks: stderr, bytes: party.stderr },
      ]
    : [];
  const contents = Object.entries(files).flatMap(([name, checks]) => {
    const state = played.files.get(name);
    return 'absent' in checks || !state || !('content' in state)
      ? []
      : [{ what: `the file ${name}`, checks, bytes: state.content }];
  });
  return differencesOf([...streams, ...contents], where);
}

type Read = (name: string) => Promise<Uint8Array>;

function partyOf(
  expect: Expectation,
  { run, parties }: Played,
  { programs }: Pick<TaskPlan, 'programs'>,
): PartyOutcome | undefined {
  if (expect.party !== undefined) return parties.find(({ name }) => name === expect.party);
  return parties[run.parties.findIndex(({ command: [program = ''] }) => Object.hasOwn(programs, program))];
}

function endProblems(wanted: Expectation['end'], { status, refused, problem }: PartyOutcome): string[] {
  if (!status) return [`it could not be started: ${refused?.message ?? 'the guest did not say why'}`];
  const wrong = wanted && wrongEndOf(wanted, status);
  return [wrong, problem].filter((sentence) => sentence !== undefined);
}

function wrongEndOf(wanted: NonNullable<Expectation['end']>, status: ExitStatus): string | undefined {
  if ('any' in wanted) return status.limit ? describeEnd(status) : undefined;
  if (!('failure' in wanted)) return wrongEnd(wanted, status);
  const failed = status.limit === null && status.exit !== null && status.exit !== 0;
  return failed ? undefined : `it should end with a status other than 0, and ${describeEnd(status)}`;
}

async function streamProblems(
  stream: 'stdout' | 'stderr',
  checks: readonly TextCheck[],
  party: PartyOutcome,
  read: Read,
): Promise<string[]> {
  const what = stream === 'stdout' ? 'standard output' : 'standard error';
  const cut = party.status?.cut[stream];
  const bytes = party[stream];
  if (checks.length > 0 && cut) return [`${what}: ${cut.missing + bytes.length} bytes, more than are looked at`];
  return failuresOf(what, checks, bytes, read);
}

async function fileProblems(
  name: string,
  wanted: NonNullable<Expectation['files']>[string],
  state: FileState | undefined,
  read: Read,
): Promise<string[]> {
  if ('absent' in wanted) return state && 'absent' in state ? [] : [`the file ${name} is still there`];
  if (!state || 'absent' in state) return [`there is no file ${name}`];
  if ('refused' in state) return [`the file ${name}: ${state.refused}`];
  return failuresOf(`the file ${name}`, wanted, state.content, read);
}

function traceProblems(
  calls: NonNullable<Expectation['calls']>,
  forks: Expectation['forks'],
  party: PartyOutcome | undefined,
  { traces }: Played,
): string[] {
  const trace = party && traces.get(party.name);
  if (!trace) return ['there is no trace of its system calls'];
  if (trace.gap !== undefined) return [trace.gap];
  const problems = Object.entries(calls).flatMap(([name, wanted]) => {
    const seen = countCalls(trace, name);
    return outside(seen, wanted) ? [`it calls ${name} ${times(seen)}, not ${range(wanted)}`] : [];
  });
  if (forks && outside(trace.forks, forks)) problems.push(`it makes ${trace.forks} processes, not ${range(forks)}`);
  return problems;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
