// What an image is to be: the image.json of a folder, with the lists and files beside it.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import * as z from 'zod';
import { isFolder, PACKAGE_ROOT } from '#node/paths.js';
import { parseMetadata } from '#scenario/parse.js';
import { IpclabError } from '#util/error.js';

const IMAGES = join(PACKAGE_ROOT, 'images');

const compiler = z.strictObject({
  /** The compiler and the words before the names of sources. */
  command: z.array(z.string()).min(1),
  /** The command that prints its version. */
  version: z.array(z.string()).min(1),
});

const imageDefinition = z.strictObject({
  /** An image of images/ that this one adds to. */
  extends: z.string().optional(),
  description: z.string(),
  /** Bytes; v86 puts the root file system at 64 MiB, so a boot needs more. Default: as in the image it extends. */
  memory: z
    .int()
    .min(96 * 1024 * 1024)
    .optional(),
  /** Default: as in the image it extends. */
  compiler: compiler.optional(),
});

export interface Definition {
  readonly name: string;
  readonly description: string;
  /** Bytes. */
  readonly memory: number;
  readonly compiler: z.output<typeof compiler>;
  /** Folders that the kernel and the agent are built from. */
  readonly folders: Readonly<Record<'kernel' | 'agent', string>>;
  /** Folders whose packages and files make the root file system, one over the other. */
  readonly layers: readonly string[];
  /** The kernel's command line. */
  readonly commandLine: string;
}

/**
 * @param name of a folder of images/, or a path of a folder elsewhere
 * @throws IpclabError `usage` that names the file, the field and the cure
 */
export async function readDefinition(name: string): Promise<Definition> {
  const own = isFolder(name) ? resolve(name) : join(IMAGES, name);
  const file = join(own, 'image.json');
  const text = await readFile(file, 'utf8').catch(async () => {
    throw new IpclabError(
      'usage',
      isFolder(name)
        ? `there is no ${file}; docs/images.md says what to write into it`
        : `there is no image ${name}; there are: ${(await definedImages()).join(', ')}`,
    );
  });
  const parsed = parseMetadata(imageDefinition, text, file, 'docs/images.md');
  const base = parsed.extends === undefined ? undefined : await readDefinition(parsed.extends);
  const memory = parsed.memory ?? base?.memory;
  const { compiler = base?.compiler } = parsed;
  if (memory === undefined || !compiler) {
    throw new IpclabError('usage', `${file}: give memory and compiler, or the image that it extends: "extends": "tcc"`);
  }
  const kernel = join(IMAGES, 'kernel');
  return {
    name: basename(own),
    description: parsed.description,
    memory,
    compiler,
    folders: { kernel, agent: join(IMAGES, 'agent') },
    layers: [...(base?.layers ?? [join(IMAGES, 'rootfs')]), own],
    commandLine: listEntries(await readFile(join(kernel, 'cmdline'), 'utf8'))
      .map(({ entry }) => entry)
      .join(' '),
  };
}

/** Names of the Debian packages that the layers list. */
export async function listedPackages(layers: readonly string[]): Promise<string[]> {
  const names: string[] = [];
  for (const layer of layers) {
    const file = join(layer, 'packages');
    const text = await readFile(file, 'utf8').catch(() => '');
    for (const { entry, line } of listEntries(text)) {
      const [, name] = /^([a-z0-9][a-z0-9+.-]+): *\S/.exec(entry) ?? [];
      if (name === undefined) {
        throw new IpclabError(
          'usage',
          `${file}:${line}: ${JSON.stringify(entry)} is not "PACKAGE: what of it goes in", such as "tree: usr/bin/tree"`,
        );
      }
      names.push(name);
    }
  }
  return names;
}

/** Lines of a list without comments and blanks, each with its number. */
function listEntries(text: string): { readonly entry: string; readonly line: number }[] {
  return text
    .split('\n')
    .map((line, index) => ({ entry: line.replace(/(^|\s)#.*/, '').trim(), line: index + 1 }))
    .filter(({ entry }) => entry !== '');
}

async function definedImages(): Promise<string[]> {
  const names = await readdir(IMAGES);
  const found = await Promise.all(
    names.map((name) =>
      stat(join(IMAGES, name, 'image.json')).then(
        () => name,
        () => undefined,
      ),
    ),
  );
  return found.filter((name) => name !== undefined);
}
