#!/usr/bin/env node
// The command line: arguments in, an exit status out.
import { Command } from 'commander';
import { endWithReader } from './broken-pipe.js';
import { reportFault } from './report-fault.js';

// In the order of the help. A command reads its own modules alone: all of them take half a second.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./commands/run.js')).runCommand(),
  explore: async () => (await import('./commands/explore.js')).exploreCommand(),
  replay: async () => (await import('./commands/replay.js')).replayCommand(),
  xray: async () => (await import('./commands/xray.js')).xrayCommand(),
  shell: async () => (await import('./commands/shell.js')).shellCommand(),
  serve: async () => (await import('./commands/serve.js')).serveCommand(),
  list: async () => (await import('./commands/list.js')).listCommand(),
  show: async () => (await import('./commands/show.js')).showCommand(),
  new: async () => (await import('./commands/new.js')).newCommand(),
  demo: async () => (await import('./commands/demo.js')).demoCommand(),
  lab: async () => (await import('./commands/lab.js')).labCommand(),
  grade: async () => (await import('./commands/grade.js')).gradeCommand(),
  regrade: async () => (await import('./commands/regrade.js')).regradeCommand(),
  worker: async () => (await import('./commands/worker.js')).workerCommand(),
  queue: async () => (await import('./commands/queue.js')).queueCommand(),
  kit: async () => (await import('./commands/kit.js')).kitCommand(),
  image: async () => (await import('./commands/image.js')).imageCommand(),
};

const program = new Command('ipclab')
  .description('A Linux lab for inter-process communication: C programs in a real kernel, in an emulator.')
  .version('0.1.0')
  .showSuggestionAfterError()
  .addHelpText(
    'after',
    '\nExit status: that of the program, or 128 + n for signal n (run, shell); 1 when something failed that was\nchecked or compiled; 2 for a wrong call or wrong input; 125 when the machine itself failed, or ipclab.',
  );

// Help, and the sentence about an unknown word, need all.
const [, , word = ''] = process.argv;
const needed = Object.entries(COMMANDS).filter(([name]) => name === word || !Object.hasOwn(COMMANDS, word));
for (const [, load] of needed) program.addCommand(await load());

for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) {
  command.exitOverride();
}

endWithReader();
// A promise that nobody awaits, an event that nobody expects: as much a fault as what a command throws.
process.on('uncaughtException', (error) => process.exit(reportFault(error)));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportFault(error);
}
