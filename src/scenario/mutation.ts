// Small faults in files that are right otherwise, which checks must notice.
import * as z from 'zod';
import { decodeText, encodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import type { Files } from './setting.js';

export const mutation = z.strictObject({
  file: z.string(),
  find: z.string().min(1).describe('A piece that is in the file exactly once.'),
  replace: z.string().describe('What stands there instead.'),
});

export type Mutation = z.output<typeof mutation>;

/**
 * The files with the fault in one of them.
 *
 * @param place file and field of the mutation, for the messages
 * @throws IpclabError `usage` when the file is not there, or the piece is not in it exactly once
 */
export function mutate(files: Files, { file, find, replace }: Mutation, place: string): Files {
  const original = Object.hasOwn(files, file) ? files[file] : undefined;
  if (!original) {
    const names = Object.keys(files).join(', ');
    throw new IpclabError('usage', `${place}.file: there is no file ${file}; name one of ${names}`);
  }
  const source = decodeText(original);
  const places = source.split(find).length - 1;
  if (places !== 1) {
    const found = `${JSON.stringify(find)} is in ${file} ${places} times`;
    throw new IpclabError('usage', `${place}.find: ${found}; name a piece that is there once`);
  }
  return { ...files, [file]: encodeText(source.replace(find, () => replace)) };
}
