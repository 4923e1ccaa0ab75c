// Built images on disk.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtefactName, ImageManifest } from '#image/manifest.js';
import { checkMachine, parseManifest } from '#image/manifest.js';
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { imageFolder, IMAGES_OUT } from '#node/paths.js';
import { v86Version } from './v86.js';

export const DEFAULT_IMAGE = 'tcc';

/** An image whose manifest was read and fits this version of the project. */
export interface Image {
  readonly folder: string;
  readonly manifest: ImageManifest;
}

/** @param name of an image of images/, or the folder of one's definition elsewhere */
export async function openImage(name: string = DEFAULT_IMAGE): Promise<Image> {
  const folder = imageFolder(name);
  const file = join(folder, 'manifest.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    const built = await builtImages();
    const others = built.length > 0 ? ` (built: ${built.join(', ')})` : '';
    throw new IpclabError(
      'image-missing',
      `there is no image ${name}${others}; build it with: npx ipclab image build ${name}`,
    );
  }
  const manifest = parseManifest(text, file);
  checkMachine(manifest, await v86Version());
  return { folder, manifest };
}

/**
 * Reads a part of an image.
 *
 * @throws IpclabError `image-corrupt` when its bytes are not those of the manifest
 */
export async function readArtefact({ folder, manifest }: Image, name: ArtefactName): Promise<Bytes> {
  const { file, size, sha256 } = manifest.artefacts[name];
  const path = join(folder, file);
  const content = await readFile(path).catch(() => {
    throw new IpclabError('image-missing', `${path} is missing; build the image again with: make image`);
  });
  if (content.length !== size || createHash('sha256').update(content).digest('hex') !== sha256) {
    throw new IpclabError(
      'image-corrupt',
      `${path} is not the file that manifest.json describes; build the image again with: make image`,
    );
  }
  return new Uint8Array(content.buffer, content.byteOffset, content.length);
}

async function builtImages(): Promise<string[]> {
  return (await readdir(IMAGES_OUT).catch(() => [])).filter((name) => !name.startsWith('.')).sort();
}
