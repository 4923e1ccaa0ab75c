import { streamKind } from '../stream.js';

export const stdout = streamKind('stdout', 'Its standard output; on a terminal, everything that it shows.');
