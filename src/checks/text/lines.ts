import * as z from 'zod';
import { differentLine, joined, linesOf } from '../lines.js';
import { textKind } from '../text-kind.js';

export const lines = textKind({
  name: 'lines',
  usage: 'lines',
  help: 'All lines in order, without trailing blanks.',
  schema: ({ text }) => z.array(text),
  problem: (wanted, { text }) => differentLine(linesOf(text), wanted),
  pair: (wanted, seen) => ({ wanted: joined(wanted), seen: joined(linesOf(seen)) }),
});
