// One run of an example in the guest: its parties in a container of their own, and what must hold of them.
import { wrongEnd } from '#checks/expect/end.js';
import { fileComparedWith, fileProblems } from '#checks/expect/files.js';
import type { PartyOutcome } from '#checks/observed.js';
import { STREAMS } from '#checks/stream.js';
import { comparedWith, textProblems } from '#checks/text-check.js';
import type { Agent } from '#guest/agent.js';
import type { Container, ExecTarget } from '#guest/container.js';
import { CONTAINER_LIMITS, STUDENT_LIMITS } from '#protocol/limits.js';
import { decodeText, type Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import type { Recording } from '#xray/events.js';
import { linesOfBuilt } from '#xray/lines-of-programs.js';
import { answerOf } from '#xray/prediction.js';
import { eventSaying, xraySentences } from '#xray/story.js';
import { timelineOf } from '#xray/timeline.js';
import { fileContent } from './file-content.js';
import { fileState } from './file-state.js';
import { runParties, type PartySetting } from './run-parties.js';
import { sentencesOf, type PartyReport, type RunReport } from './report.js';
import type { Party, Run } from './schema.js';
import { putFiles, type Files, type Setting } from './setting.js';

// A core image is part of what an example shows.
const LIMITS = { ...STUDENT_LIMITS, cpu: undefined, core: undefined };

export interface ScenarioFiles {
  /** What belongs to the example. */
  readonly files: Files;
  /** What was compiled of it. */
  readonly programs: Files;
}

/** A run up to where its parties begin. */
export interface ReadyScenario {
  readonly container: Container;
  readonly parties: PartySetting;
  /** The run's own files. */
  readonly given: Files;
}

/** Has a run's files lie where its parties find them, and nothing that another run left. */
export async function readyScenario(
  agent: Agent,
  setting: Setting,
  run: Run,
  { files, programs }: ScenarioFiles,
): Promise<ReadyScenario> {
  const container = await agent.open({ limits: CONTAINER_LIMITS, capabilities: run.capabilities });
  const given = Object.fromEntries(
    Object.entries(run.files).map(([name, content]) => [name, fileContent(content, files)]),
  );
  try {
    await putFiles(container, setting, { ...files, ...given });
    await putFiles(container, setting, programs, 0o755);
  } catch (error) {
    await container[Symbol.asyncDispose]();
    throw error;
  }
  const parties: PartySetting = {
    container,
    directory: setting.directory,
    limits: LIMITS,
    commandOf: ({ command: [program = '', ...args], user }) => ({
      argv: [program in programs ? `./${program}` : program, ...args],
      user: setting.users[user],
    }),
  };
  return { container, parties, given };
}

/**
 * Executes a run; it finds nothing that another one left.
 *
 * @param records whether somebody wants to know what happens
 */
export async function runScenario(
  agent: Agent,
  setting: Setting,
  run: Run,
  files: ScenarioFiles,
  records = false,
): Promise<RunReport> {
  const { container: opened, parties, given } = await readyScenario(agent, setting, run, files);
  await using container = opened;
  if (records) await container.record();
  const { parties: outcomes } = await runParties(parties, run, given);
  const recording = records ? await container.takeRecording() : undefined;
  const known = await readKnown(container, setting, run, given);
  const reports = outcomes.flatMap((outcome, index): PartyReport[] => {
    const wanted = run.parties[index];
    return wanted ? [judge(wanted, outcome, known)] : [];
  });
  const evidence = await container.evidence();
  const problems = missing('evidence', run.evidence, sentencesOf({ parties: reports, evidence }));
  if (recording) problems.push(...unseen(run, recording));
  for (const [name, expected] of Object.entries(run.after)) {
    const state = await fileState(container, `${setting.directory}/${name}`);
    problems.push(...fileProblems(name, expected, state, known));
  }
  return {
    name: run.name,
    shows: run.shows,
    parties: reports,
    evidence,
    ...(recording && { recording, lines: linesOfBuilt(recording, files.programs) }),
    problems,
  };
}

/** The files that texts are compared with, as they are after the run where it was not given them. */
async function readKnown(
  container: ExecTarget,
  { directory }: Setting,
  { parties, after }: Run,
  given: Files,
): Promise<Files> {
  const names = [
    ...parties.flatMap(({ stdout = [], stderr = [] }) => comparedWith([...stdout, ...stderr])),
    ...Object.values(after).flatMap(fileComparedWith),
  ];
  const known: Record<string, Bytes> = {};
  for (const name of new Set(names)) known[name] = given[name] ?? (await container.get(`${directory}/${name}`));
  return known;
}

function judge(wanted: Party, outcome: PartyOutcome, known: Files): PartyReport {
  const { name, status, refused, stdout, stderr, problem } = outcome;
  if (!status) throw refused ?? new IpclabError('machine-lost', `${name} ended without a status`);
  const wrong = [wrongEnd(wanted.end, status), problem].filter((sentence) => sentence !== undefined);
  return {
    name,
    status,
    stdout: decodeText(stdout),
    stderr: decodeText(stderr),
    problems: [
      ...wrong,
      ...textProblems(STREAMS.stdout, wanted.stdout ?? [], stdout, known),
      ...textProblems(STREAMS.stderr, wanted.stderr ?? [], stderr, known),
    ],
  };
}

/** What an X-ray should tell, and does not. */
function unseen({ xray, look, predict }: Run, recording: Recording): string[] {
  const timeline = timelineOf(recording);
  const problems = missing('event of the X-ray', xray, xraySentences(timeline));
  if (look !== undefined && eventSaying(timeline, look) === undefined)
    problems.push(`the look leads nowhere: no event's own sentence matches /${look}/`);
  if (predict && answerOf(timeline, predict) === undefined)
    problems.push(`the question has no answer in this run: ${predict.question}`);
  return problems;
}

/** The patterns that no sentence matches. */
function missing(what: string, patterns: readonly string[], sentences: readonly string[]): string[] {
  return patterns
    .filter((pattern) => !sentences.some((sentence) => new RegExp(pattern).test(sentence)))
    .map((pattern) => `no ${what} matches /${pattern}/: ${sentences.join('; ') || 'there is none'}`);
}
