// Every kind of check of a lab, a field of `expect` each. Schemas, judges and documentation loop over it.
import { calls } from './calls.js';
import { compiles } from './compiles.js';
import { end } from './end.js';
import { events } from './events.js';
import { explore } from './explore.js';
import { files } from './files.js';
import { forks } from './forks.js';
import { sanitizer } from './sanitizer.js';
import { seen } from './seen.js';
import { stderr } from './stderr.js';
import { stdout } from './stdout.js';

/** What does not hold is told in this order. */
export const KINDS = [compiles, end, stdout, stderr, files, seen, calls, forks, events, sanitizer, explore] as const;
