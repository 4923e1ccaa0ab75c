// A command line with flags of the compiler and arguments of a program in it.
import { Command, type ParseOptionsResult } from 'commander';
import { takeFlags } from './flags.js';

/** Takes the compiler's flags, in their order, before its own options are looked for. */
export class CompilerCommand extends Command {
  readonly flags: string[] = [];

  override parseOptions(argv: string[]): ParseOptionsResult {
    const { flags, others } = takeFlags(argv);
    this.flags.push(...flags);
    return super.parseOptions([...others]);
  }
}

/** Files before the program's own arguments, which stand after `--` on the command line. */
export function operandsOf(operands: readonly string[]): { names: readonly string[]; args: readonly string[] } {
  const at = process.argv.indexOf('--');
  const count = at < 0 ? 0 : process.argv.length - at - 1;
  const names = operands.slice(0, operands.length - count);
  return { names, args: operands.slice(operands.length - count) };
}
