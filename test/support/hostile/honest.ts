// The program that runs after each attack, with everything of its result that may not vary.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { explainAll } from '#facts/explain/explain.js';
import type { ExitStatus } from '#protocol/exec-spec.js';
import { STUDENT_LIMITS } from '#protocol/limits.js';
import type { Image } from '#hosts/node/image.js';
import type { Machine } from '#hosts/worker/machine.js';
import { decodeText } from '#util/bytes.js';
import { DIRECTORY, FOLDER } from './corpus.js';

type Verdict = Omit<ExitStatus, 'wall' | 'usage' | 'evidence'>;

export interface HonestResult {
  readonly compile: Verdict;
  readonly messages: string;
  readonly run: Verdict;
  readonly stdout: string;
  readonly stderr: string;
  /** What it left behind, in sentences, and who is there still. */
  readonly left: readonly string[];
  readonly processes: number;
}

export async function runHonest(machine: Machine, image: Image): Promise<HonestResult> {
  const container = await machine.open();
  const source = new Uint8Array(await readFile(join(FOLDER, 'honest.c')));
  await container.put({ path: `${DIRECTORY}/honest.c` }, source);
  const compiled = await container.compile({
    compiler: image.manifest.compiler,
    directory: DIRECTORY,
    sources: ['honest.c'],
    output: 'program',
  });
  const ran = await container.run({ argv: ['./program'], directory: DIRECTORY, limits: STUDENT_LIMITS });
  const evidence = await container.evidence();
  await container.close();
  return {
    compile: verdictOf(compiled.status),
    messages: decodeText(compiled.stdout) + decodeText(compiled.stderr),
    run: verdictOf(ran.status),
    stdout: decodeText(ran.stdout),
    stderr: decodeText(ran.stderr),
    left: explainAll([evidence]),
    processes: evidence?.processes.length ?? 0,
  };
}

function verdictOf({ exit, signal, core, limit, reached, written, cut, killed }: ExitStatus): Verdict {
  return { exit, signal, core, limit, reached, written, cut, killed };
}
