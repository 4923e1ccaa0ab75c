import type { FileState } from '#checks/observed.js';
import type { ExecTarget } from '#guest/container.js';
import { hasCode } from '#util/error.js';

/** A file as it is after a run. @param most bytes that are looked at; a larger file is refused */
export async function fileState(target: Pick<ExecTarget, 'get'>, path: string, most?: number): Promise<FileState> {
  try {
    return { content: await target.get(path, most) };
  } catch (error) {
    if (!hasCode(error, 'guest-refused')) throw error;
    return error.data['errno'] === 'ENOENT' ? { absent: true } : { refused: error.message };
  }
}
