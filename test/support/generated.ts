// Files of the working copy that are made from other files of it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { openApi } from '#api/openapi.js';
import { loadExamples } from '#course/examples.js';
import { EXAMPLES, PACKAGE_ROOT } from '#node/paths.js';
import { kindTable, textKindTable } from '#checks/documentation.js';
import { cataloguePage, topicTable } from '#examples/catalogue.js';
import { labJsonSchema } from '#lab/lab-schema.js';
import { exampleJsonSchema } from '#examples/json-schema.js';
import { reportTable } from '#reports/documentation.js';
import { jsonReportSchema } from '#reports/json.js';
import { cHeader } from './frames/c-header.js';
import { cSendHeader, cSendSource, cSource } from './frames/c-source.js';
import { cText } from './frames/c-text.js';
import { frameTables } from './frames/chapters.js';
import { layersChapter, readLayers } from './layers.js';

/** Each generated file with the content that it should have. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const entries = (await loadExamples()).map(({ name, example: { title, shows } }) => ({ name, title, shows }));
  const readme = join(PACKAGE_ROOT, 'README.md');
  const labs = join(PACKAGE_ROOT, 'docs/labs.md');
  const instructors = join(PACKAGE_ROOT, 'docs/instructors.md');
  const architecture = join(PACKAGE_ROOT, 'docs/architecture.md');
  const protocol = join(PACKAGE_ROOT, 'docs/protocol.md');
  const agent = join(PACKAGE_ROOT, 'images/agent');
  return new Map(
    await Promise.all(
      [
        [join(EXAMPLES, 'example.schema.json'), JSON.stringify(exampleJsonSchema())] as const,
        [join(PACKAGE_ROOT, 'labs/lab.schema.json'), JSON.stringify(labJsonSchema())] as const,
        [join(PACKAGE_ROOT, 'labs/class-result.schema.json'), JSON.stringify(jsonReportSchema())] as const,
        [join(PACKAGE_ROOT, 'docs/openapi.json'), JSON.stringify(openApi())] as const,
        [join(EXAMPLES, 'README.md'), cataloguePage(entries)] as const,
        [readme, await withParts(readme, { examples: topicTable(entries) })] as const,
        [labs, await withParts(labs, { kinds: kindTable(), 'text-kinds': textKindTable() })] as const,
        [instructors, await withParts(instructors, { reports: reportTable() })] as const,
        [architecture, await withParts(architecture, { layers: layersChapter(await readLayers()) })] as const,
        [protocol, await withParts(protocol, frameTables())] as const,
        [join(agent, 'frames.h'), cHeader()] as const,
        [join(agent, 'frames.c'), cSource()] as const,
        [join(agent, 'frames_send.h'), cSendHeader()] as const,
        [join(agent, 'frames_send.c'), cSendSource()] as const,
        [join(agent, 'frames_text.c'), cText()] as const,
      ].map(async ([path, content]) => [path, await formatted(path, content)] as const),
    ),
  );
}

/** C is generated as clang-format leaves it. */
async function formatted(path: string, content: string): Promise<string> {
  return /\.[ch]$/.test(path) ? content : format(content, { ...(await resolveConfig(path)), filepath: path });
}

/** A file with what is between two comments made anew, for each of these parts. */
async function withParts(path: string, parts: Readonly<Record<string, string>>): Promise<string> {
  let text = await readFile(path, 'utf8');
  for (const [name, content] of Object.entries(parts)) {
    const part = new RegExp(`(<!-- ${name}: made by make format -->\\n)[\\s\\S]*?(\\n<!-- end of ${name} -->)`);
    if (!part.test(text)) throw new Error(`${path} has no place for the part "${name}"`);
    text = text.replace(part, (_, begin: string, end: string) => `${begin}\n${content}\n${end}`);
  }
  return text;
}
