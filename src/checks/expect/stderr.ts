import { streamKind } from '../stream.js';

export const stderr = streamKind('stderr', 'Its standard error.');
