// Streams and ends as a result keeps them.
import type { End } from '#facts/end.js';
import { decodeText, type Bytes } from '#util/bytes.js';
import { sha256Now } from '#util/digest.js';
import type { TaskResult } from './result.js';

type Stream = TaskResult['compiles'][number]['messages'];

/** Bytes of a stream that a result shows. */
const SHOWN = 4096;

/** @param size bytes in all, where some of them were dropped */
export function recordStream(bytes: Bytes, size = bytes.length): Stream {
  return { size, sha256: sha256Now(bytes), head: decodeText(bytes.subarray(0, SHOWN)) };
}

export function recordEnd({ exit, signal, core, limit, reached, wall, killed }: End): End {
  return { exit, signal, core, limit, reached, wall, killed };
}
