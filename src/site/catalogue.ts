// All examples as one file of the page.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadExamples, readFiles, type StoredExample } from '#course/examples.js';
import type { CatalogueExample } from '#page-data/catalogue.js';
import { decodeText } from '#util/bytes.js';
import { renderReadme } from './readme.js';

/**
 * Examples with their READMEs rendered; without the faults that only this project's own tests put in.
 *
 * @param stored default: every example
 */
export async function readCatalogue(stored?: readonly StoredExample[]): Promise<CatalogueExample[]> {
  stored ??= await loadExamples();
  const names = new Set(stored.map(({ name }) => name));
  return Promise.all(
    stored.map(async (one): Promise<CatalogueExample> => {
      const { name, folder, example } = one;
      const readme = join(folder, 'README.md');
      const files = Object.entries(await readFiles(one));
      return {
        name,
        title: example.title,
        shows: example.shows,
        readme: renderReadme(forPage(await readFile(readme, 'utf8'), name), names, readme),
        files: Object.fromEntries(files.map(([file, content]) => [file, decodeText(content)])),
        example: { ...example, mutations: [] },
      };
    }),
  );
}

/** A README's command that runs an example is a button on the page. */
const DEMO = /^```\w*\nnpx ipclab demo [^\n]*\n```$/gm;

/** A README's link to what looks of examples are is the look itself on the page. */
const LOOK = /\]\((?:\.\.\/)+docs\/xray\.md#look-at-it\)/g;

function forPage(readme: string, name: string): string {
  return readme
    .replace(DEMO, 'Press **Run**; **Check** runs it again and says what it saw.')
    .replace(LOOK, `](#/${name}/look)`);
}
