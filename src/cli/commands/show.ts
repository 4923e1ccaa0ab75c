import { Command } from 'commander';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadExamples, selectExamples } from '#course/examples.js';

export function showCommand(): Command {
  return new Command('show')
    .description('print an example: its README and its sources')
    .argument('<topic/name>', 'an example such as pipes/loopback, or a topic')
    .action(async (selector: string) => {
      for (const { name, folder } of selectExamples(await loadExamples(), selector)) {
        const files = (await readdir(folder)).filter((file) => file !== 'example.json' && file !== 'README.md');
        process.stdout.write(await readFile(join(folder, 'README.md'), 'utf8'));
        for (const file of files.sort()) {
          process.stdout.write(`\n---- ${name}/${file}\n\n${await readFile(join(folder, file), 'utf8')}`);
        }
        process.stdout.write('\n');
      }
    });
}
