// Numbers on the command line.
import { InvalidArgumentError } from 'commander';

export function positiveNumber(text: string): number {
  return atLeast(1, text);
}

export function wholeNumber(text: string): number {
  return atLeast(0, text);
}

/** @returns milliseconds */
export function seconds(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('Give a number of seconds above 0.');
  return Math.ceil(number * 1000);
}

function atLeast(least: number, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least)
    throw new InvalidArgumentError(`Give a whole number from ${least} on.`);
  return number;
}
