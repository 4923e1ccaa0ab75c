// An image as it is used: its parts and its manifest in a folder.
import { copyFile, stat, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { basename, join } from 'node:path';
import type { ArtefactName, ImageManifest } from '#image/manifest.js';
import { makeWhole } from '#node/whole-file.js';
import { digestFile } from './digest.js';

/** Puts an image into place, all at once. */
export async function assemble(
  folder: string,
  manifest: Omit<ImageManifest, 'artefacts'>,
  parts: Readonly<Record<ArtefactName, string>>,
): Promise<void> {
  await makeWhole(
    folder,
    async (partial) => {
      const artefacts: Partial<ImageManifest['artefacts']> = {};
      for (const [part, source] of Object.entries(parts) as [ArtefactName, string][]) {
        const file = basename(source);
        await copyFile(source, join(partial, file), constants.COPYFILE_FICLONE);
        artefacts[part] = { file, size: (await stat(source)).size, sha256: await digestFile(source) };
      }
      await writeFile(join(partial, 'manifest.json'), `${JSON.stringify({ ...manifest, artefacts }, null, 2)}\n`);
    },
    { existing: 'replace', cure: 'look at that folder' },
  );
}
