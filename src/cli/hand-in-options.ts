// When submissions are due, and which of several counts: the lab says it, and the command line otherwise.
import { InvalidArgumentError, Option } from 'commander';
import { ATTEMPTS, type HandInRules, type Attempts } from '#lab/hand-in-rules.js';
import { IpclabError } from '#util/error.js';
import { writtenTime } from '#util/written-time.js';

export interface HandInOptions {
  readonly deadline?: string;
  /** Minutes. */
  readonly grace?: number;
  /** Per cent of the lab's points. */
  readonly perDay?: number;
  readonly attempts?: Attempts;
}

export function handInOptions(): Option[] {
  return [
    new Option(
      '--deadline <time>',
      'who hands in later is late; 2026-11-26T23:59 is in the time zone of this computer',
    ).argParser(time),
    new Option('--grace <minutes>', 'minutes after the deadline that cost nothing').argParser(amount(100_000)),
    new Option(
      '--per-day <percent>',
      "what each day costs that has begun after the deadline, in per cent of the lab's points",
    ).argParser(amount(100)),
    new Option('--attempts <which>', 'of several submissions of one student the one that counts').choices(ATTEMPTS),
  ];
}

/**
 * @param lab the lab's own
 * @throws IpclabError `usage` when a deadline is missing
 */
export function handInRulesOf(
  lab: HandInRules | undefined,
  { deadline, grace, perDay, attempts }: HandInOptions,
): HandInRules | undefined {
  const rules: HandInRules = {
    ...{ grace: 0, perDay: 0, ...lab },
    ...(deadline === undefined ? {} : { deadline }),
    ...(grace === undefined ? {} : { grace }),
    ...(perDay === undefined ? {} : { perDay }),
    ...(attempts === undefined ? {} : { attempts }),
  };
  const needs = [
    ...(rules.grace > 0 ? ['--grace'] : []),
    ...(rules.perDay > 0 ? ['--per-day'] : []),
    ...(rules.attempts === 'on-time' ? ['--attempts on-time'] : []),
  ];
  if (rules.deadline === undefined && needs.length > 0)
    throw new IpclabError('usage', `${needs.join(', ')}: there is no deadline; give --deadline, or one in lab.json`);
  return rules;
}

function time(text: string): string {
  const at = /[T ]/.test(text) ? writtenTime(text) : undefined;
  if (!at)
    throw new InvalidArgumentError('Give a time such as 2026-11-26T23:59, or with its zone 2026-11-26T23:59+01:00.');
  return at.toISOString();
}

function amount(most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+(?:\.\d+)?$/.test(text) || number > most)
      throw new InvalidArgumentError(`Give a number from 0 to ${most}.`);
    return number;
  };
}
