// Built images on disk.
import { createHash } from 'node:crypto';
import { open, readdir, readFile, type FileHandle } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ArtefactName, ImageManifest } from '#image/manifest.js';
import { checkMachine, parseManifest } from '#image/manifest.js';
import type { Bytes } from '#util/bytes.js';
import { hasCode, IpclabError } from '#util/error.js';
import { fileError, ifThere } from '#node/file-error.js';
import { imageFolder, IMAGES_OUT, isFolder } from '#node/paths.js';
import { notedFolder } from './image-notes.js';
import { v86Version } from './v86.js';

/** The image that is taken for each purpose unless somebody names another. */
export const DEFAULT_IMAGES = {
  /** A person's program: run and explore. */
  run: 'gcc',
  /** A lab that names none: its grading, its check, its kit. */
  lab: 'gcc',
  shell: 'gcc',
  demo: 'tcc',
  sandbox: 'tcc',
  page: 'tcc',
  library: 'tcc',
} as const;

const REBUILD = 'build the image again with: make image';

/** An image whose manifest was read and fits this version of the project. */
export interface Image {
  readonly folder: string;
  readonly manifest: ImageManifest;
}

/** What a record, a result or a kit says of the image that it was made with. */
export interface ImageIdentity {
  /** For people; two images may have the same. */
  readonly name: string;
  /** See the manifest. */
  readonly digest: string;
}

/**
 * @param name of an image of images/, the folder of one's definition elsewhere, that of a built image, or the digest of one
 * @throws IpclabError `image-missing` or `image-corrupt`, with what to do
 */
export async function openImage(name: string = DEFAULT_IMAGES.library): Promise<Image> {
  if (/^[0-9a-f]{64}$/.test(name)) return findImage({ name: '', digest: name });
  const image = (await readImage(imageFolder(name))) ?? (isFolder(name) ? await readImage(resolve(name)) : undefined);
  if (image) return image;
  const built = await builtImages();
  const others = built.length > 0 ? ` (built: ${built.join(', ')})` : '';
  throw new IpclabError(
    'image-missing',
    `there is no image ${name}${others}; build it with: npx ipclab image build ${name}`,
  );
}

/**
 * The image with this very snapshot and compiled code, among those of images/ and those of one's own that were built by this user.
 *
 * @throws IpclabError `image-missing` that says how it was called
 */
export async function findImage({ name, digest }: ImageIdentity): Promise<Image> {
  const folders = (await builtImages()).map((built) => join(IMAGES_OUT, built));
  const noted = await notedFolder(digest);
  for (const folder of noted === undefined ? folders : [...folders, noted]) {
    // One that is not for this version of the project is not the one, and is told of when somebody names it.
    const image = await readImage(folder).catch((error: unknown) => {
      if (hasCode(error, 'image-corrupt')) return undefined;
      throw error;
    });
    if (image?.manifest.digest === digest) return image;
  }
  const called = name === '' ? '' : `${name} `;
  throw new IpclabError(
    'image-missing',
    `the image ${called}${digest.slice(0, 12)}… is not here; build it again from the same packages and files, or name its folder with --image`,
  );
}

/**
 * Reads a part of an image.
 *
 * @throws IpclabError `image-corrupt` when its bytes are not those of the manifest
 */
export function readArtefact(image: Image, name: ArtefactName): Promise<Bytes> {
  return readInto(image, name, (size) => new Uint8Array(size));
}

/**
 * The same, in memory that all threads of this process share.
 *
 * @throws IpclabError `image-corrupt` when its bytes are not those of the manifest
 */
export function readShared(image: Image, name: ArtefactName): Promise<Uint8Array> {
  return readInto(image, name, (size) => new Uint8Array(new SharedArrayBuffer(size)));
}

/** Bytes in memory of their own, which {@link GivenBack.giveBack} returns to this machine at once. */
export interface GivenBack {
  readonly bytes: Bytes;
  /** Nobody reads them any more: there are none. */
  giveBack(): void;
}

/**
 * The same, for whoever copies what it needs: a garbage collector has no reason to come soon, and the memory would stay.
 *
 * @throws IpclabError `image-corrupt` when its bytes are not those of the manifest
 */
export async function readForAWhile(image: Image, name: ArtefactName): Promise<GivenBack> {
  const { size } = image.manifest.artefacts[name];
  const buffer = new ArrayBuffer(size, { maxByteLength: size });
  const bytes = await readInto(image, name, () => new Uint8Array(buffer));
  return {
    bytes,
    giveBack: () => {
      buffer.resize(0);
    },
  };
}

async function readInto<T extends Uint8Array>(
  { folder, manifest }: Image,
  name: ArtefactName,
  allocate: (size: number) => T,
): Promise<T> {
  const { file, size, sha256 } = manifest.artefacts[name];
  const path = join(folder, file);
  await using opened = await ifThere(open(path), path, REBUILD);
  if (!opened) throw new IpclabError('image-missing', `${path} is missing; ${REBUILD}`);
  const content = allocate(size);
  if (!(await fills(opened, path, content)) || digestOf(content) !== sha256)
    throw new IpclabError('image-corrupt', `${path} is not the file that manifest.json describes; ${REBUILD}`);
  return content;
}

/** Reads a whole file; false: it has another size. */
async function fills(file: FileHandle, path: string, content: Uint8Array): Promise<boolean> {
  try {
    for (let done = 0; done < content.length;) {
      const { bytesRead } = await file.read(content, done, content.length - done);
      if (bytesRead === 0) return false;
      done += bytesRead;
    }
    return (await file.stat()).size === content.length;
  } catch (error) {
    throw fileError(error, path, REBUILD);
  }
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The image in a folder; undefined: there is no manifest. */
async function readImage(folder: string): Promise<Image | undefined> {
  const file = join(folder, 'manifest.json');
  const text = await ifThere(readFile(file, 'utf8'), file, REBUILD);
  if (text === undefined) return undefined;
  const manifest = parseManifest(text, file);
  checkMachine(manifest, await v86Version());
  return { folder, manifest };
}

async function builtImages(): Promise<string[]> {
  const names = (await ifThere(readdir(IMAGES_OUT), IMAGES_OUT, REBUILD)) ?? [];
  return names.filter((name) => !name.startsWith('.')).sort();
}
