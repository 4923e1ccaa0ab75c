// Files of the working copy that are made from other files of it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { loadExamples } from '../../src/hosts/node/examples.js';
import { EXAMPLES, PACKAGE_ROOT } from '../../src/hosts/node/paths.js';
import { cataloguePage, topicTable } from '../../src/examples/catalogue.js';
import { labJsonSchema } from '../../src/grading/lab-schema.js';
import { exampleJsonSchema } from '../../src/examples/json-schema.js';
import { jsonReportSchema } from '../../src/reports/json.js';

const TABLE = /(<!-- examples: made by make format -->\n)[\s\S]*?(\n<!-- end of examples -->)/;

/** Each generated file with the content that it should have. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const entries = (await loadExamples()).map(({ name, example: { title, shows } }) => ({ name, title, shows }));
  const readme = join(PACKAGE_ROOT, 'README.md');
  const text = (await readFile(readme, 'utf8')).replace(
    TABLE,
    (_, begin: string, end: string) => `${begin}\n${topicTable(entries)}\n${end}`,
  );
  return new Map(
    await Promise.all(
      [
        [join(EXAMPLES, 'example.schema.json'), JSON.stringify(exampleJsonSchema())] as const,
        [join(PACKAGE_ROOT, 'labs/lab.schema.json'), JSON.stringify(labJsonSchema())] as const,
        [join(PACKAGE_ROOT, 'labs/class-result.schema.json'), JSON.stringify(jsonReportSchema())] as const,
        [join(EXAMPLES, 'README.md'), cataloguePage(entries)] as const,
        [readme, text] as const,
      ].map(
        async ([path, content]) =>
          [path, await format(content, { ...(await resolveConfig(path)), filepath: path })] as const,
      ),
    ),
  );
}
