// Sources that came in an address become a project of their own, once: the same link opens the same project again.
import { encodeText } from '#util/bytes.js';
import { sha256 } from '#util/digest.js';
import { ShareError } from '#kit/share-link.js';
import type { Workspace } from '../workspace/workspace.js';
import { decodeShare } from './codec.js';

/** Puts a link's files into a project and nothing more: nothing of it runs. @returns its id and what stands behind its program's name, or why there is none */
export async function openLink(
  workspace: Workspace,
  payload: string,
): Promise<{ readonly id: string; readonly words: string } | { readonly fault: string }> {
  try {
    const { title, example, files, words = '' } = await decodeShare(payload);
    const id = `link-${(await sha256(encodeText(payload))).slice(0, 12)}`;
    if (!workspace.library.find(id)) {
      await workspace.library.create({ id, title, fromLink: true, ...(example !== undefined && { example }) });
      await workspace.fill(id, files);
    }
    return { id, words };
  } catch (error) {
    if (error instanceof ShareError) return { fault: error.message };
    return { fault: `This link cannot be opened: ${error instanceof Error ? error.message : String(error)}` };
  }
}
