// How a program fared somewhere, against what it does on an ordinary Linux.
import type { Program } from './collection.js';

/** A program that was tried. */
export type Tried =
  | { readonly compiled: false; readonly messages: string }
  | {
      readonly compiled: true;
      /** null: ended by something else than its own exit. */
      readonly exit: number | null;
      readonly stdout: string;
      readonly stderr: string;
    };

export const VERDICTS = ['same', 'does not compile', 'ends otherwise', 'prints otherwise'] as const;
export type Verdict = (typeof VERDICTS)[number];

export function verdictOn({ prints }: Program, tried: Tried): Verdict {
  if (!tried.compiled) return 'does not compile';
  if (tried.exit !== 0) return 'ends otherwise';
  return tried.stdout === prints ? 'same' : 'prints otherwise';
}

/** What of it is otherwise, in a few lines for whoever has to find out why. */
export function detailOf({ prints }: Program, tried: Tried): string {
  if (!tried.compiled) return tried.messages.trimEnd().split('\n').slice(0, 4).join('\n');
  const [expected, actual] = [prints.split('\n'), tried.stdout.split('\n')];
  const at = Math.max(expected.length, actual.length);
  const line = Array.from({ length: at }, (_, index) => index).find((index) => expected[index] !== actual[index]);
  const parts = line === undefined ? [] : [`line ${line + 1}: "${actual[line] ?? ''}", not "${expected[line] ?? ''}"`];
  if (tried.exit !== 0) parts.push(tried.exit === null ? 'it was ended' : `exit status ${tried.exit}`);
  if (tried.stderr !== '') parts.push(tried.stderr.trimEnd());
  return parts.join('\n');
}
