// Every kind of check of a text. Schemas, judges and documentation loop over it.
import { contains } from './contains.js';
import { count } from './count.js';
import { equals } from './equals.js';
import { inOrder } from './in-order.js';
import { inside } from './inside.js';
import { lacks } from './lacks.js';
import { lines } from './lines.js';
import { matches } from './matches.js';
import { number } from './number.js';
import { sameAs } from './same-as.js';
import { unordered } from './unordered.js';

export const TEXT_KINDS = [
  equals,
  lines,
  unordered,
  contains,
  matches,
  lacks,
  inOrder,
  count,
  number,
  inside,
  sameAs,
] as const;
