import { Option, type Command } from 'commander';
import { requireSanitizers } from '#guest/sanitizers.js';
import { DEFAULT_IMAGES, openImage } from '#hosts/node/image.js';
import { STUDENT_LIMITS } from '#protocol/limits.js';
import { IpclabError } from '#util/error.js';
import { interruptible } from '../interrupt.js';
import { addLimitOptions, limitsOf } from '../limit-options.js';
import { positiveNumber, seconds, wholeNumber } from '../numbers.js';
import { CompilerCommand, operandsOf } from '../project/compiler-command.js';
import { gatherProject, type Request } from '../project/gather.js';
import type { Project } from '../project/layout.js';
import { gatherMake } from '../project/makefile.js';
import { requireRoom } from '../project/out-folder.js';
import { requireFormat } from '../xray/write.js';
import { runAttached } from '../run-attached.js';
import { readInput } from '../read-input.js';
import { runScripted, type ScriptOptions } from '../run-scripted.js';

interface Options extends ScriptOptions {
  readonly image: string;
  readonly clock?: 'real' | 'virtual';
  readonly inTurn?: true;
  readonly make?: true | string;
}

export function runCommand(): Command {
  const command = new CompilerCommand('run')
    .description('compile C files in the guest and run the program')
    .argument(
      '[file.c...]',
      'C files, or the folder of a project; what they include and what lies beside them comes along',
    )
    .usage(
      '[options] [compiler flags] <file.c...> [-- <argument>...]\n       ipclab run --make [target] [options] [folder] [-- <command>...]',
    )
    .option('--image <name>', 'a built image: its name, or the folder of its image.json', DEFAULT_IMAGES.run)
    .addOption(
      new Option(
        '--clock <kind>',
        'real: the program is yours to type to; virtual: time counts instructions and skips waiting',
      ).choices(['real', 'virtual']),
    )
    .option('--seed <n>', 'which timing: how fast the processor seems, where the timer strikes', wholeNumber)
    .option('--seeds <n>', 'run under the seeds 1 to n, and count the outcomes', positiveNumber)
    .option('--wall <seconds>', 'end the program after this time and say where it waits', seconds)
    .option(
      '--sanitize <names>',
      'find errors of memory and arithmetic in every process: address, undefined, or both with a comma',
      sanitizerNames,
    )
    .option(
      '--make [target]',
      'build it by make and the makefile of the folder, then run the program, or the command after --',
    )
    .option('--out <folder>', 'write what programs made or changed into this folder, which is new or empty')
    .option('--in-turn', 'of several programs: one after the other until one fails, instead of side by side')
    .option('--record <file>', 'write down everything the run depended on and what came of it, for ipclab replay')
    .option(
      '--xray <file>',
      'write down what happened: every system call with what it touched, who ran, waited and was woken; as the name of the file says: .html, .json, .perfetto',
    )
    .option(
      '--json',
      'print the whole result: compile and run, each with status, streams, times, usage and evidence, and what was left behind',
    )
    .addHelpText(
      'after',
      '\nFlags for the compiler, as gcc has them: -I -D -U -l -std= -O -g -f -W -pthread -w -ansi -pedantic.\n' +
        'The files have the same places in the guest as here, and the program runs where you stand. Files beside the\n' +
        'sources come along up to 1 MiB each and 4 MiB together, and those that the program names as "file" up to 8 MiB.\n\n' +
        'Each file with a main becomes a program that is called as the file is, with what it needs of the others. Several run\n' +
        'side by side, started in the order given, with their names before each line; the last one has standard input. After\n' +
        '-- their arguments: -- ./server 5000 -- ./client 5000. A program that another one executes is built and left to it.\n\n' +
        'Standard input, output and error and the exit status are those of the program (128 + n for signal n).\n' +
        'At a terminal the program has a terminal of its own, and Ctrl-] leaves it. Standard error says where\n' +
        'processes waited that had to be ended, and what they left behind.\n' +
        '--json, --seed, --seeds, --record and --xray take the virtual clock: standard input is read to its end first, and the\n' +
        'program may take 60 s of the guest unless --wall says otherwise.',
    )
    .action(async (_: string[], options: Options, command: CompilerCommand) => {
      const { names, args } = operandsOf(command.args);
      const { flags } = command;
      const { sanitize = [] } = options;
      const project = await gather(options, { operands: names, flags, args });
      if (options.out !== undefined) await requireRoom(options.out);
      if (options.xray !== undefined) requireFormat('--xray', options.xray);
      const image = await openImage(options.image);
      requireSanitizers(image.manifest.compiler, sanitize, image.manifest.name);
      if (isScripted(options)) {
        const input = await readInput();
        await interruptible(async (signal) => {
          process.exitCode = await runScripted(image, { project, args, input }, options, signal);
        }, 'interrupted');
      } else
        process.exitCode = await runAttached(image, project, args, {
          limits: { ...limitsOf(options), ...(options.wall === undefined ? {} : { wall: options.wall }) },
          inTurn: options.inTurn ?? false,
          out: options.out,
          sanitize,
        });
    });
  return addLimitOptions(command, STUDENT_LIMITS);
}

function sanitizerNames(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}

function gather({ make, sanitize }: Options, request: Request): Promise<Project> {
  const { operands, flags, args } = request;
  const cwd = process.cwd();
  if (make === undefined) {
    if (operands.length > 0) return gatherProject(request, cwd);
    throw new IpclabError('usage', 'nothing to compile; give C files, or the folder of a project');
  }
  if (flags.length > 0)
    throw new IpclabError('usage', `${flags[0]}: with --make the makefile has the flags; leave it out`);
  if (sanitize !== undefined)
    throw new IpclabError(
      'usage',
      '--sanitize: with --make the makefile has the flags; give the C files instead of --make',
    );
  return gatherMake(operands, make === true ? undefined : make, args, cwd);
}

function isScripted({ clock, json, seed, seeds, record, xray, out }: Options): boolean {
  const asks = [json, seed, seeds, record, xray].some((option) => option !== undefined);
  if (clock === 'real' && asks) {
    throw new IpclabError(
      'usage',
      '--clock real cannot be had with --json, --seed, --seeds, --record or --xray; leave one of them out',
    );
  }
  if (seeds !== undefined && xray !== undefined) {
    throw new IpclabError('usage', '--xray shows one run, and --seeds makes many; give --seed with one of them');
  }
  if (seeds !== undefined && out !== undefined) {
    throw new IpclabError(
      'usage',
      '--out cannot be had with --seeds, since each seed makes its own files; leave one out',
    );
  }
  return clock === 'virtual' || asks;
}
