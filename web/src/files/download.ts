// Files of a project as downloads: one by itself, or all in a zip.
import { strToU8, zipSync } from 'fflate';

/** All files in a zip, below a folder of that name. */
export function zipOf(folder: string, files: ReadonlyMap<string, string>): Uint8Array<ArrayBuffer> {
  const content = Object.fromEntries([...files].map(([name, text]) => [`${folder}/${name}`, strToU8(text)]));
  return new Uint8Array(zipSync(content, { level: 9 }));
}

/** Has the browser save something as a file. */
export function saveAs(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the content once it began.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
