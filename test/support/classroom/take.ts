// Submissions of files that a test makes up.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { takeIn, type Intake, type IntakeOptions } from '#classroom/intake/intake.js';
import { decodeText } from '#util/bytes.js';

export type Tree = Readonly<Record<string, string | Uint8Array>>;

export class Folder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'ipclab-'));

  constructor(files: Tree = {}) {
    this.write(files);
  }

  write(files: Tree): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, name)), { recursive: true });
      writeFileSync(join(this.path, name), content);
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}

export interface Taken {
  readonly intakes: Intake[];
  readonly ignored: string[];
}

/** Takes in what lies at these names of a folder with these files. */
export async function takeFrom(
  files: Tree,
  names: readonly string[],
  options: Partial<IntakeOptions> = {},
): Promise<Taken> {
  using folder = new Folder(files);
  return await take(
    names.map((name) => join(folder.path, name)),
    options,
  );
}

export async function take(paths: readonly string[], options: Partial<IntakeOptions> = {}): Promise<Taken> {
  const intakes: Intake[] = [];
  const ignored: string[] = [];
  const onIgnored = (path: string): number => ignored.push(path);
  for await (const intake of takeIn(paths, { expected: ['count.c'], layout: 'auto', onIgnored, ...options }))
    intakes.push(intake);
  return { intakes, ignored };
}

/** The one submission in a file of that name. */
export async function takeOne(
  name: string,
  content: string | Uint8Array,
  options: Partial<IntakeOptions> = {},
): Promise<Intake> {
  const { intakes } = await takeFrom({ [name]: content }, [name], options);
  const [only, more] = intakes;
  if (!only || more) throw new Error(`${intakes.length} submissions`);
  return only;
}

/** Its files as text. */
export function texts({ files }: Intake): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, decodeText(content)]));
}
