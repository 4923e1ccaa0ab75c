import * as z from 'zod';
import { differentLine, joined, linesOf } from '../lines.js';
import { textKind } from '../text-kind.js';

export const unordered = textKind({
  name: 'unordered',
  usage: 'unordered',
  help: 'All lines, in any order.',
  schema: ({ text }) => z.array(text),
  problem: (wanted, { text }) => differentLine(linesOf(text).sort(), [...wanted].sort()),
  pair: (wanted, seen) => ({ wanted: joined([...wanted].sort()), seen: joined(linesOf(seen).sort()) }),
});
