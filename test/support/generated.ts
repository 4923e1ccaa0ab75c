// Files of the working copy that are made from other files of it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { loadExamples } from '#course/examples.js';
import { EXAMPLES, PACKAGE_ROOT } from '#node/paths.js';
import { cataloguePage, topicTable } from '#examples/catalogue.js';
import { labJsonSchema } from '#lab/lab-schema.js';
import { exampleJsonSchema } from '#examples/json-schema.js';
import { jsonReportSchema } from '#reports/json.js';
import { layersChapter, readLayers } from './layers.js';

/** Each generated file with the content that it should have. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const entries = (await loadExamples()).map(({ name, example: { title, shows } }) => ({ name, title, shows }));
  const readme = join(PACKAGE_ROOT, 'README.md');
  const architecture = join(PACKAGE_ROOT, 'docs/architecture.md');
  return new Map(
    await Promise.all(
      [
        [join(EXAMPLES, 'example.schema.json'), JSON.stringify(exampleJsonSchema())] as const,
        [join(PACKAGE_ROOT, 'labs/lab.schema.json'), JSON.stringify(labJsonSchema())] as const,
        [join(PACKAGE_ROOT, 'labs/class-result.schema.json'), JSON.stringify(jsonReportSchema())] as const,
        [join(EXAMPLES, 'README.md'), cataloguePage(entries)] as const,
        [readme, await withPart(readme, 'examples', topicTable(entries))] as const,
        [architecture, await withPart(architecture, 'layers', layersChapter(await readLayers()))] as const,
      ].map(
        async ([path, content]) =>
          [path, await format(content, { ...(await resolveConfig(path)), filepath: path })] as const,
      ),
    ),
  );
}

/** A file with the part between two comments made anew. */
async function withPart(path: string, name: string, content: string): Promise<string> {
  const part = new RegExp(`(<!-- ${name}: made by make format -->\\n)[\\s\\S]*?(\\n<!-- end of ${name} -->)`);
  const text = await readFile(path, 'utf8');
  return text.replace(part, (_, begin: string, end: string) => `${begin}\n${content}\n${end}`);
}
