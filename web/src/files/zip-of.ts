// All files of a project in one.
import { strToU8, zipSync } from 'fflate';

/** All files in a zip, below a folder of that name. */
export function zipOf(folder: string, files: ReadonlyMap<string, string>): Uint8Array<ArrayBuffer> {
  const content = Object.fromEntries([...files].map(([name, text]) => [`${folder}/${name}`, strToU8(text)]));
  return new Uint8Array(zipSync(content, { level: 9 }));
}
