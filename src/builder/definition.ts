// What an image is to be: images/NAME/image.json and the lists beside it.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { IpclabError } from '../util/error.js';
import { PACKAGE_ROOT } from '../hosts/node/paths.js';

const imageDefinition = z.strictObject({
  description: z.string(),
  /** Bytes; v86 puts the root file system at 64 MiB, so a boot needs more. */
  memory: z.int().min(96 * 1024 * 1024),
  compiler: z.strictObject({
    /** The compiler and the words before the names of sources. */
    command: z.array(z.string()).min(1),
    /** The command that prints its version. */
    version: z.array(z.string()).min(1),
  }),
});

export interface Definition extends z.output<typeof imageDefinition> {
  readonly name: string;
  /** Absolute paths of the folders that it is built from. */
  readonly folders: Readonly<Record<'kernel' | 'agent' | 'rootfs' | 'own', string>>;
  /** Lists of packages and of what is taken from each, for the root file system. */
  readonly packageLists: readonly string[];
  /** The kernel's command line. */
  readonly commandLine: string;
}

export async function readDefinition(name: string): Promise<Definition> {
  const images = join(PACKAGE_ROOT, 'images');
  const own = join(images, name);
  const file = join(own, 'image.json');
  const text = await readFile(file, 'utf8').catch(async () => {
    throw new IpclabError('usage', `there is no image ${name}; there are: ${(await definedImages(images)).join(', ')}`);
  });
  const parsed = imageDefinition.safeParse(parseJson(text, file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new IpclabError('usage', `${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const folders = { kernel: join(images, 'kernel'), agent: join(images, 'agent'), rootfs: join(images, 'rootfs'), own };
  const commandLine = listEntries(await readFile(join(folders.kernel, 'cmdline'), 'utf8')).join(' ');
  return {
    ...parsed.data,
    name,
    folders,
    packageLists: [join(folders.rootfs, 'packages'), join(own, 'packages')],
    commandLine,
  };
}

/** Names of the packages in the lists. */
export async function listedPackages(lists: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(lists.map((list) => readFile(list, 'utf8')));
  return texts.flatMap((text) => listEntries(text).map((line) => line.slice(0, line.indexOf(':'))));
}

/** Lines of a list without comments and blanks. */
function listEntries(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*/, '').trim())
    .filter((line) => line !== '');
}

async function definedImages(images: string): Promise<string[]> {
  const names = await readdir(images);
  const found = await Promise.all(
    names.map((name) =>
      stat(join(images, name, 'image.json')).then(
        () => name,
        () => undefined,
      ),
    ),
  );
  return found.filter((name) => name !== undefined);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new IpclabError('usage', `${file} is not JSON: ${(error as Error).message}`);
  }
}
