// Numbers on the command line.
import { InvalidArgumentError } from 'commander';

export function positiveNumber(text: string): number {
  return atLeast(1, text);
}

export function wholeNumber(text: string): number {
  return atLeast(0, text);
}

function atLeast(least: number, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least)
    throw new InvalidArgumentError(`Give a whole number from ${least} on.`);
  return number;
}
