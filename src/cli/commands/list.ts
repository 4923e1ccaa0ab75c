import { Command } from 'commander';
import { loadExamples } from '#course/examples.js';
import { table } from '#util/table.js';

export function listCommand(): Command {
  return new Command('list')
    .description('show the examples')
    .option('--json', 'as JSON: an array of objects with name, title and shows')
    .action(async ({ json }: { json?: true }) => {
      const examples = (await loadExamples()).map(({ name, example }) => ({
        name,
        title: example.title,
        shows: example.shows,
      }));
      const text = json ? JSON.stringify(examples, null, 2) : table(examples.map(({ name, title }) => [name, title]));
      process.stdout.write(`${text}\n`);
    });
}
