import { IpclabError } from '#util/error.js';

/** @throws IpclabError `machine-lost` when the number stands for none of the words */
export function wordAt<Word>(words: readonly (Word | undefined)[], number: number, what: string): Word {
  const word = words[number];
  if (word === undefined) throw new IpclabError('machine-lost', `the guest recorded ${number}, which is no ${what}`);
  return word;
}
