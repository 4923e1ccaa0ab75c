// One run of an example in the guest: its parties in a container of their own, and what must hold of them.
import type { Agent } from '#guest/agent.js';
import type { Place } from '#guest/container.js';
import { CONTAINER_LIMITS, STUDENT_LIMITS } from '#protocol/limits.js';
import { decodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { wrongEnd } from './check-end.js';
import { failuresOf, type FileReader } from './check-text.js';
import { fileContent } from './file-content.js';
import type { PartyOutcome } from './party.js';
import { perform, type Stage } from './perform.js';
import { sentencesOf, type PartyReport, type RunReport } from './report.js';
import type { FileCheck, Party, Run } from './schema.js';
import { putFiles, type Files, type Setting } from './setting.js';

// A core image is part of what an example shows.
const LIMITS = { ...STUDENT_LIMITS, cpu: undefined, core: undefined };

/**
 * Plays a run; it finds nothing that another one left.
 *
 * @param files what belongs to the example
 * @param programs what was compiled of it
 */
export async function play(
  agent: Agent,
  setting: Setting,
  run: Run,
  files: Files,
  programs: Files,
): Promise<RunReport> {
  await using place = await agent.open({ limits: CONTAINER_LIMITS, capabilities: run.capabilities });
  const given = Object.fromEntries(
    Object.entries(run.files).map(([name, content]) => [name, fileContent(content, files)]),
  );
  await putFiles(place, setting, { ...files, ...given });
  await putFiles(place, setting, programs, 0o755);
  const read: FileReader = async (name) => given[name] ?? place.get(`${setting.directory}/${name}`);

  const stage: Stage = {
    place,
    directory: setting.directory,
    limits: LIMITS,
    cast: ({ command: [program = '', ...args], user }) => ({
      argv: [program in programs ? `./${program}` : program, ...args],
      user: setting.users[user],
    }),
  };
  const { parties: outcomes } = await perform(stage, run, given);
  const reports: PartyReport[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const wanted = run.parties[index];
    if (wanted) reports.push(await judge(wanted, outcome, read));
  }
  const evidence = await place.evidence();
  const problems = missing(run.evidence, sentencesOf({ parties: reports, evidence }));
  for (const [name, expected] of Object.entries(run.after)) {
    problems.push(...(await checkFile(place, `${setting.directory}/${name}`, expected, read)));
  }
  return { name: run.name, shows: run.shows, parties: reports, evidence, problems };
}

async function judge(wanted: Party, outcome: PartyOutcome, read: FileReader): Promise<PartyReport> {
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
      ...(await failuresOf('standard output', wanted.stdout ?? [], stdout, read)),
      ...(await failuresOf('standard error', wanted.stderr ?? [], stderr, read)),
    ],
  };
}

/** The patterns that no sentence matches. */
function missing(patterns: readonly string[], sentences: readonly string[]): string[] {
  return patterns
    .filter((pattern) => !sentences.some((sentence) => new RegExp(pattern).test(sentence)))
    .map((pattern) => `no evidence matches /${pattern}/: ${sentences.join('; ') || 'there is none'}`);
}

async function checkFile(place: Place, path: string, expected: FileCheck, read: FileReader): Promise<string[]> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  let content: Uint8Array | undefined;
  try {
    content = await place.get(path);
  } catch (error) {
    if (!(error instanceof IpclabError) || error.code !== 'guest-refused') throw error;
    if (error.data['errno'] === 'ENOENT') return 'absent' in expected ? [] : [`there is no file ${name}`];
    if (!('absent' in expected)) return [`the file ${name}: ${error.message}`];
  }
  if ('absent' in expected) return [`the file ${name} is still there`];
  return failuresOf(`the file ${name}`, expected, content ?? new Uint8Array(0), read);
}
