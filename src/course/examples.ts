// The examples on disk.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseExample } from '#examples/parse-example.js';
import type { ExamplePlan } from '#examples/plan.js';
import type { Example } from '#examples/schema.js';
import type { Files, Setting } from '#scenario/setting.js';
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { EXAMPLES } from '#node/paths.js';

export interface StoredExample {
  /** `topic/name`. */
  readonly name: string;
  readonly folder: string;
  readonly example: Example;
}

/** All examples, by name. */
export async function loadExamples(root: string = EXAMPLES): Promise<StoredExample[]> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true });
  const names = entries
    .filter((entry) => entry.name === 'example.json')
    .map((entry) => entry.parentPath.slice(root.length + 1))
    .sort();
  return Promise.all(names.map((name) => loadExample(root, name)));
}

/**
 * The examples of a topic, or the one example of that name.
 *
 * @throws IpclabError `usage` when there is none
 */
export function selectExamples(all: readonly StoredExample[], selector?: string): readonly StoredExample[] {
  if (selector === undefined) return all;
  const found = all.filter(({ name }) => name === selector || name.startsWith(`${selector}/`));
  if (found.length > 0) return found;
  const topics = [...new Set(all.map(({ name }) => name.slice(0, name.indexOf('/'))))];
  throw new IpclabError(
    'usage',
    `there is no example and no topic ${selector}; the topics are ${topics.join(', ')}, and ipclab list shows the examples`,
  );
}

/** An example with its files, ready to be run. */
export async function planExample(stored: StoredExample, setting: Setting): Promise<ExamplePlan> {
  return { name: stored.name, example: stored.example, files: await readFiles(stored), setting };
}

/** The files that belong to an example: sources and data, by name. */
export async function readFiles({ folder }: StoredExample): Promise<Files> {
  const names = (await readdir(folder)).filter((name) => name !== 'example.json' && name !== 'README.md');
  const files: Record<string, Bytes> = {};
  for (const name of names.sort()) files[name] = new Uint8Array(await readFile(join(folder, name)));
  return files;
}

async function loadExample(root: string, name: string): Promise<StoredExample> {
  const folder = join(root, name);
  const file = join(folder, 'example.json');
  return { name, folder, example: parseExample(await readFile(file, 'utf8'), file) };
}
