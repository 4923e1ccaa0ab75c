// Labs on disk.
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Lab } from '#lab/lab-schema.js';
import { parseLab } from '#lab/parse-lab.js';
import type { LabFiles } from '#lab/plan-lab.js';
import { mutate, type Mutation } from '#scenario/mutation.js';
import { LABS } from '#node/paths.js';
import { errnoOf, fileError, readBytes, readText } from '#node/file-error.js';
import type { Files } from '#scenario/setting.js';
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';

/** A lab's folder, read and understood. */
export interface StoredLab {
  readonly name: string;
  readonly folder: string;
  /** The path of its lab.json, for messages. */
  readonly where: string;
  readonly lab: Lab;
  readonly statement: string;
  readonly files: LabFiles;
}

/** @throws IpclabError `usage` that names the file, the field and the cure */
export async function loadLab(folder: string): Promise<StoredLab> {
  const where = join(folder, 'lab.json');
  const text = await readText(where, 'name the folder of a lab, or make one with ipclab lab new');
  const lab = parseLab(text, where);
  const statement = await readText(join(folder, 'statement.md'), 'write what students are asked to do');
  const [starter, reference, hidden, inputs] = await Promise.all([
    readFiles(join(folder, 'starter')),
    readFiles(join(folder, 'reference')),
    readFiles(join(folder, 'hidden')),
    readFiles(join(folder, 'inputs')),
  ]);
  const wrong = await readWrong(folder, lab, reference, where);
  const files = { starter, reference, hidden, inputs, wrong };
  checkReference(lab, files, folder);
  return { name: basename(resolve(folder)), folder, where, lab, statement, files };
}

/** The labs that come with the project, by name. */
export async function loadLabs(): Promise<StoredLab[]> {
  const folders = (await list(LABS)).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(folders.sort().map((name) => loadLab(join(LABS, name))));
}

/** The reference must hand in what a student must. */
function checkReference({ tasks }: Lab, { reference }: LabFiles, folder: string): void {
  for (const task of tasks) {
    const missing = task.files.find(({ name, optional }) => !optional && !Object.hasOwn(reference, name));
    if (missing)
      throw new IpclabError(
        'usage',
        `${join(folder, 'reference', missing.name)}: is not there, and the task ${task.name} asks for it; add it, or take it from files`,
      );
  }
}

/** By name, the files of each wrong solution that differ from the reference. */
async function readWrong(folder: string, lab: Lab, reference: Files, where: string): Promise<Record<string, Files>> {
  const entries = await list(join(folder, 'wrong'));
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  for (const name of folders) {
    if (!Object.hasOwn(lab.wrong, name))
      throw usage(`${where}: wrong: says nothing of wrong/${name}; say which check it must fail`);
  }
  const read = async ([name, { mutations }]: [string, Lab['wrong'][string]]): Promise<[string, Files]> => {
    const place = `${where}: wrong ${name}`;
    if (!folders.includes(name)) {
      if (!mutations)
        throw usage(`${place}: it has no mutations, and there is no folder wrong/${name}; add one of them`);
      return [name, mutated(reference, mutations, place)];
    }
    if (mutations) throw usage(`${place}: mutations: there is a folder wrong/${name} as well; take one of them away`);
    return [name, await readFiles(join(folder, 'wrong', name))];
  };
  return Object.fromEntries(await Promise.all(Object.entries(lab.wrong).map(read)));
}

/** The files that the mutations change; each meets what those before it have left. */
function mutated(reference: Files, mutations: readonly Mutation[], place: string): Files {
  const files = mutations.reduce(
    (before, mutation, index) => mutate(before, mutation, `${place}: mutations.${index}`),
    reference,
  );
  return Object.fromEntries(Object.entries(files).filter(([name, content]) => content !== reference[name]));
}

/** The files of a folder and of those in it, by their path, in the order of their paths; none when there is no folder. */
async function readFiles(folder: string): Promise<Files> {
  const names = (await filesBelow(folder, '')).sort();
  const read = async (name: string): Promise<[string, Bytes]> => [
    name,
    await readBytes(join(folder, name), 'put a file there'),
  ];
  return Object.fromEntries(await Promise.all(names.map(read)));
}

/** Nothing hidden, and nothing in what is hidden. */
async function filesBelow(folder: string, below: string): Promise<string[]> {
  const entries = (await list(join(folder, below))).filter(({ name }) => !name.startsWith('.'));
  const odd = entries.find((entry) => !entry.isFile() && !entry.isDirectory());
  if (odd) throw usage(`${join(folder, below, odd.name)}: is neither a file nor a folder; put the file itself there`);
  const found = entries.map(async (entry) =>
    entry.isFile() ? [below + entry.name] : filesBelow(folder, `${below}${entry.name}/`),
  );
  return (await Promise.all(found)).flat();
}

async function list(folder: string): Promise<{ name: string; isFile(): boolean; isDirectory(): boolean }[]> {
  return readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw fileError(error, folder, 'make it a folder');
  });
}

function usage(message: string): IpclabError {
  return new IpclabError('usage', message);
}
