// Where images are that were built outside of images/, by the digest of the image: a record or a grade that was made with one
// names it so, and the folder may be anywhere. A note is a link to it, in this user's cache.
import { readlink, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ifThere } from '#node/file-error.js';
import { makeFolders } from '#node/make-folders.js';
import { cacheFolder } from '#node/paths.js';

/**
 * @param digest of the image; see its manifest
 * @param folder with the built image
 */
export async function noteFolder(digest: string, folder: string): Promise<void> {
  if ((await notedFolder(digest)) === folder) return;
  await makeFolders(notes());
  const partial = join(notes(), `.${digest}-${process.pid}.partial`);
  await symlink(folder, partial);
  await rename(partial, join(notes(), digest));
}

/** The folder that was noted last; it need not be there any more, nor hold that image. */
export async function notedFolder(digest: string): Promise<string | undefined> {
  const note = join(notes(), digest);
  return ifThere(readlink(note), note, 'remove it, and build that image again');
}

function notes(): string {
  return join(cacheFolder(), 'images');
}
