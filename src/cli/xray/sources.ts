// Texts of the sources that a picture of a run shows beside it.
import { posix } from 'node:path';
import { decodeText } from '#util/bytes.js';
import { filesOfLines, type XrayData } from '#xray/xray-data.js';
import type { Project } from '../project/layout.js';

/** @returns those of the project that lines are in, by the names that lines have */
export function sourcesOf(
  lines: XrayData['lines'] = {},
  { files, directory }: Pick<Project, 'files' | 'directory'>,
): Record<string, string> {
  return Object.fromEntries(
    [...filesOfLines(lines)].flatMap((name): [string, string][] => {
      const content = files[posix.join(directory, name)];
      return content ? [[name, decodeText(content)]] : [];
    }),
  );
}
