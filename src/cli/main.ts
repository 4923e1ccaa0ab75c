#!/usr/bin/env node
// The command line: arguments in, an exit status out.
import { Command } from 'commander';
import { endWithReader } from './broken-pipe.js';
import { demoCommand } from './commands/demo.js';
import { exploreCommand } from './commands/explore.js';
import { gradeCommand } from './commands/grade.js';
import { imageCommand } from './commands/image.js';
import { kitCommand } from './commands/kit.js';
import { labCommand } from './commands/lab.js';
import { listCommand } from './commands/list.js';
import { newCommand } from './commands/new.js';
import { queueCommand } from './commands/queue.js';
import { regradeCommand } from './commands/regrade.js';
import { replayCommand } from './commands/replay.js';
import { runCommand } from './commands/run.js';
import { serveCommand } from './commands/serve.js';
import { shellCommand } from './commands/shell.js';
import { showCommand } from './commands/show.js';
import { workerCommand } from './commands/worker.js';
import { xrayCommand } from './commands/xray.js';
import { reportFault } from './report-fault.js';

const program = new Command('ipclab')
  .description('A Linux lab for inter-process communication: C programs in a real kernel, in an emulator.')
  .version('0.1.0')
  .showSuggestionAfterError()
  .addHelpText(
    'after',
    '\nExit status: that of the program, or 128 + n for signal n (run, shell); 1 when something failed that was\nchecked or compiled; 2 for a wrong call or wrong input; 125 when the machine itself failed, or ipclab.',
  )
  .addCommand(runCommand())
  .addCommand(exploreCommand())
  .addCommand(replayCommand())
  .addCommand(xrayCommand())
  .addCommand(shellCommand())
  .addCommand(serveCommand())
  .addCommand(listCommand())
  .addCommand(showCommand())
  .addCommand(newCommand())
  .addCommand(demoCommand())
  .addCommand(labCommand())
  .addCommand(gradeCommand())
  .addCommand(regradeCommand())
  .addCommand(workerCommand())
  .addCommand(queueCommand())
  .addCommand(kitCommand())
  .addCommand(imageCommand());

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
