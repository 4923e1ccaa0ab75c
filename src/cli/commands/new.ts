import { Command } from 'commander';
import { basename, join, relative } from 'node:path';
import { EXAMPLES } from '#node/paths.js';
import { makeWhole } from '#node/whole-file.js';
import { IpclabError } from '#util/error.js';
import { makeFrom } from '../template.js';

export function newCommand(): Command {
  return new Command('new')
    .description('make a working skeleton of an example beside the others')
    .argument('<topic/name>', 'small letters, digits and dashes, such as pipes/my-pipe')
    .action(async (name: string) => {
      const folder = await makeSkeleton(name);
      const shown = relative(process.cwd(), folder);
      process.stdout.write(
        `${shown}: example.json, README.md, ${basename(folder)}.c\nTry it: npx ipclab demo ${name} --mutations\n`,
      );
    });
}

async function makeSkeleton(name: string): Promise<string> {
  if (!/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/.test(name)) {
    throw new IpclabError(
      'usage',
      `${name}: not a name of an example; write topic/name in small letters, digits and dashes`,
    );
  }
  const folder = join(EXAMPLES, name);
  await makeWhole(
    folder,
    (partial) => makeFrom('example', partial, (text) => named(text, name), { 'program.c': `${basename(name)}.c` }),
    { existing: 'refuse', cure: 'choose another name' },
  );
  return folder;
}

/** The template's text with the name of the new example in it. */
function named(text: string, name: string): string {
  const program = basename(name);
  return text
    .replaceAll('topic/program', name)
    .replaceAll('"program"', `"${program}"`)
    .replaceAll('"program.c"', `"${program}.c"`)
    .replace('"../../c-examples/example.schema.json"', '"../../example.schema.json"');
}
