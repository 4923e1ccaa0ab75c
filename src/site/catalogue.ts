// All examples as one file of the page.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Example } from '#examples/schema.js';
import { loadExamples, readFiles, type StoredExample } from '#course/examples.js';
import type { KitLab } from '#kit/kit.js';
import { decodeText } from '#util/bytes.js';
import { renderReadme } from './readme.js';

/** As the page reads it: `CatalogueExample` of web/src/site.ts. */
export interface CatalogueEntry {
  readonly name: string;
  readonly title: string;
  readonly shows: string;
  readonly readme: string;
  readonly files: Readonly<Record<string, string>>;
  readonly example?: Example;
  /** The public side of a lab. */
  readonly lab?: KitLab;
}

/**
 * Examples with their READMEs rendered; without the faults that only this project's own tests put in.
 *
 * @param stored default: every example
 */
export async function readCatalogue(stored?: readonly StoredExample[]): Promise<CatalogueEntry[]> {
  stored ??= await loadExamples();
  const names = new Set(stored.map(({ name }) => name));
  return Promise.all(
    stored.map(async (one): Promise<CatalogueEntry> => {
      const { name, folder, example } = one;
      const readme = join(folder, 'README.md');
      const files = Object.entries(await readFiles(one));
      return {
        name,
        title: example.title,
        shows: example.shows,
        readme: renderReadme(await readFile(readme, 'utf8'), names, readme),
        files: Object.fromEntries(files.map(([file, content]) => [file, decodeText(content)])),
        example: { ...example, mutations: [] },
      };
    }),
  );
}
