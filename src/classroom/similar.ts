// Submissions that are alike although no byte need be the same: by Dolos's fingerprints of what a parser sees in them.
import { File, FingerprintIndex, Region, TokenizedFile, type SharedFingerprint } from '@dodona/dolos-core';
import { parser } from '@lezer/cpp';
import type { SubmissionResult } from '#lab/result.js';
import type { SimilarGroup } from '#reports/ground.js';
import type { Files } from '#scenario/setting.js';
import { decodeText } from '#util/bytes.js';
import { isSource } from '#util/source-text.js';
import type { SourceStore } from './ledger/store.js';

/** Dolos's own: tokens of a fingerprint, and fingerprints of which one is kept. */
const [KGRAM, WINDOW] = [23, 17];

/** Characters of one submission that are compared; more is no honest work. */
const LONGEST = 64 * 1024;

/**
 * @param starter what every student was given: it makes nobody alike
 * @param least the share of fingerprints from which on two are alike, above 0 and at most 1
 * @returns groups in which each is alike to another, the most alike first; equal works are one
 */
export async function similarGroups(
  results: readonly SubmissionResult[],
  store: Pick<SourceStore, 'load'>,
  starter: Files,
  least: number,
): Promise<SimilarGroup[]> {
  const index = new FingerprintIndex(KGRAM, WINDOW);
  for (const [path, content] of Object.entries(starter))
    if (isSource(path)) index.addIgnoredFile(tokenized(path, decodeText(content)));
  const works = new Map<string, string>();
  for (const { submission } of results) {
    if (works.has(submission.digest)) continue;
    const files = await store.load(submission.files.filter(({ path }) => isSource(path)));
    const text = Object.values(files).map(decodeText).join('\n');
    if (text !== '' && text.length <= LONGEST) works.set(submission.digest, text);
  }
  index.addFiles([...works].map(([digest, text]) => tokenized(digest, text)));
  return grouped(pairsIn(index, least));
}

/**
 * The share of fingerprints that two works have in common, as Dolos counts it. Its own pairs also look for the longest part in
 * common, which takes the square of the time, and minutes for a student who means it.
 */
function pairsIn(index: FingerprintIndex, least: number): SimilarGroup[] {
  const works = index.entries().map(({ file, kgrams, shared, ignored }) => {
    const times = (fingerprint: SharedFingerprint): number => fingerprint.occurrencesOf(file).length;
    const given = [...ignored].reduce((sum, one) => sum + times(one), 0);
    return {
      digest: file.path,
      own: kgrams.length - given,
      shared: new Map([...shared].map((one) => [one, times(one)])),
    };
  });
  return works.flatMap((left, at) =>
    works.slice(at + 1).flatMap((right): SimilarGroup[] => {
      let common = 0;
      for (const [fingerprint, times] of left.shared) {
        const others = right.shared.get(fingerprint);
        if (others !== undefined) common += times + others;
      }
      const share = common === 0 ? 0 : common / (left.own + right.own);
      return share < least ? [] : [{ digests: [left.digest, right.digest], least: share, most: share }];
    }),
  );
}

function grouped(pairs: readonly SimilarGroup[]): SimilarGroup[] {
  const groups: SimilarGroup[] = [];
  for (const pair of pairs) {
    const touched = groups.filter(({ digests }) => digests.some((digest) => pair.digests.includes(digest)));
    const all = [pair, ...touched];
    for (const group of touched) groups.splice(groups.indexOf(group), 1);
    groups.push({
      digests: [...new Set(all.flatMap(({ digests }) => digests))],
      least: Math.min(...all.map((one) => one.least)),
      most: Math.max(...all.map((one) => one.most)),
    });
  }
  return groups.sort((a, b) => b.most - a.most);
}

/** The tree of a source as Dolos writes trees: names of nodes in brackets, neither names of variables, nor comments, nor blanks. */
function tokenized(path: string, text: string): TokenizedFile {
  const tokens: string[] = [];
  const isMeant = (name: string): boolean => /^[A-Z]/.test(name) && !name.endsWith('Comment');
  parser.parse(text).iterate({
    enter: ({ name }) => {
      if (isMeant(name)) tokens.push('(', name);
    },
    leave: ({ name }) => {
      if (isMeant(name)) tokens.push(')');
    },
  });
  // Places are for pictures of the two texts, which nobody draws here.
  const nowhere = new Region(0, 0, 0, 0);
  return new TokenizedFile(
    new File(path, text),
    tokens,
    tokens.map(() => nowhere),
  );
}
