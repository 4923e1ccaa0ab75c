// Images that came from another computer: what a machine starts with and no more, checked and kept in this user's cache.
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { imageDigest } from '#image/digest.js';
import { checkMachine, parseManifest, type ImageManifest } from '#image/manifest.js';
import { ZstdReader } from '#machine/zstd.js';
import { makeWhole } from '#node/whole-file.js';
import { cacheFolder } from '#node/paths.js';
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { noteFolder } from './image-notes.js';
import { readArtefact, type Image } from './image.js';
import { v86Module, v86Version } from './v86.js';

/** What a machine starts with, as it is sent. */
export interface PackedImage {
  /** The manifest's JSON. */
  readonly manifest: Uint8Array;
  /** The artefacts of these names. */
  readonly stateZst: Uint8Array;
  readonly warmZst: Uint8Array;
}

/** Bytes of a snapshot or of compiled code, unpacked. */
const LARGEST = 1024 * 1024 * 1024;

/** Fetched images that are kept. */
const MOST = 4;

/** @throws IpclabError `image-missing` or `image-corrupt` when a part of it is not as it was built */
export async function packImage(image: Image): Promise<PackedImage> {
  return {
    manifest: Buffer.from(JSON.stringify(image.manifest)),
    stateZst: await readArtefact(image, 'stateZst'),
    warmZst: await readArtefact(image, 'warmZst'),
  };
}

/**
 * Checks an image from its digest down to the last byte, and keeps it: `findImage` finds it from then on.
 *
 * @param where it came from, for messages
 * @throws IpclabError `image-corrupt` when it is not the image of this digest, or not for this version; nothing is kept then
 */
export async function keepImage(digest: string, packed: PackedImage, where: string): Promise<Image> {
  const manifest = parseManifest(Buffer.from(packed.manifest).toString(), where);
  checkMachine(manifest, await v86Version());
  const { state, stateZst, warm, warmZst } = manifest.artefacts;
  if (manifest.digest !== digest || imageDigest(state.sha256, warm.sha256) !== digest)
    throw corrupt(where, 'its manifest is that of another image');
  const unpacked = {
    [state.file]: await unpack(where, packed.stateZst, stateZst, state),
    [warm.file]: await unpack(where, packed.warmZst, warmZst, warm),
    'manifest.json': packed.manifest,
  };
  const folder = join(fetched(), digest);
  const cure = 'make room there, or set XDG_CACHE_HOME to another folder';
  const fill = async (partial: string): Promise<void> => {
    for (const [name, content] of Object.entries(unpacked)) await writeFile(join(partial, name), content);
  };
  await makeWhole(folder, fill, { existing: 'replace', cure });
  await noteFolder(digest, folder);
  await forgetOld();
  return { folder, manifest };
}

type Artefact = ImageManifest['artefacts'][keyof ImageManifest['artefacts']];

async function unpack(where: string, content: Uint8Array, packed: Artefact, whole: Artefact): Promise<Bytes> {
  if (digestOf(content) !== packed.sha256) throw corrupt(where, `${packed.file} is damaged`);
  if (whole.size > LARGEST) throw corrupt(where, `${whole.file} is too large`);
  const reader = await ZstdReader.open(await v86Module(), content);
  let unpacked: Bytes | undefined;
  try {
    unpacked = reader.read(whole.size);
  } catch (error) {
    // The decompressor runs out of its input.
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
  }
  if (!unpacked || digestOf(unpacked) !== whole.sha256)
    throw corrupt(where, `${whole.file} is not what its digest says`);
  return unpacked;
}

async function forgetOld(): Promise<void> {
  const folders = (await readdir(fetched())).filter((name) => !name.startsWith('.'));
  const aged = await Promise.all(
    folders.map(async (name) => ({ name, at: (await stat(join(fetched(), name))).mtimeMs })),
  );
  for (const { name } of aged.sort((a, b) => b.at - a.at).slice(MOST))
    await rm(join(fetched(), name), { recursive: true, force: true });
}

function fetched(): string {
  return join(cacheFolder(), 'fetched');
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function corrupt(where: string, what: string): IpclabError {
  return new IpclabError('image-corrupt', `${where}: ${what}; build the image again where it comes from`);
}
